import { expect, test } from "vitest";
import { watchState } from "./watch.ts";

test("what a person does while the app's change is being written is not the app's", async () => {
  const current: string[] = [];
  const told: string[] = [];
  const writes: (() => void)[] = [];
  const watch = watchState<string[], string>({
    state: {
      current,
      replace: () => {},
      save: () => new Promise((resolve) => void writes.push(resolve)),
    },
    clock: { now: () => 0 },
    isHeard: () => true,
    happened: ({ before, after, by }) =>
      after.slice(before.length).map((entry) => `${entry} by ${by}`),
    push: (events) => void told.push(...events),
  });
  current.push("answer");
  const first = watch.as("app").save();
  current.push("question");
  const second = watch.as("person").save();
  expect(told).toEqual([]);
  for (const write of writes) write();
  await Promise.all([first, second]);
  expect(told).toEqual(["answer by app", "question by person"]);
});
