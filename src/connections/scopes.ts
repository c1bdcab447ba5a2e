import type { Catalog } from "../catalog/catalog.ts";
import type { TokenKind } from "../catalog/operation.ts";
import type { Permission } from "../permissions/compute.ts";
import type { GrantedScopes, StoredConnection } from "../store/connections.ts";

const kinds: readonly TokenKind[] = ["bot", "user"];

/** Those of the permissions that the connection does not give; all where it has to be renewed. */
export function missingFrom(
  connection: StoredConnection | undefined,
  permissions: readonly Permission[],
): readonly Permission[] {
  if (connection?.status !== "active") return permissions;
  return permissions.filter(({ token, scope }) => !connection.scopes[token]?.includes(scope));
}

/**
 * What to ask a provider for. A token kind that lacks nothing is left alone. For one that does, the
 * scopes granted so far are asked for again: most providers give a new token with exactly what was
 * asked, and functions that work today must go on working. (At Slack grants add up, so there it
 * changes nothing.) Where nothing is missing the person signs in anew, and all is asked.
 */
export function scopesToAsk(
  connection: StoredConnection | undefined,
  permissions: readonly Permission[],
): GrantedScopes {
  const missing = missingFrom(connection, permissions);
  const renewed = missing.length ? missing : permissions;
  const asked = kinds.flatMap((kind) => {
    const needed = permissions.filter(({ token }) => token === kind).map(({ scope }) => scope);
    const isAsked =
      connection?.status === "reconnect-needed" || renewed.some(({ token }) => token === kind);
    const scopes = new Set([...(connection?.scopes[kind] ?? []), ...needed]);
    return isAsked && scopes.size ? [[kind, [...scopes].toSorted()]] : [];
  });
  return Object.fromEntries(asked);
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
          neededBy: [],
          avoids: [],
        },
      ];
    }),
  );
}
