import { type ClientSetUp, allScopes } from "../../catalog/client-setup.ts";

/** https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes */
export const setUp: ClientSetUp = {
  console: "https://app.hubspot.com/l/developer-projects",
  labels: { id: "Client ID", secret: "Client secret" },
  steps: [
    "Make a project with an app whose distribution is private or marketplace and whose authentication is OAuth (hs project create).",
    "Put the part below into the auth of app-hsmeta.json, in place of the one there, and upload the project (hs project upload). Only oauth is required: each connection then asks for no more than it needs.",
    "Open the app in the developer account and copy Client ID and Client secret from Auth.",
  ],
  redirects: "localhost",
  enterAs: "auth of app-hsmeta.json",
  enter: (scopes, redirectUri) => {
    const declared = allScopes(scopes).filter((scope) => scope !== "oauth");
    return JSON.stringify(
      {
        auth: {
          type: "oauth",
          redirectUrls: [redirectUri],
          requiredScopes: ["oauth"],
          conditionallyRequiredScopes: declared,
          optionalScopes: [],
        },
      },
      null,
      2,
    );
  },
  // https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth
  probe: {
    BAD_AUTH_CODE: "works",
    invalid_grant: "works",
    BAD_CLIENT_ID: "wrong-id",
    BAD_CLIENT_SECRET: "wrong-secret",
    invalid_client: "wrong-client",
    BAD_REDIRECT_URI: "wrong-redirect",
  },
  probeTellsRedirect: false,
  docs: [
    "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth",
  ],
};
