import type { RestCall } from "../../../sandbox/kit/rest/api.ts";
import { idOf } from "./ids.ts";
import { notFound, refusal } from "./refusal.ts";
import type { Block, Capability, DataSource, Database, NotionState, Page } from "./state.ts";

export type NotionCall = RestCall<NotionState>;

/** https://developers.notion.com/reference/capabilities */
export function requireCapability({ data }: NotionCall, ...anyOf: readonly Capability[]): void {
  if (anyOf.some((one) => data.capabilities.includes(one))) return;
  throw refusal(403, "restricted_resource", "Insufficient permissions for this endpoint.");
}

/** Whether the person shared it, or something that it lies in. */
export function isShared({ data, user }: Pick<NotionCall, "data" | "user">, id: string): boolean {
  const shared = data.shared[user.id] ?? [];
  for (let at: string | undefined = id; at !== undefined; at = containerOf(data, at)) {
    if (shared.includes(at)) return true;
  }
  return false;
}

/** What a page, block, table or database lies in. */
export function containerOf(data: NotionState, id: string): string | undefined {
  const source = data.dataSources.find((one) => one.id === id);
  if (source) return source.database;
  const block = data.blocks.find((one) => one.id === id);
  if (block) return block.parent;
  const parent = (
    data.pages.find((one) => one.id === id) ?? data.databases.find((one) => one.id === id)
  )?.parent;
  if (!parent) return undefined;
  if (parent.type === "page_id") return parent.page_id;
  if (parent.type === "block_id") return parent.block_id;
  if (parent.type === "database_id") return parent.database_id;
  return parent.type === "data_source_id" ? parent.data_source_id : undefined;
}

function found<Thing extends { id: string }>(
  call: NotionCall,
  things: readonly Thing[],
  value: unknown,
  kind: string,
): Thing {
  const id = idOf(value, `path failed validation: path.${kind}_id`);
  const thing = things.find((one) => one.id === id);
  return thing && isShared(call, id) ? thing : notFound(kind, id);
}

export const pageAt = (call: NotionCall, id: unknown): Page =>
  found(call, call.data.pages, id, "page");
export const databaseAt = (call: NotionCall, id: unknown): Database =>
  found(call, call.data.databases, id, "database");
export const dataSourceAt = (call: NotionCall, id: unknown): DataSource =>
  found(call, call.data.dataSources, id, "data_source");
export const blockAt = (call: NotionCall, id: unknown): Block =>
  found(call, call.data.blocks, id, "block");
