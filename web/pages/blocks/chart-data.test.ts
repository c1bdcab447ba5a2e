import fc from "fast-check";
import { expect, test } from "vitest";
import { type ChartData, type ChartView, pointsOf, rowsOf } from "./chart-data.ts";
import type { Format } from "./format.ts";

function view(format: Format, kind: "line" | "bar" = "line"): ChartView {
  return {
    type: "chart",
    id: "chart",
    width: "full",
    kind,
    x: { format },
    series: [{ label: "Deals" }],
    stacked: false,
    format: "number",
  };
}
const data = (x: ChartData["x"], ...series: ChartData["series"]): ChartData => ({
  type: "chart",
  x,
  series,
});

test("days go on a time axis, in their order, each with its value", () => {
  const day = (text: string) => Date.parse(text);
  expect(pointsOf(view("date"), data(["2026-03-01", "2026-01-01"], [3, 1]))).toEqual({
    axis: "time",
    areDays: true,
    x: [day("2026-01-01"), day("2026-03-01")],
    series: [[1, 3]],
    left: 0,
  });
  expect(pointsOf(view("datetime"), data(["2026-03-01T10:00:00Z"], [3])).areDays).toBe(false);
});

test("a row without a date is not drawn, and told of", () => {
  const points = pointsOf(view("date"), data(["2026-03-01", null, ""], [3, 1, 2]));
  expect([points.axis, points.x.length, points.left]).toEqual(["time", 1, 2]);
});

test("what only says it is a date stands one after the other", () => {
  expect(pointsOf(view("date"), data(["2026-03-01", "soon"], [3, 1])).axis).toBe("category");
  expect(pointsOf(view("date"), data([], [])).axis).toBe("category");
});

test("numbers are a scale for a line, and steps for bars", () => {
  expect(pointsOf(view("number"), data([10, 2], [1, 2]))).toMatchObject({
    axis: "value",
    x: [2, 10],
    series: [[2, 1]],
  });
  expect(pointsOf(view("number", "bar"), data([10, 2], [1, 2])).axis).toBe("category");
});

test("categories keep their order and their values, missing ones too", () => {
  expect(pointsOf(view("text"), data(["Won", null], [4, null]))).toEqual({
    axis: "category",
    areDays: false,
    x: ["Won", "–"],
    series: [[4, null]],
    left: 0,
  });
});

test("every value that can be drawn is drawn once, at its own place", () => {
  const day = fc
    .date({ min: new Date("2000-01-01"), max: new Date("2050-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString());
  const row = fc.tuple(fc.option(day), fc.option(fc.double({ noNaN: true })));
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const came = data(
        rows.map(([x]) => x),
        rows.map(([, value]) => value),
      );
      const points = pointsOf(view("datetime"), came);
      if (points.axis !== "time") return;
      const drawn = points.x.map((x, at) => `${x} ${points.series[0]?.[at]}`);
      const wanted = rows.flatMap(([x, value]) =>
        x === null ? [] : [`${Date.parse(x)} ${value}`],
      );
      expect(drawn.toSorted()).toEqual(wanted.toSorted());
      expect(points.x).toEqual(points.x.toSorted((one, other) => Number(one) - Number(other)));
      expect(points.left).toBe(rows.length - drawn.length);
    }),
  );
});

test("as a table it is x, then each series", () => {
  expect(rowsOf(data(["a", "b"], [1, null], [3, 4]))).toEqual([
    ["a", 1, 3],
    ["b", null, 4],
  ]);
});
