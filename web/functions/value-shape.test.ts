import fc from "fast-check";
import { expect, test } from "vitest";
import { shapeOf } from "./value-shape.ts";

test("like objects are a table with the columns of all; what one lacks stays empty", () => {
  expect(shapeOf([{ a: 1 }, { b: 2, a: 3 }])).toEqual({
    kind: "table",
    columns: ["a", "b"],
    rows: [{ a: 1 }, { b: 2, a: 3 }],
  });
});

test("other lists are fields by their place, objects by their names", () => {
  expect(shapeOf(["x", { a: 1 }])).toMatchObject({
    kind: "fields",
    entries: [
      [0, "x"],
      [1, { a: 1 }],
    ],
  });
  expect(shapeOf({ ok: true })).toEqual({ kind: "fields", entries: [["ok", true]] });
  expect(shapeOf([{}, {}]).kind).toBe("fields");
  expect(
    shapeOf([Object.fromEntries(Array.from({ length: 13 }, (_, at) => [`c${at}`, at]))]).kind,
  ).toBe("fields");
  expect(shapeOf([])).toEqual({ kind: "empty", of: "list" });
  expect(shapeOf({})).toEqual({ kind: "empty", of: "object" });
});

test("nothing of an answer is left out, whatever it is", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const shape = shapeOf(value);
      const back = {
        text: () => (typeof value === "string" ? value : JSON.parse(textIn(shape))),
        empty: () => (Array.isArray(value) ? [] : {}),
        table: () => "rows" in shape && shape.rows,
        fields: () => ("entries" in shape ? entriesBack(shape.entries, value) : undefined),
      }[shape.kind]();
      expect(back).toEqual(value);
    }),
  );
});

const textIn = (shape: ReturnType<typeof shapeOf>) => ("text" in shape ? shape.text : "");

function entriesBack(entries: readonly (readonly [string | number, unknown])[], value: unknown) {
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}
