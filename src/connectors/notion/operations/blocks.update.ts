import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { blockId, blockType, errors, needs } from "../inputs.ts";

export const blocksUpdate = defineOperation({
  id: "notion.blocks.update",
  title: "Change a block",
  kind: "write",
  effect: { words: "Change {#block} of a page" },
  request: {
    method: "PATCH",
    host: "api.notion.com",
    path: "/v1/blocks/{block_id}",
    body: "json",
  },
  input: z.strictObject({
    block_id: blockId,
    type: blockType.describe("Kind of the block, which cannot change"),
    text: z.string().optional().describe("Text to put in place of its own"),
    checked: z.boolean().optional().describe("Whether a to-do is done"),
  }),
  output: z.looseObject({ id: z.string() }),
  scopes: needs("update_content"),
  codeHelper: "changeBlock",
  codeParts: ["richText", "notionId"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["change", "update", "check", "tick", "uncheck", "block", "to-do", "paragraph"],
  docs: "https://developers.notion.com/reference/update-a-block",
});
