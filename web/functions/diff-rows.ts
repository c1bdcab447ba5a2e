import { diffLines } from "diff";

/** A line of a unified view, or a stretch that is left out of it. */
export type DiffRow =
  | {
      readonly kind: "added" | "removed" | "same";
      /** Index of the line in the text it stands in: the newer one, for `removed` the older. */
      readonly line: number;
      /** Row of a view side by side, from 1: what was removed stands beside what came in its place. */
      readonly row: number;
    }
  | { readonly kind: "gap"; readonly lines: number; readonly row: number };

/** Unchanged lines shown around a change. */
const context = 3;

/** Lines of a unified view of two texts; long unchanged stretches are one `gap`. Empty where nothing differs. */
export function diffRows(before: string, after: string): readonly DiffRow[] {
  const rows: Exclude<DiffRow, { kind: "gap" }>[] = [];
  let [oldLine, newLine] = [0, 0];
  let [oldRow, newRow] = [1, 1];
  for (const { added, removed, count } of diffLines(before, after)) {
    for (let at = 0; at < count; at += 1) {
      if (added) rows.push({ kind: "added", line: newLine++, row: newRow++ });
      else if (removed) rows.push({ kind: "removed", line: oldLine++, row: oldRow++ });
      else {
        const row = Math.max(oldRow, newRow);
        rows.push({ kind: "same", line: newLine++, row });
        oldLine += 1;
        oldRow = newRow = row + 1;
      }
    }
  }
  const changed = rows.flatMap(({ kind }, index) => (kind === "same" ? [] : index));
  if (changed.length === 0) return [];
  const shown = rows.map((_, index) => changed.some((at) => Math.abs(at - index) <= context));
  return folded(rows, shown);
}

function folded(rows: readonly DiffRow[], shown: readonly boolean[]): readonly DiffRow[] {
  const result: DiffRow[] = [];
  for (const [index, row] of rows.entries()) {
    const last = result.at(-1);
    if (shown[index]) result.push(row);
    else if (last?.kind === "gap") result[result.length - 1] = { ...last, lines: last.lines + 1 };
    else result.push({ kind: "gap", lines: 1, row: row.row });
  }
  return result;
}
