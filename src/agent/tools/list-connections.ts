import { tool } from "ai";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Connector } from "../../catalog/connector.ts";
import { connectorOf } from "../../catalog/operation.ts";
import type { ConnectionView } from "../../contract/connection.ts";
import { listConnections as shape } from "../../contract/tools.ts";
import { ownAccount } from "../../flow/schema.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import type { AgentPorts, ConnectionsPort } from "../ports.ts";

type ListConnectionsPorts = Pick<AgentPorts, "catalog" | "connections" | "functions" | "prompts">;

/** What the app may do in whose account and which functions do it; and what else could be connected. */
export function listConnections({
  catalog,
  connections,
  functions,
  prompts,
}: ListConnectionsPorts) {
  return tool({
    description: prompts("tools/list-connections"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ tool: asked }) => {
      const [known, written, mine, counts] = await Promise.all([
        connections.list(),
        functions.list(),
        connections.mine(),
        connections.counts(),
      ]);
      const more = (await connections.count({})) - known.length;
      const all = known.filter(({ isPresent }) => isPresent);
      return {
        connections: all.map((connection) => ({
          ...summary(connection, written, catalog, connections),
          ...(all.filter(({ provider }) => provider === connection.provider).length > 1
            ? { name: connection.name }
            : {}),
        })),
        ...(more > 0 ? { more } : {}),
        own: ownAccounts(written, catalog, { mine, counts }),
        tools: catalog.connectors.map(({ id, name, provider, events }) => ({
          id,
          name,
          provider,
          events: events.length,
        })),
        ...(asked === undefined ? {} : { tool: toolInfo(findTool(asked, catalog)) ?? null }),
      };
    },
  });
}

function summary(
  connection: ConnectionView,
  functions: readonly FunctionVersion[],
  catalog: Catalog,
  { modeOf }: ConnectionsPort,
) {
  const { provider, connectors, name, account, standing, statusReason, createdAt, endsAt } =
    connection;
  const isMeant = (of: string | undefined) =>
    of === undefined ? connection.inUse : [name, ...(connection.formerNames ?? [])].includes(of);
  const callers = functions.filter(({ approvals }) =>
    approvals.some(
      ({ operation, account: of }) => catalog.providerOf(operation)?.id === provider && isMeant(of),
    ),
  );
  return {
    provider,
    tools: connectors.map((id) => catalog.connector(id)?.name ?? id),
    account: account.label,
    mode: modeOf(provider),
    status: standing.state,
    ...(standing.way === "none" ? {} : { advice: standing.sentence }),
    ...(statusReason === undefined ? {} : { reason: statusReason }),
    since: createdAt,
    ...(endsAt === undefined ? {} : { endsAt }),
    permissions: permissionsOf(connection, callers, catalog),
    usedBy: callers.map((one) => one.name),
  };
}

/** Of whom functions act with their own accounts, a provider at a time: of others how many there are. */
function ownAccounts(
  functions: readonly FunctionVersion[],
  catalog: Catalog,
  {
    mine,
    counts,
  }: {
    readonly mine: readonly ConnectionView[] | undefined;
    readonly counts: Awaited<ReturnType<ConnectionsPort["counts"]>>;
  },
) {
  const uses = functions.flatMap(({ name, approvals }) =>
    approvals
      .filter(({ account }) => account === ownAccount)
      .map(({ operation }) => ({ name, connector: connectorOf(operation) })),
  );
  const groups = Map.groupBy(uses, ({ connector }) => catalog.connector(connector)?.provider ?? "");
  return Array.from(groups, ([provider, own]) => {
    const account = mine?.find((one) => one.provider === provider && one.isPresent)?.account;
    return {
      provider,
      tools: [
        ...new Set(own.map(({ connector }) => catalog.connector(connector)?.name ?? connector)),
      ],
      people: counts.find((one) => one.provider === provider)?.people ?? 0,
      ...(mine === undefined ? {} : { mine: account?.label ?? null }),
      usedBy: [...new Set(own.map(({ name }) => name))],
    };
  });
}

function permissionsOf(
  { scopes, connectors }: ConnectionView,
  callers: readonly FunctionVersion[],
  catalog: Catalog,
) {
  return [...new Set([...(scopes.bot ?? []), ...(scopes.user ?? [])])].map((scope) => ({
    scope,
    sentence:
      connectors.map((connector) => catalog.scope(connector, scope)?.sentence).find(Boolean) ??
      scope,
    tools: connectors.filter((connector) => catalog.scope(connector, scope) !== undefined),
    usedBy: callers
      .filter(({ permissions }) => permissions.some((one) => one.scopes.includes(scope)))
      .map(({ name }) => name),
  }));
}

function findTool(asked: string, { connectors }: Catalog): Connector | undefined {
  const wanted = asked.trim().toLowerCase();
  return (
    connectors.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted) ??
    connectors.find(({ words }) => words.includes(wanted))
  );
}

function toolInfo(connector: Connector | undefined) {
  if (!connector) return undefined;
  const { id, name, description, operations, events } = connector;
  const titles = (isRead: boolean) =>
    operations.filter(({ kind }) => (kind === "read") === isRead).map(({ title }) => title);
  return {
    id,
    name,
    description,
    reads: titles(true),
    writes: titles(false),
    events: events.map(({ title }) => title),
  };
}
