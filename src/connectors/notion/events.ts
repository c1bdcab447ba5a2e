import type { EventInfo } from "../../catalog/event.ts";

/** One address for all workspaces, set by hand in the portal. https://developers.notion.com/reference/webhooks */
const event = (
  name: string,
  title: string,
  capability = "read_content",
  via: EventInfo["via"] = ["push"],
  words: readonly string[] = [],
): EventInfo => ({
  id: `notion.${name}`,
  title,
  scopes: [[capability]],
  via,
  words,
  docs: "https://developers.notion.com/reference/webhooks-events-delivery",
});

const polled = ["push", "polling"] as const;
const rows = ["item", "entry", "record", "task", "database"];
const tables = ["database", "data source"];

export const events: readonly EventInfo[] = [
  event("page.created", "A page or row is created", "read_content", polled, rows),
  event("page.properties_updated", "Properties of a page or row change", "read_content", polled, [
    ...rows,
    "status",
    "property",
  ]),
  event("page.content_updated", "The text of a page changes", "read_content", polled),
  event("page.moved", "A page is moved"),
  event("page.deleted", "A page is moved to the trash"),
  event("page.undeleted", "A page comes back from the trash"),
  event("data_source.created", "A table is created", "read_content", ["push"], tables),
  event("data_source.content_updated", "Rows of a table change", "read_content", polled, tables),
  event(
    "data_source.schema_updated",
    "Columns of a table change",
    "read_content",
    ["push"],
    tables,
  ),
  event("data_source.deleted", "A table is moved to the trash", "read_content", ["push"], tables),
  event("comment.created", "Somebody comments", "read_comments"),
  event("comment.updated", "A comment changes", "read_comments"),
  event("comment.deleted", "A comment is deleted", "read_comments"),
];
