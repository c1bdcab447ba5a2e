import { expect, test } from "vitest";
import type { ChatMessage } from "../agent/agent.ts";
import { requestIn } from "./said.ts";

const said = (text: string): ChatMessage => ({
  id: text,
  role: "user",
  parts: [{ type: "text", text }],
});
const asked: ChatMessage = {
  id: "asked",
  role: "assistant",
  parts: [
    { type: "step-start" },
    {
      type: "tool-ask_person",
      toolCallId: "a",
      state: "output-available",
      input: { questions: ["Which channel?"] },
      output: { status: "asked" },
    },
  ],
};
const done: ChatMessage = {
  id: "done",
  role: "assistant",
  parts: [{ type: "text", text: "I wrote it." }],
};

test("an answer belongs to the sentence that was asked about", () => {
  expect(requestIn([said("old"), done, said("post hi"), asked, said("#sales"), asked])).toBe(
    "post hi\n#sales",
  );
  expect(requestIn([said("post hi"), asked, said("#sales"), done, said("add a :rocket:")])).toBe(
    "add a :rocket:",
  );
  expect(requestIn([])).toBe("");
});
