import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs, pageByTitle, pageId } from "../inputs.ts";

export const pagesMarkdownRetrieve = defineOperation({
  id: "notion.pages.markdown.retrieve",
  title: "Read a page as Markdown",
  kind: "read",
  request: {
    method: "GET",
    host: "api.notion.com",
    path: "/v1/pages/{page_id}/markdown",
    body: "query",
  },
  input: z.strictObject({ page_id: pageId }),
  output: z.looseObject({ markdown: z.string(), truncated: z.boolean().nullish() }),
  scopes: needs("read_content"),
  lookups: { page_id: pageByTitle },
  codeHelper: "readMarkdown",
  codeParts: ["notionId"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["read", "get", "markdown", "text", "content", "page", "show"],
  docs: "https://developers.notion.com/reference/retrieve-page-markdown",
});
