import type { ClientSetUp } from "../../catalog/client-setup.ts";

/** https://docs.slack.dev/reference/app-manifest */
export const setUp: ClientSetUp = {
  console: "https://api.slack.com/apps",
  labels: { id: "Client ID", secret: "Client Secret" },
  steps: [
    "Choose Create New App, then From a manifest, and the workspace that the app is for.",
    "Replace the manifest by the one below, as JSON; it names the redirect address and the scopes. For an app you have already, open App Manifest and put both parts of oauth_config there.",
    "Create the app. Leave Token Rotation and PKCE off: with PKCE a Slack app can never have a secret again.",
    "Copy Client ID and Client Secret from Basic Information, App Credentials.",
  ],
  redirects: "https",
  enterAs: "App manifest (JSON)",
  enter: ({ bot = [], user = [] }, redirectUri) =>
    JSON.stringify(
      {
        display_information: { name: "Patchbay" },
        // Slack takes bot scopes only for an app that has a bot.
        ...(bot.length > 0 ? { features: { bot_user: { display_name: "Patchbay" } } } : {}),
        oauth_config: {
          redirect_urls: [redirectUri],
          scopes: {
            ...(bot.length > 0 ? { bot } : {}),
            ...(user.length > 0 ? { user } : {}),
          },
        },
      },
      null,
      2,
    ),
  // https://docs.slack.dev/reference/methods/oauth.v2.access
  probe: {
    invalid_code: "works",
    invalid_client_id: "wrong-id",
    bad_client_secret: "wrong-secret",
    bad_redirect_uri: "wrong-redirect",
  },
  probeTellsRedirect: false,
  docs: [
    "https://docs.slack.dev/authentication/installing-with-oauth",
    "https://docs.slack.dev/reference/app-manifest",
    "https://docs.slack.dev/reference/methods/oauth.v2.access",
  ],
};
