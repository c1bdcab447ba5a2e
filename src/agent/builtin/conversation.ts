import type { SharedV4ProviderOptions } from "@ai-sdk/provider";
import { type ChatAbout, chatAbout } from "../../contract/chat.ts";
import type {
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ToolResultOutput,
} from "@ai-sdk/provider";

/** A tool that was called, and what came of it. */
export interface ToolAnswer {
  readonly tool: string;
  readonly input: unknown;
  readonly output: unknown;
  /** `denied`: the person did not approve it; `failed`: it threw. */
  readonly status: "answered" | "denied" | "failed";
}

/** One message of the person, and the tools that were used for it. */
interface Exchange {
  readonly said: string;
  readonly answers: readonly ToolAnswer[];
}

export interface Conversation {
  /** The exchange that is going on. */
  readonly turn: Exchange;
  /** Those before, oldest first. */
  readonly past: readonly Exchange[];
  /** What the person has open beside the chat. */
  readonly about?: ChatAbout;
  /** The highest number of a tool call so far, for ids that differ. */
  readonly calls: number;
}

/** Reads the messages a model is given; the system message says nothing to this one. */
export function readConversation(prompt: LanguageModelV4Prompt): Conversation {
  const exchanges: { said: string; answers: ToolAnswer[] }[] = [];
  const inputs = new Map<string, unknown>();
  for (const message of prompt) {
    if (message.role === "user") exchanges.push({ said: textOf(message), answers: [] });
    if (message.role !== "assistant" && message.role !== "tool") continue;
    for (const part of message.content) {
      if (part.type === "tool-call") inputs.set(part.toolCallId, part.input);
      if (part.type !== "tool-result") continue;
      exchanges.at(-1)?.answers.push({
        tool: part.toolName,
        input: inputs.get(part.toolCallId),
        ...outcome(part.output),
      });
    }
  }
  return {
    turn: exchanges.at(-1) ?? { said: "", answers: [] },
    past: exchanges.slice(0, -1),
    calls: Math.max(inputs.size, ...Array.from(inputs.keys(), numberOf)),
  };
}

/** What the agent says that the chat is about. */
export function readAbout(options: SharedV4ProviderOptions | undefined): ChatAbout | undefined {
  return chatAbout.safeParse(options?.["patchbay"]?.["about"]).data;
}

/** The number in an id of its own, `call_12`: of a shortened conversation the first are gone. */
function numberOf(callId: string): number {
  return Number(/^call_(\d{1,9})$/.exec(callId)?.[1] ?? 0);
}

function textOf(message: Extract<LanguageModelV4Message, { role: "user" }>): string {
  return message.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

function outcome(output: LanguageModelV4ToolResultOutput): Pick<ToolAnswer, "output" | "status"> {
  switch (output.type) {
    case "json":
    case "text":
      return { output: output.value, status: "answered" };
    case "execution-denied":
      return { output: output.reason, status: "denied" };
    case "error-text":
    case "error-json":
      return { output: output.value, status: "failed" };
    default:
      return { output: undefined, status: "failed" };
  }
}
