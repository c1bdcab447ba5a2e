import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs, pageByTitle, pageId, pageSize, paged, startCursor } from "../inputs.ts";
import { cursors, listAnswer } from "../outputs.ts";

export const blocksChildrenList = defineOperation({
  id: "notion.blocks.children.list",
  title: "Read the text of a page, block by block",
  kind: "read",
  request: {
    method: "GET",
    host: "api.notion.com",
    path: "/v1/blocks/{block_id}/children",
    body: "query",
  },
  input: z.strictObject({
    block_id: pageId.describe("Id of the page or block, or the title or link of a page"),
    page_size: pageSize,
    start_cursor: startCursor,
  }),
  output: z.looseObject({
    results: z.array(
      z.looseObject({
        id: z.string(),
        type: z.string(),
        text: z.string(),
        checked: z.boolean().nullish(),
        has_children: z.boolean().nullish(),
      }),
    ),
    ...cursors,
  }),
  answer: listAnswer,
  scopes: needs("read_content"),
  lookups: { block_id: pageByTitle },
  codeHelper: "readBlocks",
  codeParts: ["notionId", "plainText"],
  pagination: paged,
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["read", "get", "blocks", "text", "content", "page", "checklist", "to-dos", "paragraphs"],
  docs: "https://developers.notion.com/reference/get-block-children",
});
