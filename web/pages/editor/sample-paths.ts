import type { PageSpec } from "../../../src/contract/page-spec.ts";
import { type Keys, isObject } from "./sample.ts";

const whole =
  /^\$\{\s*([A-Za-z_$][\w$]*)((?:\.[A-Za-z_$][\w$]*|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*)\s*\}$/;
const oneKey = /\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g;

/** A text that is one path; undefined where it is more, or goes through every entry of a list. */
export function readPath(text: string): { root: string; keys: Keys } | undefined {
  const [, root, rest = ""] = whole.exec(text) ?? [];
  if (root === undefined) return undefined;
  const keys = Array.from(rest.matchAll(oneKey), ([, name, position, quoted]) => {
    if (position !== undefined) return Number(position);
    return quoted === undefined ? (name ?? "") : String(JSON.parse(quoted));
  });
  return { root, keys };
}

/** What stands in an answer at a path. */
export function valueAt(answer: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, answer);
}

/** The source that feeds a list of rows. */
export function sourceOf(rows: string, sources: PageSpec["sources"]): string | undefined {
  const root = readPath(rows)?.root ?? /\$\{\s*([A-Za-z_$][\w$]*)/.exec(rows)?.[1];
  return root !== undefined && Object.hasOwn(sources, root) ? root : undefined;
}
