import type { PageSpec } from "../../../src/contract/page-spec.ts";
import type { PageSource } from "./edits.ts";
import { readPath, sourceOf, valueAt } from "./sample-paths.ts";
import type { Samples } from "./use-samples.ts";

/** The source behind a list of rows, and the first row that it answered when it was tried. */
export function entryOf(
  rows: string,
  sources: PageSpec["sources"],
  samples: Samples,
): { readonly source: PageSource; readonly first: unknown } | undefined {
  const name = sourceOf(rows, sources);
  const source = name === undefined ? undefined : sources[name];
  if (!source) return undefined;
  const sample = samples.of(source);
  const keys = readPath(rows)?.keys;
  if (sample?.status !== "ready" || !keys) return { source, first: undefined };
  const list = valueAt(sample.answer, keys);
  return { source, first: Array.isArray(list) ? list[0] : undefined };
}
