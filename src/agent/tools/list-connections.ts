import { tool } from "ai";
import type { Catalog } from "../../catalog/catalog.ts";
import type { ConnectionView } from "../../contract/connection.ts";
import { listConnections as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";

/** What the app may do in whose account, as sentences. */
export function listConnections({
  catalog,
  connections,
  prompts,
}: Pick<AgentPorts, "catalog" | "connections" | "prompts">) {
  return tool({
    description: prompts("tools/list-connections"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async () => ({
      connections: (await connections.list()).map((connection) => ({
        provider: connection.provider,
        account: connection.account.label,
        status: connection.status,
        permissions: permissionsOf(connection, catalog),
      })),
    }),
  });
}

function permissionsOf({ scopes, connectors }: ConnectionView, catalog: Catalog) {
  return [...new Set([...(scopes.bot ?? []), ...(scopes.user ?? [])])].map((scope) => ({
    scope,
    sentence:
      connectors.map((connector) => catalog.scope(connector, scope)?.sentence).find(Boolean) ??
      scope,
  }));
}
