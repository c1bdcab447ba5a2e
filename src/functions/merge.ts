import { diff3Merge } from "node-diff3";

export type Merge =
  | { readonly status: "merged"; readonly code: string }
  | { readonly status: "conflict"; readonly conflicts: readonly Conflict[] };

/** Lines that both sides changed, each in its own way. */
export interface Conflict {
  readonly base: string;
  readonly hand: string;
  readonly flow: string;
}

/**
 * Merges a flow's change into code that a person changed, by lines: `base` is what the flow rendered
 * when they began. A conflict is shown, never resolved silently.
 */
export function mergeCode(code: {
  readonly base: string;
  readonly hand: string;
  readonly flow: string;
}): Merge {
  const regions = diff3Merge(code.hand.split("\n"), code.base.split("\n"), code.flow.split("\n"), {
    excludeFalseConflicts: true,
  });
  const conflicts = regions.flatMap(({ conflict }) =>
    conflict
      ? [{ base: conflict.o.join("\n"), hand: conflict.a.join("\n"), flow: conflict.b.join("\n") }]
      : [],
  );
  if (conflicts.length) return { status: "conflict", conflicts };
  return { status: "merged", code: regions.flatMap(({ ok }) => ok ?? []).join("\n") };
}
