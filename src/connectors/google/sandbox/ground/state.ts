import { z } from "zod";
import { leversShape } from "../../../../sandbox/kit/levers.ts";
import { fileShape } from "./files.ts";

export const tokenShape = z.object({
  value: z.string(),
  userId: z.string(),
  /** Full scope addresses. */
  scopes: z.array(z.string()),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  revoked: z.boolean(),
  /** The refresh token of the same grant; absent with `access_type=online`. */
  refreshToken: z.string().optional(),
});
export type Token = z.output<typeof tokenShape>;

export const refreshTokenShape = z.object({
  value: z.string(),
  userId: z.string(),
  scopes: z.array(z.string()),
  revoked: z.boolean(),
  issuedAt: z.number(),
});
export type RefreshToken = z.output<typeof refreshTokenShape>;

export const codeShape = z.object({
  value: z.string(),
  userId: z.string(),
  scopes: z.array(z.string()),
  redirectUri: z.string(),
  /** RFC 7636, S256. */
  codeChallenge: z.string().optional(),
  nonce: z.string().optional(),
  wantsRefresh: z.boolean(),
  expiresAt: z.number(),
  used: z.boolean(),
});
export type Code = z.output<typeof codeShape>;

/** What a person has granted to the client, over all sign-ins. */
export const grantShape = z.object({ userId: z.string(), scopes: z.array(z.string()) });
export type GoogleGrant = z.output<typeof grantShape>;

/** A resumable upload that waits for its content. */
export const uploadShape = z.object({
  id: z.string(),
  /** Id of app and method, `googledrive files.create`. */
  method: z.string(),
  params: z.record(z.string(), z.string()),
  query: z.string(),
  body: z.record(z.string(), z.unknown()),
  type: z.string(),
  token: z.string(),
});
export type Upload = z.output<typeof uploadShape>;

/** What all of Google shares; the state of each app stands beside it under its id. */
export const sharedShape = z.object({
  client: z.object({ id: z.string(), secret: z.string() }),
  /** RSA key as JWK that signs id tokens. */
  signingKey: z.record(z.string(), z.unknown()),
  codes: z.array(codeShape),
  tokens: z.array(tokenShape),
  refreshTokens: z.array(refreshTokenShape),
  grants: z.array(grantShape),
  files: z.array(fileShape),
  uploads: z.array(uploadShape),
  /** Whether the consent screen is in testing: refresh tokens then end after 7 days. */
  testingMode: z.boolean(),
  levers: leversShape,
  /** Ids of apps whose API is not switched on in the operator's project. */
  disabled: z.array(z.string()),
});
export type Shared = z.output<typeof sharedShape>;

export interface State {
  readonly shared: Shared;
  readonly apps: Record<string, unknown>;
}
