import type { OAuthFault, OAuthRules } from "../../../sandbox/kit/oauth/rules.ts";
import type { LinkedinState } from "./state.ts";

const faults: Readonly<Record<OAuthFault, readonly [401 | 400, string, string]>> = {
  "bad-client": [401, "invalid_client_id", "The passed in client_id is invalid"],
  "bad-secret": [401, "invalid_client", "Client authentication failed"],
  "bad-code": [400, "invalid_request", "The authorization code is wrong, used or expired"],
  "bad-redirect": [400, "invalid_redirect_uri", "redirect_uri does not match"],
  "bad-verifier": [400, "invalid_request", "The code verifier does not match the code"],
  "bad-refresh-token": [
    400,
    "invalid_request",
    "The provided authorization grant or refresh token is invalid, expired or revoked.",
  ],
  "bad-grant-type": [400, "unsupported_grant_type", "The grant type is not supported"],
  "bad-body": [400, "invalid_request", "A required parameter is missing"],
  "bad-token": [400, "invalid_request", "The token is missing"],
};

const daySeconds = 24 * 60 * 60;

/** https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow */
export function rulesOf(data: () => LinkedinState): OAuthRules {
  return {
    name: "LinkedIn",
    authorizePath: "/oauth/v2/authorization",
    tokenPaths: ["/oauth/v2/accessToken"],
    // There is no endpoint for it.
    revokePaths: [],
    // https://learn.microsoft.com/en-us/linkedin/shared/authentication/token-introspection
    introspectPaths: ["/oauth/v2/introspectToken"],
    clientIdParameter: "client_id",
    clientAuthentication: ["body"],
    body: "form",
    scopes: new Map([
      ["openid", "Use your name and photo"],
      ["profile", "Use your name and photo"],
      ["email", "Use the primary email address associated with your account"],
      ["w_member_social", "Create, modify and delete posts on your behalf"],
      ["r_member_social", "Retrieve your posts"],
      ["w_organization_social", "Create, modify and delete posts on your organization's behalf"],
      ["r_organization_social", "Retrieve your organization's posts"],
      ["w_member_social_feed", "Create, modify and delete comments and reactions on your behalf"],
      ["r_member_social_feed", "Retrieve comments and reactions on your posts"],
      [
        "w_organization_social_feed",
        "Create, modify and delete comments and reactions on your organization's behalf",
      ],
      [
        "r_organization_social_feed",
        "Retrieve comments and reactions on your organization's posts",
      ],
      ["r_organization_admin", "Retrieve your organization's pages and their reporting data"],
      ["rw_organization_admin", "Manage your organization's pages and retrieve reporting data"],
    ]),
    scopeSeparator: " ",
    // All or nothing.
    canUntick: false,
    pkce: "none",
    deniedError: "user_cancelled_authorize",
    newScopesEndOthers: true,
    prefixes: { code: "AQ", access: "AQX", refresh: "AQY" },
    codeLifetimeSeconds: 30 * 60,
    tokenLifetimeSeconds: 60 * daySeconds - 1,
    // https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens
    get refresh() {
      const lifetimeSeconds = 365 * daySeconds;
      return data().isPartner ? { rotates: false, lifetimeSeconds, keepsEnd: true } : undefined;
    },
    revocationEnds: "token",
    answer: ({ token, refreshToken, expiresIn, refreshExpiresIn }) => ({
      access_token: token.value,
      expires_in: expiresIn,
      ...(refreshToken
        ? { refresh_token: refreshToken.value, refresh_token_expires_in: refreshExpiresIn }
        : {}),
      // With commas, although they were asked for with spaces.
      scope: token.scopes.toSorted().join(","),
      token_type: "Bearer",
    }),
    revoked: () => undefined,
    introspection: (token, user, now) =>
      token && user
        ? {
            active: true,
            status: "active",
            scope: token.scopes.join(","),
            auth_type: "3L",
            expires_at: Math.floor((token.expiresAt ?? now) / 1000),
          }
        : { active: false, status: "revoked" },
    refusal(fault) {
      const [status, error, description] = faults[fault];
      return { status, body: { error, error_description: description } };
    },
  };
}
