import { z } from "zod";
import type { EventFilter, EventInfo } from "../../catalog/event.ts";
import { completeComment, completePage, completeTable, pageFilters } from "./completion.ts";
import { pagePayload } from "./pages.ts";
import { pollPages, pollTables } from "./polling.ts";

type Facts = Partial<Pick<EventInfo, "words" | "payload" | "filters" | "poll" | "complete">>;

/** One address for all workspaces, set by hand in the portal. https://developers.notion.com/reference/webhooks */
const event = (
  name: string,
  title: string,
  facts: Facts,
  capability = "read_content",
): EventInfo => ({
  id: `notion.${name}`,
  title,
  scopes: [[capability]],
  via: facts.poll ? ["push", "polling"] : ["push"],
  docs: "https://developers.notion.com/reference/webhooks-events-delivery",
  ...facts,
});

const rows = ["item", "entry", "record", "task", "database"];
const tables = ["database", "data source"];

const page: Facts = { payload: pagePayload, filters: pageFilters, complete: completePage };

const timestamp = z.string().describe("When it happened, ISO 8601");
const author = z.string().optional().describe("Id of who did it");

const ofTable: EventFilter = { description: "Title of the table", in: ["title"] };
const { data_source_id, dataSource, table, database_id, database, id, page_id } = pageFilters;
const place = (filters: Readonly<Record<string, EventFilter | undefined>>) =>
  Object.fromEntries(
    Object.entries(filters).flatMap(([name, filter]) => (filter ? [[name, filter]] : [])),
  );

const aboutTable: Facts = {
  words: tables,
  payload: z.object({
    id: z.string().describe("Id of the table"),
    title: z.string().describe("Title of the table"),
    url: z.string().optional().describe("Address of the table in Notion"),
    database: z.string().optional().describe("Id of the database that it belongs to"),
    timestamp,
    author,
  }),
  filters: {
    ...place({ data_source_id, dataSource, table, database_id, database, id }),
    title: ofTable,
    name: ofTable,
    contains: { description: "A part of the title of the table", in: ["title"], by: "contains" },
  },
  complete: completeTable,
};

const said: EventFilter = {
  description: "A part of what the comment says",
  in: ["text"],
  by: "contains",
};

const aboutComment: Facts = {
  payload: z.object({
    id: z.string().describe("Id of the comment"),
    page: z.string().describe("Id of the page that it is on"),
    text: z.string().describe("What the comment says"),
    author,
    discussion: z.string().optional().describe("Id of the discussion that it belongs to"),
    createdTime: z.string().optional().describe("When it was written, ISO 8601"),
    timestamp,
  }),
  filters: { ...place({ page_id, id }), contains: said, text: said },
  complete: completeComment,
};

export const events: readonly EventInfo[] = [
  event("page.created", "A page or row is created", {
    ...page,
    words: rows,
    poll: pollPages("created"),
  }),
  event("page.properties_updated", "Properties of a page or row change", {
    ...page,
    words: [...rows, "status", "property"],
    poll: pollPages("edited"),
  }),
  event("page.content_updated", "The text of a page changes", {
    ...page,
    poll: pollPages("edited"),
  }),
  event("page.moved", "A page is moved", page),
  event("page.deleted", "A page is moved to the trash", page),
  event("page.undeleted", "A page comes back from the trash", page),
  event("data_source.created", "A table is created", aboutTable),
  event("data_source.content_updated", "Rows of a table change", {
    ...aboutTable,
    poll: pollTables,
  }),
  event("data_source.schema_updated", "Columns of a table change", aboutTable),
  event("data_source.deleted", "A table is moved to the trash", aboutTable),
  event("comment.created", "Somebody comments", aboutComment, "read_comments"),
  event("comment.updated", "A comment changes", aboutComment, "read_comments"),
  event(
    "comment.deleted",
    "A comment is deleted",
    {
      payload: z.object({
        id: z.string().describe("Id of the comment"),
        page: z.string().optional().describe("Id of the page that it was on"),
        author,
        timestamp,
      }),
      filters: { page_id: { description: "Id of the page", in: ["page"] } },
    },
    "read_comments",
  ),
];
