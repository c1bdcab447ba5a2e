import type { Catalog } from "../catalog/catalog.ts";
import type { Permission } from "./compute.ts";

/** A scope that a function needed, as a person reads it. */
export interface PlainPermission {
  readonly connector: string;
  readonly scope: string;
  readonly account?: string;
  readonly sentence: string;
}

interface ConnectorScopes {
  readonly connector: string;
  readonly account?: string | undefined;
  readonly scopes: readonly string[];
}

/** What an edit changes in what a function needs: `before` as its version says, `after` as computed. */
export function diffPermissions(
  before: readonly ConnectorScopes[],
  after: readonly Permission[],
  catalog: Catalog,
): { readonly added: readonly Permission[]; readonly removed: readonly PlainPermission[] } {
  const isOf = (one: Of, other: Of) =>
    one.connector === other.connector && one.account === other.account;
  const needed = (of: Of, scope: string) =>
    after.some((one) => isOf(one, of) && one.scope === scope);
  const had = (of: Of, scope: string) =>
    before.some((one) => isOf(one, of) && one.scopes.includes(scope));
  return {
    added: after.filter((one) => !had(one, one.scope)),
    removed: before.flatMap(({ scopes, ...of }) =>
      scopes
        .filter((scope) => !needed(of, scope))
        .map((scope) => ({
          connector: of.connector,
          scope,
          ...(of.account === undefined ? {} : { account: of.account }),
          sentence: catalog.scope(of.connector, scope)?.sentence ?? scope,
        })),
    ),
  };
}

type Of = Omit<ConnectorScopes, "scopes">;
