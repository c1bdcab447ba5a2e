import { createHash, randomBytes } from "node:crypto";
import type { Code, RefreshToken, Shared, Token } from "../ground/state.ts";

export const codeLifetimeMs = 600_000;
export const tokenLifetimeSeconds = 3599;
/** Of one account and client; the oldest goes silently. */
const mostRefreshTokens = 100;
/** Of an app whose consent screen is in testing. */
const testingLifetimeMs = 7 * 24 * 60 * 60 * 1000;

const secret = (bytes: number) => randomBytes(bytes).toString("base64url");

/** Notes what a person allows; the code stands for it until it is exchanged. */
export function addCode(shared: Shared, grant: Omit<Code, "value" | "used">): Code {
  const code: Code = { ...grant, value: `4/0A${secret(48)}`, used: false };
  shared.codes = [
    ...shared.codes.filter(({ expiresAt }) => expiresAt > grant.expiresAt - 2 * codeLifetimeMs),
    code,
  ];
  const known = shared.grants.find(({ userId }) => userId === grant.userId);
  if (known) known.scopes = [...new Set([...known.scopes, ...grant.scopes])];
  else shared.grants.push({ userId: grant.userId, scopes: [...grant.scopes] });
  return code;
}

/** Whether the code's verifier is the one that was meant (RFC 7636 4.6). */
export function isVerified({ codeChallenge }: Code, verifier: string | undefined): boolean {
  if (codeChallenge === undefined) return verifier === undefined;
  if (verifier === undefined) return false;
  return createHash("sha256").update(verifier).digest("base64url") === codeChallenge;
}

export function issue(
  shared: Shared,
  {
    userId,
    scopes,
    refreshToken,
  }: { userId: string; scopes: readonly string[]; refreshToken?: string },
  now: number,
): Token {
  const token: Token = {
    value: `ya29.${secret(60)}`,
    userId,
    scopes: [...scopes],
    expiresAt: now + tokenLifetimeSeconds * 1000,
    revoked: false,
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
  // Ended tokens are kept no longer than anybody could ask for them.
  shared.tokens = [...shared.tokens.filter(({ expiresAt }) => expiresAt > now - 86_400_000), token];
  return token;
}

export function issueRefresh(
  shared: Shared,
  userId: string,
  scopes: readonly string[],
  now: number,
): RefreshToken {
  const token: RefreshToken = {
    value: `1//0${secret(60)}`,
    userId,
    scopes: [...scopes],
    revoked: false,
    issuedAt: now,
  };
  shared.refreshTokens.push(token);
  const living = shared.refreshTokens.filter((one) => one.userId === userId && !one.revoked);
  for (const old of living.slice(0, Math.max(0, living.length - mostRefreshTokens)))
    old.revoked = true;
  return token;
}

/** The refresh token where it still works. */
export function livingRefresh(
  shared: Shared,
  value: string,
  now: number,
): RefreshToken | undefined {
  const token = shared.refreshTokens.find((one) => one.value === value);
  const hasEnded =
    shared.testingMode && token !== undefined && now - token.issuedAt > testingLifetimeMs;
  return token && !token.revoked && !hasEnded ? token : undefined;
}

/** Revoking any token ends every scope that its person has granted to the client; undefined where it is none. */
export function revokeAllOf(shared: Shared, value: string): string | undefined {
  const token = [...shared.tokens, ...shared.refreshTokens].find(
    (one) => one.value === value && !one.revoked,
  );
  if (!token) return undefined;
  for (const one of [...shared.tokens, ...shared.refreshTokens]) {
    if (one.userId === token.userId) one.revoked = true;
  }
  shared.grants = shared.grants.filter(({ userId }) => userId !== token.userId);
  return token.userId;
}
