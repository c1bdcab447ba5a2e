import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import {
  databaseId,
  dataSourceByName,
  dataSourceId,
  errors,
  needs,
  pageSize,
  paged,
  startCursor,
} from "../inputs.ts";
import { cursors, listAnswer, page } from "../outputs.ts";

export const dataSourcesQuery = defineOperation({
  id: "notion.data_sources.query",
  title: "Read rows of a table",
  kind: "read",
  request: {
    method: "POST",
    host: "api.notion.com",
    path: "/v1/data_sources/{data_source_id}/query",
    body: "json",
  },
  input: z.strictObject({
    data_source_id: dataSourceId,
    database_id: databaseId,
    where: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Values that rows must have, by the names of their columns: { Status: "Done" }'),
    filter: z
      .record(z.string(), z.unknown())
      .optional()
      .describe("Filter in Notion's own form, where equal values do not suffice"),
    sorts: z
      .array(z.record(z.string(), z.unknown()))
      .optional()
      .describe("Order in Notion's own form: [{ property, direction }]"),
    page_size: pageSize,
    start_cursor: startCursor,
  }),
  output: z.looseObject({ results: z.array(page), ...cursors }),
  answer: listAnswer,
  scopes: needs("read_content"),
  lookups: { data_source_id: dataSourceByName },
  alsoCalls: [
    { operation: "notion.databases.retrieve", input: "database_id" },
    { operation: "notion.data_sources.retrieve", input: "where" },
  ],
  codeHelper: "queryRows",
  codeParts: ["plainPage", "plainText", "tableOf", "columnFilter", "notionId", "columnsOf"],
  pagination: paged,
  rateLimit: { class: "calls" },
  oneOf: [["data_source_id", "database_id"]],
  repeatable: true,
  errors,
  words: [
    "rows",
    "items",
    "entries",
    "table",
    "database",
    "records",
    "query",
    "list",
    "tasks",
    "due",
    "read",
    "get",
    "where",
  ],
  docs: "https://developers.notion.com/reference/query-a-data-source",
});
