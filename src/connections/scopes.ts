import type { Catalog } from "../catalog/catalog.ts";
import type { TokenKind } from "../catalog/operation.ts";
import type { Permission } from "../permissions/compute.ts";
import type { GrantedScopes, StoredConnection } from "../store/connections.ts";

const kinds: readonly TokenKind[] = ["bot", "user"];

/** Those of the permissions that the connection does not give; all where it has to be renewed. */
export function missingFrom<Needed extends Pick<Permission, "connector" | "token" | "scope">>(
  connection: StoredConnection | undefined,
  permissions: readonly Needed[],
  catalog: Catalog,
): readonly Needed[] {
  if (connection?.status !== "active") return permissions;
  return permissions.filter(({ connector, token, scope }) => {
    const granted = connection.scopes[token] ?? [];
    return !granted.some((one) => one === scope || covers(catalog, connector, one, scope));
  });
}

/** What to ask a provider for, and whether it is to merge in what was granted before. */
export interface Asking {
  readonly asked: GrantedScopes;
  readonly widens: boolean;
}

/**
 * A token kind that lacks nothing is left alone. For one that does, the scopes granted so far are
 * asked for again: most providers give a new token with exactly what was asked, and functions that
 * work today must go on working. (At Slack grants add up, so there it changes nothing.) A provider
 * that merges grants is asked for the rest only, unless something was given back here: merging would
 * bring it back. Where nothing is missing the person signs in anew, and all is asked.
 */
export function scopesToAsk(
  connection: StoredConnection | undefined,
  permissions: readonly Permission[],
  { catalog, canMerge }: { readonly catalog: Catalog; readonly canMerge: boolean },
): Asking {
  const missing = missingFrom(connection, permissions, catalog);
  const renewed = missing.length ? missing : permissions;
  const widens = canMerge && connection?.status === "active" && missing.length > 0;
  const asked = kinds.flatMap((kind) => {
    const needed = (widens ? missing : permissions)
      .filter(({ token }) => token === kind)
      .map(({ scope }) => scope);
    const isAsked =
      connection?.status === "reconnect-needed" || renewed.some(({ token }) => token === kind);
    const scopes = new Set([...(widens ? [] : (connection?.scopes[kind] ?? [])), ...needed]);
    return isAsked && scopes.size ? [[kind, [...scopes].toSorted()]] : [];
  });
  return { asked: Object.fromEntries(asked), widens };
}

/**
 * Scopes of a connection that one connector alone can use: taking them back leaves the others as
 * they are, which go by the same grant.
 */
export function scopesOnlyOf(
  catalog: Catalog,
  connectorId: string,
  granted: GrantedScopes,
): readonly string[] {
  const connector = catalog.connector(connectorId);
  const others = catalog.connectors.filter(
    ({ id, provider }) => id !== connectorId && provider === connector?.provider,
  );
  const all = kinds.flatMap((kind) => granted[kind] ?? []);
  return [...new Set(all)].filter(
    (scope) =>
      connector?.scopes.some((info) => info.scope === scope) === true &&
      !others.some(({ scopes }) => scopes.some((info) => info.scope === scope)),
  );
}

function covers(catalog: Catalog, connector: string, wide: string, narrow: string): boolean {
  return catalog.scope(connector, wide)?.covers?.includes(narrow) === true;
}

/** Scopes of a provider as a person reads them, where no step is known that needs them. */
export function permissionsOf(
  catalog: Catalog,
  providerId: string,
  scopes: GrantedScopes,
): readonly Permission[] {
  const connectors = catalog.connectors.filter(({ provider }) => provider === providerId);
  return kinds.flatMap((token) =>
    (scopes[token] ?? []).flatMap((scope) => {
      const owner =
        connectors.find((connector) => connector.scopes.some((info) => info.scope === scope)) ??
        connectors[0];
      if (!owner) return [];
      const info = catalog.scope(owner.id, scope);
      return [
        {
          connector: owner.id,
          scope,
          token,
          sentence: info?.sentenceByToken?.[token] ?? info?.sentence ?? scope,
          sensitivity: info?.sensitivity ?? "write",
          access: info?.access ?? "write",
          ...(info?.condition === undefined ? {} : { condition: info.condition }),
          neededBy: [],
          avoids: [],
        },
      ];
    }),
  );
}
