import type { TokenKind } from "../catalog/operation.ts";
import type { Account, Provider, TokenAnswer } from "../catalog/provider.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { ConnectionStore, GrantedScopes, StoredConnection } from "../store/connections.ts";
import { type TokenCipher, type Tokens, scopesOf, storedToken } from "./tokens.ts";

interface SignInDeps {
  readonly connections: ConnectionStore;
  readonly cipher: TokenCipher;
  readonly clock: Clock;
}

/** A successful answer to a code, and what had been asked for. */
export interface SignIn {
  readonly provider: Provider;
  readonly account: Account;
  readonly answer: TokenAnswer;
  /** Where an answer names no scopes, these were granted (RFC 6749 5.1). */
  readonly asked: GrantedScopes;
}

/**
 * Stores the tokens of a sign-in. The same account at the same provider stays one connection:
 * tokens are replaced by kind, and a kind that was not asked for this time keeps its own.
 */
export async function storeSignIn(
  { connections, cipher, clock }: SignInDeps,
  { provider, account, answer, asked }: SignIn,
): Promise<StoredConnection> {
  const merge = (before: Tokens, keepRefresh: boolean): Tokens => {
    const issued = answer.tokens.map((token): [TokenKind, Tokens[TokenKind]] => {
      const refreshToken = keepRefresh ? before[token.kind]?.refreshToken : undefined;
      const known = {
        scopes: [...(asked[token.kind] ?? [])],
        ...(refreshToken === undefined ? {} : { refreshToken }),
      };
      return [token.kind, storedToken(token, known, clock.now())];
    });
    return { ...before, ...Object.fromEntries(issued) };
  };
  for (;;) {
    const before = await connections.ofAccount(provider.id, account.id);
    if (before) {
      const tokens = merge(openOrEmpty(cipher, before), before.status === "active");
      const written = await connections.change(before, {
        status: "active",
        scopes: scopesOf(tokens),
        tokens: cipher.seal(tokens, before.id),
        signedIn: account,
      });
      const after = written && (await connections.find(before.id));
      if (after) return after;
    } else {
      const tokens = merge({}, false);
      const id = connections.newId();
      await connections.add({
        id,
        provider: provider.id,
        account,
        status: "active",
        scopes: scopesOf(tokens),
        tokens: cipher.seal(tokens, id),
      });
      const after = await connections.find(id);
      if (after) return after;
    }
  }
}

/** A new sign-in must be able to heal a connection whose key was lost. */
function openOrEmpty(cipher: TokenCipher, connection: StoredConnection): Tokens {
  try {
    return cipher.open(connection);
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "vault/key") return {};
    throw error;
  }
}
