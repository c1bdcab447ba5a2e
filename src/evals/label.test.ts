import { expect, test } from "vitest";
import { isSequence, readLabels } from "./label.ts";

test("a line is a prompt or a sequence; what scores do not need is let through", () => {
  const labels = readLabels(
    '{"id":"a","kind":"answer","prompt":"hi","lang":"en"}\n\n{"id":"b","kind":"edit-sequence","turns":[{"prompt":"x","expect":{"kind":["refuse","clarify"],"same_function":true}}]}\n',
    "x.jsonl",
  );
  expect(labels.map(isSequence)).toEqual([false, true]);
  expect(labels[1]).toMatchObject({ turns: [{ expect: { kind: ["refuse", "clarify"] } }] });
});

test.each([
  ["not JSON", '{"id":"a","kind":"answer","prompt":"hi"}\n{nonsense', "x.jsonl, line 2"],
  ["no prompt", '{"id":"a","kind":"create"}', "x.jsonl, line 1"],
  ["another kind", '{"id":"a","kind":"wish","prompt":"x"}', "x.jsonl, line 1"],
])("%s is told with its place", (_, text, place) => {
  expect(() => readLabels(text, "x.jsonl")).toThrow(place);
});
