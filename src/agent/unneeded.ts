import type { ConnectorScopes, FunctionVersion } from "../store/function-version.ts";
import type { AgentPorts } from "./ports.ts";

/** A granted permission that nothing uses any more. */
export interface Unneeded {
  readonly connection: string;
  /** The account as a person knows it. */
  readonly account: string;
  readonly connector: string;
  readonly scope: string;
  readonly sentence: string;
}

/**
 * What a change of a function has made needless: scopes that it needed before, that no function of
 * the app needs now, and that an account still grants.
 */
export async function unneededAfter(
  before: readonly ConnectorScopes[],
  functions: readonly Pick<FunctionVersion, "permissions">[],
  { catalog, connections }: Pick<AgentPorts, "catalog" | "connections">,
): Promise<readonly Unneeded[]> {
  const needed = new Set(
    functions.flatMap(({ permissions }) => permissions.flatMap(({ scopes }) => scopes)),
  );
  const gone = before.flatMap(({ connector, scopes }) => {
    const provider = catalog.connector(connector)?.provider ?? "";
    const signsIn = catalog.provider(provider)?.identityScopes ?? [];
    return scopes
      .filter((scope) => !needed.has(scope) && !signsIn.includes(scope))
      .map((scope) => ({ connector, provider, scope }));
  });
  const providers = [...new Set(gone.map(({ provider }) => provider))];
  const held = new Map(
    await Promise.all(providers.map(async (one) => [one, await connections.list(one)] as const)),
  );
  return gone.flatMap(({ connector, provider, scope }) =>
    (held.get(provider) ?? [])
      .filter(({ scopes: { bot = [], user = [] } }) => [...bot, ...user].includes(scope))
      .map(({ id, account }) => ({
        connection: id,
        account: account.label,
        connector,
        scope,
        sentence: catalog.scope(connector, scope)?.sentence ?? scope,
      })),
  );
}
