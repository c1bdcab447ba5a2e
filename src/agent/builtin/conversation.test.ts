import type { LanguageModelV4Prompt } from "@ai-sdk/provider";
import { expect, test } from "vitest";
import { readConversation } from "./conversation.ts";

test("of a conversation whose first calls are gone, the next id is still a new one", () => {
  const called = (toolCallId: string): LanguageModelV4Prompt[number] => ({
    role: "assistant",
    content: [{ type: "tool-call", toolCallId, toolName: "list_runs", input: {} }],
  });
  const said: LanguageModelV4Prompt[number] = {
    role: "user",
    content: [{ type: "text", text: "Show the runs" }],
  };
  expect(readConversation([said, called("call_8"), called("call_9")]).calls).toBe(9);
  expect(readConversation([said, called("call_aB3x"), called("call_1")]).calls).toBe(2);
});
