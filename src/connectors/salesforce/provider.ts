import { z } from "zod";
import { type TokenAnswer, defineProvider } from "../../catalog/provider.ts";
import { setUp } from "./client-setup.ts";

/** https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm */
export const salesforce = defineProvider({
  id: "salesforce",
  name: "Salesforce",
  env: "SALESFORCE",
  authorizeUrl: "https://login.salesforce.com/services/oauth2/authorize",
  tokenUrl: "https://login.salesforce.com/services/oauth2/token",
  revokeUrl: "https://login.salesforce.com/services/oauth2/revoke",
  apiHosts: ["mydomainname.my.salesforce.com"],
  instances: {
    placeholder: "mydomainname.my.salesforce.com",
    suffixes: [".salesforce.com", ".salesforce.mil"],
  },
  // Orgs can forbid the common ones; their own address always works.
  loginHosts: {
    choices: [
      { host: "login.salesforce.com", label: "Production or Developer Edition" },
      { host: "test.salesforce.com", label: "Sandbox" },
    ],
    suffixes: [".my.salesforce.com"],
    example: "your-company.my.salesforce.com",
  },
  scopeParameters: { user: "scope" },
  scopeSeparator: " ",
  // Without `refresh_token` there is none; `id` says whose account it is.
  identityScopes: ["refresh_token", "id"],
  codeHeaders: ["sforce-query-options", "sforce-duplicate-rule-header", "sforce-auto-assign"],
  pkce: true,
  clientAuthentication: "client_secret_post",
  identity: {
    by: "bearer",
    path: "/services/oauth2/userinfo",
    read: (answer) => {
      const {
        organization_id: org,
        user_id: user,
        preferred_username: label,
      } = identityShape.parse(answer);
      return { id: `${org}:${user}`, label };
    },
  },
  readTokens,
  readError,
  // A new token would be refused for the same reason, for ever.
  renewalIsVain: ["SESSION_NOT_FOR_REST", "NOT_ATTACHED_TO_AGENT"],
  reconnectErrors: ["invalid_grant", "INVALID_SESSION_ID"],
  reconnectHints: {
    invalid_grant:
      "The access was revoked, or ended by your org's policy. Salesforce keeps five approvals for each user and app: a sixth sign-in ends the first.",
  },
  // https://developer.salesforce.com/docs/platform/mobile-sdk/guide/oauth-revoking-tokens.html
  goneErrors: ["unsupported_token_type", "invalid_token"],
  revocation: "rfc7009",
  // It takes its access tokens along, which the other way round is not so.
  revokes: "refresh_token",
  sharedGrant: false,
  consentNote:
    "Salesforce has one permission for all records: what Patchbay can read and change is what your own Salesforce rights allow. For automations a user of their own with few rights is best.",
  setUp,
  docs: "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm",
});

const identityShape = z.looseObject({
  organization_id: z.string(),
  user_id: z.string(),
  preferred_username: z.string(),
});

const answerShape = z.looseObject({
  access_token: z.string(),
  /** Only at the first sign-in, unless the app rotates it. */
  refresh_token: z.string().nullish(),
  /** Where all calls go; another one after an org was moved. */
  instance_url: z.url(),
  scope: z.string().nullish(),
});

function readTokens(given: Readonly<Record<string, unknown>>): TokenAnswer {
  const { success, data } = answerShape.safeParse(given);
  if (!success) return { tokens: [] };
  const kept = (scope: string) => scope !== "" && !["refresh_token", "id"].includes(scope);
  return {
    tokens: [
      {
        kind: "user",
        accessToken: data.access_token,
        instance: new URL(data.instance_url).origin,
        ...(data.refresh_token ? { refreshToken: data.refresh_token } : {}),
        ...(data.scope ? { scopes: data.scope.split(" ").filter(kept) } : {}),
      },
    ],
  };
}

/** An object at the token endpoint; at the API a list, whose entries are `0`, `1` here. */
function readError(answer: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof answer["error"] === "string") return answer["error"];
  const first = Object(answer["0"]);
  const message = String(Reflect.get(first, "message") ?? "");
  if (message.includes("not valid for use with the REST API")) return "SESSION_NOT_FOR_REST";
  if (message.includes("not attached to Agent")) return "NOT_ATTACHED_TO_AGENT";
  const code: unknown = Reflect.get(first, "errorCode");
  return typeof code === "string" ? code : undefined;
}
