import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import {
  children,
  databaseId,
  dataSourceByName,
  dataSourceId,
  errors,
  needs,
  pageByTitle,
  pageId,
  properties,
  record,
  title,
} from "../inputs.ts";
import { idAnswer } from "../outputs.ts";

export const pagesCreate = defineOperation({
  id: "notion.pages.create",
  title: "Create a page or a row",
  kind: "write",
  effect: {
    words: "Create {#page}[ in {page_id}][ in {data_source_id|table}][ in {database_id}]",
    at: {
      page_id: "parent.page_id",
      data_source_id: "parent.data_source_id",
      database_id: "parent.database_id",
      title: "properties.title.title.*.text.content",
    },
    shows: "title",
  },
  request: { method: "POST", host: "api.notion.com", path: "/v1/pages", body: "json" },
  input: z.strictObject({
    title,
    page_id: pageId.optional().describe("Id of the page to create it in, or its title or link"),
    data_source_id: dataSourceId.describe("Id of the table to add a row to, or its name"),
    database_id: databaseId.describe(
      "Id of the database to add a row to, or its link, where it has one table",
    ),
    record,
    properties,
    markdown: z.string().optional().describe("Text of the page, as Markdown"),
    children,
    icon: z.string().optional().describe("Emoji to show beside the title"),
  }),
  output: idAnswer.extend({ url: z.string().nullish() }),
  answer: idAnswer,
  scopes: needs("insert_content"),
  lookups: { page_id: pageByTitle, data_source_id: dataSourceByName },
  alsoCalls: [
    { operation: "notion.data_sources.retrieve", input: "record" },
    { operation: "notion.databases.retrieve", input: "record" },
    { operation: "notion.blocks.children.append", input: "children" },
  ],
  codeHelper: "createPage",
  codeParts: ["richText", "notionId", "tableOf", "columnValues", "columnsOf"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors: {
    ...errors,
    validation_error:
      "Notion did not take a value: the message names the property and its type. An unknown option of a status is refused, one of a select is added.",
  },
  words: [
    "create",
    "add",
    "new",
    "page",
    "row",
    "entry",
    "item",
    "task",
    "record",
    "save",
    "write",
    "note",
    "log",
  ],
  docs: "https://developers.notion.com/reference/post-page",
});
