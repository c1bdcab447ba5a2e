import { z } from "zod";

/** A rich text item as answers have it. https://developers.notion.com/reference/rich-text */
export const richTextItem = z.looseObject({ type: z.string(), plain_text: z.string() });
export type RichTextItem = z.output<typeof richTextItem>;

export const parentShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("workspace"), workspace: z.literal(true) }),
  z.object({ type: z.literal("page_id"), page_id: z.string() }),
  z.object({ type: z.literal("block_id"), block_id: z.string() }),
  z.object({ type: z.literal("database_id"), database_id: z.string() }),
  z.object({
    type: z.literal("data_source_id"),
    data_source_id: z.string(),
    database_id: z.string(),
  }),
]);
export type Parent = z.output<typeof parentShape>;

const stamped = {
  id: z.string(),
  /** ISO 8601; Notion rounds it down to the minute. */
  created_time: z.string(),
  last_edited_time: z.string(),
  created_by: z.string(),
  last_edited_by: z.string(),
  in_trash: z.boolean(),
};

const iconShape = z.looseObject({ type: z.string() }).nullable();

export const pageShape = z.object({
  ...stamped,
  parent: parentShape,
  icon: iconShape,
  is_locked: z.boolean(),
  /** By property id; what a value is says its `type`. A page that is no row has a `title` only. */
  values: z.record(z.string(), z.unknown()),
});
export type Page = z.output<typeof pageShape>;

/** One column. https://developers.notion.com/reference/property-object */
export const columnShape = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  /** What stands under the name of the type: options of a select, format of a number. */
  config: z.record(z.string(), z.unknown()),
});
export type Column = z.output<typeof columnShape>;

export const dataSourceShape = z.object({
  ...stamped,
  database: z.string(),
  title: z.array(richTextItem),
  columns: z.array(columnShape),
});
export type DataSource = z.output<typeof dataSourceShape>;

export const databaseShape = z.object({
  ...stamped,
  parent: parentShape,
  title: z.array(richTextItem),
  description: z.array(richTextItem),
  icon: iconShape,
  is_inline: z.boolean(),
});
export type Database = z.output<typeof databaseShape>;

export const blockShape = z.object({
  ...stamped,
  /** Id of the page or block it stands in; blocks of one parent stand in their order. */
  parent: z.string(),
  type: z.string(),
  /** What stands under the name of the type. */
  value: z.record(z.string(), z.unknown()),
});
export type Block = z.output<typeof blockShape>;

const commentShape = z.object({
  id: z.string(),
  parent: z.discriminatedUnion("type", [
    z.object({ type: z.literal("page_id"), page_id: z.string() }),
    z.object({ type: z.literal("block_id"), block_id: z.string() }),
  ]),
  discussion_id: z.string(),
  rich_text: z.array(richTextItem),
  created_time: z.string(),
  created_by: z.string(),
});
export type Comment = z.output<typeof commentShape>;

export const capabilities = [
  "read_content",
  "insert_content",
  "update_content",
  "read_comments",
  "insert_comments",
  "read_user_without_email",
  "read_user_with_email",
] as const;
export type Capability = (typeof capabilities)[number];

/** One workspace, and what the operator's connection may do in it. */
export const notionState = z.object({
  pages: z.array(pageShape),
  databases: z.array(databaseShape),
  dataSources: z.array(dataSourceShape),
  blocks: z.array(blockShape),
  comments: z.array(commentShape),
  /** Switched on in the developer portal, for everybody who connects. */
  capabilities: z.array(z.enum(capabilities)),
  /** Ids of top pages and databases that each person shares; what lies below comes along. */
  shared: z.record(z.string(), z.array(z.string())),
});
export type NotionState = z.output<typeof notionState>;
