import { z } from "zod";
import { type TokenAnswer, defineProvider } from "../../catalog/provider.ts";
import { webhooks } from "./webhooks.ts";
import { setUp } from "./client-setup.ts";

/** https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth */
export const hubspot = defineProvider({
  id: "hubspot",
  name: "HubSpot",
  env: "HUBSPOT",
  authorizeUrl: "https://app.hubspot.com/oauth/authorize",
  tokenUrl: "https://api.hubapi.com/oauth/2026-03/token",
  revokeUrl: "https://api.hubapi.com/oauth/2026-03/token/revoke",
  apiHosts: ["api.hubapi.com"],
  scopeParameters: { user: "scope" },
  optionalScopeParameter: "optional_scope",
  scopeSeparator: " ",
  // Every app declares it as required: a request without it ends on an error page of HubSpot's.
  identityScopes: ["oauth"],
  pkce: false,
  clientAuthentication: "client_secret_post",
  // The token answer names the account by its number only.
  identity: {
    by: "introspection",
    path: "/oauth/2026-03/token/introspect",
    read: (answer) => {
      const { hub_id: hub, user, hub_domain: domain } = identityShape.parse(answer);
      return { id: String(hub), label: `${user} @ ${domain ?? hub}` };
    },
  },
  readTokens,
  // `status` at the token endpoint, `category` at the API; any of them may be missing.
  readError: ({ status, error, category }) => {
    if (typeof category === "string") return category;
    if (typeof status === "string" && /^[A-Z_]+$/.test(status)) return status;
    return typeof error === "string" ? error : undefined;
  },
  keepsRefreshToken: true, // the `docs`, "Refreshing OAuth tokens"
  reconnectErrors: ["BAD_REFRESH_TOKEN", "INVALID_AUTHENTICATION"],
  // Its old and its new name for a refresh token that is gone:
  // https://developers.hubspot.com/changelog/new-oauth-v3-api-endpoints-and-standardized-error-responses
  revokedErrors: ["BAD_REFRESH_TOKEN", "INVALID_AUTHENTICATION", "invalid_grant"],
  reconnectHints: {
    BAD_REFRESH_TOKEN:
      "The app was uninstalled from the HubSpot account, or its access was revoked.",
    INVALID_AUTHENTICATION: "The app was uninstalled from the HubSpot account.",
  },
  goneErrors: ["BAD_REFRESH_TOKEN", "invalid_grant"],
  revocation: "rfc7009",
  // An access token lives on for its half hour.
  revokes: "refresh_token",
  sharedGrant: false,
  consentNote:
    "What is granted here covers all records of the HubSpot account, not only your own. To connect it you need the right to install apps in that account.",
  setUp,
  webhooks,
  docs: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth",
});

const identityShape = z.looseObject({
  hub_id: z.number(),
  user: z.string(),
  hub_domain: z.string().nullish(),
});

const answerShape = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string().nullish(),
  expires_in: z.number().nullish(),
  hub_id: z.number().nullish(),
  /** A list, where others have a text called `scope`. */
  scopes: z.array(z.string()).nullish(),
});

function readTokens(given: Readonly<Record<string, unknown>>): TokenAnswer {
  const { success, data } = answerShape.safeParse(given);
  if (!success) return { tokens: [] };
  return {
    tokens: [
      {
        kind: "user",
        accessToken: data.access_token,
        ...(data.refresh_token ? { refreshToken: data.refresh_token } : {}),
        ...(data.expires_in ? { expiresIn: data.expires_in } : {}),
        ...(data.scopes ? { scopes: data.scopes.filter((scope) => scope !== "oauth") } : {}),
      },
    ],
    ...(data.hub_id ? { account: { id: String(data.hub_id), label: String(data.hub_id) } } : {}),
  };
}
