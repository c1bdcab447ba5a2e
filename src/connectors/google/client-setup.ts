import { type ClientSetUp, allScopes } from "../../catalog/client-setup.ts";

/** https://developers.google.com/identity/protocols/oauth2/web-server */
export const setUp: ClientSetUp = {
  console: "https://console.cloud.google.com/auth/clients",
  labels: { id: "Client ID", secret: "Client secret" },
  steps: [
    "Choose a project, or make one, and enable the API of each Google tool that you use, under APIs & Services, Library.",
    "Under Google Auth Platform, Data Access, choose Add or remove scopes and paste the list below into Manually add scopes.",
    "Under Clients, choose Create client, the type Web application, and add {redirect} under Authorized redirect URIs.",
    "Copy Client ID and Client secret; Google shows the secret only now.",
    "Under Audience, add yourself as a test user. While the app is in Testing, Google ends every connection after 7 days: publish it to stop that.",
  ],
  redirects: "loopback",
  enterAs: "Scopes, one a line",
  enter: (scopes) => allScopes(scopes).join("\n"),
  // https://developers.google.com/identity/protocols/oauth2/web-server#exchange-errors
  probe: {
    invalid_grant: "works",
    invalid_client: "wrong-client",
    unauthorized_client: "wrong-client",
    redirect_uri_mismatch: "wrong-redirect",
  },
  probeTellsRedirect: false,
  docs: [
    "https://developers.google.com/identity/protocols/oauth2/web-server",
    "https://developers.google.com/identity/protocols/oauth2/production-readiness/brand-verification",
  ],
};
