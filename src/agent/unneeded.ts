import type { Catalog } from "../catalog/catalog.ts";
import type { ConnectionView } from "../contract/connection.ts";
import type { ConnectorScopes, FunctionVersion } from "../store/function-version.ts";

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
export function unneededAfter(
  before: readonly ConnectorScopes[],
  functions: readonly Pick<FunctionVersion, "permissions">[],
  connections: readonly ConnectionView[],
  catalog: Catalog,
): readonly Unneeded[] {
  const needed = new Set(
    functions.flatMap(({ permissions }) => permissions.flatMap(({ scopes }) => scopes)),
  );
  return before.flatMap(({ connector, scopes }) => {
    const provider = catalog.connector(connector)?.provider;
    const signsIn = catalog.provider(provider ?? "")?.identityScopes ?? [];
    const held = connections.filter((connection) => connection.provider === provider);
    return scopes
      .filter((scope) => !needed.has(scope) && !signsIn.includes(scope))
      .flatMap((scope) =>
        held
          .filter(({ scopes: { bot = [], user = [] } }) => [...bot, ...user].includes(scope))
          .map(({ id, account }) => ({
            connection: id,
            account: account.label,
            connector,
            scope,
            sentence: catalog.scope(connector, scope)?.sentence ?? scope,
          })),
      );
  });
}
