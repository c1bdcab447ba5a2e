import { nearest } from "../core/nearest.ts";

/** Text that is to stand in the place of other text. */
export interface Replacement {
  readonly old: string;
  readonly new: string;
}

type Problem = { readonly where: string; readonly message: string };

export type Patched =
  | { readonly status: "patched"; readonly code: string }
  | { readonly status: "unfit"; readonly problems: readonly Problem[] };

const maxShown = 3;
const maxLine = 160;

/**
 * Puts each `new` in the place of its `old`, all in the code as it stands: an `old` that is not there
 * exactly once, or that lies over another, is named with what is there, and nothing is changed.
 */
export function patchCode(code: string, patch: readonly Replacement[]): Patched {
  const end = code.includes("\r\n") ? "\r\n" : "\n";
  const withEnd = (text: string) => text.replaceAll(/\r?\n/g, end);
  const pieces = patch.map(({ old, new: text }, index) => {
    const wanted = withEnd(old);
    return { index, old: wanted, text: withEnd(text), at: placesOf(wanted, code) };
  });
  const problems = pieces.flatMap(({ index, old, at }): Problem[] =>
    at.length === 1 ? [] : [{ where: `patch.${index}.old`, message: misfit(old, at, code) }],
  );
  const order = pieces
    .flatMap(({ at: [start = 0], ...piece }) => ({ ...piece, start }))
    .toSorted((a, b) => a.start - b.start);
  for (const [position, { index, start }] of order.entries()) {
    const before = order[position - 1];
    if (problems.length === 0 && before && before.start + before.old.length > start)
      problems.push({
        where: `patch.${index}.old`,
        message: `lies over patch.${before.index}.old; make one of the two`,
      });
  }
  if (problems.length > 0) return { status: "unfit", problems };
  const patched = order.reduceRight(
    (text, piece) =>
      text.slice(0, piece.start) + piece.text + text.slice(piece.start + piece.old.length),
    code,
  );
  return { status: "patched", code: patched };
}

/** Overlapping ones too: what is found twice is not clear. */
function placesOf(wanted: string, code: string): readonly number[] {
  const places: number[] = [];
  for (let at = code.indexOf(wanted); at >= 0; at = code.indexOf(wanted, at + 1)) places.push(at);
  return places;
}

function misfit(old: string, places: readonly number[], code: string): string {
  if (places.length > 1) {
    const lines = places.map((at) => code.slice(0, at).split("\n").length);
    return `stands ${places.length} times in the code, at lines ${lines.slice(0, 10).join(", ")}; take more of what is around the one that is meant`;
  }
  const lines = code.split("\n").map((line) => line.trim());
  const first = old.split("\n").find((line) => line.trim() !== "") ?? "";
  const found = nearest(first, new Set(lines.filter(Boolean)), maxShown);
  const shown = found.map((line) => `line ${lines.indexOf(line) + 1}: ${line.slice(0, maxLine)}`);
  return `does not stand in the code${shown.length > 0 ? `; nearest: ${shown.join(" | ")}` : ""}`;
}
