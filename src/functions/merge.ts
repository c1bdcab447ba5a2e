import { diff3Merge } from "node-diff3";
import type { MergeChoice, MergeConflict } from "../contract/function.ts";

export type Merge =
  | { readonly status: "merged"; readonly code: string }
  | { readonly status: "conflict"; readonly conflicts: readonly MergeConflict[] };

/**
 * Merges a flow's change into code that a person changed, by lines: `base` is what the flow rendered
 * when they began. Lines that the flow does not change stay as they are, byte for byte. A conflict is
 * shown, never resolved silently; `choices` says which side of each stays, in their order.
 */
export function mergeCode(
  code: { readonly base: string; readonly hand: string; readonly flow: string },
  choices: readonly MergeChoice[] = [],
): Merge {
  const end = lineEndOf(code.hand);
  const linesOf = (text: string) => text.replaceAll(/\r?\n/g, end).split("\n");
  const regions = diff3Merge(code.hand.split("\n"), linesOf(code.base), linesOf(code.flow), {
    excludeFalseConflicts: true,
  });
  const conflicts = regions.flatMap(({ conflict }) =>
    conflict
      ? [
          {
            line: conflict.aIndex + 1,
            base: conflict.o.join("\n"),
            hand: conflict.a.join("\n"),
            flow: conflict.b.join("\n"),
          },
        ]
      : [],
  );
  if (conflicts.length !== choices.length) return { status: "conflict", conflicts };
  const left = [...choices];
  const lines = regions.flatMap(({ ok, conflict }) => {
    if (!conflict) return ok ?? [];
    return left.shift() === "hand" ? conflict.a : conflict.b;
  });
  return { status: "merged", code: lines.join("\n") };
}

/** The line end that most lines of a text have; lines with the other one then count as changed by hand. */
function lineEndOf(text: string): string {
  const all = text.split("\n").length - 1;
  const withReturn = text.split("\r\n").length - 1;
  return withReturn * 2 > all ? "\r\n" : "\n";
}
