import type { Catalog } from "../catalog/catalog.ts";
import type { Provider } from "../catalog/provider.ts";
import type { ConnectionView } from "../contract/connection.ts";
import type { GrantedScopes, StoredConnection } from "../store/connections.ts";
import type { StoredOutage } from "../store/outages.ts";
import { accountStanding } from "./standing.ts";

/** What may be shown of a connection: never a token. */
export function connectionView(
  connection: StoredConnection,
  {
    inUse,
    isPresent,
    formerNames,
  }: {
    readonly inUse: boolean;
    readonly isPresent: boolean;
    readonly formerNames?: readonly string[] | undefined;
  },
  catalog: Catalog,
  at: { readonly outage: StoredOutage | undefined; readonly now: number },
): ConnectionView {
  const { statusReason = "", statusAt, lastUsedAt, checkedAt } = connection;
  // An account of a tool that was removed is still there to be disconnected.
  const issuer: Pick<Provider, "name" | "revokedErrors" | "reconnectHints"> = catalog.provider(
    connection.provider,
  ) ?? { name: connection.provider };
  const hint = issuer.reconnectHints?.[statusReason];
  return {
    id: connection.id,
    provider: connection.provider,
    mode: connection.mode,
    isPresent,
    connectors: grantedConnectors(connection, catalog),
    name: connection.name,
    ...(formerNames ? { formerNames: [...formerNames] } : {}),
    account: { ...connection.account },
    status: connection.status,
    standing: accountStanding(connection, { provider: issuer, ...at }),
    ...(connection.statusReason === undefined ? {} : { statusReason: connection.statusReason }),
    scopes: scopesView(connection.scopes),
    ...(connection.endsAt === undefined ? {} : { endsAt: connection.endsAt }),
    createdAt: connection.createdAt,
    inUse,
    ...(hint === undefined ? {} : { statusHint: hint }),
    ...(statusAt === undefined ? {} : { statusAt }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...(checkedAt === undefined ? {} : { checkedAt }),
  };
}

/** Ids of the tools that it grants something of. */
export function grantedConnectors(
  { provider, scopes: { bot = [], user = [] } }: Pick<StoredConnection, "provider" | "scopes">,
  { connectors }: Pick<Catalog, "connectors">,
): string[] {
  const granted = new Set([...bot, ...user]);
  return connectors
    .filter((one) => one.provider === provider)
    .filter(({ scopes }) => scopes.some(({ scope }) => granted.has(scope)))
    .map(({ id }) => id);
}

export function scopesView({ bot, user }: GrantedScopes): ConnectionView["scopes"] {
  return { ...(bot ? { bot: [...bot] } : {}), ...(user ? { user: [...user] } : {}) };
}
