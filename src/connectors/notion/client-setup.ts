import { type ClientSetUp, allScopes } from "../../catalog/client-setup.ts";

/** Its portal's own words for what our scopes of Notion stand for. https://developers.notion.com/reference/capabilities */
const capabilities: Readonly<Record<string, string>> = {
  read_content: "Read content",
  insert_content: "Insert content",
  update_content: "Update content",
  read_comments: "Read comments",
  insert_comments: "Insert comments",
  read_user_without_email: "Read user information without email addresses",
  read_user_with_email: "Read user information including email addresses",
};

/** https://developers.notion.com/guides/get-started/authorization */
export const setUp: ClientSetUp = {
  console: "https://www.notion.so/profile/integrations",
  labels: { id: "OAuth client ID", secret: "OAuth client secret" },
  steps: [
    "Make a new connection of the type Public, and give it a name and the workspace that develops it.",
    "Enter {redirect} as redirect URI.",
    "Under Capabilities, tick those of the list below: Notion has no scopes that are asked for at a sign-in.",
    "Save, and copy OAuth client ID and OAuth client secret.",
  ],
  redirects: "localhost",
  enterAs: "Capabilities to tick",
  enter: (scopes) =>
    allScopes(scopes)
      .map((scope) => capabilities[scope] ?? scope)
      .join("\n"),
  // https://developers.notion.com/reference/create-a-token
  probe: {
    invalid_grant: "works",
    invalid_client: "wrong-client",
    unauthorized_client: "wrong-client",
    unauthorized: "wrong-client",
  },
  probeTellsRedirect: false,
  docs: [
    "https://developers.notion.com/guides/get-started/authorization",
    "https://developers.notion.com/reference/capabilities",
    "https://developers.notion.com/reference/create-a-token",
  ],
};
