import type { Catalog } from "../catalog/catalog.ts";
import type { Permission } from "./compute.ts";

/** A scope that a function needed, as a person reads it. */
export interface PlainPermission {
  readonly connector: string;
  readonly scope: string;
  readonly sentence: string;
}

interface ConnectorScopes {
  readonly connector: string;
  readonly scopes: readonly string[];
}

/** What an edit changes in what a function needs: `before` as its version says, `after` as computed. */
export function diffPermissions(
  before: readonly ConnectorScopes[],
  after: readonly Permission[],
  catalog: Catalog,
): { readonly added: readonly Permission[]; readonly removed: readonly PlainPermission[] } {
  const needed = (connector: string, scope: string) =>
    after.some((one) => one.connector === connector && one.scope === scope);
  const had = (connector: string, scope: string) =>
    before.some((one) => one.connector === connector && one.scopes.includes(scope));
  return {
    added: after.filter(({ connector, scope }) => !had(connector, scope)),
    removed: before.flatMap(({ connector, scopes }) =>
      scopes
        .filter((scope) => !needed(connector, scope))
        .map((scope) => ({
          connector,
          scope,
          sentence: catalog.scope(connector, scope)?.sentence ?? scope,
        })),
    ),
  };
}
