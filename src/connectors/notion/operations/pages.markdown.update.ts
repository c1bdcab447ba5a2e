import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs, pageByTitle, pageId } from "../inputs.ts";

export const pagesMarkdownUpdate = defineOperation({
  id: "notion.pages.markdown.update",
  title: "Change the text of a page with Markdown",
  kind: "write",
  effect: { words: "Change the text of the page {page_id}" },
  request: {
    method: "PATCH",
    host: "api.notion.com",
    path: "/v1/pages/{page_id}/markdown",
    body: "json",
  },
  input: z.strictObject({
    page_id: pageId,
    find: z.string().optional().describe("Text to find, as it stands in the page"),
    replaceWith: z.string().optional().describe("Text to put in its place"),
    insert: z.string().optional().describe("Markdown to add at the end"),
    replaceAll: z.string().optional().describe("Markdown to put in place of the whole text"),
  }),
  output: z.looseObject({ markdown: z.string(), truncated: z.boolean().nullish() }),
  scopes: needs("update_content"),
  lookups: { page_id: pageByTitle },
  codeHelper: "changeText",
  codeParts: ["notionId"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["replace", "change", "rewrite", "edit", "text", "content", "markdown", "page"],
  docs: "https://developers.notion.com/reference/update-page-markdown",
});
