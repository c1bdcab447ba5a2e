import fc from "fast-check";
import { expect, test } from "vitest";
import {
  functionSorts,
  functionStates,
  functionTriggers,
} from "../../src/contract/function-summary.ts";
import { isNarrowed, noFilter, queryOf, readFilter } from "./list-filter.ts";

const filters = fc.record({
  text: fc.string(),
  state: fc.constantFrom("" as const, ...functionStates),
  connector: fc.string(),
  trigger: fc.constantFrom("" as const, ...functionTriggers),
  sort: fc.constantFrom(...functionSorts),
});

test("a filter comes back from its address as it was", () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(readFilter(`?${queryOf(filter)}`)).toEqual(filter);
    }),
  );
});

test("an address that says nothing of use narrows nothing", () => {
  expect(readFilter("?state=odd&sort=size&trigger=x")).toEqual(noFilter);
  expect(queryOf(noFilter).size).toBe(0);
  expect(isNarrowed({ ...noFilter, sort: "run" })).toBe(false);
  expect(isNarrowed({ ...noFilter, text: "a" })).toBe(true);
});
