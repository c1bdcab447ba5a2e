import { expect, test } from "vitest";
import { noFilter, queryOf, readFilter } from "./filter.ts";

test("a filter is in the address, and is read from it", () => {
  const filter = {
    name: "a&b",
    status: ["failed", "timed-out"],
    trigger: "webhook",
    text: "needle = 1",
  } as const;
  expect(readFilter(`?${queryOf(filter)}`)).toEqual(filter);
  expect(String(queryOf(noFilter))).toBe("");
  expect(readFilter("?status=lost,failed&trigger=x&y=1")).toEqual({
    ...noFilter,
    status: ["failed"],
  });
});
