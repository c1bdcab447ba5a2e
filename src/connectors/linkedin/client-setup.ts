import { type ClientSetUp, allScopes } from "../../catalog/client-setup.ts";

/** https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow */
export const setUp: ClientSetUp = {
  console: "https://www.linkedin.com/developers/apps",
  labels: { id: "Client ID", secret: "Primary Client Secret" },
  steps: [
    "Create an app; LinkedIn wants a company page for it, whose administrator confirms the app.",
    "Under Products, add Sign In with LinkedIn using OpenID Connect and Share on LinkedIn: they give openid, profile and w_member_social at once. The other permissions below come with the Community Management API, which LinkedIn gives to companies that it has vetted.",
    "Under Auth, add {redirect} to the authorized redirect URLs, and compare OAuth 2.0 scopes with the list below.",
    "Copy Client ID and Primary Client Secret from the same page.",
  ],
  redirects: "localhost",
  enterAs: "Scopes that the app should list, one a line",
  enter: (scopes) => allScopes(scopes).join("\n"),
  // A code that it does not find is an invalid request there:
  // https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
  probe: {
    invalid_request: "works",
    invalid_grant: "works",
    invalid_client_id: "wrong-id",
    invalid_client: "wrong-client",
    invalid_redirect_uri: "wrong-redirect",
  },
  probeTellsRedirect: false,
  docs: [
    "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow",
    "https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/share-on-linkedin",
  ],
};
