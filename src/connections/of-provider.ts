import type { Catalog } from "../catalog/catalog.ts";

/** Tools that a user added do not say whose account it is; neither does a key. */
export function hasAccounts(
  { connectors }: Pick<Catalog, "connectors">,
  providerId: string,
): boolean {
  return !connectors.some(
    ({ provider, category }) => provider === providerId && category === "custom",
  );
}

/** Scopes that a person may leave out at the provider. */
export function optionalScopes(
  { connectors }: Pick<Catalog, "connectors">,
  providerId: string,
): readonly string[] {
  return connectors
    .filter(({ provider }) => provider === providerId)
    .flatMap(({ scopes }) => scopes.flatMap(({ scope, optional }) => (optional ? scope : [])));
}
