import { type Path, PathSyntaxError, parseTemplate, textsIn } from "../flow/paths.ts";
import { type Problems, insteadOf } from "./problems.ts";

/** What paths may lead into at a place. */
export interface PathRoots {
  readonly filters: readonly string[];
  readonly sources: readonly string[];
  readonly item: boolean;
}

/** Checks every path in a value; gives the paths that are sound. */
export function checkPaths(
  value: unknown,
  where: string,
  roots: PathRoots,
  problems: Problems,
): readonly Path[] {
  return [...textsIn(value, where)].flatMap(({ where: place, text }) => {
    try {
      return parseTemplate(text).flatMap((segment) => {
        if (!("path" in segment)) return [];
        const wrong = wrongWith(segment.path, roots);
        if (wrong !== undefined) problems.error(place, wrong);
        return wrong === undefined ? [segment.path] : [];
      });
    } catch (error) {
      if (!(error instanceof PathSyntaxError)) throw error;
      problems.error(place, error.message);
      return [];
    }
  });
}

function wrongWith({ root, keys }: Path, roots: PathRoots): string | undefined {
  const [first] = keys;
  if (root === "filters") {
    if (keys.length !== 1 || typeof first !== "string")
      return "A filter is read as ${filters.id}, with nothing after it.";
    return roots.filters.includes(first)
      ? undefined
      : `There is no filter "${first}". ${insteadOf(first, roots.filters)}`;
  }
  if (root === "item")
    return roots.item
      ? undefined
      : "${item} is an entry of rows, and there are none here. Name a filter or a source instead.";
  if (roots.sources.includes(root)) return undefined;
  const known = [...roots.sources, ...(roots.item ? ["item"] : []), "filters"];
  return roots.sources.length === 0
    ? `"${root}" cannot be read here: only ${known.map((name) => `\${${name}.…}`).join(" and ")}.`
    : `There is no source "${root}". ${insteadOf(root, known)}`;
}

/** The one path that a text consists of, where it does. */
export function onlyPath(text: string): Path | undefined {
  const [only, ...more] = parseTemplate(text);
  return only && "path" in only && more.length === 0 ? only.path : undefined;
}
