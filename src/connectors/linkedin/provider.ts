import { z } from "zod";
import { type TokenAnswer, defineProvider } from "../../catalog/provider.ts";
import { webhooks } from "./webhooks.ts";
import { setUp } from "./client-setup.ts";

/** https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow */
export const linkedin = defineProvider({
  id: "linkedin",
  name: "LinkedIn",
  env: "LINKEDIN",
  authorizeUrl: "https://www.linkedin.com/oauth/v2/authorization",
  tokenUrl: "https://www.linkedin.com/oauth/v2/accessToken",
  // The bytes of pictures go to www, with the token.
  apiHosts: ["api.linkedin.com", "www.linkedin.com"],
  // One comes out each month and is served for a year; then every call answers 426.
  apiVersion: { header: "Linkedin-Version", value: "202609" },
  apiHeaders: { "X-Restli-Protocol-Version": "2.0.0" },
  codeHeaders: ["x-restli-method"],
  scopeParameters: { user: "scope" },
  scopeSeparator: " ",
  // Posts are written in the name of urn:li:person:{sub}, which these two tell.
  identityScopes: ["openid", "profile"],
  // For native apps only, at an address of its own; a verifier makes the usual exchange fail.
  pkce: false,
  clientAuthentication: "client_secret_post",
  deniedErrors: ["user_cancelled_login", "user_cancelled_authorize"],
  identity: {
    by: "bearer",
    host: "api.linkedin.com",
    path: "/v2/userinfo",
    read: (answer) => {
      const { sub: id, name: label } = identityShape.parse(answer);
      return { id, label };
    },
  },
  readTokens,
  // `code` at the API, `error` at the token endpoint.
  readError: ({ code, error }) => {
    if (typeof code === "string") return code;
    return typeof error === "string" ? error : undefined;
  },
  // https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens
  keepsRefreshToken: true,
  reconnectErrors: [
    "REVOKED_ACCESS_TOKEN",
    "EXPIRED_ACCESS_TOKEN",
    "INVALID_ACCESS_TOKEN",
    "invalid_request",
  ],
  // https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling has the case in words;
  // its code stands in answers only: https://github.com/jclusso/omniauth-linkedin-openid/issues/6
  revokedErrors: ["REVOKED_ACCESS_TOKEN"],
  reconnectHints: {
    REVOKED_ACCESS_TOKEN: "The access was taken back in the LinkedIn settings.",
    EXPIRED_ACCESS_TOKEN: "LinkedIn ends every connection after 60 days.",
    invalid_request: "LinkedIn ends a connection a year after its first sign-in at the latest.",
  },
  goneErrors: [],
  sharedGrant: false,
  consentNote:
    "LinkedIn ends this connection after 60 days; Patchbay reminds you a week before. LinkedIn gives apps no way to return the access: after disconnecting, remove the app in LinkedIn under Settings, Data privacy, Permitted services.",
  madeUp: { id: "urn:li:share:dryRun*" },
  setUp,
  webhooks,
  docs: "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow",
});

const identityShape = z.looseObject({ sub: z.string(), name: z.string() });

const answerShape = z.looseObject({
  access_token: z.string(),
  expires_in: z.number(),
  /** For apps that LinkedIn approved for it only. */
  refresh_token: z.string().nullish(),
  refresh_token_expires_in: z.number().nullish(),
  /** With commas in practice, although asked for with spaces. */
  scope: z.string().nullish(),
});

function readTokens(given: Readonly<Record<string, unknown>>): TokenAnswer {
  const { success, data } = answerShape.safeParse(given);
  if (!success) return { tokens: [] };
  const { refresh_token: refreshToken, refresh_token_expires_in: refreshExpiresIn, scope } = data;
  return {
    tokens: [
      {
        kind: "user",
        accessToken: data.access_token,
        expiresIn: data.expires_in,
        ...(refreshToken ? { refreshToken } : {}),
        ...(refreshExpiresIn ? { refreshExpiresIn } : {}),
        ...(scope ? { scopes: scope.split(/[\s,]+/).filter(Boolean) } : {}),
      },
    ],
  };
}
