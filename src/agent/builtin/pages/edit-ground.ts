import type { PageSpec } from "../../../contract/page-spec.ts";
import { joinWords } from "../text.ts";
import type { Answer } from "./answer-shape.ts";
import type { Leaf } from "./leaves.ts";

/** What is known of the functions that feed a page. */
export interface Ground {
  /** Values of an entry of these rows, or of what a source answers as a whole. */
  readonly leavesOf: (rows: string) => readonly Leaf[];
  /** Single values and lists of all sources. */
  readonly answers: readonly (Answer & { readonly source: string })[];
}

export type Applied =
  | { readonly spec: PageSpec; readonly change: string }
  /** Why nothing is changed, and what there is instead. */
  | { readonly problem: string };

export function noSuchValue(said: string, leaves: readonly Leaf[]): string {
  const known = leaves
    .filter(({ role }) => role !== "id")
    .slice(0, 12)
    .map(({ label }) => label);
  return known.length > 0
    ? `I know of no “${said}” in what the function answers; there is ${joinWords([...new Set(known)])}.`
    : `I do not know what the function answers, so I cannot find “${said}” in it; add it in the editor of the page.`;
}
