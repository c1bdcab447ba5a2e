import { type ClientSetUp, allScopes } from "../../catalog/client-setup.ts";

/** https://developers.tiktok.com/doc/getting-started-create-an-app */
export const setUp: ClientSetUp = {
  console: "https://developers.tiktok.com/apps",
  labels: { id: "Client key", secret: "Client secret" },
  steps: [
    "Connect an app, and add the products Login Kit and, for posting, Content Posting API.",
    "In Login Kit, choose the platform Web and add {redirect}; it takes https only. A server on this machine needs a tunnel with https.",
    "Under Scopes, add those of the list below.",
    "Copy Client key and Client secret. Until TikTok has audited the app, only its target users can connect, and posts are seen by their author alone.",
  ],
  redirects: "https",
  enterAs: "Scopes, one a line",
  enter: (scopes) => allScopes(scopes).join("\n"),
  // https://developers.tiktok.com/doc/oauth-error-handling
  probe: {
    invalid_grant: "works",
    invalid_client: "wrong-client",
    unauthorized_client: "wrong-client",
  },
  probeTellsRedirect: false,
  docs: [
    "https://developers.tiktok.com/doc/login-kit-web",
    "https://developers.tiktok.com/doc/oauth-user-access-token-management",
    "https://developers.tiktok.com/doc/oauth-error-handling",
  ],
};
