import type { Catalog } from "../catalog/catalog.ts";
import type { Permission } from "../permissions/compute.ts";
import type { AgentPorts, Turn } from "./ports.ts";

/** One request a provider that lacks something; it lists all that is needed of the provider. */
export async function openRequests(
  { catalog, connections }: Pick<AgentPorts, "catalog" | "connections">,
  turn: Turn,
  permissions: readonly Permission[],
  missing: readonly Permission[],
) {
  const needed = Map.groupBy(permissions, (permission) => providerId(catalog, permission));
  const lacking = Map.groupBy(missing, (permission) => providerId(catalog, permission));
  return Promise.all(
    Array.from(lacking, async ([provider, scopes]) => {
      const { id } = await connections.request({
        chatId: turn.chatId,
        provider,
        permissions: needed.get(provider) ?? [],
      });
      return { request: id, provider, scopes: scopes.map(({ scope }) => scope) };
    }),
  );
}

function providerId(catalog: Catalog, { connector }: Permission): string {
  return catalog.connector(connector)?.provider ?? connector;
}
