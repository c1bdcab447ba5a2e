import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageSpec } from "../contract/page-spec.ts";
import { PatchbayError } from "../core/errors.ts";
import { evaluate, isFed } from "./evaluate.ts";

/** A block as a spec has it, with its defaults. */
function fed(block: object) {
  const spec = pageSpec.parse({ slug: "p", title: "P", blocks: [{ id: "b", ...block }] });
  const [only] = spec.blocks;
  if (!only || !isFed(only)) throw new Error("Not a block that is fed");
  return only;
}

const table = (more: object = {}) =>
  fed({
    type: "table",
    rows: "${s.list}",
    columns: [{ label: "A", value: "${item.a}" }],
    ...more,
  });
const show = (block: object, list: unknown, filters: object = {}) =>
  evaluate(fed(block), { s: { list }, filters });

describe("a table", () => {
  const shown = (list: readonly unknown[], more: object = {}, filters: object = {}) =>
    evaluate(table(more), { s: { list }, filters });

  test("has scalars as they came, and anything else as JSON text", () => {
    const columns = ["a", "b", "c", "none", "text"].map((label) => ({
      label,
      value: label === "text" ? "${item.a} of ${item.c} (${item.none})" : `\${item.${label}}`,
    }));
    expect(shown([{ a: "1.50", b: false, c: { d: [1] } }], { columns })).toEqual({
      type: "table",
      rows: [["1.50", false, '{"d":[1]}', null, '1.50 of {"d":[1]} ()']],
      total: 1,
      positions: [0],
    });
  });

  test("reads nothing but what the data itself has", () => {
    for (const value of [
      "${item.constructor}",
      "${item.__proto__}",
      "${item.toString}",
      '${item["constructor"].name}',
    ])
      expect(shown([{ a: 1 }], { columns: [{ label: "A", value }] })).toMatchObject({
        rows: [[null]],
      });
  });

  test("tells ten thousand rows, and counts them all", () => {
    const answer = shown(Array.from({ length: 10_005 }, (_, a) => ({ a })));
    expect(answer).toMatchObject({ total: 10_005 });
    expect(answer.type === "table" && answer.rows).toHaveLength(10_000);
  });

  test("cuts what nobody reads in a cell", () => {
    const answer = shown([{ a: { long: "x".repeat(5_000) } }, { a: "y".repeat(50_000) }]);
    const lengths = answer.type === "table" ? answer.rows.map(([cell]) => String(cell).length) : [];
    expect(lengths).toEqual([1_000, 20_000]);
  });

  test("keeps the rows for which every condition holds, with their positions", () => {
    const where = [
      { value: "${item.a}", is: "at-least", to: "${filters.least}" },
      { value: "${item.b}", is: "equals", to: true },
    ];
    const list = [{ a: "5", b: true }, { a: "50", b: "true" }, { a: 7, b: false }, { b: true }];
    expect(shown(list, { where }, { least: 6 })).toMatchObject({ positions: [1], total: 1 });
    // A filter that is not set asks for nothing.
    expect(shown(list, { where }, {})).toMatchObject({ positions: [0, 1, 3] });
    expect(shown(list, { where }, { least: " " })).toMatchObject({ positions: [0, 1, 3] });
  });

  test("is empty where a provider left out the list, and says so where there is something else", () => {
    expect(evaluate(table(), { s: {}, filters: {} })).toMatchObject({ rows: [], total: 0 });
    expect(() => evaluate(table(), { s: { list: "no" }, filters: {} })).toThrow(PatchbayError);
    expect(() => evaluate(table(), { s: { list: {} }, filters: {} })).toThrow("not to a list");
  });

  test("of anything that JSON can be has a cell for each column of each row that is told", () => {
    const where = fc.constantFrom([], [{ value: "${item.a}", is: "contains", to: "e" }]);
    const columns = fc.array(
      fc.constantFrom(
        "${item}",
        "${item.a}",
        "${item.a.b[0]}",
        "${item[*].a}",
        "${s.list}",
        "x ${item.a}",
        "${item.length}",
        "none",
      ),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 20 }),
        columns,
        where,
        (list, values, conditions) => {
          const block = table({
            where: conditions,
            columns: values.map((value) => ({ label: "A", value })),
          });
          const answer = evaluate(block, { s: { list }, filters: {} });
          if (answer.type !== "table") throw new Error("Not a table");
          expect(answer.total).toBe(answer.rows.length);
          expect(answer.positions).toHaveLength(answer.rows.length);
          expect(answer.positions).toEqual(answer.positions.toSorted((a, b) => a - b));
          expect(answer.rows.every((row) => row.length === values.length)).toBe(true);
          expect(
            answer.rows.flat().every((cell) => cell === null || typeof cell !== "object"),
          ).toBe(true);
          expect(conditions.length > 0 || answer.total === list.length).toBe(true);
        },
      ),
    );
  });
});

describe("a figure", () => {
  const figure = (aggregate: string, list: unknown, value: string | null = "${item}") =>
    show(
      { type: "figure", rows: "${s.list}", ...(value === null ? {} : { value }), aggregate },
      list,
    );

  test.each([
    ["sum", ["1200.50", 99.5, "n/a", null], 1300],
    ["sum", [0.1, 0.2, 0.3], 0.6],
    ["sum", [], 0],
    ["average", ["10", 20], 15],
    ["average", ["n/a"], null],
    ["min", ["10", 9], 9],
    ["max", ["2026-05-31", "2026-06-01T08:00:00Z", "x"], "2026-06-01T08:00:00Z"],
    ["min", [], null],
    ["count", [1, "", null, "x", false], 3],
  ])("is the %s of %j", (aggregate, list, value) => {
    expect(figure(aggregate, list)).toEqual({ type: "figure", value });
  });

  test("counts rows where no value is named", () => {
    expect(figure("count", [null, "", 1], null)).toEqual({ type: "figure", value: 3 });
  });

  test("without rows is a value, alone or amid text", () => {
    const value = (text: string) =>
      evaluate(fed({ type: "figure", value: text }), { s: { a: { b: 7 } }, filters: { f: "x" } });
    expect(value("${s.a.b}")).toEqual({ type: "figure", value: 7 });
    expect(value("${s.a.b} for ${filters.f}")).toEqual({ type: "figure", value: "7 for x" });
    expect(value("\\${s.a.b}")).toEqual({ type: "figure", value: "${s.a.b}" });
  });

  test("sums what numbers there are, as numbers or as text", () => {
    const entry = fc.oneof(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.constantFrom(null, "", "none", true),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(entry, fc.boolean())), (entries) => {
        const numbers = entries.flatMap(([one]) => (typeof one === "number" ? [one] : []));
        const list = entries.map(([one, isText]) =>
          isText && typeof one === "number" ? String(one) : one,
        );
        const sum = numbers.reduce((a, b) => a + b, 0);
        expect(figure("sum", list)).toEqual({ type: "figure", value: sum });
        expect(figure("max", list)).toEqual({
          type: "figure",
          value: numbers.length ? Math.max(...numbers) : null,
        });
      }),
    );
  });
});

describe("a chart", () => {
  const chart = (list: unknown, series: object[], x: object = { value: "${item.x}" }) =>
    show({ type: "chart", kind: "bar", rows: "${s.list}", x, series }, list);
  const sum = { label: "Y", value: "${item.y}", aggregate: "sum" };

  test("has a point for each row, in its order", () => {
    const series = [{ label: "Y", value: "${item.y}" }];
    expect(
      chart(
        [
          { x: "b", y: "2" },
          { x: "a", y: null },
          { x: "b", y: "n/a" },
        ],
        series,
      ),
    ).toEqual({
      type: "chart",
      x: ["b", "a", "b"],
      series: [[2, null, null]],
    });
  });

  test("has one for each x where a series aggregates", () => {
    const list = [{ x: "b", y: "2" }, { x: "a", y: 1 }, { x: "b", y: 3 }, { y: 4 }];
    expect(chart(list, [sum, { label: "N", aggregate: "count" }])).toEqual({
      type: "chart",
      x: ["b", "a", null],
      series: [
        [5, 1, 4],
        [2, 1, 1],
      ],
    });
  });

  test("puts together what falls on one day, in the order of days", () => {
    const day = Date.parse("2026-05-30T12:00:00Z");
    const list = [
      { x: "2026-05-31T23:00:00Z", y: 1 },
      { x: day / 1000, y: 2 },
      { x: String(day), y: 4 },
      { x: "2026-05-31", y: 8 },
      { x: "soon", y: 16 },
    ];
    expect(chart(list, [sum], { value: "${item.x}", format: "date" })).toEqual({
      type: "chart",
      x: ["2026-05-30", "2026-05-31", "soon"],
      series: [[6, 9, 16]],
    });
  });

  test("loses nothing by grouping", () => {
    const row = fc.record({
      x: fc.constantFrom("a", "b", 1, null),
      y: fc.integer({ min: -1e6, max: 1e6 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (list) => {
        const answer = chart(list, [sum, { label: "N", aggregate: "count" }]);
        if (answer.type !== "chart") throw new Error("Not a chart");
        const [sums = [], counts = []] = answer.series;
        const total = (all: readonly (number | null)[]) =>
          all.reduce<number>((a, b) => a + (b ?? 0), 0);
        expect(total(sums)).toBe(list.reduce((a, { y }) => a + y, 0));
        expect(total(counts)).toBe(list.length);
        expect(new Set(answer.x).size).toBe(answer.x.length);
      }),
    );
  });
});
