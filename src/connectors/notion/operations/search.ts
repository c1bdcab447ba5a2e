import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs, pageSize, paged, startCursor } from "../inputs.ts";
import { cursors, listAnswer } from "../outputs.ts";

export const search = defineOperation({
  id: "notion.search",
  title: "Find pages and tables by title",
  kind: "read",
  request: { method: "POST", host: "api.notion.com", path: "/v1/search", body: "json" },
  input: z.strictObject({
    query: z.string().optional().describe("Words of the title; all that is shared where left out"),
    object: z
      .enum(["page", "data_source"])
      .optional()
      .describe("Only pages, or only tables (data sources)"),
    page_size: pageSize,
    start_cursor: startCursor,
  }),
  output: z.looseObject({
    results: z.array(
      z.looseObject({
        id: z.string(),
        object: z.string(),
        title: z.string(),
        url: z.string().nullish(),
        last_edited_time: z.string().nullish(),
      }),
    ),
    ...cursors,
  }),
  answer: listAnswer,
  scopes: needs("read_content"),
  codeHelper: "searchNotion",
  codeParts: ["plainPage", "plainText"],
  pagination: paged,
  names: {
    list: "results",
    id: "id",
    name: ["title.0.plain_text", "properties.title.title.0.plain_text"],
  },
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["search", "find", "look for", "match", "titles"],
  docs: "https://developers.notion.com/reference/post-search",
});
