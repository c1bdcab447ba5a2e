import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs, pageByTitle, pageId } from "../inputs.ts";

export const commentsCreate = defineOperation({
  id: "notion.comments.create",
  title: "Comment on a page",
  kind: "write",
  effect: {
    words: "Post {#comment}[ on {page_id}]",
    at: { page_id: "parent.page_id", text: "rich_text.*.text.content" },
    shows: "text",
  },
  request: { method: "POST", host: "api.notion.com", path: "/v1/comments", body: "json" },
  input: z.strictObject({
    page_id: pageId.optional(),
    discussion_id: z
      .string()
      .optional()
      .describe("Id of the discussion to answer in, in place of a page"),
    text: z.string().min(1).describe("What to say, in plain text"),
  }),
  output: z.looseObject({ id: z.string() }),
  scopes: needs("insert_comments"),
  lookups: { page_id: pageByTitle },
  codeHelper: "addComment",
  codeParts: ["richText", "notionId"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["comment", "comments", "discussion", "leave"],
  docs: "https://developers.notion.com/reference/create-a-comment",
});
