import { expect, test } from "vitest";
import { createAnswers } from "./answers.ts";

/** Of what is in memory alone; tests/cluster/pages.test.ts has the rest. */
const store = { keep: async () => {}, find: async () => undefined };
const minuteMs = 60_000;
const loaded = { page: "page_1", version: 1, source: "s", run: "run_1" };

test("an answer is kept for a quarter of an hour", () => {
  let now = 0;
  const answers = createAnswers({ store, clock: { now: () => now } });
  const { id } = answers.keep({ ...loaded, value: [1], loadedAt: now });
  now += 15 * minuteMs;
  expect(answers.find(id)?.value).toEqual([1]);
  now += 1;
  expect(answers.find(id)).toBeUndefined();
  answers.keep({ ...loaded, value: "", loadedAt: now });
  expect(answers.size()).toBe(4);
});

test("memory is bounded: the one used longest ago makes room", () => {
  const answers = createAnswers({ store, clock: { now: () => 0 } }, 100);
  const keep = (value: string) => answers.keep({ ...loaded, value, loadedAt: 0 }).id;
  const [first, second] = [keep("x".repeat(18)), keep("y".repeat(18))];
  expect(answers.size()).toBe(80);
  answers.find(first);
  const third = keep("z".repeat(18));
  expect([first, second, third].map((id) => answers.find(id) !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
  // One that is larger than all of it is not kept at all.
  const huge = keep("h".repeat(100));
  expect(answers.find(huge)).toBeUndefined();
  expect(answers.size()).toBe(0);
});
