import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { answersMessage } from "../contract/questions.ts";
import { askQuestions } from "./ask-questions.ts";

const tool = { question: "Which tool?", options: ["Google Contacts", "HubSpot"] };
const text = { question: "Which text?" };

/** Answers each prompt with the next line; the input ends with the last. */
async function ask(questions: Parameters<typeof askQuestions>[0], lines: readonly string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const left = [...lines];
  let shown = "";
  output.on("data", (chunk) => {
    shown += String(chunk);
    if (!String(chunk).endsWith("> ")) return;
    const next = left.shift();
    if (next === undefined) input.end();
    else input.write(`${next}\n`);
  });
  return { message: await askQuestions(questions, { input, output }), shown };
}

test("a number chooses an option, other words are an answer of their own", async () => {
  const { message, shown } = await ask([tool, text], ["2", "2 cats"]);
  expect(message).toBe(
    answersMessage([
      { question: "Which tool?", answer: "HubSpot" },
      { question: "Which text?", answer: "2 cats" },
    ]),
  );
  expect(shown).toContain("Which tool?\n  1  Google Contacts\n  2  HubSpot\n");
});

test("a number without such an option is an answer; an empty line leaves a question open", async () => {
  const { message } = await ask([tool, text], ["7", ""]);
  expect(message).toBe(answersMessage([{ question: "Which tool?", answer: "7" }]));
  expect((await ask([tool, text], ["", ""])).message).toBeUndefined();
});

test("the end of the input ends the asking", async () => {
  expect((await ask([tool, text], ["1"])).message).toBeUndefined();
});
