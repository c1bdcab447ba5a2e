import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acmeOperations } from "../broker/acme.fixture.ts";
import { wouldOf } from "./would.ts";

const operation = {
  ...acmeOperations.send,
  effect: { words: "Post {#message} to {channel}[ as {name|person}]", shows: "text" },
};
const post = (channel: string, more: Readonly<Record<string, string>> = {}, count = 1) => ({
  operation,
  count,
  values: { channel, ...more },
});
const words = (calls: Parameters<typeof wouldOf>[0]) => wouldOf(calls).map((one) => one.words);

describe("sentences", () => {
  test("one for each target, with how many", () => {
    expect(words([post("#a"), post("#b", {}, 3), post("#a")])).toEqual([
      "Post 2 messages to #a",
      "Post 3 messages to #b",
    ]);
  });
  test("what is not given is left out", () => {
    expect(words([post("#a", { name: "Ana" }), post("#a")])).toEqual([
      "Post 1 message to #a as Ana",
      "Post 1 message to #a",
    ]);
  });
  test("more than five targets are counted, by what they are", () => {
    const many = Array.from({ length: 12 }, (_, index) => post(`#${index % 8}`, { name: "Ana" }));
    expect(words(many)).toEqual(["Post 12 messages to 8 channels as Ana"]);
  });
  test("without a number, that it happens several times", () => {
    const join = { ...operation, effect: { words: "Join {channel}" } };
    const calls = [post("#a"), post("#a")].map((one) => ({ ...one, operation: join }));
    expect(words(calls)).toEqual(["Join #a (2 times)"]);
  });
  test("the title where the words name what the call did not say", () => {
    expect(words([{ operation, count: 1, values: {} }])).toEqual([operation.title]);
  });
  test("the first three texts", () => {
    const calls = ["a", "b", "a", "c", "d"].map((text) => post("#a", { text }));
    expect(wouldOf(calls)[0]?.shows).toEqual(["a", "b", "c"]);
  });
});

test("nothing is lost in counting, and there are never more than five lines of one operation", () => {
  const call = fc.record({ channel: fc.string(), count: fc.integer({ min: 0, max: 50 }) });
  fc.assert(
    fc.property(fc.array(call), (calls) => {
      const would = wouldOf(calls.map(({ channel, count }) => post(channel, {}, count)));
      const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
      expect(sum(would.map((one) => one.count))).toBe(sum(calls.map((one) => one.count)));
      expect(would.length).toBeLessThanOrEqual(5);
    }),
  );
});
