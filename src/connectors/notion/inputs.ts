import { z } from "zod";
import type { Lookup } from "../../catalog/operation.ts";

/** Needed by one of these, as a person's token. */
export const needs = (...alternatives: readonly string[]) => ({
  user: alternatives.map((capability) => [capability]),
});

/** Ids with or without dashes, or a link that ends in one; anything else is a name. */
const noId = "^(?!.*[0-9a-fA-F]{32})(?!.*[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})";

export const pageId = z.string().min(1).describe("Id of the page, or its title or link");

export const pageByTitle: readonly Lookup[] = [
  { via: "notion.search", helper: "pageId", parts: ["found"], literal: noId, fromInput: false },
];

export const dataSourceId = z
  .string()
  .min(1)
  .optional()
  .describe("Id of the table (data source), or its name");

export const dataSourceByName: readonly Lookup[] = [
  {
    via: "notion.search",
    helper: "dataSourceId",
    parts: ["found"],
    literal: noId,
    fromInput: false,
  },
];

export const databaseId = z
  .string()
  .min(1)
  .optional()
  .describe(
    "Id of the database that the table is in, or its link, where data_source_id is not known",
  );

/** https://developers.notion.com/reference/block: those that are made of a text. */
export const blockType = z.enum([
  "paragraph",
  "heading_1",
  "heading_2",
  "heading_3",
  "bulleted_list_item",
  "numbered_list_item",
  "to_do",
  "quote",
  "callout",
]);

export const blockId = z.string().min(1).describe("Id of the block");

export const title = z.string().max(2000).optional().describe("Title, in plain text");

export const record = z
  .record(z.string(), z.unknown())
  .optional()
  .describe(
    "Plain values by the names of the table's columns: text, numbers, dates, true or false",
  );

export const properties = z
  .record(z.string(), z.unknown())
  .optional()
  .describe("Property values in Notion's own form, beside or in place of the plain ones");

export const children = z
  .array(z.record(z.string(), z.unknown()))
  .optional()
  .describe("Blocks in Notion's own form; more than 100 are sent in several calls");

export const startCursor = z
  .string()
  .optional()
  .describe("Cursor of the page, from the answer before");

export const pageSize = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe("How many to get; more than 100 are read page by page");

export const paged = {
  cursor: "start_cursor",
  next: "next_cursor",
  items: "results",
  pageSize: "page_size",
  maxPageSize: 100,
} as const;

/** https://developers.notion.com/reference/status-codes */
export const errors = {
  object_not_found:
    "There is no such page or table, or it is not shared with the connection. In Notion, open it, choose … > Connections and add the connection, then run again.",
  restricted_resource:
    "The connection lacks a capability. Whoever runs this Patchbay has to switch it on in Notion's developer portal, under the capabilities of the connection.",
  validation_error: "Notion did not take a value. The message says which and what it expects.",
  conflict_error: "Somebody changed the page at the same time. Run again.",
} as const;
