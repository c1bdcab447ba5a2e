import fc from "fast-check";
import { expect, test } from "vitest";
import { type Row, compareRows } from "./compare.ts";

const rowsOf = (cells: readonly string[]): Row[] =>
  cells.map((text, index) => ({ number: index + 2, list: [text], hash: text }));
const told = (old: readonly string[], cells: readonly string[], kind: "added" | "changed") =>
  compareRows(rowsOf(cells), old, kind, 100).told.map(({ list }) => list[0]);

test.each([
  ["nothing", "abc", "abc", "", ""],
  ["a row at the end", "abc", "abcd", "d", ""],
  ["a row in between", "abc", "axbc", "x", ""],
  ["the same row once more", "abc", "abca", "a", ""],
  ["the first row", "", "a", "a", ""],
  ["another cell", "abc", "axc", "", "x"],
  ["another cell in the last row, and one more row", "abc", "abxd", "d", "x"],
  ["one row goes, another comes at the end", "abc", "bcd", "d", ""],
  ["a sort", "cab", "abc", "", ""],
  ["a sort and another cell", "dcab", "abcx", "", "x"],
  ["a sort and one more row", "cab", "abcd", "d", ""],
  ["a row goes", "abc", "ac", "", ""],
  ["all go", "abc", "", "", ""],
  ["a row that is there twice goes once", "aba", "ab", "", ""],
])("%s", (_, old, now, added, changed) => {
  expect(told([...old], [...now], "added")).toEqual([...added]);
  expect(told([...old], [...now], "changed")).toEqual([...changed]);
});

test("nothing is told of what was there at the beginning", () => {
  expect(compareRows(rowsOf(["a"]), undefined, "added", 10)).toEqual({
    told: [],
    kept: ["a"],
    isMore: false,
  });
});

const edits = fc.array(
  fc.oneof(
    fc.record({ does: fc.constant("append" as const) }),
    fc.record({ does: fc.constant("edit" as const), at: fc.nat() }),
    fc.record({ does: fc.constant("ask" as const) }),
  ),
  { maxLength: 60 },
);

test("each new and each edited row comes once, however few are told at a time", () => {
  fc.assert(
    fc.property(edits, fc.integer({ min: 1, max: 3 }), (steps, max) => {
      const sheet = ["first", "second"];
      const kept = { added: [...sheet], changed: [...sheet] };
      const heard: Record<"added" | "changed", unknown[]> = { added: [], changed: [] };
      const owed: Record<"added" | "changed", unknown[]> = { added: [], changed: [] };
      let before = [...sheet];
      const ask = () => {
        sheet.forEach((text, index) => {
          if (index >= before.length) owed.added.push(text);
          else if (before[index] !== text) owed.changed.push(text);
        });
        before = [...sheet];
        for (const kind of ["added", "changed"] as const) {
          for (;;) {
            const answer = compareRows(rowsOf(sheet), kept[kind], kind, max);
            kept[kind] = [...answer.kept];
            heard[kind].push(...answer.told.map(({ list }) => list[0]));
            if (!answer.isMore) break;
          }
        }
      };
      let count = 0;
      for (const step of steps) {
        const text = `text ${++count}`;
        if (step.does === "ask") ask();
        else if (step.does === "append") sheet.push(text);
        else sheet[step.at % sheet.length] = text;
      }
      ask();
      ask();
      expect(heard).toEqual(owed);
    }),
    { numRuns: 300 },
  );
});
