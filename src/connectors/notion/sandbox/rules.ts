import { html } from "../../../sandbox/kit/html.ts";
import type { OAuthFault, OAuthRules } from "../../../sandbox/kit/oauth/rules.ts";
import { createId } from "./ids.ts";
import { bot, workspace } from "./people.ts";
import { topLevel } from "./tree.ts";
import type { NotionState } from "./state.ts";

const codes: Readonly<Record<OAuthFault, readonly [400 | 401, string]>> = {
  "bad-client": [401, "invalid_client"],
  "bad-secret": [401, "invalid_client"],
  "bad-code": [400, "invalid_grant"],
  "bad-redirect": [400, "invalid_grant"],
  "bad-verifier": [400, "invalid_request"],
  "bad-refresh-token": [400, "invalid_grant"],
  "bad-grant-type": [400, "unsupported_grant_type"],
  "bad-body": [400, "invalid_request"],
  "bad-token": [400, "invalid_grant"],
};

/** https://developers.notion.com/guides/get-started/authorization */
export const rules = (data: () => NotionState): OAuthRules => ({
  name: "Notion",
  authorizePath: "/v1/oauth/authorize",
  tokenPaths: ["/v1/oauth/token"],
  revokePaths: ["/v1/oauth/revoke"],
  introspectPaths: ["/v1/oauth/introspect"],
  clientIdParameter: "client_id",
  // https://developers.notion.com/reference/create-a-token
  clientAuthentication: ["basic"],
  body: "json",
  scopeSeparator: " ",
  canUntick: false,
  pkce: "ignored",
  authorizeParameters: { owner: "user", response_type: "code" },
  deniedError: "access_denied",
  prefixes: { code: "03", access: "ntn_", refresh: "nrt_" },
  codeLifetimeSeconds: 600,
  // No end is stated: tokens live until they are refreshed or revoked.
  refresh: { rotates: true },
  revocationEnds: "grant",
  answer: ({ token, refreshToken, user }) => ({
    access_token: token.value,
    token_type: "bearer",
    refresh_token: refreshToken?.value ?? null,
    bot_id: bot.id,
    workspace_id: workspace.id,
    workspace_name: workspace.name,
    workspace_icon: null,
    owner: {
      type: "user",
      user: {
        object: "user",
        id: user.id,
        name: user.name,
        avatar_url: null,
        type: "person",
        person: { email: user.email },
      },
    },
    duplicated_template_id: null,
    request_id: createId(),
  }),
  revoked: () => ({ request_id: createId() }),
  introspection: (token) => (token ? { active: true } : { active: false }),
  refusal(fault) {
    const [status, error] = codes[fault];
    return { status, body: { error, error_description: fault, request_id: createId() } };
  },
  consentNote:
    "What Patchbay may do with these pages was set up once by whoever runs it: Notion has capabilities in place of permissions.",
  picker: {
    markup: () =>
      html`<h2>Choose pages</h2>
        ${topLevel(data()).map(
          ({ id, title }) =>
            html`<label class="choice"
              ><input type="checkbox" name="page" value="${id}" checked /><span
                >${title}</span
              ></label
            > `,
        )}`,
    // The choice is the person's and replaces the one before, of other sign-ins too.
    picked(user, form) {
      const known = new Set(topLevel(data()).map(({ id }) => id));
      data().shared[user.id] = form
        .getAll("page")
        .map(String)
        .filter((id) => known.has(id));
    },
  },
});
