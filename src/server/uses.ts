import { z } from "zod";
import type { Automations } from "../automations/automations.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf, type TokenKind } from "../catalog/operation.ts";
import type { Connections } from "../connections/connections.ts";
import { permissionsOf } from "../connections/scopes.ts";
import { accountsNeeded, withMissing } from "../connections/standing.ts";
import type { AutomationView } from "../contract/automation.ts";
import type {
  ConnectionQuery,
  ConnectionUses,
  ConnectionView,
  ConnectionsAnswer,
} from "../contract/connection.ts";
import type { Functions } from "../functions/functions.ts";
import { permissionsOfVersion } from "../functions/rights.ts";
import type { Permission } from "../permissions/compute.ts";
import type { ConnectionFilter } from "../store/connection-list.ts";
import { inState } from "./connection-filter.ts";
import { cursorOf, readCursor } from "./cursor.ts";

/** Where a page of accounts begins. */
const place = z.tuple([z.string(), z.string(), z.string()]);

export interface UsesDeps {
  readonly catalog: Catalog;
  readonly functions: Pick<Functions, "list">;
  readonly automations: Pick<Automations, "list">;
  readonly connections: Pick<
    Connections,
    "count" | "defaults" | "down" | "get" | "meant" | "page" | "present" | "summary"
  >;
}

/** What one function of the app needs. */
interface Needs {
  readonly name: string;
  /** Each tool with the account that is meant; without one, the default. */
  readonly tools: readonly Tool[];
  readonly permissions: readonly Permission[];
}

interface Tool {
  readonly connector: string;
  readonly account?: string | undefined;
}

/** Whether an account is meant by a name, or as the default where none is given. */
type IsMeant = (account: string | undefined) => boolean;

const anyAccount: IsMeant = () => true;

/** Who in the app uses an account or a tool, and what for: read off functions and automations as they are now. */
export function createUses({ catalog, functions, automations, connections }: UsesDeps) {
  async function needsOfApp(): Promise<readonly Needs[]> {
    return (await functions.list()).map((version) => {
      const permissions = permissionsOfVersion(version, catalog);
      const trigger = version.flow?.trigger;
      const tools = [
        ...version.approvals.map(({ operation, account }) => ({
          connector: connectorOf(operation),
          account,
        })),
        ...permissions,
        ...(trigger?.type === "event"
          ? [{ connector: connectorOf(trigger.event), account: trigger.account }]
          : []),
      ];
      return { name: version.name, permissions, tools };
    });
  }

  const connectorsOf = (providerId: string) =>
    new Set(
      catalog.connectors.filter(({ provider }) => provider === providerId).map(({ id }) => id),
    );

  function startsOf(
    all: readonly AutomationView[],
    names: readonly string[],
    tools: ReadonlySet<string>,
    isMeant: IsMeant,
  ) {
    return all.filter(
      ({ function: name, trigger }) =>
        names.includes(name) ||
        (trigger.type === "event" &&
          tools.has(connectorOf(trigger.event)) &&
          isMeant(trigger.account)),
    );
  }

  const ofTools = (all: readonly Needs[], tools: ReadonlySet<string>, isMeant: IsMeant) =>
    all.filter((one) =>
      one.tools.some(({ connector, account }) => tools.has(connector) && isMeant(account)),
    );

  function usesOf(
    connection: ConnectionView,
    all: readonly Needs[],
    starts: readonly AutomationView[],
  ): ConnectionUses {
    const tools = connectorsOf(connection.provider);
    const signsIn = new Set(catalog.provider(connection.provider)?.identityScopes);
    const { bot = [], user = [] } = connection.scopes;
    const granted = permissionsOf(catalog, connection.provider, { bot, user });
    const grantedView = (one: Permission, users: string[]) => ({
      ...viewOf(one, users),
      ...(signsIn.has(one.scope) ? { forSignIn: true as const } : {}),
    });
    const isMeant: IsMeant = (account) =>
      account === undefined ? connection.inUse : isCalled(connection, account);
    const needsOf = ({ permissions: needed }: Needs) =>
      needed.filter(({ connector, account }) => tools.has(connector) && isMeant(account));
    const users = ofTools(all, tools, isMeant);
    const own = startsOf(starts, [], tools, isMeant).filter(({ origin }) => origin === "own");
    const isHeld = (token: TokenKind, scope: string) =>
      connection.scopes[token]?.includes(scope) === true;
    const serves = (held: Permission, needed: Permission) =>
      held.token === needed.token &&
      (held.scope === needed.scope ||
        (!isHeld(needed.token, needed.scope) &&
          catalog.scope(needed.connector, held.scope)?.covers?.includes(needed.scope) === true));
    /** What was added beside a function's flow listens by whichever set of scopes is there. */
    const listens = (held: Permission) =>
      own.flatMap(({ function: name, trigger }) => {
        const sets = trigger.type === "event" ? catalog.event(trigger.event)?.scopes : undefined;
        const set = sets?.find((one) => one.every((scope) => isHeld(held.token, scope)));
        return set?.includes(held.scope) ? [name] : [];
      });
    const permissions = granted.map((held) => {
      const calling = users.flatMap((one) =>
        needsOf(one).some((needed) => serves(held, needed)) ? [one.name] : [],
      );
      return grantedView(held, [...new Set([...calling, ...listens(held)])]);
    });
    const lacking = users.flatMap((caller) =>
      needsOf(caller)
        .filter((one) => !granted.some((held) => serves(held, one)))
        .map((one) => ({ name: caller.name, one })),
    );
    const missing = [
      ...Map.groupBy(lacking, ({ one }) => `${one.token} ${one.scope}`).values(),
    ].flatMap((group) => {
      const names = [...new Set(group.map(({ name }) => name))];
      return group[0] ? [viewOf(group[0].one, names)] : [];
    });
    const names = users.map(({ name }) => name);
    return {
      functions: names,
      automations: startsOf(starts, names, tools, isMeant).map(startOf),
      permissions,
      missing,
    };
  }

  /** With its uses in short. */
  function summed(
    connection: ConnectionView,
    all: readonly Needs[],
    starts: readonly AutomationView[],
  ): ConnectionView {
    const { functions: users, permissions, missing } = usesOf(connection, all, starts);
    const unneeded =
      connection.inUse || users.length > 0
        ? permissions
            .filter((one) => one.functions.length === 0 && !one.forSignIn)
            .map(({ scope }) => scope)
        : [];
    const sentences = [...new Set(missing.map(({ sentence }) => sentence))];
    return {
      ...connection,
      standing: withMissing(connection.standing, sentences),
      uses: {
        functions: users.length,
        missing: [...new Set(missing.map(({ scope }) => scope))],
        unneeded: [...new Set(unneeded)],
      },
    };
  }

  /** Only an account that some function means can lack what one needs. */
  async function partlyGranted(
    all: readonly Needs[],
    starts: readonly AutomationView[],
  ): Promise<readonly string[]> {
    const needed = all.map(({ tools }) => ({
      permissions: tools.map((one) => ({ ...one, scopes: [] })),
    }));
    const meant = await connections.meant(accountsNeeded(needed, catalog));
    return Array.from(meant.values(), (one) =>
      usesOf(one, all, starts).missing.length > 0 ? [one.id] : [],
    ).flat();
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
      const [all, starts] = await Promise.all([needsOfApp(), automations.list()]);
      const standing: ConnectionFilter =
        state === undefined
          ? {}
          : await inState(state, {
              catalog,
              down: await connections.down(),
              partly: () => partlyGranted(all, starts),
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
      return {
        connections: found.connections.map((connection) => summed(connection, all, starts)),
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
      return summed(connection, await needsOfApp(), await automations.list());
    },
    /** Throws `connection/not-found`. */
    async ofConnection(id: string): Promise<ConnectionUses> {
      const connection = await connections.get(id);
      return usesOf(connection, await needsOfApp(), await automations.list());
    },
    /** Who stops working without a tool. */
    async ofConnector(id: string): Promise<Pick<ConnectionUses, "functions" | "automations">> {
      const tools = new Set([id]);
      const names = ofTools(await needsOfApp(), tools, anyAccount).map(({ name }) => name);
      const starts = startsOf(await automations.list(), names, tools, anyAccount);
      return { functions: names, automations: starts.map(startOf) };
    },
  };
}

export type Uses = ReturnType<typeof createUses>;

function startOf({ id, function: name, words }: AutomationView) {
  return { id, function: name, words };
}

function viewOf(
  { connector, token, scope, sentence, sensitivity, access, condition }: Permission,
  functions: string[],
) {
  const about = condition === undefined ? {} : { condition };
  return { connector, token, scope, sentence, sensitivity, access, ...about, functions };
}

/** By its name, or by one that it had before. */
function isCalled({ isPresent, name, formerNames = [] }: ConnectionView, account: string): boolean {
  return isPresent && (name === account || formerNames.includes(account));
}
