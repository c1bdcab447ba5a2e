import type { Catalog } from "../catalog/catalog.ts";
import { defaultToken } from "../catalog/operation.ts";
import { permissionsOf } from "../connections/scopes.ts";
import { PatchbayError } from "../core/errors.ts";
import { firstScopes } from "./first-scopes.ts";

/** A request that no flow made: the scopes named, or what the connector's first operation needs. */
export function ownRequest(
  catalog: Catalog,
  {
    connector: id,
    scopes,
    beside,
    name,
  }: {
    readonly connector: string;
    readonly scopes?: readonly string[] | undefined;
    readonly beside?: true | undefined;
    readonly name?: string | undefined;
  },
) {
  const connector = catalog.connector(id);
  const [first] = connector?.operations ?? [];
  if (!connector || !first) {
    const known = catalog.connectors.map((one) => one.id).join(", ");
    throw new PatchbayError(
      "catalog/unknown-connector",
      `There is no connector "${id}"; there are: ${known}.`,
      { where: "connector" },
    );
  }
  const token = defaultToken(first);
  const wanted = scopes ?? firstScopes(connector);
  const unknown = wanted.filter((scope) => !catalog.scope(id, scope));
  if (unknown.length) {
    throw new PatchbayError(
      "request/invalid",
      `${connector.name} has no permission ${unknown.join(", ")}; GET /api/connectors/${id} lists them.`,
      { where: "scopes" },
    );
  }
  const kindOf = (scope: string) =>
    catalog.scope(id, scope)?.tokens.includes(token) ? token : "user";
  const byKind = Object.groupBy(wanted, kindOf);
  return {
    provider: connector.provider,
    permissions: permissionsOf(catalog, connector.provider, byKind),
    ...(beside ? { beside } : {}),
    ...(name === undefined ? {} : { name }),
  };
}
