import type { Automations } from "../automations/automations.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf, type TokenKind } from "../catalog/operation.ts";
import type { Connections } from "../connections/connections.ts";
import { permissionsOf } from "../connections/scopes.ts";
import { withMissing } from "../connections/standing.ts";
import type { AutomationView } from "../contract/automation.ts";
import type { ConnectionUses, ConnectionView } from "../contract/connection.ts";
import type { Functions } from "../functions/functions.ts";
import { operationsOf, permissionsOfVersion } from "../functions/rights.ts";
import type { Permission } from "../permissions/compute.ts";

export interface UsesDeps {
  readonly catalog: Catalog;
  readonly functions: Pick<Functions, "list">;
  readonly automations: Pick<Automations, "list">;
  readonly connections: Pick<Connections, "list" | "get">;
}

/** What one function of the app needs. */
interface Needs {
  readonly name: string;
  readonly connectors: ReadonlySet<string>;
  readonly permissions: readonly Permission[];
}

const nothing = { functions: [], automations: [], permissions: [], missing: [] };

/** Who in the app uses an account or a tool, and what for: read off functions and automations as they are now. */
export function createUses({ catalog, functions, automations, connections }: UsesDeps) {
  async function needsOfApp(): Promise<readonly Needs[]> {
    return (await functions.list()).map((version) => {
      const permissions = permissionsOfVersion(version, catalog);
      const trigger = version.flow?.trigger;
      const called = [
        ...operationsOf(version).map(connectorOf),
        ...permissions.map(({ connector }) => connector),
        ...(trigger?.type === "event" ? [connectorOf(trigger.event)] : []),
      ];
      return { name: version.name, permissions, connectors: new Set(called) };
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
  ) {
    return all.filter(
      ({ function: name, trigger }) =>
        names.includes(name) || (trigger.type === "event" && tools.has(connectorOf(trigger.event))),
    );
  }

  const ofTools = (all: readonly Needs[], tools: ReadonlySet<string>) =>
    all.filter(({ connectors }) => [...connectors].some((id) => tools.has(id)));

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
    if (!connection.inUse) {
      const permissions = granted.map((one) => grantedView(one, []));
      return { ...nothing, permissions };
    }
    const users = ofTools(all, tools);
    const own = startsOf(starts, [], tools).filter(({ origin }) => origin === "own");
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
      const calling = users.flatMap(({ name, permissions: needed }) =>
        needed.some((one) => tools.has(one.connector) && serves(held, one)) ? [name] : [],
      );
      return grantedView(held, [...new Set([...calling, ...listens(held)])]);
    });
    const lacking = users.flatMap(({ name, permissions: needed }) =>
      needed
        .filter((one) => tools.has(one.connector) && !granted.some((held) => serves(held, one)))
        .map((one) => ({ name, one })),
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
      automations: startsOf(starts, names, tools).map(startOf),
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
    const unneeded = connection.inUse
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

  return {
    /** Every account with its uses in short. */
    async list(): Promise<readonly ConnectionView[]> {
      const [listed, all, starts] = await Promise.all([
        connections.list(),
        needsOfApp(),
        automations.list(),
      ]);
      return listed.map((connection) => summed(connection, all, starts));
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
      const names = ofTools(await needsOfApp(), tools).map(({ name }) => name);
      const starts = startsOf(await automations.list(), names, tools);
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
