import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { csvOf, fileName } from "./csv.ts";

const columns = [
  { label: "Deal", format: "text" },
  { label: "Amount", format: "currency", currency: "EUR" },
] as const;

test("rows are written as they came, byte for byte", () => {
  const rows = [
    ['Ada, "the first"', "1200.50"],
    ["Zeile\nzwei", -5],
    [null, "-12.5"],
    ["=1+1", "=1+1"],
    ["+49 30 123", true],
  ];
  expect(csvOf(columns, rows)).toBe(
    [
      "\uFEFFDeal,Amount",
      '"Ada, ""the first""",1200.5',
      '"Zeile\nzwei",-5',
      ",-12.5",
      `"'=1+1","'=1+1"`,
      `"'+49 30 123",true`,
      "",
    ].join("\r\n"),
  );
});

test("no value becomes a formula, and none is lost", () => {
  const begin = fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠");
  const text = fc
    .tuple(begin, fc.string(), fc.constantFrom("", "\n", "\r\nx"))
    .map((all) => all.join(""));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
      const csv = csvOf(
        [
          { label: "=one", format: "text" },
          { label: "two", format: "text" },
        ],
        rows,
      );
      const read = Papa.parse<string[]>(csv.slice(1, -2), { newline: "\r\n", delimiter: "," }).data;
      expect(read.flat().filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
      expect(read.slice(1)).toEqual(
        rows.map((row) =>
          row.map((cell) => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell)),
        ),
      );
    }),
  );
});

test("a title becomes the name of a file", () => {
  expect(fileName("Deals by stage / 2026", "csv")).toBe("Deals-by-stage-2026.csv");
  expect(fileName("../../etc/passwd", "csv")).toBe("etc-passwd.csv");
  expect(fileName("…", "png")).toBe("page.png");
});
