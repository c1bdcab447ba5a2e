import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compares, dateOf, numberOf, spanOf } from "./compare.ts";

describe("numbers", () => {
  test.each([
    ["1200.50", 1200.5],
    [" 7 ", 7],
    ["-3", -3],
    [".5", 0.5],
    ["1e3", 1000],
    [12, 12],
  ])("%j is one", (value, number) => expect(numberOf(value)).toBe(number));

  test.each(["", " ", "1,200", "12 EUR", "0x10", "Infinity", "NaN", "1e999", true, null, [], {}])(
    "%j is none",
    (value) => expect(numberOf(value)).toBeUndefined(),
  );

  test("every number is one as its text too", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(numberOf(String(number))).toBe(Number(String(number)));
        expect(compares(String(number), "equals", number)).toBe(true);
      }),
    );
  });
});

describe("dates", () => {
  const at = Date.parse("2026-05-31T10:20:00Z");
  test.each([
    ["2026-05-31T10:20:00Z", at],
    ["2026-05-31T10:20:00.000+0000", at],
    ["2026-05-31T12:20:00+02:00", at],
    ["2026-05-31 10:20", at],
    ["2026-05-31T10:20", at],
  ])("%s is a moment", (text, from) => expect(spanOf(text)).toEqual({ from, to: from }));

  test("a day is all of it", () => {
    const from = Date.parse("2026-05-31T00:00:00Z");
    expect(spanOf("2026-05-31")).toEqual({ from, to: from + 86_399_999 });
  });

  test.each(["2026-02-30", "2026-13-01", "31.05.2026", "2026-05-31T25:00", "2026", "x"])(
    "%s is none",
    (text) => expect(spanOf(text)).toBeUndefined(),
  );

  test("seconds and milliseconds are dates where one is meant", () => {
    expect(dateOf(at / 1000)).toEqual({ from: at, to: at });
    expect(dateOf(String(at))).toEqual({ from: at, to: at });
    expect(compares(at / 1000, "at-least", "2026-05-31")).toBe(true);
    expect(compares(at, "at-least", "2026-06-01")).toBe(false);
  });

  test("any date comes back as the same moment", () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") }),
        (date) => {
          expect(spanOf(date.toISOString())?.from).toBe(date.getTime());
        },
      ),
    );
  });
});

describe("comparing", () => {
  test.each([
    ["900", "at-most", "1000", true],
    ["900", "at-least", "1000", false],
    ["b", "at-least", "a", true],
    ["Acme Ltd", "contains", "acme", true],
    [["a", "b"], "contains", "b", true],
    [["ab"], "contains", "b", false],
    ["true", "equals", true, true],
    ["open", "equals", "Open", false],
    ["name", "at-least", 5, false],
    ["2026-05-31T23:00:00Z", "at-most", "2026-05-31", true],
    ["2026-06-01T00:00:00Z", "at-most", "2026-05-31", false],
    ["2026-05-31T23:00:00Z", "equals", "2026-05-31", true],
    ["2026-05-30", "not", "2026-05-31", true],
  ] as const)("%j %s %j is %j", (value, is, to, holds) => {
    expect(compares(value, is, to)).toBe(holds);
  });

  const scalar = fc.oneof(
    fc.double({ noNaN: true }),
    fc.string(),
    fc.boolean(),
    fc.integer().map(String),
  );
  test("not is the opposite of equals, and what is equal is at least and at most as much", () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        expect(compares(a, "not", b)).toBe(!compares(a, "equals", b));
        expect(compares(a, "equals", b)).toBe(compares(b, "equals", a));
        expect(compares(a, "equals", a)).toBe(true);
      }),
    );
  });
  test("numbers compare as numbers, whichever of them is text", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.boolean(), fc.boolean(), (a, b, aText, bText) => {
        const [one, other] = [aText ? String(a) : a, bText ? String(b) : b];
        expect(compares(one, "at-least", other)).toBe(a >= b);
        expect(compares(one, "at-most", other)).toBe(a <= b);
      }),
    );
  });
});
