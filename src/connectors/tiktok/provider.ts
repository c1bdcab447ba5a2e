import { z } from "zod";
import { type TokenAnswer, defineProvider } from "../../catalog/provider.ts";
import { webhooks } from "./webhooks.ts";
import { setUp } from "./client-setup.ts";

/** https://developers.tiktok.com/doc/oauth-user-access-token-management */
export const tiktok = defineProvider({
  id: "tiktok",
  name: "TikTok",
  env: "TIKTOK",
  authorizeUrl: "https://www.tiktok.com/v2/auth/authorize/",
  tokenUrl: "https://open.tiktokapis.com/v2/oauth/token/",
  revokeUrl: "https://open.tiktokapis.com/v2/oauth/revoke/",
  // Uploads go to hosts that an answer names, and carry no token.
  apiHosts: ["open.tiktokapis.com", "*.tiktokapis.com"],
  scopeParameters: { user: "scope" },
  scopeSeparator: ",",
  clientIdParameter: "client_key",
  // Without it TikTok reconnects the account that was connected last, unasked.
  authorizeParameters: { disable_auto_auth: "1" },
  identityScopes: ["user.info.basic"],
  // Documented for desktop and mobile only, and in a form of its own.
  pkce: false,
  clientAuthentication: "client_secret_post",
  identity: {
    by: "bearer",
    host: "open.tiktokapis.com",
    path: "/v2/user/info/?fields=open_id,display_name",
    read: (answer) => {
      const { open_id: id, display_name: label } = identityShape.parse(answer).data.user;
      return { id, label };
    },
  },
  readTokens,
  // Nested at the API, where "ok" is a success; flat at the token endpoint, now and then with status 200.
  readError: ({ error }) => {
    const code: unknown = typeof error === "string" ? error : Reflect.get(Object(error), "code");
    return typeof code === "string" && code !== "ok" ? code : undefined;
  },
  // Status 401 all the same: a permission is missing, the token is good.
  renewalIsVain: ["scope_not_authorized", "scope_permission_missed"],
  reconnectErrors: ["invalid_grant", "access_token_invalid"],
  // A refresh's: https://developers.tiktok.com/doc/oauth-error-handling. The API's, also noted when the webhook
  // authorization.removed says that the token is revoked: https://developers.tiktok.com/doc/webhooks-events
  revokedErrors: ["invalid_grant", "access_token_invalid"],
  reconnectHints: {
    invalid_grant:
      "The access was taken back in the TikTok app, or the connection was unused for 180 days.",
  },
  goneErrors: ["invalid_request", "invalid_grant", "access_token_invalid"],
  revocation: "rfc7009",
  revokes: "access_token",
  // Revoking ends all tokens of the account for this app.
  sharedGrant: "account",
  consentNote:
    "TikTok lets you switch off single permissions, and take them back later in its app. Until TikTok has audited the app that whoever runs this Patchbay registered, posts are visible to you alone.",
  madeUp: { body: { error: { code: "ok" } } },
  setUp,
  webhooks,
  docs: "https://developers.tiktok.com/doc/login-kit-web",
});

const identityShape = z.looseObject({
  data: z.looseObject({ user: z.looseObject({ open_id: z.string(), display_name: z.string() }) }),
});

const answerShape = z.looseObject({
  access_token: z.string(),
  expires_in: z.number(),
  open_id: z.string(),
  refresh_token: z.string().nullish(),
  refresh_expires_in: z.number().nullish(),
  /** What the person granted, with commas. */
  scope: z.string().nullish(),
});

/** Lifetimes were cut in November 2026 and may be again: those of the answer count. */
function readTokens(given: Readonly<Record<string, unknown>>): TokenAnswer {
  const { success, data } = answerShape.safeParse(given);
  if (!success) return { tokens: [] };
  return {
    tokens: [
      {
        kind: "user",
        accessToken: data.access_token,
        expiresIn: data.expires_in,
        ...(data.refresh_token ? { refreshToken: data.refresh_token } : {}),
        ...(data.refresh_expires_in ? { refreshExpiresIn: data.refresh_expires_in } : {}),
        ...(data.scope ? { scopes: data.scope.split(",").filter(Boolean) } : {}),
      },
    ],
    account: { id: data.open_id, label: data.open_id },
  };
}
