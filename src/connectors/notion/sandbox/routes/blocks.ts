import { z } from "zod";
import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { type NotionCall, blockAt, requireCapability } from "../access.ts";
import { readBlocks, readValue } from "../blocks.ts";
import { idOf, stamp } from "../ids.ts";
import { isNew } from "../manners.ts";
import { pageOf } from "../paging.ts";
import { bot } from "../people.ts";
import { invalid } from "../refusal.ts";
import type { Block, NotionState } from "../state.ts";
import { blockView } from "../views.ts";
import { holderOf } from "./pages.ts";

const position = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("start") }),
  z.strictObject({ type: z.literal("end") }),
  z.strictObject({
    type: z.literal("after_block"),
    after_block: z.strictObject({ id: z.string() }),
  }),
]);

/** Puts blocks where the call says; the two versions say it in two ways. */
function place(call: NotionCall, holder: string, added: readonly Block[]): void {
  const { data, body, headers } = call;
  if (body["after"] !== undefined && isNew(headers))
    invalid("body failed validation: body.after is now body.position.");
  if (body["position"] !== undefined && !isNew(headers))
    invalid("body failed validation: body.position should be not present.");
  const parsed = position.safeParse(body["position"] ?? { type: "end" });
  if (!parsed.success) return invalid("body failed validation: body.position is no position.");
  const old = body["after"];
  const after =
    parsed.data.type === "after_block"
      ? parsed.data.after_block.id
      : typeof old === "string"
        ? old
        : undefined;
  if (parsed.data.type === "start") {
    data.blocks.unshift(...added);
    return undefined;
  }
  if (after === undefined) {
    data.blocks.push(...added);
    return undefined;
  }
  const id = idOf(after, "body.position.after_block.id");
  const index = data.blocks.findIndex((block) => block.id === id && block.parent === holder);
  if (index < 0) return invalid("The block to append after is not a child of this block.");
  data.blocks.splice(index + 1, 0, ...added);
  return undefined;
}

/** https://developers.notion.com/reference/block */
export const blockRoutes: readonly RestRoute<NotionState>[] = [
  {
    method: "GET",
    path: "/v1/blocks/:block_id/children",
    scopes: [],
    run(call) {
      requireCapability(call, "read_content");
      const { id } = holderOf(call, call.params["block_id"]);
      const children = call.data.blocks.filter((one) => one.parent === id && !one.in_trash);
      const page = pageOf(children, call);
      return {
        object: "list",
        ...page,
        results: page.results.map((block) => blockView(call, block)),
        type: "block",
        block: {},
      };
    },
  },
  {
    method: "PATCH",
    path: "/v1/blocks/:block_id/children",
    scopes: [],
    changes: true,
    run(call) {
      requireCapability(call, "insert_content");
      const { id } = holderOf(call, call.params["block_id"]);
      const added = readBlocks(call.body["children"], id, call.now);
      place(call, id, added);
      const page = call.data.pages.find((one) => one.id === id);
      if (page) page.last_edited_time = stamp(call.now);
      return {
        object: "list",
        results: added.filter(({ parent }) => parent === id).map((one) => blockView(call, one)),
        next_cursor: null,
        has_more: false,
        type: "block",
        block: {},
      };
    },
  },
  {
    method: "GET",
    path: "/v1/blocks/:block_id",
    scopes: [],
    run(call) {
      requireCapability(call, "read_content");
      return blockView(call, blockAt(call, call.params["block_id"]));
    },
  },
  {
    method: "PATCH",
    path: "/v1/blocks/:block_id",
    scopes: [],
    changes: true,
    run(call) {
      requireCapability(call, "update_content");
      const { body, now } = call;
      const block = blockAt(call, call.params["block_id"]);
      const { in_trash: inTrash, archived: _archived, type: _type, ...rest } = body;
      const other = Object.keys(rest).find((name) => name !== block.type);
      if (other !== undefined)
        invalid(`body failed validation: the block is a ${block.type}, not a ${other}.`);
      const given = rest[block.type];
      if (given !== undefined) {
        const merged = { ...block.value, ...Object(given) };
        block.value = readValue(block.type, merged, `body.${block.type}`);
      }
      if (typeof inTrash === "boolean") block.in_trash = inTrash;
      block.last_edited_time = stamp(now);
      block.last_edited_by = bot.id;
      return blockView(call, block);
    },
  },
  {
    method: "DELETE",
    path: "/v1/blocks/:block_id",
    scopes: [],
    changes: true,
    run(call) {
      requireCapability(call, "update_content");
      const { id } = holderOf(call, call.params["block_id"]);
      const thing =
        call.data.blocks.find((one) => one.id === id) ??
        call.data.pages.find((one) => one.id === id);
      if (!thing || thing.in_trash)
        return invalid(
          "Can't edit block that is archived. You must unarchive the block before editing.",
        );
      thing.in_trash = true;
      return "parent" in thing && "type" in thing
        ? blockView(call, thing)
        : { object: "block", id, type: "child_page", in_trash: true };
    },
  },
];
