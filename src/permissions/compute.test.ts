import fc from "fast-check";
import { expect, test } from "vitest";
import { cheapestCover } from "./cover.ts";

const costOf = (scope: string) =>
  scope.startsWith("write") ? 100 : scope === "read.wide" ? 30 : 10;

test("reading wins over writing, narrow over wide", () => {
  expect([...cheapestCover([[["write"], ["read.wide"], ["read"]]], costOf)]).toEqual(["read"]);
});

test("a scope that is needed anyway is used again", () => {
  const needs = [[["read"], ["read.wide"]], [["read.wide"]]];
  expect([...cheapestCover(needs, costOf)]).toEqual(["read.wide"]);
});

test("scopes that go together are asked for together", () => {
  expect([...cheapestCover([[["read", "read.email"]]], costOf)]).toEqual(["read", "read.email"]);
});

test("an operation that needs no scope asks for none", () => {
  expect(cheapestCover([[[]]], costOf).size).toBe(0);
});

test("the cover satisfies every need and no cheaper one does", () => {
  const scope = fc.constantFrom("read", "read.wide", "read.b", "write", "write.b");
  const set = fc.uniqueArray(scope, { minLength: 1, maxLength: 3 });
  const needs = fc.array(fc.array(set, { minLength: 1, maxLength: 3 }), { maxLength: 5 });
  const total = (scopes: Iterable<string>) =>
    [...scopes].reduce((sum, one) => sum + costOf(one), 0);
  const all = ["read", "read.wide", "read.b", "write", "write.b"];
  const subsets = Array.from({ length: 2 ** all.length }, (_, bits) =>
    all.filter((__, index) => bits & (1 << index)),
  );
  fc.assert(
    fc.property(needs, (given) => {
      const covers = (scopes: readonly string[]) =>
        given.every((need) => need.some((one) => one.every((s) => scopes.includes(s))));
      const cover = [...cheapestCover(given, costOf)];
      expect(covers(cover)).toBe(true);
      expect(total(cover)).toBe(Math.min(...subsets.filter(covers).map(total)));
    }),
  );
});
