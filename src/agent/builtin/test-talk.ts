import type { LanguageModelV4Prompt, LanguageModelV4ToolResultOutput } from "@ai-sdk/provider";
import { expect } from "vitest";
import { z } from "zod";
import * as tools from "../../contract/tools.ts";
import { createBuiltinModel } from "./model.ts";
import { chatCatalog } from "./test-catalog.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf(chatCatalog);
export const model = createBuiltinModel({
  now: () => new Date("2026-11-23T10:00:00Z"),
  timezone: "Europe/Berlin",
  vocabulary: () => vocabulary,
});

export type Answers = Readonly<Record<string, (input: unknown, times: number) => unknown>>;

/** Answers of a workspace in which everything is granted. */
export const smooth: Answers = {
  search_catalog: () => ({ operations: [] }),
  list_functions: () => ({ functions: [] }),
  describe_operations: () => ({ operations: [], unknown: [] }),
  list_connections: () => ({ connections: [] }),
  propose_flow: () => ({ status: "ready", proposal: "prop_1", permissions: [], connect: [] }),
  write_function: () => ({
    status: "saved",
    name: "postToGeneral",
    version: 1,
    created: true,
    operations: ["slack.chat.postMessage"],
  }),
  ask_person: () => ({ status: "asked" }),
  decline: () => ({ status: "declined" }),
};

export const denied = Symbol("denied");
export const fails = Symbol("fails");

/** Drives the model as the agent does, with these answers, until it speaks; checks every call against the contract. */
export async function talk(sentences: readonly string[], answers: Answers) {
  const prompt: LanguageModelV4Prompt = [{ role: "system", content: "You are Patchbay." }];
  const calls: { tool: string; input: unknown }[] = [];
  const said: string[] = [];
  let text = "";
  for (const sentence of sentences) {
    prompt.push({ role: "user", content: [{ type: "text", text: sentence }] });
    for (let step = 0; step < 16; step++) {
      const { content, finishReason } = await model.doGenerate({ prompt });
      const used = content.filter((part) => part.type === "tool-call");
      expect(finishReason.unified).toBe(used.length > 0 ? "tool-calls" : "stop");
      text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
      if (text !== "") said.push(text);
      if (used.length === 0) break;
      prompt.push({
        role: "assistant",
        content: used.map((part) => ({ ...part, input: JSON.parse(part.input) })),
      });
      for (const { toolCallId, toolName, input } of used) {
        const given: unknown = JSON.parse(input);
        expect(contract[toolName]?.safeParse(given).error).toBeUndefined();
        calls.push({ tool: toolName, input: given });
        const times = calls.filter((call) => call.tool === toolName).length;
        const output = resultOf((answers[toolName] ?? smooth[toolName])?.(given, times));
        prompt.push({
          role: "tool",
          content: [{ type: "tool-result", toolCallId, toolName, output }],
        });
      }
      if (used.some(({ toolName }) => toolName === "ask_person" || toolName === "decline")) break;
    }
    prompt.push({ role: "assistant", content: [{ type: "text", text }] });
  }
  return { calls, text, said, names: calls.map((call) => call.tool), ids: idsOf(prompt) };
}

export const contract: Readonly<Record<string, z.ZodType>> = {
  search_catalog: tools.searchCatalog.input,
  list_functions: tools.listFunctions.input,
  describe_operations: tools.describeOperations.input,
  propose_flow: tools.proposeFlow.input,
  request_connection: tools.requestConnection.input,
  write_function: tools.writeFunction.input,
  read_function: tools.readFunction.input,
  restore_function: tools.restoreFunction.input,
  run_function: tools.runFunction.input,
  list_runs: tools.listRuns.input,
  list_connections: tools.listConnections.input,
  ask_person: tools.askPerson.input,
  decline: tools.decline.input,
};

function resultOf(answer: unknown): LanguageModelV4ToolResultOutput {
  if (answer === denied) return { type: "execution-denied" };
  if (answer === fails) return { type: "error-text", value: "the database is locked." };
  return { type: "json", value: JSON.parse(JSON.stringify(answer)) };
}

function idsOf(prompt: LanguageModelV4Prompt): readonly string[] {
  return prompt.flatMap(({ content }) =>
    Array.isArray(content)
      ? content.flatMap((part) => (part.type === "tool-call" ? [part.toolCallId] : []))
      : [],
  );
}

export const sentence = "post 'hello' to #general";
export const flow = {
  name: "postToGeneral",
  description: "Send a message to #general.",
  trigger: { type: "manual" },
  inputs: {},
  steps: [
    { id: "message", use: "slack.chat.postMessage", with: { channel: "#general", text: "hello" } },
  ],
  output: { channel: "${message.channel}", ts: "${message.ts}" },
};
export const found = (over: object = {}) => ({
  status: "found",
  name: "postToGeneral",
  version: 1,
  origin: "flow",
  flow,
  code: "export default 1;",
  ...over,
});
