import { refuse } from "./refusal.ts";

/** The arguments of a call, from a query, a form or JSON. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A text argument; an empty one counts as left out, as Slack has it. */
export function textOf(args: Arguments, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return refuse("invalid_arguments", invalid(name, "must be a string"));
}

/** A text argument without which the call fails with this code. */
export function requiredText(args: Arguments, name: string, code = "invalid_arguments"): string {
  return textOf(args, name) ?? refuse(code, invalid(name, "missing required field"));
}

/** A whole number; anything else fails with this code. */
export function integerOf(args: Arguments, name: string, code: string): number | undefined {
  const text = textOf(args, name);
  if (text === undefined) return undefined;
  return /^\d{1,15}$/.test(text) ? Number(text) : refuse(code);
}

/** JSON has booleans, a form has their text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true" || value === "1" || value === 1;
}

/** A list: an array in JSON, its JSON text in a form. */
export function listOf(args: Arguments, name: string, code: string): unknown[] | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === "") return undefined;
  const list = typeof value === "string" ? parsed(value) : value;
  return Array.isArray(list) ? list : refuse(code);
}

/** An object: as it is in JSON, its JSON text in a form. */
export function objectOf(
  args: Arguments,
  name: string,
  code: string,
): Readonly<Record<string, unknown>> | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === "") return undefined;
  const object = typeof value === "string" ? parsed(value) : value;
  const isObject = typeof object === "object" && object !== null && !Array.isArray(object);
  return isObject ? { ...object } : refuse(code);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(name: string, what: string) {
  return { response_metadata: { messages: [`[ERROR] ${what}: ${name}`] } };
}

interface Page<Item> {
  readonly items: readonly Item[];
  /** Empty at the end. */
  readonly nextCursor: string;
}

/**
 * One page of a list. A cursor names the first item of the next page, so that what comes and goes
 * meanwhile does not shift it. https://docs.slack.dev/apis/web-api/pagination
 */
export function pageOf<Item>(
  all: readonly Item[],
  args: Arguments,
  options: {
    readonly idOf: (item: Item) => string;
    readonly defaultSize: number;
    readonly maxSize: number;
  },
): Page<Item> {
  const size = integerOf(args, "limit", "invalid_limit") ?? options.defaultSize;
  if (size < 1 || size > options.maxSize) refuse("invalid_limit");
  const cursor = textOf(args, "cursor");
  const start =
    cursor === undefined ? 0 : all.findIndex((item) => cursorOf(options.idOf(item)) === cursor);
  if (start < 0) refuse("invalid_cursor");
  const following = all[start + size];
  return {
    items: all.slice(start, start + size),
    nextCursor: following === undefined ? "" : cursorOf(options.idOf(following)),
  };
}

const cursorOf = (id: string) => Buffer.from(`next:${id}`).toString("base64");
