import { type ClientSetUp, allScopes } from "../../catalog/client-setup.ts";

/** How its set-up names them. https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm */
const names: Readonly<Record<string, string>> = {
  api: "Manage user data via APIs (api)",
  refresh_token: "Perform requests at any time (refresh_token, offline_access)",
  id: "Access the identity URL service (id, profile, email, address, phone)",
};

/** https://help.salesforce.com/s/articleView?id=xcloud.external_client_apps.htm */
export const setUp: ClientSetUp = {
  console: "https://login.salesforce.com/lightning/setup/ManageExternalClientApplication/home",
  labels: { id: "Consumer Key", secret: "Consumer Secret" },
  steps: [
    "In Setup, open External Client App Manager and choose New External Client App. Connected Apps cannot be made any more.",
    "Enable OAuth, enter {redirect} as Callback URL, and choose the scopes of the list below.",
    "Keep Require Proof Key for Code Exchange (PKCE) and Require secret for Web Server Flow switched on.",
    "Create it, open its OAuth settings, and copy Consumer Key and Consumer Secret. It can take ten minutes until they work.",
    "The app works in the org that it was made in; people of other orgs need it installed there by their administrator.",
  ],
  redirects: "localhost",
  enterAs: "OAuth scopes to choose",
  enter: (scopes) =>
    allScopes(scopes)
      .map((scope) => names[scope] ?? scope)
      .join("\n"),
  // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm
  probe: {
    invalid_grant: "works",
    invalid_client_id: "wrong-id",
    invalid_client: "wrong-secret",
    invalid_client_credentials: "wrong-secret",
    redirect_uri_mismatch: "wrong-redirect",
  },
  probeTellsRedirect: false,
  docs: [
    "https://help.salesforce.com/s/articleView?id=xcloud.external_client_apps.htm",
    "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm",
    "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm",
  ],
};
