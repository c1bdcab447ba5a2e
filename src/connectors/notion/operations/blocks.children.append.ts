import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { blockType, children, errors, needs, pageByTitle, pageId } from "../inputs.ts";

export const blocksChildrenAppend = defineOperation({
  id: "notion.blocks.children.append",
  title: "Add text to a page",
  kind: "write",
  effect: { words: "Add {#block} to {block_id|page}", counts: "children" },
  request: {
    method: "PATCH",
    host: "api.notion.com",
    path: "/v1/blocks/{block_id}/children",
    body: "json",
  },
  input: z.strictObject({
    block_id: pageId.describe("Id of the page or block, or the title or link of a page"),
    text: z.string().optional().describe("Text to add; each line becomes a block"),
    type: blockType.optional().describe("What the text becomes; paragraphs where left out"),
    children,
    position: z
      .record(z.string(), z.unknown())
      .optional()
      .describe("Where, in Notion's own form; at the end where left out"),
  }),
  output: z.looseObject({ results: z.array(z.looseObject({ id: z.string() })) }),
  scopes: needs("insert_content"),
  lookups: { block_id: pageByTitle },
  codeHelper: "appendBlocks",
  codeParts: ["richText", "notionId"],
  rateLimit: { class: "calls" },
  oneOf: [["text", "children"]],
  repeatable: false,
  errors,
  words: [
    "append",
    "add",
    "write",
    "paragraph",
    "line",
    "text",
    "to-do",
    "bullet",
    "page",
    "note",
    "heading",
  ],
  docs: "https://developers.notion.com/reference/patch-block-children",
});
