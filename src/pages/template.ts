import { type Path, type PathKey, type Segment, every, parseTemplate } from "../flow/paths.ts";
import type { FlowValue } from "../flow/schema.ts";

/** What paths lead into, by their roots: `filters`, `item`, and what sources answered. */
export type Roots = Readonly<Record<string, unknown>>;

/** More text than that is in no value that is put together. */
const maxTextLength = 10_000;

/** Where a path leads; undefined where there is nothing. Only what the data itself has is seen. */
export function follow(value: unknown, keys: readonly PathKey[]): unknown {
  let at = value;
  for (const [index, key] of keys.entries()) {
    if (key === every) {
      const rest = keys.slice(index + 1);
      return Array.isArray(at) ? at.map((entry) => follow(entry, rest)) : undefined;
    }
    at = member(at, key);
  }
  return at;
}

function member(value: unknown, key: string | number): unknown {
  if (key === "length" && (Array.isArray(value) || typeof value === "string")) return value.length;
  if (typeof value !== "object" || value === null) return undefined;
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** Whether there is nothing to show or to compare with. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && !value.trim());
}

/** As it stands amid other text: nothing as no text, each entry of a list on a line of its own. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value) && value.every(isScalar)) return value.map(textOf).join("\n");
  return isScalar(value) ? String(value) : JSON.stringify(value);
}

export function isScalar(value: unknown): value is string | number | boolean | null | undefined {
  return typeof value !== "object" || value === null;
}

/** Reads a text with paths in it many times: it is taken apart once, and what is the same for each entry is read once. */
export function compile(text: string, roots: Roots): (item: unknown) => unknown {
  const segments = parseTemplate(text);
  const [only] = segments;
  if (segments.length === 1 && only && "path" in only) {
    const { path } = only;
    if (path.root === "item") return (item) => follow(item, path.keys);
    const value = rootValue(path, roots);
    return () => value;
  }
  const parts = segments.map((segment) => partOf(segment, roots));
  return (item) =>
    parts
      .map((part) => (typeof part === "string" ? part : cut(textOf(follow(item, part.keys)))))
      .join("")
      .slice(0, maxTextLength);
}

function partOf(segment: Segment, roots: Roots): string | Path {
  if ("literal" in segment) return segment.literal;
  return segment.path.root === "item" ? segment.path : cut(textOf(rootValue(segment.path, roots)));
}

const cut = (text: string) => text.slice(0, maxTextLength);

function rootValue({ root, keys }: Path, roots: Roots): unknown {
  return Object.hasOwn(roots, root) ? follow(roots[root], keys) : undefined;
}

/**
 * The input of a function. What a path leads to is passed as it is; where it leads to nothing, or to
 * a filter that is not set, the input is left out, so that the function's default counts.
 */
export function inputOf(
  input: Readonly<Record<string, FlowValue>>,
  roots: Roots,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => {
      const given = filled(value, roots);
      return given === undefined ? [] : [[name, given]];
    }),
  );
}

function filled(value: FlowValue, roots: Roots): unknown {
  if (typeof value === "string") {
    const read = compile(value, roots)(roots["item"]);
    return read === "" && value !== "" ? undefined : read;
  }
  if (Array.isArray(value)) return value.map((entry: FlowValue) => filled(entry, roots));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const given = filled(entry, roots);
      return given === undefined ? [] : [[key, given]];
    }),
  );
}
