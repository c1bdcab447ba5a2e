import type { OAuthFault, OAuthRules } from "../../../sandbox/kit/oauth/rules.ts";

const codes: Readonly<Record<OAuthFault, string>> = {
  "bad-client": "invalid_client",
  "bad-secret": "invalid_client",
  "bad-code": "invalid_grant",
  "bad-redirect": "invalid_request",
  "bad-verifier": "invalid_request",
  "bad-refresh-token": "invalid_grant",
  "bad-grant-type": "unsupported_grant_type",
  "bad-body": "invalid_request",
  "bad-token": "invalid_request",
};

/** https://developers.tiktok.com/doc/oauth-user-access-token-management */
export const rules: OAuthRules = {
  name: "TikTok",
  authorizePath: "/v2/auth/authorize/",
  tokenPaths: ["/v2/oauth/token/"],
  revokePaths: ["/v2/oauth/revoke/"],
  clientIdParameter: "client_key",
  clientAuthentication: ["body"],
  body: "form",
  scopes: new Map([
    ["user.info.basic", "Read your profile info (avatar, display name)"],
    ["user.info.profile", "Read your additional profile information (bio, link, verification)"],
    ["user.info.stats", "Read your profile engagement statistics"],
    ["video.list", "Read your public videos"],
    ["video.upload", "Upload content as a draft to your account"],
    ["video.publish", "Post content to your account"],
  ]),
  scopeSeparator: ",",
  canUntick: true,
  pkce: "ignored",
  deniedError: "access_denied",
  callbackParameters: (granted) => ({ scopes: granted.join(",") }),
  // Codes hold signs that have to be decoded.
  prefixes: { code: "e.*0!", access: "act.", refresh: "rft." },
  codeLifetimeSeconds: 300,
  tokenLifetimeSeconds: 7200,
  refresh: { rotates: true, lifetimeSeconds: 180 * 24 * 60 * 60 },
  revocationEnds: "all-of-user",
  revokes: "access",
  answer: ({ token, refreshToken, user, expiresIn, refreshExpiresIn }) => ({
    access_token: token.value,
    expires_in: expiresIn,
    open_id: user.id,
    refresh_expires_in: refreshExpiresIn,
    refresh_token: refreshToken?.value,
    scope: token.scopes.join(","),
    token_type: "Bearer",
  }),
  revoked: () => ({}),
  refusal: (fault) => ({
    status: fault === "bad-client" || fault === "bad-secret" ? 401 : 400,
    body: { error: codes[fault], error_description: fault, log_id: "20261123090000" },
  }),
};
