import { z } from "zod";
import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { type NotionCall, isShared, pageAt, requireCapability } from "../access.ts";
import { readBlocks } from "../blocks.ts";
import { columnOf } from "../columns.ts";
import { createId, idOf, stamp } from "../ids.ts";
import { isNew } from "../manners.ts";
import { blocksOf, markdownOf } from "../markdown.ts";
import { readParent } from "../parents.ts";
import { bot } from "../people.ts";
import { invalid, notFound } from "../refusal.ts";
import type { Block, Column, NotionState, Page, Parent } from "../state.ts";
import { emptyValue, readValue } from "../values.ts";
import { pageView } from "../views.ts";

const titleOnly: Column = { id: "title", name: "title", type: "title", config: {} };

/** Values by the id of their column, judged by the parent: a page that is no row has a title only. */
function readValues(call: NotionCall, parent: Parent, given: unknown): Page["values"] {
  const parsed = z.record(z.string(), z.unknown()).safeParse(given ?? {});
  if (!parsed.success)
    return invalid("body failed validation: body.properties should be an object.");
  const source =
    parent.type === "data_source_id"
      ? call.data.dataSources.find(({ id }) => id === parent.data_source_id)
      : undefined;
  return Object.fromEntries(
    Object.entries(parsed.data).map(([key, value]) => {
      const column = source
        ? columnOf(source, key)
        : key === "title"
          ? titleOnly
          : invalid(`${key} is not a property that exists.`);
      return [column.id, readValue(column, value)];
    }),
  );
}

const childrenOf = ({ data }: NotionCall, id: string): Block[] =>
  data.blocks.filter((block) => block.parent === id && !block.in_trash);

const textUpdate = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("insert_content"),
    insert_content: z.looseObject({
      content: z.string(),
      position: z.looseObject({ type: z.enum(["start", "end"]) }).optional(),
    }),
  }),
  z.strictObject({
    type: z.literal("update_content"),
    update_content: z.looseObject({
      content_updates: z.array(
        z.looseObject({
          old_str: z.string(),
          new_str: z.string(),
          replace_all_matches: z.boolean().optional(),
        }),
      ),
      allow_deleting_content: z.boolean().optional(),
    }),
  }),
  z.strictObject({
    type: z.literal("replace_content"),
    replace_content: z.looseObject({
      new_str: z.string(),
      allow_deleting_content: z.boolean().optional(),
    }),
  }),
]);

/** The whole text of a page in place of what it had. */
function rewrite(call: NotionCall, page: Page, markdown: string): void {
  const { data, now } = call;
  data.blocks = [
    ...data.blocks.filter(({ parent }) => parent !== page.id),
    ...blocksOf(markdown, page.id, now),
  ];
  page.last_edited_time = stamp(now);
}

/** https://developers.notion.com/reference/page */
export const pageRoutes: readonly RestRoute<NotionState>[] = [
  {
    method: "POST",
    path: "/v1/pages",
    scopes: [],
    changes: true,
    run(call) {
      requireCapability(call, "insert_content");
      const { data, body, user, now } = call;
      const { children, markdown, icon } = body;
      if (children !== undefined && markdown !== undefined)
        invalid("body failed validation: body.children and body.markdown exclude each other.");
      const parent = readParent(call, body["parent"] ?? { workspace: true });
      const page: Page = {
        id: createId(),
        parent,
        icon: z
          .looseObject({ type: z.string() })
          .nullable()
          .catch(null)
          .parse(icon ?? null),
        is_locked: false,
        values: { title: emptyValue("title"), ...readValues(call, parent, body["properties"]) },
        created_time: stamp(now),
        last_edited_time: stamp(now),
        created_by: bot.id,
        last_edited_by: bot.id,
        in_trash: false,
      };
      const blocks =
        typeof markdown === "string"
          ? blocksOf(markdown, page.id, now)
          : readBlocks(children ?? [], page.id, now);
      data.pages.push(page);
      data.blocks.push(...blocks);
      if (parent.type === "workspace") (data.shared[user.id] ??= []).push(page.id);
      return pageView(call, page);
    },
  },
  {
    method: "GET",
    path: "/v1/pages/:page_id",
    scopes: [],
    run(call) {
      requireCapability(call, "read_content");
      return pageView(call, pageAt(call, call.params["page_id"]));
    },
  },
  {
    method: "PATCH",
    path: "/v1/pages/:page_id",
    scopes: [],
    changes: true,
    run(call) {
      requireCapability(call, "update_content");
      const { body, headers, now } = call;
      const page = pageAt(call, call.params["page_id"]);
      if (body["archived"] !== undefined && isNew(headers))
        invalid("body failed validation: body.archived is now body.in_trash.");
      const inTrash = body["in_trash"] ?? body["archived"];
      if (page.in_trash && inTrash !== false)
        invalid("Can't edit block that is archived. You must unarchive the block before editing.");
      Object.assign(page.values, readValues(call, page.parent, body["properties"]));
      if (typeof inTrash === "boolean") page.in_trash = inTrash;
      if (typeof body["is_locked"] === "boolean") page.is_locked = body["is_locked"];
      if (body["icon"] !== undefined)
        page.icon = z.looseObject({ type: z.string() }).nullable().catch(null).parse(body["icon"]);
      if (body["erase_content"] === true) rewrite(call, page, "");
      page.last_edited_time = stamp(now);
      page.last_edited_by = bot.id;
      return pageView(call, page);
    },
  },
  {
    // https://developers.notion.com/reference/move-page
    method: "POST",
    path: "/v1/pages/:page_id/move",
    scopes: [],
    changes: true,
    run(call) {
      requireCapability(call, "update_content");
      const page = pageAt(call, call.params["page_id"]);
      const parent = readParent(call, call.body["parent"]);
      if (parent.type === "page_id" && parent.page_id === page.id)
        invalid("A page cannot be moved into itself.");
      page.parent = parent;
      page.last_edited_time = stamp(call.now);
      return pageView(call, page);
    },
  },
  {
    method: "GET",
    path: "/v1/pages/:page_id/markdown",
    scopes: [],
    run(call) {
      requireCapability(call, "read_content");
      const page = pageAt(call, call.params["page_id"]);
      return textView(page, childrenOf(call, page.id));
    },
  },
  {
    // https://developers.notion.com/reference/update-page-markdown
    method: "PATCH",
    path: "/v1/pages/:page_id/markdown",
    scopes: [],
    changes: true,
    run(call) {
      const page = pageAt(call, call.params["page_id"]);
      const parsed = textUpdate.safeParse(call.body);
      if (!parsed.success) return invalid("body failed validation: body.type is no known update.");
      const update = parsed.data;
      requireCapability(call, "update_content");
      if (update.type === "insert_content") {
        const added = blocksOf(update.insert_content.content, page.id, call.now);
        if (update.insert_content.position?.type === "start") call.data.blocks.unshift(...added);
        else call.data.blocks.push(...added);
        page.last_edited_time = stamp(call.now);
      } else if (update.type === "replace_content")
        rewrite(call, page, update.replace_content.new_str);
      else {
        const { content_updates: updates } = update.update_content;
        const before = markdownOf(childrenOf(call, page.id));
        rewrite(
          call,
          page,
          updates.reduce((text, { old_str: old, new_str: next, replace_all_matches: all }) => {
            const count = text.split(old).length - 1;
            if (count === 0) return invalid(`Could not find "${old}" in the page.`);
            if (count > 1 && !all) return invalid(`"${old}" stands ${count} times in the page.`);
            return text.replaceAll(old, next);
          }, before),
        );
      }
      return textView(page, childrenOf(call, page.id));
    },
  },
  {
    // https://developers.notion.com/reference/retrieve-a-page-property
    method: "GET",
    path: "/v1/pages/:page_id/properties/:property_id",
    scopes: [],
    run(call) {
      requireCapability(call, "read_content");
      const page = pageAt(call, call.params["page_id"]);
      const view = pageView(call, page);
      const all = "properties" in view ? Object.values(view.properties) : [];
      const value = all.find(({ id }) => id === call.params["property_id"]);
      if (!value) return notFound("property", String(call.params["property_id"]));
      return { object: "property_item", ...value };
    },
  },
];

function textView({ id }: Page, blocks: readonly Block[]) {
  return {
    object: "page_markdown",
    id,
    markdown: markdownOf(blocks),
    truncated: false,
    unknown_block_ids: [],
  };
}

/** A block's id may be a page's: pages are blocks too. */
export function holderOf(call: NotionCall, value: unknown): { id: string } {
  const id = idOf(value, "path failed validation: path.block_id");
  const known =
    call.data.pages.some((page) => page.id === id) ||
    call.data.blocks.some((block) => block.id === id);
  return known && isShared(call, id) ? { id } : notFound("block", id);
}
