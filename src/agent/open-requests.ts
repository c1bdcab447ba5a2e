import { byAccount } from "../connections/by-account.ts";
import type { Permission } from "../permissions/compute.ts";
import type { AgentPorts, Turn } from "./ports.ts";

/** One request an account that lacks something; it lists all that is needed of the account. */
export async function openRequests(
  { catalog, connections }: Pick<AgentPorts, "catalog" | "connections">,
  turn: Turn,
  permissions: readonly Permission[],
  missing: readonly Permission[],
  { askWhose }: { readonly askWhose: boolean },
) {
  const isPersonal = ({ connector }: Permission) =>
    catalog.connector(connector)?.holds === "personal";
  const needed = byAccount(permissions, catalog);
  return Promise.all(
    byAccount(missing, catalog).map(async ({ provider, account, needed: scopes }) => {
      const whose = account === undefined ? {} : { account };
      const all = needed.find((one) => one.provider === provider && one.account === account);
      const { id } = await connections.request({
        chatId: turn.chatId,
        provider,
        ...whose,
        permissions: all?.needed ?? [],
        ...(askWhose && account === undefined && (all?.needed ?? []).some(isPersonal)
          ? { offersOwn: true as const }
          : {}),
      });
      return { request: id, provider, ...whose, scopes: scopes.map(({ scope }) => scope) };
    }),
  );
}
