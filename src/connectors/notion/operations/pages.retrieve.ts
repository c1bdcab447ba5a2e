import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs, pageByTitle, pageId } from "../inputs.ts";
import { idAnswer, page } from "../outputs.ts";

export const pagesRetrieve = defineOperation({
  id: "notion.pages.retrieve",
  title: "Read the properties of a page",
  kind: "read",
  request: {
    method: "GET",
    host: "api.notion.com",
    path: "/v1/pages/{page_id}",
    body: "query",
  },
  input: z.strictObject({ page_id: pageId }),
  output: page,
  answer: idAnswer,
  scopes: needs("read_content"),
  lookups: { page_id: pageByTitle },
  codeHelper: "readPage",
  codeParts: ["notionId", "plainPage", "plainText"],
  names: { list: "", id: "id", name: ["properties.title.title.0.plain_text"] },
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["read", "get", "page", "properties", "row", "details", "show"],
  docs: "https://developers.notion.com/reference/retrieve-a-page",
});
