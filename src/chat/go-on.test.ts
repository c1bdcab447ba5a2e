import type { UIMessageChunk } from "ai";
import { expect, test } from "vitest";
import type { ChatMessage } from "../agent/agent.ts";
import { mayBeDone, standOf, wholeSteps } from "./go-on.ts";

/** An answer that broke off: what stands of it, and whether something is left to be said. */
const start: UIMessageChunk = { type: "start", messageId: "msg_1" };
const step: UIMessageChunk = { type: "start-step" };
const over: UIMessageChunk = { type: "finish-step" };
const text = (delta: string, id = "t"): readonly UIMessageChunk[] => [
  { type: "text-start", id },
  { type: "text-delta", id, delta },
];
const said = (delta: string, id = "t"): readonly UIMessageChunk[] => [
  ...text(delta, id),
  { type: "text-end", id },
];
const called = (toolCallId: string, toolName: string): UIMessageChunk => ({
  type: "tool-input-available",
  toolCallId,
  toolName,
  input: {},
});
const answered = (toolCallId: string): UIMessageChunk => ({
  type: "tool-output-available",
  toolCallId,
  output: { done: true },
});
const isRepeatable = (tool: string) => tool === "list_functions";
const cut = (...chunks: readonly UIMessageChunk[]) => wholeSteps(chunks, { isRepeatable });
const looked = [start, step, called("c1", "list_functions"), answered("c1"), over];

test("half a sentence goes, what was finished stays", () => {
  expect(cut(...looked, step, ...text("And th"))).toEqual(looked);
});

test("a question that only reads is asked again", () => {
  expect(cut(...looked, step, called("c2", "list_functions"))).toEqual(looked);
});

test("what may have been done is not done again: its answer says so", () => {
  const broken = cut(...looked, step, ...said("I write it."), called("c2", "write_function"));
  expect(broken).toEqual([
    ...looked,
    step,
    called("c2", "write_function"),
    { type: "tool-output-error", toolCallId: "c2", errorText: mayBeDone },
    over,
  ]);
});

test("what was done in a step that is not finished stays done", () => {
  const done = [...looked, step, called("c2", "write_function"), answered("c2")];
  expect(cut(...done)).toEqual([...done, over]);
});

test("the message goes on from its last finished step, and is the same one", async () => {
  const stand = await standOf(looked, undefined);
  expect(stand).toMatchObject({ isWhole: false, message: { id: "msg_1" } });
  expect(stand?.message.parts.map(({ type }) => type)).toEqual([
    "step-start",
    "tool-list_functions",
  ]);
});

test("what was said to its end is only kept", async () => {
  const whole = await standOf([...looked, step, ...said("That is all."), over], undefined);
  expect(whole?.isWhole).toBe(true);
  const asks = await standOf(
    [start, step, called("c1", "ask_person"), answered("c1"), over],
    undefined,
  );
  expect(asks?.isWhole).toBe(true);
  const card = cut(start, step, called("c1", "request_connection"), over);
  expect((await standOf(card, undefined))?.isWhole).toBe(true);
});

test("of nothing that was sent nothing stands", async () => {
  expect(await standOf([], undefined)).toBeUndefined();
  expect(await standOf([start], undefined)).toBeUndefined();
});

test("what a person approved is not done a second time", async () => {
  const approved = {
    id: "msg_0",
    role: "assistant",
    parts: [
      { type: "step-start" },
      {
        type: "tool-run_function",
        toolCallId: "c1",
        state: "approval-responded",
        input: { name: "pay" },
        approval: { id: "a1", approved: true },
      },
    ],
  } as unknown as ChatMessage;
  const unknown = await standOf([], approved);
  expect(unknown).toMatchObject({ isWhole: false });
  expect(unknown?.message.parts.at(-1)).toMatchObject({
    state: "output-error",
    errorText: mayBeDone,
  });
  const known = await standOf([{ type: "start", messageId: "msg_0" }, answered("c1")], approved);
  expect(known?.message.parts.at(-1)).toMatchObject({
    state: "output-available",
    output: { done: true },
  });
});
