import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs, pageByTitle, pageId, pageSize, paged, startCursor } from "../inputs.ts";
import { cursors, listAnswer } from "../outputs.ts";

export const commentsList = defineOperation({
  id: "notion.comments.list",
  title: "Read the comments on a page",
  kind: "read",
  request: { method: "GET", host: "api.notion.com", path: "/v1/comments", body: "query" },
  input: z.strictObject({
    block_id: pageId.describe("Id of the page or block, or the title or link of a page"),
    page_size: pageSize,
    start_cursor: startCursor,
  }),
  output: z.looseObject({
    results: z.array(
      z.looseObject({
        id: z.string(),
        text: z.string(),
        discussion_id: z.string().nullish(),
        created_time: z.string().nullish(),
      }),
    ),
    ...cursors,
  }),
  answer: listAnswer,
  scopes: needs("read_comments"),
  lookups: { block_id: pageByTitle },
  codeHelper: "readComments",
  codeParts: ["notionId", "plainText"],
  pagination: paged,
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["comments", "read", "list", "discussion", "replies"],
  docs: "https://developers.notion.com/reference/list-comments",
});
