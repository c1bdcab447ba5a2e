import { z } from "zod";
import type { TokenKind } from "../catalog/operation.ts";
import type { IssuedToken } from "../catalog/provider.ts";
import { PatchbayError } from "../core/errors.ts";
import type { GrantedScopes } from "../store/connections.ts";
import type { Vault } from "./vault.ts";

const tokenShape = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** Milliseconds since 1970; absent where it does not expire. */
  expiresAt: z.number().optional(),
  /** When the refresh token ends, in the same unit; absent where that is not known. */
  refreshExpiresAt: z.number().optional(),
  /** Origin of the API that takes it, where every account has its own. */
  instance: z.string().optional(),
  /** Where the person signed in, if they chose: it is renewed and revoked there. */
  loginHost: z.string().optional(),
  scopes: z.array(z.string()),
  /** Scopes were given back here that the provider still counts to the grant. */
  narrowed: z.boolean().optional(),
});
const tokensShape = z.object({ bot: tokenShape.optional(), user: tokenShape.optional() });

export type StoredToken = z.output<typeof tokenShape>;
/** The tokens of one connection; plain text lives in memory only. */
export type Tokens = z.output<typeof tokensShape>;

/** Before its end a token is renewed, so that it does not end on the way. */
const renewBeforeMs = 60_000;

/** What to store of an issued token; what an answer leaves out (RFC 6749 5.1) stays as it was. */
export function storedToken(
  issued: IssuedToken,
  before: Partial<Omit<StoredToken, "accessToken" | "expiresAt">>,
  now: number,
): StoredToken {
  const { expiresIn, refreshExpiresIn } = issued;
  const refreshToken = issued.refreshToken ?? before.refreshToken;
  const refreshExpiresAt =
    refreshExpiresIn === undefined ? before.refreshExpiresAt : now + refreshExpiresIn * 1000;
  const instance = issued.instance ?? before.instance;
  return {
    accessToken: issued.accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(expiresIn === undefined ? {} : { expiresAt: now + expiresIn * 1000 }),
    ...(refreshToken === undefined || refreshExpiresAt === undefined ? {} : { refreshExpiresAt }),
    ...(instance === undefined ? {} : { instance }),
    ...(before.loginHost === undefined ? {} : { loginHost: before.loginHost }),
    scopes: [...(issued.scopes ?? before.scopes ?? [])],
  };
}

/** What to store after a refresh: it can lose scopes, and never gains one (RFC 6749 6). */
export function renewedToken(issued: IssuedToken, before: StoredToken, now: number): StoredToken {
  const token = storedToken(issued, before, now);
  const scopes = token.scopes.filter((scope) => before.scopes.includes(scope));
  return { ...token, scopes, ...(before.narrowed ? { narrowed: true } : {}) };
}

/** Whether a token must not be used as it is. One that cannot be renewed is good to its very end. */
export function isDue(token: StoredToken, now: number): boolean {
  const early = token.refreshToken === undefined ? 0 : renewBeforeMs;
  return token.expiresAt !== undefined && token.expiresAt - early <= now;
}

/** When the connection ends whatever is done, in ms since 1970; undefined where it can be renewed for ever. */
export function endOf(tokens: Tokens): number | undefined {
  const ends = kindsOf(tokens).flatMap(
    ([, token]) =>
      (token.refreshToken === undefined ? token.expiresAt : token.refreshExpiresAt) ?? [],
  );
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

export function scopesOf(tokens: Tokens): GrantedScopes {
  return Object.fromEntries(kindsOf(tokens).map(([kind, token]) => [kind, token.scopes]));
}

export function kindsOf(tokens: Tokens): readonly (readonly [TokenKind, StoredToken])[] {
  return [
    ...(tokens.bot ? [["bot", tokens.bot] as const] : []),
    ...(tokens.user ? [["user", tokens.user] as const] : []),
  ];
}

/** Tokens to and from the ciphertext of a row. */
export function createTokenCipher(vault: Vault, appId: string) {
  type Row = { readonly id: string; readonly tokens: string };
  const open = ({ id, tokens }: Row): Tokens =>
    tokensShape.parse(JSON.parse(vault.decrypt(tokens, { appId, row: id, purpose: "tokens" })));
  return {
    /** What a connection's row holds of its tokens: the ciphertext, and what can be read of it. */
    seal(tokens: Tokens, connectionId: string) {
      const end = endOf(tokens);
      return {
        scopes: scopesOf(tokens),
        ...(end === undefined ? {} : { endsAt: new Date(end).toISOString() }),
        tokens: vault.encrypt(JSON.stringify(tokens), {
          appId,
          row: connectionId,
          purpose: "tokens",
        }),
      };
    },
    /** Throws `vault/key`. */
    open,
    /** A new sign-in must be able to heal a connection whose key was lost. */
    openOrEmpty(row: Row): Tokens {
      try {
        return open(row);
      } catch (error) {
        if (error instanceof PatchbayError && error.code === "vault/key") return {};
        throw error;
      }
    },
  };
}

export type TokenCipher = ReturnType<typeof createTokenCipher>;

type Cipher = Pick<ReturnType<typeof createTokenCipher>, "openOrEmpty">;
type Sealed = Parameters<Cipher["openOrEmpty"]>[0];

/** Where a person signed in before, they most likely will again. */
export function loginHostOf(cipher: Cipher, connection: Sealed | undefined): string | undefined {
  return (
    connection &&
    kindsOf(cipher.openOrEmpty(connection)).find(([, { loginHost }]) => loginHost)?.[1].loginHost
  );
}

/** Whether scopes were given back here that the provider still counts to the grant. */
export function isNarrowed(cipher: Cipher, connection: Sealed | undefined): boolean {
  return (
    connection !== undefined &&
    kindsOf(cipher.openOrEmpty(connection)).some(([, { narrowed }]) => narrowed === true)
  );
}
