import { z } from "zod";
import type { Automations } from "../automations/automations.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf } from "../catalog/operation.ts";
import type { Connections } from "../connections/connections.ts";
import { accountsNeeded, withMissing } from "../connections/standing.ts";
import type {
  ConnectionQuery,
  ConnectionUses,
  ConnectionView,
  ConnectionsAnswer,
} from "../contract/connection.ts";
import { mostCounted } from "../contract/function-summary.ts";
import type { Permission } from "../permissions/compute.ts";
import type { ConnectionFilter } from "../store/connection-list.ts";
import type { FunctionNeedStore, Needs } from "../store/function-needs.ts";
import { type AccountUses, type Listening, accountUses, toolsOf } from "./account-uses.ts";
import { inState } from "./connection-filter.ts";
import { cursorOf, readCursor } from "./cursor.ts";

/** Where a page of accounts begins. */
const place = z.tuple([z.string(), z.string(), z.string()]);

export interface UsesDeps {
  readonly catalog: Catalog;
  readonly needs: FunctionNeedStore;
  readonly automations: Pick<Automations, "listening" | "startsOf">;
  readonly connections: Pick<
    Connections,
    "count" | "defaults" | "down" | "get" | "meant" | "page" | "present" | "summary"
  >;
}

/**
 * Who in the app uses an account or a tool, and what for: read off functions and automations as they are
 * now. Functions that need the same are looked at once, and only those that mean what is asked about.
 */
export function createUses({ catalog, needs, automations, connections }: UsesDeps) {
  const providerOf = (connector: string) => catalog.providerOf(connector)?.id ?? connector;
  const keyOf = (provider: string, account = "") => `${provider}:${account}`;

  /** Reads the uses of accounts off what means them. */
  async function reading(all: readonly Needs[]) {
    const listening = await automations.listening();
    const meaning = Map.groupBy(
      all.flatMap((one) => {
        const keys = toolsOf(one).map((tool) => keyOf(providerOf(tool.connector), tool.account));
        return Array.from(new Set(keys), (key) => ({ key, hash: one.hash }));
      }),
      ({ key }) => key,
    );
    const hashesOf = ({ provider, inUse, name, formerNames = [] }: ConnectionView) =>
      [...(inUse ? [""] : []), name, ...formerNames].flatMap((account) =>
        (meaning.get(keyOf(provider, account)) ?? []).map(({ hash }) => hash),
      );
    /** In the order of the accounts. */
    return async (accounts: readonly ConnectionView[]): Promise<readonly AccountUses[]> => {
      const sampled = await needs.sampled([...new Set(accounts.flatMap(hashesOf))]);
      const byHash = new Map(sampled.map((one) => [one.hash, one]));
      return accounts.map((account) => {
        const own = [...new Set(hashesOf(account))].flatMap((hash) => byHash.get(hash) ?? []);
        return accountUses(account, own, { listening, catalog });
      });
    };
  }

  /** Accounts with their uses in short. */
  async function summed(
    accounts: readonly ConnectionView[],
    uses: readonly AccountUses[],
  ): Promise<ConnectionView[]> {
    const users = [...new Set(uses.flatMap((one) => one.users))];
    const counts = await needs.counts(users, mostCounted);
    const countOf = (hashes: readonly string[]) =>
      hashes.reduce((sum, hash) => sum + (counts.get(hash) ?? 0), 0);
    return accounts.map((account, at) => {
      const { users: own = [], permissions = [], missing = [] } = uses[at] ?? {};
      const isUsed = account.inUse || own.length > 0;
      const unneeded = permissions.filter(
        ({ by, listening, forSignIn }) => by.length + listening.length === 0 && !forSignIn,
      );
      const scopesOf = (some: readonly { readonly permission: Permission }[]) => [
        ...new Set(some.map(({ permission }) => permission.scope)),
      ];
      const sentences = new Set(missing.map(({ permission }) => permission.sentence));
      return {
        ...account,
        standing: withMissing(account.standing, [...sentences]),
        uses: {
          functions: Math.min(countOf(own), mostCounted),
          missing: scopesOf(missing),
          unneeded: isUsed ? scopesOf(unneeded) : [],
        },
      };
    });
  }

  /** Only an account that some function means can lack what one needs. */
  async function partlyGranted(
    all: readonly Needs[],
    usesOf: Awaited<ReturnType<typeof reading>>,
  ): Promise<readonly string[]> {
    const needed = all.map((one) => ({
      permissions: toolsOf(one).map((tool) => ({ ...tool, scopes: [] })),
    }));
    const meant = await connections.meant(accountsNeeded(needed, catalog));
    const accounts = [...meant.values()];
    const uses = await usesOf(accounts);
    return accounts.flatMap(({ id }, at) => (uses[at]?.missing.length ? [id] : []));
  }

  /** What starts these functions, and what else waits for an event, the oldest first. */
  async function startsOf(names: readonly string[], heard: readonly Listening[]) {
    const starts = new Map(await automations.startsOf(names));
    const known = new Set(names);
    return [
      ...Array.from(starts, ([name, some]) =>
        some.map(({ id, words }) => ({ id, function: name, words })),
      ).flat(),
      ...heard
        .filter((one) => !known.has(one.function))
        .map(({ id, function: name, words }) => ({ id, function: name, words })),
    ].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  return {
    /** Accounts with their uses in short: all, or a page of those that fit. */
    async list({
      cursor,
      limit,
      state,
      default: isDefault,
      present,
      q: text,
      ...asked
    }: ConnectionQuery): Promise<Omit<ConnectionsAnswer, "pendingRevocations">> {
      const after = cursor === undefined ? undefined : readCursor(cursor, place);
      const all = await needs.all();
      const usesOf = await reading(all);
      const standing: ConnectionFilter =
        state === undefined
          ? {}
          : await inState(state, {
              catalog,
              down: await connections.down(),
              partly: () => partlyGranted(all, usesOf),
            });
      const defaults =
        isDefault === undefined ? [] : [{ is: isDefault, of: await connections.defaults() }];
      const filter: ConnectionFilter = {
        ...asked,
        ...standing,
        text,
        ids: [...(standing.ids ?? []), ...defaults],
        at: [
          ...(standing.at ?? []),
          ...(present === undefined ? [] : [{ is: present, of: await connections.present() }]),
        ],
      };
      const found = await connections.page(filter, { limit, ...(after ? { after } : {}) });
      const uses = await usesOf(found.connections);
      return {
        connections: await summed(found.connections, uses),
        ...(found.next ? { next: cursorOf(found.next) } : {}),
        ...(limit === undefined || after
          ? {}
          : {
              total: await connections.count(filter),
              providers: [...(await connections.summary())],
            }),
      };
    },
    /** One account with its uses in short. Throws `connection/not-found`. */
    async get(id: string): Promise<ConnectionView> {
      const connection = await connections.get(id);
      const uses = await (await reading(await needs.all()))([connection]);
      const [view = connection] = await summed([connection], uses);
      return view;
    },
    /** Throws `connection/not-found`. */
    async ofConnection(id: string): Promise<ConnectionUses> {
      const connection = await connections.get(id);
      const [uses] = await (await reading(await needs.all()))([connection]);
      const { users = [], listening = [], permissions = [], missing = [] } = uses ?? {};
      const names = await needs.names(users);
      const namesOf = (hashes: readonly string[], others: readonly string[] = []) =>
        [...new Set([...hashes.flatMap((hash) => names.get(hash) ?? []), ...others])].toSorted();
      const functions = namesOf(users);
      return {
        functions,
        automations: await startsOf(functions, listening),
        permissions: permissions.map(({ permission, by, listening: started, forSignIn }) => ({
          ...viewOf(permission, namesOf(by, started)),
          ...(forSignIn ? { forSignIn } : {}),
        })),
        missing: missing.map(({ permission, by }) => viewOf(permission, namesOf(by))),
      };
    },
    /** Who stops working without a tool. */
    async ofConnector(id: string): Promise<Pick<ConnectionUses, "functions" | "automations">> {
      const using = (await needs.all()).filter((one) =>
        toolsOf(one).some(({ connector }) => connector === id),
      );
      const names = await needs.names(using.map(({ hash }) => hash));
      const functions = [...names.values()].flat().toSorted();
      const heard = (await automations.listening()).filter(
        ({ trigger }) => connectorOf(trigger.event) === id,
      );
      return { functions, automations: await startsOf(functions, heard) };
    },
  };
}

export type Uses = ReturnType<typeof createUses>;

function viewOf(
  { connector, token, scope, sentence, sensitivity, access, condition }: Permission,
  functions: string[],
) {
  const about = condition === undefined ? {} : { condition };
  return { connector, token, scope, sentence, sensitivity, access, ...about, functions };
}
