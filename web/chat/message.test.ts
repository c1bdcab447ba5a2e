import { expect, test } from "vitest";
import { conflictQuestions } from "../../src/contract/conflicts.ts";
import { type ChatMessage, type ChatPart, conflictsOf, goesOn, waitsForPerson } from "./message.ts";

const answer = (...parts: ChatPart[]): ChatMessage[] => [
  { id: "1", role: "user", parts: [{ type: "text", text: "Send a message" }] },
  { id: "2", role: "assistant", parts: [{ type: "step-start" }, ...parts] },
];
const input = { request: "req_1" };
const card = { type: "tool-request_connection", toolCallId: "a", input } as const;
const granted = { status: "granted", missing: [], brokenSteps: [] } as const;
const run = { type: "tool-run_function", toolCallId: "b", input: { name: "post" } } as const;

test("a turn goes on when its card is decided, not before", () => {
  const open = answer({ ...card, state: "input-available" });
  const decided = answer({
    ...card,
    state: "output-available",
    output: { ...granted, missing: [], brokenSteps: [] },
  });
  expect([goesOn({ messages: open }), waitsForPerson(open.at(-1))]).toEqual([false, true]);
  expect([goesOn({ messages: decided }), waitsForPerson(decided.at(-1))]).toEqual([true, false]);
});

test("a turn goes on after yes and after no", () => {
  for (const approved of [true, false]) {
    const messages = answer({
      ...run,
      state: "approval-responded",
      approval: { id: "x", approved },
    });
    expect(goesOn({ messages })).toBe(true);
  }
  const messages = answer({ ...run, state: "approval-requested", approval: { id: "x" } });
  expect([goesOn({ messages }), waitsForPerson(messages.at(-1))]).toEqual([false, true]);
});

test("a turn that ended with questions or a refusal is over", () => {
  const asked = answer({
    type: "tool-ask_person",
    toolCallId: "c",
    state: "output-available",
    input: { questions: ["Which channel?"] },
    output: { status: "asked" },
  });
  const declined = answer({
    type: "tool-decline",
    toolCallId: "d",
    state: "output-available",
    input: { reason: "No" },
    output: { status: "declined" },
  });
  expect([goesOn({ messages: asked }), goesOn({ messages: declined })]).toEqual([false, false]);
});

test("a card of an earlier step does not make a finished turn go on", () => {
  const messages = answer(
    {
      ...card,
      state: "output-available",
      output: { ...granted, missing: [], brokenSteps: [] },
    },
    { type: "step-start" },
    { type: "text", text: "Done." },
  );
  expect(goesOn({ messages })).toBe(false);
});

test("the lines that a question is about are those of its own proposal, each in one question", () => {
  const at = (line: number) => ({ line, base: "", hand: `mine ${line}`, flow: `new ${line}` });
  const met = (proposal: string, lines: readonly number[]): ChatPart => ({
    type: "tool-write_function",
    toolCallId: proposal,
    state: "output-available",
    input: { proposal },
    output: {
      status: "conflict",
      proposal,
      name: "post",
      version: 2,
      conflicts: lines.map(at),
      questions: [],
    },
  });
  const lines = [1, 2, 3, 4, 5, 6, 7];
  const [, message] = answer(met("p1", [90]), met("p2", lines));
  if (!message) throw new Error("The answer is missing.");
  const questions = conflictQuestions("p2", lines.map(at));
  expect(questions.flatMap((question) => conflictsOf(message, question))).toEqual(lines.map(at));
  expect(conflictsOf(message, { key: "post.channel" })).toEqual([]);
  expect(conflictsOf(message, { key: "conflict.p3.1-1" })).toEqual([]);
});
