import type { IssuedToken, TokenAnswer } from "../../catalog/provider.ts";
import { defineProvider } from "../../catalog/provider.ts";
import type { TokenKind } from "../../catalog/operation.ts";
import { webhooks } from "./webhooks.ts";
import { setUp } from "./client-setup.ts";

type Answer = Readonly<Record<string, unknown>>;

/** https://docs.slack.dev/authentication/installing-with-oauth */
export const slack = defineProvider({
  id: "slack",
  name: "Slack",
  env: "SLACK",
  authorizeUrl: "https://slack.com/oauth/v2/authorize",
  tokenUrl: "https://slack.com/api/oauth.v2.access",
  revokeUrl: "https://slack.com/api/auth.revoke",
  apiHosts: ["slack.com", "files.slack.com"],
  scopeParameters: { bot: "scope", user: "user_scope" },
  scopeSeparator: ",",
  // PKCE makes a Slack app a public client for good and lets its refresh tokens end after 30 days:
  // https://docs.slack.dev/changelog/2026/03/30/pkce
  pkce: false,
  clientAuthentication: "client_secret_basic",
  look: { host: "slack.com", path: "/api/auth.test" },
  readTokens,
  readError: (answer) =>
    answer["ok"] === false ? String(answer["error"] ?? "unknown_error") : undefined,
  reconnectErrors: [
    "token_revoked",
    "token_expired",
    "invalid_auth",
    "account_inactive",
    "invalid_refresh_token",
    "team_access_not_granted",
    "org_login_required",
  ],
  // Errors of every method: https://docs.slack.dev/reference/methods/auth.test. Only tokens that rotate run out:
  // https://docs.slack.dev/authentication/using-token-rotation
  revokedErrors: ["token_revoked", "account_inactive", "team_access_not_granted", "token_refused"],
  goneErrors: ["token_revoked", "invalid_auth", "account_inactive", "not_authed"],
  revocation: "bearer",
  madeUp: { body: { ok: true } },
  // One bot token serves the whole workspace.
  sharedGrant: "token",
  setUp,
  webhooks,
  docs: "https://docs.slack.dev/authentication/installing-with-oauth",
});

/**
 * The bot token stands at the top, the user token inside `authed_user`; with user scopes alone
 * there is none at the top. A refresh answers with the one token at the top.
 */
function readTokens(answer: Answer, refreshing?: TokenKind): TokenAnswer {
  const person = objectOf(answer["authed_user"]);
  const team = objectOf(answer["team"]) ?? objectOf(answer["enterprise"]);
  const top = tokenOf(answer, refreshing ?? (answer["token_type"] === "user" ? "user" : "bot"));
  const own = person && refreshing === undefined ? tokenOf(person, "user") : undefined;
  const tokens = [top, own].filter((token) => token !== undefined);
  const [teamId, userId] = [team?.["id"], person?.["id"]];
  if (typeof teamId !== "string" || typeof userId !== "string") return { tokens };
  return {
    tokens,
    account: { id: `${teamId}:${userId}`, label: String(team?.["name"] ?? teamId) },
  };
}

function tokenOf(holder: Answer, kind: TokenKind): IssuedToken | undefined {
  const {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: expiresIn,
    scope,
  } = holder;
  if (typeof accessToken !== "string") return undefined;
  return {
    kind,
    accessToken,
    ...(typeof refreshToken === "string" ? { refreshToken } : {}),
    ...(typeof expiresIn === "number" ? { expiresIn } : {}),
    ...(typeof scope === "string" ? { scopes: scope.split(",").filter(Boolean) } : {}),
  };
}

function objectOf(value: unknown): Answer | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}
