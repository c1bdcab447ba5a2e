import { z } from "zod";
import { type TokenAnswer, defineProvider } from "../../catalog/provider.ts";
import { webhooks } from "./webhooks.ts";
import { setUp } from "./client-setup.ts";

const versionHeader = { "Notion-Version": "2026-03-11" };

/**
 * OAuth without scopes: what a connection may do (its capabilities) is set once in the developer
 * portal, which pages it reaches is picked by the person and can change at any time; neither stands
 * in an answer. https://developers.notion.com/guides/get-started/authorization
 */
export const notion = defineProvider({
  id: "notion",
  name: "Notion",
  env: "NOTION",
  authorizeUrl: "https://api.notion.com/v1/oauth/authorize",
  tokenUrl: "https://api.notion.com/v1/oauth/token",
  revokeUrl: "https://api.notion.com/v1/oauth/revoke",
  apiHosts: ["api.notion.com"],
  scopeParameters: {},
  scopeSeparator: " ",
  authorizeParameters: { owner: "user" },
  // Not documented for connections of this kind.
  pkce: false,
  clientAuthentication: "client_secret_basic",
  tokenBody: "json",
  tokenHeaders: versionHeader,
  codeHeaders: ["notion-version"],
  look: { host: "api.notion.com", path: "/v1/users/me", headers: versionHeader },
  readTokens,
  // `error` at the token endpoint, `code` at the API, and now and then at the token endpoint too.
  readError: ({ object, error, code }) => {
    if (typeof error === "string") return error;
    return object === "error" && typeof code === "string" ? code : undefined;
  },
  // What the person did not share is not found, and what the operator did not switch on is restricted: neither ends it.
  reconnectErrors: ["invalid_grant", "unauthorized"],
  // https://developers.notion.com/reference/status-codes; no lifetime of a token is documented.
  revokedErrors: ["invalid_grant", "unauthorized", "token_refused"],
  reconnectHints: {
    unauthorized: "The connection was taken out of the workspace, or its token was replaced.",
    token_refused: "The connection was taken out of the workspace, or its token was replaced.",
  },
  goneErrors: ["invalid_grant", "unauthorized"],
  revocation: "rfc7009",
  revokes: "access_token",
  sharedGrant: false,
  consentNote:
    "It works only on the pages and tables that you choose at Notion. Notion has no permissions to tick there: what Patchbay may do with those pages was set up once, by whoever runs this Patchbay, and it uses no more than is listed here.",
  madeUp: { id: "d0d0d0d0-0000-4000-8000-*" },
  setUp,
  webhooks,
  docs: "https://developers.notion.com/guides/get-started/authorization",
});

const answerShape = z.looseObject({
  access_token: z.string(),
  /** Null for connections that do not rotate: the access token then lives until it is refused. */
  refresh_token: z.string().nullish(),
  bot_id: z.string(),
  workspace_id: z.string(),
  workspace_name: z.string().nullish(),
  /** A workspace as owner has no user; a user may have no name, without that capability. */
  owner: z.looseObject({
    user: z.looseObject({ id: z.string(), name: z.string().nullish() }).optional(),
  }),
});

function readTokens(given: Readonly<Record<string, unknown>>): TokenAnswer {
  const { success, data } = answerShape.safeParse(given);
  if (!success) return { tokens: [] };
  const { user } = data.owner;
  const place = data.workspace_name ?? "Notion";
  return {
    tokens: [
      {
        kind: "user",
        accessToken: data.access_token,
        ...(data.refresh_token ? { refreshToken: data.refresh_token } : {}),
      },
    ],
    account: {
      id: `${data.workspace_id}:${user?.id ?? data.bot_id}`,
      label: user?.name ? `${user.name} @ ${place}` : place,
    },
  };
}
