import { z } from "zod";
import { type IssuedToken, type TokenAnswer, defineProvider } from "../../catalog/provider.ts";
import { setUp } from "./client-setup.ts";

type Answer = Readonly<Record<string, unknown>>;

/** Asked for as these, answered as these or as their long names. */
const identity = [
  "openid",
  "email",
  "profile",
  "https://www.googleapis.com/auth/userinfo.email",
  "https://www.googleapis.com/auth/userinfo.profile",
];

/** One client for all of Google's apps. https://developers.google.com/identity/protocols/oauth2/web-server */
export const google = defineProvider({
  id: "google",
  name: "Google",
  env: "GOOGLE",
  authorizeUrl: "https://accounts.google.com/o/oauth2/v2/auth",
  tokenUrl: "https://oauth2.googleapis.com/token",
  revokeUrl: "https://oauth2.googleapis.com/revoke",
  apiHosts: [
    "www.googleapis.com",
    "gmail.googleapis.com",
    "docs.googleapis.com",
    "sheets.googleapis.com",
    "slides.googleapis.com",
    "tasks.googleapis.com",
    "people.googleapis.com",
    "forms.googleapis.com",
    "meet.googleapis.com",
  ],
  scopeParameters: { user: "scope" },
  scopeSeparator: " ",
  // A refresh token comes with offline access only, and after the first consent only where one is asked again.
  authorizeParameters: { access_type: "offline", prompt: "consent" },
  identityScopes: ["openid", "email"],
  incrementalParameters: { include_granted_scopes: "true" },
  accountHint: "login_hint",
  pkce: true,
  clientAuthentication: "client_secret_post",
  issuer: "https://accounts.google.com",
  allowCallbackWithoutIssuer: true,
  usesIdToken: true,
  // https://developers.google.com/identity/openid-connect/openid-connect#obtaininguserprofileinformation
  look: { host: "openidconnect.googleapis.com", path: "/v1/userinfo" },
  readTokens,
  // Flat at the token endpoint, nested at the APIs.
  readError: (answer) => (typeof answer["error"] === "string" ? answer["error"] : undefined),
  readErrorCodes,
  keepsRefreshToken: true, // the `docs`, "Refreshing an access token": the answer has none
  reconnectErrors: ["invalid_grant", "invalid_rapt", "admin_policy_enforced"],
  // https://developers.google.com/identity/protocols/oauth2#expiration
  reconnectHints: {
    invalid_grant:
      "It was revoked, was unused for six months, or the password was changed. Where your Google Cloud project is in “Testing”, Google ends every connection after 7 days: publish the consent screen to stop that.",
    invalid_rapt: "Your organisation asks for a new sign-in from time to time.",
    admin_policy_enforced: "An administrator of your organisation has to allow this app first.",
  },
  goneErrors: ["invalid_token"],
  revocation: "rfc7009",
  // Revoking any token ends every scope that the person has granted to this client.
  sharedGrant: "account",
  setUp,
  docs: "https://developers.google.com/identity/protocols/oauth2/web-server",
});

/** One token; `scope` says what was granted, in no particular order. A refresh answers without a refresh token. */
function readTokens(answer: Answer): TokenAnswer {
  const {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: expiresIn,
    scope,
    id_token: idToken,
  } = answer;
  if (typeof accessToken !== "string") return { tokens: [] };
  const token: IssuedToken = {
    kind: "user",
    accessToken,
    ...(typeof refreshToken === "string" ? { refreshToken } : {}),
    ...(typeof expiresIn === "number" ? { expiresIn } : {}),
    ...(typeof scope === "string"
      ? { scopes: scope.split(" ").filter((name) => name !== "" && !identity.includes(name)) }
      : {}),
  };
  return { tokens: [token], ...(typeof idToken === "string" ? { idToken } : {}) };
}

/**
 * Older APIs give `errors[].reason` (`notFound`), newer ones `status` (`NOT_FOUND`) and now and then
 * a reason in `details`; the status is spelt as the older ones would. https://cloud.google.com/apis/design/errors
 */
const apiError = z.object({
  error: z.object({
    status: z.string().optional(),
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
    details: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
});

function readErrorCodes(answer: Answer): readonly string[] {
  const { success, data } = apiError.safeParse(answer);
  if (!success) return [];
  const { errors = [], details = [], status = "" } = data.error;
  const reasons = [...errors, ...details].flatMap(({ reason }) => reason ?? []);
  return [
    ...reasons,
    status.toLowerCase().replaceAll(/_([a-z])/g, (_, c: string) => c.toUpperCase()),
  ];
}
