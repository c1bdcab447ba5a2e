import { randomBytes } from "node:crypto";
import { z } from "zod";

const codeShape = z.object({
  value: z.string(),
  userId: z.string(),
  scopes: z.array(z.string()),
  redirectUri: z.string(),
  /** RFC 7636, S256. */
  codeChallenge: z.string().optional(),
  nonce: z.string().optional(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  used: z.boolean(),
});
export type Code = z.output<typeof codeShape>;

const tokenShape = z.object({
  value: z.string(),
  userId: z.string(),
  scopes: z.array(z.string()),
  /** Absent where it lives until it is revoked. */
  expiresAt: z.number().optional(),
  revoked: z.boolean(),
  /** What one sign-in gave, over all its refreshes. */
  grant: z.string(),
});
export type Token = z.output<typeof tokenShape>;

/** What a stand-in's authorization server keeps. */
export const oauthState = z.object({
  client: z.object({ id: z.string(), secret: z.string() }),
  codes: z.array(codeShape),
  tokens: z.array(tokenShape),
  refreshTokens: z.array(tokenShape),
});
export type OAuthState = z.output<typeof oauthState>;

export function newOAuthState(client: OAuthState["client"]): OAuthState {
  return { client, codes: [], tokens: [], refreshTokens: [] };
}

export const createSecret = (prefix: string, bytes = 32) =>
  prefix + randomBytes(bytes).toString("base64url").replaceAll(/[-_]/g, "0");

/** Ends every access token now; refresh tokens live on. */
export function expireAccessTokens({ tokens }: OAuthState, now: number): void {
  for (const token of tokens) token.expiresAt = Math.min(token.expiresAt ?? now, now);
}

export function revokeEverything({ tokens, refreshTokens }: OAuthState): void {
  for (const token of [...tokens, ...refreshTokens]) token.revoked = true;
}

/** The token of an `Authorization: Bearer` header, and whether it still works. */
export function bearerOf(
  request: Request,
  { tokens }: OAuthState,
  now: number,
):
  | { readonly status: "ok"; readonly token: Token }
  | { readonly status: "missing" | "unknown" | "expired" | "revoked" } {
  const value = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (value === undefined) return { status: "missing" };
  const token = tokens.find((one) => one.value === value);
  if (!token) return { status: "unknown" };
  if (token.revoked) return { status: "revoked" };
  if (token.expiresAt !== undefined && token.expiresAt <= now) return { status: "expired" };
  return { status: "ok", token };
}
