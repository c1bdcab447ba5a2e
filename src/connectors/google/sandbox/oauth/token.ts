import { timingSafeEqual } from "node:crypto";
import { isRegisteredRedirect } from "../../../../sandbox/kit/redirects.ts";
import type { Shared } from "../ground/state.ts";
import { idToken } from "./id-token.ts";
import { isVerified, issue, issueRefresh, livingRefresh, tokenLifetimeSeconds } from "./grants.ts";

type Fields = Readonly<Record<string, string>>;

/** RFC 6749 5.2. */
export class TokenRefusal extends Error {
  readonly code: string;
  readonly http: number;
  constructor(code: string, description: string, http = 400) {
    super(description);
    this.name = "TokenRefusal";
    this.code = code;
    this.http = http;
  }
}

function refuse(code: string, description: string, http = 400): never {
  throw new TokenRefusal(code, description, http);
}

/** By form fields or HTTP Basic. */
export function authenticateClient(
  fields: Fields,
  authorization: string | undefined,
  { client }: Shared,
): void {
  const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  const [id = "", secret = ""] =
    basic === undefined
      ? [fields["client_id"], fields["client_secret"]]
      : Buffer.from(basic, "base64").toString("utf8").split(":").map(decodeURIComponent);
  if (id !== client.id) refuse("invalid_client", "The OAuth client was not found.", 401);
  const [one, other] = [Buffer.from(secret), Buffer.from(client.secret)];
  if (one.length !== other.length || !timingSafeEqual(one, other))
    refuse("invalid_client", "Unauthorized", 401);
}

export function exchange(
  fields: Fields,
  shared: Shared,
  now: number,
  redirectUris: readonly string[],
) {
  switch (fields["grant_type"]) {
    case "authorization_code":
      return exchangeCode(fields, shared, now, redirectUris);
    case "refresh_token":
      return refresh(fields, shared, now);
    default:
      return refuse("unsupported_grant_type", `Invalid grant_type: ${fields["grant_type"] ?? ""}`);
  }
}

function exchangeCode(
  fields: Fields,
  shared: Shared,
  now: number,
  redirectUris: readonly string[],
) {
  const code =
    shared.codes.find(({ value }) => value === fields["code"]) ??
    refuse("invalid_grant", "Malformed auth code.");
  if (code.used) {
    // RFC 6749 10.5: what a replayed code gave is not to be trusted any more.
    for (const token of shared.tokens) if (token.userId === code.userId) token.revoked = true;
    refuse("invalid_grant", "Bad Request");
  }
  if (code.expiresAt <= now) refuse("invalid_grant", "Bad Request");
  const redirectUri = fields["redirect_uri"] ?? "";
  if (redirectUri !== code.redirectUri || !isRegisteredRedirect(redirectUri, redirectUris)) {
    refuse("redirect_uri_mismatch", "Bad Request");
  }
  if (!isVerified(code, fields["code_verifier"])) refuse("invalid_grant", "Invalid code verifier.");
  code.used = true;
  const { userId, scopes, nonce } = code;
  const refreshToken = code.wantsRefresh
    ? issueRefresh(shared, userId, scopes, now).value
    : undefined;
  const token = issue(
    shared,
    { userId, scopes, ...(refreshToken === undefined ? {} : { refreshToken }) },
    now,
  );
  return {
    access_token: token.value,
    expires_in: tokenLifetimeSeconds,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    scope: inNoOrder(scopes),
    token_type: "Bearer",
    ...(scopes.includes("openid")
      ? { id_token: idToken(shared, { userId, accessToken: token.value, nonce, now }) }
      : {}),
  };
}

/** The answer has no refresh token: the old one stays. */
function refresh(fields: Fields, shared: Shared, now: number) {
  const old =
    livingRefresh(shared, fields["refresh_token"] ?? "", now) ??
    refuse("invalid_grant", "Token has been expired or revoked.");
  const { userId, scopes } = old;
  const token = issue(shared, { userId, scopes, refreshToken: old.value }, now);
  return {
    access_token: token.value,
    expires_in: tokenLifetimeSeconds,
    scope: inNoOrder(scopes),
    token_type: "Bearer",
    ...(scopes.includes("openid")
      ? { id_token: idToken(shared, { userId, accessToken: token.value, nonce: undefined, now }) }
      : {}),
  };
}

/** Google keeps no order. */
function inNoOrder(scopes: readonly string[]): string {
  return scopes.toReversed().join(" ");
}
