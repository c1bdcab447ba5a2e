import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "../../../src/contract/page.ts";
import type { Format } from "./format.ts";
import { comparing, sortKey } from "./sort.ts";

const compare = comparing("en");
const sorted = (cells: readonly Cell[], format: Format) =>
  cells.toSorted((one, other) => compare(sortKey(one, format), sortKey(other, format)));

test("amounts that came as text are sorted as numbers, dates as moments, names as people do", () => {
  expect(sorted(["900", "1200.5", 30, "-5"], "currency")).toEqual(["-5", 30, "900", "1200.5"]);
  expect(sorted(["2026-02-01", 1769817600, "2025-12-31T23:00:00Z"], "date")).toEqual([
    "2025-12-31T23:00:00Z",
    1769817600,
    "2026-02-01",
  ]);
  expect(sorted(["Zoe", "ada", "Deal 10", "Deal 9"], "text")).toEqual([
    "ada",
    "Deal 9",
    "Deal 10",
    "Zoe",
  ]);
  expect(sorted([true, "false", "true"], "boolean")).toEqual(["false", true, "true"]);
  expect(sorted(["none", 3, 1], "number")).toEqual([1, 3, "none"]);
});

test("an empty cell has no key, so that it comes last either way", () => {
  expect([sortKey(null, "number"), sortKey("", "text")]).toEqual([undefined, undefined]);
});

test("the order is one", () => {
  const key = fc.option(fc.oneof(fc.string(), fc.double({ noNaN: true })), { nil: undefined });
  fc.assert(
    fc.property(key, key, key, (one, two, three) => {
      expect(Math.sign(compare(one, two)) + Math.sign(compare(two, one))).toBe(0);
      fc.pre([one, two, three].every((each) => each !== undefined));
      fc.pre(compare(one, two) <= 0 && compare(two, three) <= 0);
      expect(compare(one, three)).toBeLessThanOrEqual(0);
    }),
  );
});
