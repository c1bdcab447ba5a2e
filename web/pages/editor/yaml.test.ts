import fc from "fast-check";
import { expect, test } from "vitest";
import { pageSpec } from "../../../src/contract/page-spec.ts";
import { problemsInText, readText, writeSpec } from "./yaml.ts";

const text = fc.oneof(fc.string(), fc.constantFrom("no", "1e3", "# a", "- b", "a: b", "\t", "é\n"));
const title = text.filter((one) => one.trim() !== "");
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("format", "where", "input", "width", "a b"), tie("value")),
  ),
})).value;
const input = fc.dictionary(fc.constantFrom("format", "input", "actions", "x y"), value);
const shown = { format: fc.constantFrom("text", "number", "date") };
const specs = fc
  .record({
    slug: fc.constant("a-page"),
    title: title,
    description: fc.option(text, { nil: undefined }),
    sources: fc.dictionary(
      fc.constantFrom("deals", "width", "format", "input"),
      fc.record({ function: fc.constant("list"), input }),
    ),
    blocks: fc.array(
      fc.oneof(
        fc.record({
          type: fc.constant("text"),
          id: fc.constantFrom("a", "b"),
          text: text.filter((one) => one !== ""),
          width: fc.constantFrom("full", "half"),
        }),
        fc.record({
          type: fc.constant("table"),
          id: fc.constant("t"),
          rows: fc.constant("${deals.results}"),
          columns: fc.array(fc.record({ label: title, value: title, ...shown }), {
            minLength: 1,
            maxLength: 2,
          }),
          pageSize: fc.constantFrom(25, 50),
          actions: fc.array(fc.record({ label: title, function: fc.constant("f"), input }), {
            maxLength: 1,
          }),
        }),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map((given) => pageSpec.safeParse(given))
  .filter((parsed) => parsed.success)
  .map(({ data }) => pageSpec.parse(data));

test("a page that is written as text reads back as the same page", () => {
  fc.assert(
    fc.property(specs, (spec) => {
      expect(readText(writeSpec(spec))).toEqual({ status: "fits", spec });
    }),
  );
});

test("any text is read or told what is wrong with it, at a line it has", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (given) => {
      const read = readText(given);
      const problems = read.status === "fits" ? [] : read.problems;
      expect(read.status === "fits" || problems.length > 0).toBe(true);
      const lines = given.split("\n").length + 1;
      for (const { line } of problems) expect(line >= 1 && line <= lines).toBe(true);
    }),
  );
});

const page = `slug: deals
title: Deals
sources:
  deals:
    function: listDeals
    input:
      limit: ten
blocks:
  - type: text
    id: intro
    text: Hello
  - type: table
    id: table
    rows: \${deals.results}
    columns:
      - label: Name
        value: \${item.name}
      - label: ""
        value: \${item.amount}
`;

test("what does not fit is told at its line", () => {
  expect(readText(page)).toEqual({
    status: "unfit",
    problems: [
      {
        severity: "error",
        message: "blocks.1.columns.1.label: Write something here.",
        line: 18,
        column: 9,
      },
    ],
  });
  expect(readText("title: [")).toMatchObject({ status: "unfit", problems: [{ line: 1 }] });
});

test("what the check finds is told at its line, or at the nearest one around it", () => {
  const lineOf = (where: string) =>
    problemsInText(page, [{ where, severity: "error", message: "x" }])[0]?.line;
  expect(lineOf("blocks.table.columns[1].value")).toBe(19);
  expect(lineOf("blocks.table.sort.column")).toBe(12);
  expect(lineOf("sources.deals.input.limit")).toBe(7);
  expect(lineOf("filters[0]")).toBe(1);
});

test("aliases do not make a huge page of a small text", () => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let at = 1; at < 9; at += 1)
    lines.push(
      `a${at}: &a${at} [${Array(9)
        .fill(`*a${at - 1}`)
        .join(", ")}]`,
    );
  expect(readText(lines.join("\n")).status).toBe("unfit");
});
