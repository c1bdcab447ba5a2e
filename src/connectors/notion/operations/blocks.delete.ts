import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { blockId, errors, needs } from "../inputs.ts";

export const blocksDelete = defineOperation({
  id: "notion.blocks.delete",
  title: "Delete a block",
  kind: "destructive",
  effect: { words: "Delete {#block} of a page" },
  request: {
    method: "DELETE",
    host: "api.notion.com",
    path: "/v1/blocks/{block_id}",
    body: "query",
  },
  input: z.strictObject({
    block_id: blockId.describe(
      "Id of the block; the id of a page moves the whole page to the trash",
    ),
  }),
  output: z.looseObject({ id: z.string() }),
  scopes: needs("update_content"),
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["delete", "remove", "block", "paragraph", "trash"],
  docs: "https://developers.notion.com/reference/delete-a-block",
});
