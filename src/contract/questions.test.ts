import fc from "fast-check";
import { expect, test } from "vitest";
import {
  answersMessage,
  questionInput,
  questionTexts,
  readAnswersMessage,
  questionShape,
} from "./questions.ts";

const text = fc.string({ unit: "binary", minLength: 1 }).filter((value) => value.trim() !== "");
/** As the message keeps an answer: lines are lines, and nothing stands around it. */
const kept = (answer: string) =>
  answer
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .join("\n");

test("any answers to any questions are read back as they were given", () => {
  const pairs = fc.array(fc.record({ question: text, answer: text }), { minLength: 1 });
  fc.assert(
    fc.property(pairs, (list) => {
      const questions = list.map(({ question }) => question);
      expect(readAnswersMessage(questions, answersMessage(list))).toEqual(
        list.map(({ answer }) => kept(answer)),
      );
    }),
  );
});

test("an answer that looks like the next question stays an answer", () => {
  const questions = ["Which channel?", "Which text?"];
  const message = answersMessage([
    { question: "Which channel?", answer: "#a\nWhich text?\n  mine" },
    { question: "Which text?", answer: "yours" },
  ]);
  expect(readAnswersMessage(questions, message)).toEqual(["#a\nWhich text?\n  mine", "yours"]);
});

test("the same question twice has two answers", () => {
  const same = { question: "Which text?", answer: "a" };
  const message = answersMessage([same, { ...same, answer: "b" }]);
  expect(readAnswersMessage(["Which text?", "Which text?"], message)).toEqual(["a", "b"]);
});

test("one question may stay open, and other messages are no answers", () => {
  const questions = ["Which channel?", "Which text?"];
  const one = answersMessage([{ question: "Which text?", answer: "hi" }]);
  expect(readAnswersMessage(questions, one)).toEqual([undefined, "hi"]);
  for (const message of ["#sales", "Which text? hi", "Which text?\n  hi\nand more", ""])
    expect(readAnswersMessage(questions, message)).toBeUndefined();
});

test("plain questions of older chats are questions", () => {
  const asked = ["Which channel?", { question: "When?", key: "trigger", options: ["daily"] }];
  expect(questionTexts(questionInput.array().parse(asked))).toEqual(["Which channel?", "When?"]);
});

test("seven options, or one that is no short label, are refused", () => {
  const options = Array.from({ length: 7 }, (_, index) => `option ${index}`);
  expect(questionShape.safeParse({ question: "Which?", options }).success).toBe(false);
  expect(questionShape.safeParse({ question: "Which?", options: ["x".repeat(81)] }).success).toBe(
    false,
  );
});
