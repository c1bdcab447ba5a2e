import type { LanguageModelV4 } from "@ai-sdk/provider";
import { type InferUITools, ToolLoopAgent, type UIMessage, hasToolCall, isStepCount } from "ai";
import type { AgentPorts, Turn } from "./ports.ts";
import { type AgentTools, createTools } from "./tools/index.ts";

/** Model calls in one turn; the longest honest way (search, describe, propose twice, write, run, answer) takes eight. */
export const maxSteps = 16;

/** Tools that end the turn: the person has the word. */
export const closingTools: readonly string[] = ["ask_person", "decline"];

/** A chat message as it is stored and streamed; `failure` says what went wrong with an answer. */
export type ChatMessage = UIMessage<
  never,
  { failure: { detail: string } },
  InferUITools<AgentTools>
>;

export interface AgentSettings {
  readonly model: LanguageModelV4;
  /** Signs approval requests, so that only those of this server are taken. */
  readonly approvalSecret: string;
}

/** The one agent: built-in and hosted model drive the same loop, tools and checks. */
export function createAgent(ports: AgentPorts, settings: AgentSettings, turn: Turn) {
  return new ToolLoopAgent({
    model: settings.model,
    instructions: ports.prompts("system"),
    tools: createTools(ports, turn),
    stopWhen: [isStepCount(maxSteps), hasToolCall(...closingTools)],
    toolApproval: {
      run_function: async ({ name }) =>
        (await writes(ports, name)) ? "user-approval" : "not-applicable",
    },
    experimental_toolApprovalSecret: settings.approvalSecret,
    maxRetries: 2,
    // Who reads the stream reports its errors; the default would print whole requests and answers.
    onError: () => {},
  });
}

/** Whether running a function changes something outside. One that is not known needs no approval: it does not run. */
async function writes({ functions, catalog }: AgentPorts, name: string): Promise<boolean> {
  const found = await functions.find(name);
  return (
    found?.approvals.some(({ operation }) => catalog.find(operation)?.kind !== "read") ?? false
  );
}
