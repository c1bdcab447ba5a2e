import { invalid } from "./refusal.ts";

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextPageToken?: string;
}

/** One page of a list; the token names where the next one starts. */
export function pageOf<Item>(
  all: readonly Item[],
  query: URLSearchParams,
  {
    size,
    max,
    sizeParameter,
  }: { readonly size: number; readonly max: number; readonly sizeParameter: string },
): Page<Item> {
  const given = query.get(sizeParameter);
  if (given !== null && !/^\d{1,6}$/.test(given))
    invalid(`Invalid value for: ${sizeParameter}`, "invalid");
  const wanted = Math.min(given === null || given === "0" ? size : Number(given), max);
  const token = query.get("pageToken");
  const start = token === null || token === "" ? 0 : startOf(token);
  const end = start + wanted;
  return {
    items: all.slice(start, end),
    ...(end < all.length
      ? { nextPageToken: Buffer.from(`from:${end}`).toString("base64url") }
      : {}),
  };
}

function startOf(token: string): number {
  const start = /^from:(\d+)$/.exec(Buffer.from(token, "base64url").toString("utf8"))?.[1];
  return start === undefined ? invalid("Invalid page token", "invalid") : Number(start);
}
