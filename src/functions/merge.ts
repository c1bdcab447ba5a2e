import { diff3Merge } from "node-diff3";
import type { MergeChoice, MergeConflict } from "../contract/function.ts";
import { PatchbayError } from "../core/errors.ts";
import type { FunctionVersion, NewVersion } from "../store/function-version.ts";

export type Merge =
  | { readonly status: "merged"; readonly code: string }
  | { readonly status: "conflict"; readonly conflicts: readonly MergeConflict[] };

/**
 * Merges a flow's change into code that a person changed, by lines: `base` is what the flow rendered
 * when they began. Lines that the flow does not change stay as they are, byte for byte. A conflict is
 * shown, never resolved silently; `choices` says which side of each stays, in their order. Changes of
 * lines that only stand next to each other are none.
 */
export function mergeCode(
  code: { readonly base: string; readonly hand: string; readonly flow: string },
  choices: readonly MergeChoice[] = [],
): Merge {
  const end = lineEndOf(code.hand);
  const withEnd = (text: string) => text.replaceAll(/\r?\n/g, end);
  // Lines of both ends in one text would meet their own change.
  if (withEnd(code.hand) === withEnd(code.flow)) return { status: "merged", code: code.hand };
  const [hand = [], base = [], flow = []] = [code.hand, withEnd(code.base), withEnd(code.flow)].map(
    (text) => text.split("\n"),
  );
  const regions = diff3Merge(hand, base, flow, { excludeFalseConflicts: true }).flatMap(lineByLine);
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

type Region = ReturnType<typeof diff3Merge<string>>[number];

/** Where both sides kept the number of lines, only those that both changed are a conflict. */
function lineByLine(region: Region): readonly Region[] {
  const { conflict } = region;
  if (!conflict) return [region];
  const { a, o, b } = conflict;
  if (a.length !== o.length || b.length !== o.length) return [region];
  const regions: Region[] = [];
  for (const [at, was] of o.entries()) {
    const [hand = was, flow = was] = [a[at], b[at]];
    const last = regions.at(-1);
    if (hand === was || flow === was || hand === flow) {
      const line = hand === was ? flow : hand;
      if (last?.ok) last.ok.push(line);
      else regions.push({ ok: [line] });
    } else if (last?.conflict) {
      last.conflict.a.push(hand);
      last.conflict.o.push(was);
      last.conflict.b.push(flow);
    } else {
      const { aIndex, oIndex, bIndex } = conflict;
      const places = { aIndex: aIndex + at, oIndex: oIndex + at, bIndex: bIndex + at };
      regions.push({ conflict: { a: [hand], o: [was], b: [flow], ...places } });
    }
  }
  return regions;
}

/**
 * A change of the flow of code that a person changed: both changes. Throws `function/conflict` with
 * `conflicts` where they meet and no side was chosen.
 */
export function mergeIntoHand(
  before: FunctionVersion,
  next: NewVersion,
  choices: readonly MergeChoice[] = [],
): NewVersion {
  if (before.rendered === undefined)
    throw new PatchbayError(
      "function/conflict",
      `"${before.name}" has no flow; change its code instead.`,
    );
  const merge = mergeCode({ base: before.rendered, hand: before.code, flow: next.code }, choices);
  if (merge.status === "merged")
    return { ...next, origin: "hand", code: merge.code, rendered: next.code };
  throw new PatchbayError(
    "function/conflict",
    `The change meets lines of "${before.name}" that were edited by hand. Nothing was saved: choose which lines stay.`,
    { extra: { conflicts: merge.conflicts, version: before.version } },
  );
}

/** The line end that most lines of a text have; lines with the other one then count as changed by hand. */
function lineEndOf(text: string): string {
  const all = text.split("\n").length - 1;
  const withReturn = text.split("\r\n").length - 1;
  return withReturn * 2 > all ? "\r\n" : "\n";
}
