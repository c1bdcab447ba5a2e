import type { ScopeInfo } from "../../catalog/connector.ts";

const source = "https://developers.notion.com/reference/capabilities";

const capability = (
  scope: string,
  sentence: string,
  sensitivity: ScopeInfo["sensitivity"],
  covers?: readonly string[],
): ScopeInfo => ({
  scope,
  sentence,
  sensitivity,
  access: sensitivity === "write" ? "write" : "read",
  ...(covers ? { covers } : {}),
  tokens: ["user"],
  source,
});

/** Capabilities of the connection; the names are ours, Notion has only the labels of its portal. */
export const scopes: readonly ScopeInfo[] = [
  capability("read_content", "Read the pages and tables you share with it", "read-content"),
  capability("insert_content", "Add pages, rows and text to what you share with it", "write"),
  capability(
    "update_content",
    "Change, move and delete pages, rows and text you share with it",
    "write",
  ),
  capability("read_comments", "Read comments on pages you share with it", "read-content"),
  capability("insert_comments", "Write comments on pages you share with it", "write"),
  capability(
    "read_user_without_email",
    "See the names and pictures of people in the workspace",
    "read",
  ),
  capability(
    "read_user_with_email",
    "See the names and email addresses of people in the workspace",
    "read-personal",
    ["read_user_without_email"],
  ),
];
