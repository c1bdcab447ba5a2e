import type { LanguageModelV4 } from "@ai-sdk/provider";
import { type InferUITools, ToolLoopAgent, type UIMessage, hasToolCall } from "ai";
import { trimHistory } from "./history.ts";
import { limitOf } from "./limits.ts";
import type { AgentPorts, Turn } from "./ports.ts";
import { type AgentTools, createTools } from "./tools/index.ts";
import { requireOwnRequest } from "./tools/request-connection.ts";
import { pinVersion } from "./tools/run-function.ts";
import { explainArguments } from "./wrong-arguments.ts";

/** Characters of a chat that a model is given; some 12,000 tokens. */
const maxHistory = 48_000;

/** Tools that end the turn: the person has the word. */
export const closingTools: readonly string[] = ["ask_person", "decline"];

/** A chat message as it is stored and streamed. */
export type ChatMessage = UIMessage<
  never,
  {
    /** What went wrong with an answer, and whether the built-in model may be asked instead. */
    failure: { detail: string; offer?: "builtin" };
    /** Who answers where it is not the server's own model. */
    model: { id: "builtin" };
  },
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
    stopWhen: [({ steps }) => limitOf(steps) !== undefined, hasToolCall(...closingTools)],
    prepareStep: ({ messages }) => ({ messages: [...trimHistory(messages, maxHistory)] }),
    experimental_refineToolInput: {
      run_function: (input) => pinVersion(ports.functions, input),
      request_connection: (input) => requireOwnRequest(ports.connections, turn, input),
    },
    toolApproval: {
      run_function: async ({ name, version }) =>
        (await writes(ports, name, version)) ? "user-approval" : "not-applicable",
    },
    repairToolCall: explainArguments,
    experimental_toolApprovalSecret: settings.approvalSecret,
    maxRetries: 2,
    // Who reads the stream reports its errors; the default would print whole requests and answers.
    onError: () => {},
  });
}

/**
 * Whether running this version changes something outside. A version never changes, so that the
 * answer stays true until it runs. Without one the function is not there, and does not run.
 */
async function writes(
  { functions, catalog }: AgentPorts,
  name: string,
  version: number | undefined,
): Promise<boolean> {
  if (version === undefined) return false;
  const { approvals } = await functions.version(name, version);
  return approvals.some(({ operation }) => catalog.find(operation)?.kind !== "read");
}
