import { describe, expect, test } from "vitest";
import { conflictQuestions, conflictsAsked } from "./conflicts.ts";
import { questionShape } from "./questions.ts";
import { askPerson } from "./tools.ts";

const conflictsAt = (...lines: readonly number[]) =>
  lines.map((line) => ({ line, base: "was", hand: `mine ${line}`, flow: `new ${line}` }));

test("each conflict is a question that shows both sides and knows its place", () => {
  const questions = conflictQuestions("prop_1", conflictsAt(3, 9));
  expect(questions.map(({ key = "" }) => conflictsAsked(key))).toEqual([
    { proposal: "prop_1", from: 1, to: 1 },
    { proposal: "prop_1", from: 2, to: 2 },
  ]);
  expect(questions[1]?.question).toMatch(/Line 9 [^]*mine 9[^]*new 9/);
});

test("many are asked in one call, the last question about all that are left", () => {
  const questions = conflictQuestions("prop_1", conflictsAt(...Array.from({ length: 300 }).keys()));
  expect(askPerson.input.safeParse({ questions }).error).toBeUndefined();
  expect(conflictsAsked(questions.at(-1)?.key ?? "")).toMatchObject({ from: 5, to: 300 });
});

test("long code and lines that are gone fit into a question", () => {
  const long = { line: 1, base: "", hand: "x".repeat(5000), flow: "" };
  const [question] = conflictQuestions("prop_1", [long]);
  expect(questionShape.safeParse(question).error).toBeUndefined();
  expect(question?.question).toContain("the lines are gone");
});

describe.each(["message.text", "conflict", "conflict.prop_1", "trigger"])("the key %s", (key) => {
  test("asks for no side", () => expect(conflictsAsked(key)).toBeUndefined());
});
