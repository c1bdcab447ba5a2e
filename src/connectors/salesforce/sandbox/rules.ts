import { createHmac } from "node:crypto";
import type { OAuthFault, OAuthRules } from "../../../sandbox/kit/oauth/rules.ts";
import { orgId } from "./people.ts";
import type { SalesforceState } from "./state.ts";

const faults: Readonly<Record<OAuthFault, readonly [string, string]>> = {
  "bad-client": ["invalid_client_id", "client identifier invalid"],
  "bad-secret": ["invalid_client", "invalid client credentials"],
  "bad-code": ["invalid_grant", "invalid authorization code"],
  "bad-redirect": ["redirect_uri_mismatch", "redirect_uri must match configuration"],
  "bad-verifier": ["invalid_grant", "invalid code verifier"],
  "bad-refresh-token": ["invalid_grant", "expired access/refresh token"],
  "bad-grant-type": ["unsupported_grant_type", "grant type not supported"],
  "bad-body": ["invalid_request", "missing required parameter"],
  "bad-token": ["unsupported_token_type", "this token type is not supported"],
};

/** https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm */
export function rulesOf(data: () => SalesforceState): OAuthRules {
  return {
    name: "Salesforce",
    authorizePath: "/services/oauth2/authorize",
    tokenPaths: ["/services/oauth2/token"],
    revokePaths: ["/services/oauth2/revoke"],
    clientIdParameter: "client_id",
    clientAuthentication: ["body", "basic"],
    revokesWithoutClient: true,
    body: "form",
    scopes: new Map([
      ["api", "Manage user data via APIs"],
      ["id", "Access the identity URL service"],
      ["openid", "Access unique user identifiers"],
      ["profile", "Access your profile"],
      ["email", "Access your email"],
      ["refresh_token", "Perform requests at any time"],
      ["offline_access", "Perform requests at any time"],
      ["full", "Full access"],
    ]),
    scopeSeparator: " ",
    canUntick: false,
    pkce: "optional",
    deniedError: "access_denied",
    // Codes end in signs that have to be decoded.
    prefixes: { code: "aPrx==", access: `${orgId.slice(0, 15)}!AQ`, refresh: "5Aep" },
    codeLifetimeSeconds: 15 * 60,
    // The session's end, which no answer names.
    tokenLifetimeSeconds: 2 * 60 * 60,
    get refresh() {
      return { rotates: data().rotates, needsScope: "refresh_token" };
    },
    // A refresh token takes its access tokens along.
    revocationEnds: "grant",
    answer({ token, refreshToken, user, refreshing, origin, now }) {
      const id = `${origin}/id/${orgId}/${user.id}`;
      const issuedAt = String(now);
      const isShown = refreshToken !== undefined && (!refreshing || data().rotates);
      return {
        access_token: token.value,
        ...(isShown ? { refresh_token: refreshToken.value } : {}),
        signature: createHmac("sha256", "sandbox")
          .update(id + issuedAt)
          .digest("base64"),
        scope: token.scopes.join(" "),
        instance_url: origin,
        id,
        token_type: "Bearer",
        issued_at: issuedAt,
      };
    },
    revoked: () => undefined,
    refusal(fault) {
      const [error, description] = faults[fault];
      return { status: 400, body: { error, error_description: description } };
    },
  };
}
