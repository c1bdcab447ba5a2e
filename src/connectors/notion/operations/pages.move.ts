import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { dataSourceByName, dataSourceId, errors, needs, pageByTitle, pageId } from "../inputs.ts";
import { idAnswer } from "../outputs.ts";

export const pagesMove = defineOperation({
  id: "notion.pages.move",
  title: "Move a page",
  kind: "write",
  effect: {
    words: "Move the page {page_id}[ to {to_page_id|page}][ to {to_data_source_id|table}]",
    at: { to_page_id: "parent.page_id", to_data_source_id: "parent.data_source_id" },
  },
  request: {
    method: "POST",
    host: "api.notion.com",
    path: "/v1/pages/{page_id}/move",
    body: "json",
  },
  input: z.strictObject({
    page_id: pageId,
    to_page_id: pageId.optional().describe("Id of the page to move it into, or its title or link"),
    to_data_source_id: dataSourceId.describe("Id of the table to move it into, or its name"),
  }),
  output: idAnswer,
  scopes: needs("update_content"),
  lookups: {
    page_id: pageByTitle,
    to_page_id: pageByTitle,
    to_data_source_id: dataSourceByName,
  },
  codeHelper: "movePage",
  codeParts: ["notionId"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["move", "page", "put", "into", "under"],
  docs: "https://developers.notion.com/reference/move-page",
});
