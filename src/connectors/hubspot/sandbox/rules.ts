import type { OAuthFault, OAuthRules } from "../../../sandbox/kit/oauth/rules.ts";
import { account } from "./people.ts";
import { scopes } from "./scopes.ts";

const codes: Readonly<Record<OAuthFault, readonly [string, string, string]>> = {
  "bad-client": ["BAD_CLIENT_ID", "invalid_client", "missing or unknown client id"],
  "bad-secret": ["BAD_CLIENT_SECRET", "invalid_client", "missing or invalid client secret"],
  "bad-code": ["BAD_AUTH_CODE", "invalid_grant", "missing or unknown auth code"],
  "bad-redirect": ["BAD_REDIRECT_URI", "invalid_grant", "redirect URI does not match"],
  "bad-verifier": ["BAD_AUTH_CODE", "invalid_grant", "code verifier does not match"],
  "bad-refresh-token": ["BAD_REFRESH_TOKEN", "invalid_grant", "missing or invalid refresh token"],
  "bad-grant-type": ["BAD_GRANT_TYPE", "unsupported_grant_type", "unknown grant type"],
  "bad-body": ["BAD_REQUEST", "invalid_request", "the body must be a form"],
  "bad-token": ["BAD_REFRESH_TOKEN", "invalid_grant", "missing or invalid refresh token"],
};

/** https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth */
export const rules: OAuthRules = {
  name: "HubSpot",
  authorizePath: "/oauth/authorize",
  tokenPaths: ["/oauth/2026-03/token", "/oauth/v3/token", "/oauth/v1/token"],
  revokePaths: ["/oauth/2026-03/token/revoke", "/oauth/v3/token/revoke"],
  introspectPaths: ["/oauth/2026-03/token/introspect", "/oauth/v3/token/introspect"],
  clientIdParameter: "client_id",
  clientAuthentication: ["body"],
  body: "form",
  scopes,
  scopeSeparator: " ",
  optionalScopeParameter: "optional_scope",
  // The app declares `oauth` as required; a request without it shows an error page and never returns.
  requiredScopes: ["oauth"],
  canUntick: false,
  // The account is on no Enterprise tier.
  unavailableScopes: () => ["crm.objects.custom.read", "crm.objects.custom.write"],
  pkce: "ignored",
  deniedError: "access_denied",
  prefixes: { code: "", access: "CL", refresh: "na1-" },
  codeLifetimeSeconds: 300,
  tokenLifetimeSeconds: 1800,
  refresh: { rotates: false },
  // The access token lives on for the half hour it has.
  revocationEnds: "token",
  revokes: "refresh",
  answer: ({ token, refreshToken, user, expiresIn }) => ({
    token_type: "bearer",
    access_token: token.value,
    refresh_token: refreshToken?.value,
    expires_in: expiresIn,
    hub_id: account.id,
    user_id: Number(user.id),
    scopes: token.scopes,
    token_use: "access_token",
  }),
  revoked: () => undefined,
  introspection: (token, user, now) =>
    token && user
      ? {
          active: true,
          token_type: "access",
          hub_id: account.id,
          user: user.email,
          user_id: Number(user.id),
          hub_domain: account.domain,
          app_id: 1,
          scopes: token.scopes,
          expires_in: Math.floor(((token.expiresAt ?? now) - now) / 1000),
        }
      : { active: false },
  refusal(fault) {
    const [status, error, message] = codes[fault];
    return { status: 400, body: { status, error, error_description: message, message } };
  },
};
