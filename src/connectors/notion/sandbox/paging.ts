import type { NotionCall } from "./access.ts";
import { invalid } from "./refusal.ts";

const most = 100;

/**
 * One page of a list; the cursor is the id of the next item.
 * https://developers.notion.com/reference/intro#pagination
 */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  { query, body }: NotionCall,
) {
  const given = (name: string): unknown => body[name] ?? query.get(name) ?? undefined;
  const size = Number(given("page_size") ?? most);
  if (!Number.isInteger(size) || size < 1 || size > most)
    invalid(`body failed validation: body.page_size should be ≤ \`${most}\`.`);
  const cursor = given("start_cursor");
  const start = cursor === undefined ? 0 : items.findIndex(({ id }) => id === cursor);
  if (start < 0) invalid(`The start_cursor provided is invalid: ${String(cursor)}`);
  const next = items[start + size];
  return {
    results: items.slice(start, start + size),
    next_cursor: next?.id ?? null,
    has_more: next !== undefined,
  };
}
