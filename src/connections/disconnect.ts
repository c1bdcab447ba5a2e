import type { Provider } from "../catalog/provider.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Outbound } from "../core/outbound.ts";
import type { ConnectionStore, StoredConnection } from "../store/connections.ts";
import { judgeRevocation } from "./oauth/answer.ts";
import { createOAuthClient } from "./oauth/client.ts";
import { atLoginHost } from "./oauth/hosts.ts";
import { type TokenCipher, kindsOf } from "./tokens.ts";
import type { EndpointsOf } from "./types.ts";

/** What became of the tokens at the provider; the connection here is gone in every case. */
export type Disconnected =
  | { readonly revoked: true }
  /** Still valid at the provider, as far as is known, and why; `owed` where another attempt may end it. */
  | { readonly revoked: false; readonly detail: string; readonly owed?: true };

/** What of a connection is needed when it is gone. */
type Revoked = Pick<StoredConnection, "id" | "provider" | "mode" | "userId" | "account" | "tokens">;

export interface DisconnectDeps {
  readonly connections: ConnectionStore;
  readonly cipher: TokenCipher;
  readonly endpointsOf: EndpointsOf;
  readonly outbound: Outbound;
}

/** Revokes the tokens of a connection. Never throws for what the provider does. */
export async function revokeTokens(
  deps: DisconnectDeps,
  provider: Provider,
  connection: Revoked,
): Promise<Disconnected> {
  const elsewhere = `Remove Patchbay in ${provider.name}'s own settings to be sure.`;
  if (!deps.connections.isPresent(connection)) {
    if (connection.mode === "sandbox") return { revoked: true };
    const detail = `${provider.name} is in the sandbox now, so nothing was sent to the real one. ${elsewhere}`;
    return { revoked: false, detail };
  }
  if (!provider.revocation) {
    const detail = `${provider.name} has no way to revoke a token. ${elsewhere}`;
    return { revoked: false, detail };
  }
  try {
    const others = provider.sharedGrant ? await othersThan(deps, connection) : [];
    if (provider.sharedGrant === "account" && others.some((one) => holds(one, connection)))
      return kept(provider, "access");
    const shared = new Set(
      others.flatMap((other) => tokensOf(deps, provider, other).map(({ token }) => token)),
    );
    const own = tokensOf(deps, provider, connection);
    const endpoints = await deps.endpointsOf(provider.id);
    // One after the other: revoking a refresh token may take the access token with it.
    for (const { token, loginHost } of own.filter((candidate) => !shared.has(candidate.token))) {
      const chosen = atLoginHost(endpoints, provider, loginHost);
      const raw = await createOAuthClient(provider, chosen, deps.outbound).revoke(token);
      const judged = raw && judgeRevocation(raw, provider);
      if (judged?.status === "failed") {
        const detail = `${provider.name} did not revoke the token (${judged.why}). ${elsewhere}`;
        return { revoked: false, detail, ...(judged.isOwed ? { owed: true } : {}) };
      }
    }
    return own.some(({ token }) => shared.has(token)) ? kept(provider, "token") : { revoked: true };
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    const owed = error.code === "outbound/failed" ? ({ owed: true } as const) : {};
    return { revoked: false, detail: `${error.message} ${elsewhere}`, ...owed };
  }
}

interface Revocable {
  readonly token: string;
  readonly loginHost: string | undefined;
}

/** What revoking takes: the refresh token first, since from it new access tokens come. */
function tokensOf(
  { cipher }: DisconnectDeps,
  { revokes }: Provider,
  connection: Revoked,
): readonly Revocable[] {
  return kindsOf(cipher.open(connection)).flatMap(
    ([, { accessToken, refreshToken, loginHost }]) => {
      const refresh = revokes === "access_token" ? undefined : refreshToken;
      const access = revokes === "refresh_token" && refresh !== undefined ? undefined : accessToken;
      return [refresh, access].flatMap((token) =>
        token === undefined ? [] : { token, loginHost },
      );
    },
  );
}

/** Of the same provider, in the same mode. */
async function othersThan(
  { connections }: DisconnectDeps,
  { id, provider, mode }: Revoked,
): Promise<readonly StoredConnection[]> {
  const all = await connections.ofProvider(provider);
  return all.filter((other) => other.mode === mode && other.id !== id);
}

/**
 * Whether another connection goes on with the same account. Who takes back their own account takes it
 * back from other people too, but not from the app.
 */
function holds(other: StoredConnection, { account, userId }: Revoked): boolean {
  const isOtherPersons = userId !== undefined && other.userId !== undefined;
  return other.status === "active" && other.account.id === account.id && !isOtherPersons;
}

function kept({ name }: Provider, what: string): Disconnected {
  const detail = `Another connection uses the same ${name} ${what}, which stays valid until that one is disconnected too.`;
  return { revoked: false, detail };
}
