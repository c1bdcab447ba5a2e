import fc from "fast-check";
import { expect, test } from "vitest";
import { diffRows } from "./diff-rows.ts";

const linesOf = (...lines: string[]) => `${lines.join("\n")}\n`;

test("a change stands with three lines around it, the rest is folded", () => {
  const before = linesOf("1", "2", "3", "4", "5", "old", "7", "8", "9", "10", "11");
  const after = before.replace("old", "new");
  expect(diffRows(before, after)).toEqual([
    { kind: "gap", lines: 2, row: 1 },
    { kind: "same", line: 2, row: 3 },
    { kind: "same", line: 3, row: 4 },
    { kind: "same", line: 4, row: 5 },
    { kind: "removed", line: 5, row: 6 },
    { kind: "added", line: 5, row: 6 },
    { kind: "same", line: 6, row: 7 },
    { kind: "same", line: 7, row: 8 },
    { kind: "same", line: 8, row: 9 },
    { kind: "gap", lines: 2, row: 10 },
  ]);
});

test("nothing differs, nothing is shown", () => {
  expect(diffRows("a\n", "a\n")).toEqual([]);
});

test("the rows hold every line of the newer text, in order", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", ""), { minLength: 1 })
    .map((lines) => linesOf(...lines));
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      const lines = diffRows(before, after).flatMap((row): readonly (number | "hidden")[] => {
        if (row.kind === "gap") return Array<"hidden">(row.lines).fill("hidden");
        return row.kind === "removed" ? [] : [row.line];
      });
      const expected = lines.map((line, index) => (line === "hidden" ? line : index));
      expect(lines).toEqual(expected);
      expect(lines).toHaveLength(after.split("\n").length - 1);
    }),
  );
});

test("side by side, a line stands beside what came in its place, and no two on one place", () => {
  const before = linesOf("a", "b", "x", "y", "c");
  const after = linesOf("a", "b", "z", "c", "new");
  const rows = diffRows(before, after).map(({ kind, row }) => `${row} ${kind}`);
  expect(rows).toEqual([
    "1 same",
    "2 same",
    "3 removed",
    "4 removed",
    "3 added",
    "5 same",
    "6 added",
  ]);
});
