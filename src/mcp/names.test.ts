import fc from "fast-check";
import { expect, test } from "vitest";
import { toolNames } from "./names.ts";

const own = ["search_catalog", "plan"];
const named = (...functions: string[]) => Object.fromEntries(toolNames(functions, own));

test("a function keeps its name where a tool can have it", () => {
  expect(named("postDeals", "process-order", "_x")).toEqual({
    postDeals: "postDeals",
    "process-order": "process-order",
    _x: "_x",
  });
});

test("a function that is called as the server's own tool gives way, and takes no other's name", () => {
  expect(named("plan", "plan_")).toEqual({ plan: "plan__", plan_: "plan_" });
  expect(named("plan_", "plan")).toEqual({ plan: "plan__", plan_: "plan_" });
});

test("what few clients take in a name of a tool is replaced", () => {
  expect(named("$deal", "_deal")).toEqual({ $deal: "_deal_", _deal: "_deal" });
});

test("whatever the functions are called, no two tools have one name", () => {
  const name = fc.oneof(
    fc.constantFrom("plan", "plan_", "$a", "_a", "a$"),
    fc.stringMatching(/^[A-Za-z_$][\w$-]{0,4}$/),
  );
  fc.assert(
    fc.property(fc.uniqueArray(name), (functions) => {
      const names = [...toolNames(functions, own).values(), ...own];
      expect(names).toHaveLength(functions.length + own.length);
      expect(new Set(names).size).toBe(names.length);
      for (const one of names) expect(one).toMatch(/^[A-Za-z0-9_-]+$/);
    }),
  );
});
