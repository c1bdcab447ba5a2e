import {
  type UIMessage,
  isToolUIPart,
  lastAssistantMessageIsCompleteWithApprovalResponses,
  lastAssistantMessageIsCompleteWithToolCalls,
} from "ai";
import { z } from "zod";
import { conflictsAsked } from "../../src/contract/conflicts.ts";
import type { MergeConflict } from "../../src/contract/function.ts";
import { chatShape } from "../../src/contract/chat.ts";
import type * as automations from "../../src/contract/automation-tools.ts";
import type * as pages from "../../src/contract/page-tools.ts";
import type * as tools from "../../src/contract/tools.ts";

type Shapes = { readonly input: z.ZodType; readonly output: z.ZodType };
type Tool<Of extends Shapes> = {
  readonly input: z.output<Of["input"]>;
  readonly output: z.output<Of["output"]>;
};

/** The agent's tools, as the contract has them. */
export type ChatTools = {
  readonly search_catalog: Tool<typeof tools.searchCatalog>;
  readonly describe_operations: Tool<typeof tools.describeOperations>;
  readonly propose_flow: Tool<typeof tools.proposeFlow>;
  readonly request_connection: Tool<typeof tools.requestConnection>;
  readonly write_function: Tool<typeof tools.writeFunction>;
  readonly edit_code: Tool<typeof tools.editCode>;
  readonly list_functions: Tool<typeof tools.listFunctions>;
  readonly read_function: Tool<typeof tools.readFunction>;
  readonly restore_function: Tool<typeof tools.restoreFunction>;
  readonly copy_function: Tool<typeof tools.copyFunction>;
  readonly delete_function: Tool<typeof tools.deleteFunction>;
  readonly run_function: Tool<typeof tools.runFunction>;
  readonly list_runs: Tool<typeof tools.listRuns>;
  readonly list_automations: Tool<typeof automations.listAutomations>;
  readonly pause_automation: Tool<typeof automations.pauseAutomation>;
  readonly resume_automation: Tool<typeof automations.resumeAutomation>;
  readonly delete_automation: Tool<typeof automations.deleteAutomation>;
  readonly create_page: Tool<typeof pages.createPage>;
  readonly edit_page: Tool<typeof pages.editPage>;
  readonly read_page: Tool<typeof pages.readPage>;
  readonly list_pages: Tool<typeof pages.listPages>;
  readonly restore_page: Tool<typeof pages.restorePage>;
  readonly delete_page: Tool<typeof pages.deletePage>;
  readonly list_connections: Tool<typeof tools.listConnections>;
  readonly ask_person: Tool<typeof tools.askPerson>;
  readonly decline: Tool<typeof tools.decline>;
};

/** A message as the server streams and stores it. */
export type ChatMessage = UIMessage<
  /** How long each tool took, by the id of its call, in milliseconds. */
  { readonly ms?: Readonly<Record<string, number>> },
  {
    /** What went wrong with an answer, whether the built-in model may be asked instead, and where to mend it. */
    readonly failure: {
      readonly detail: string;
      readonly offer?: "builtin";
      readonly mend?: "settings";
    };
    /** Who answers where it is not the server's own model. */
    readonly model: { readonly id: "builtin" };
  },
  ChatTools
>;
/** One part of a message. */
export type ChatPart = ChatMessage["parts"][number];
/** The part of a given type. */
export type PartOf<Type extends ChatPart["type"]> = Extract<ChatPart, { type: Type }>;

const outline = z.looseObject({
  id: z.string(),
  role: z.enum(["system", "user", "assistant"]),
  parts: z.array(z.looseObject({ type: z.string() })),
});
const isMessage = (value: unknown): value is ChatMessage => outline.safeParse(value).success;

/** A stored chat; the server wrote its messages, so that only their outline is checked. */
export const storedChat = chatShape.extend({ messages: z.array(z.custom<ChatMessage>(isMessage)) });

/**
 * Whether what the person did lets the turn go on. Only cards and approvals do: a turn that ends
 * with a tool of the server's (questions, a refusal) is over.
 */
export function goesOn(state: { messages: ChatMessage[] }): boolean {
  if (lastAssistantMessageIsCompleteWithApprovalResponses(state)) return true;
  const parts = state.messages.at(-1)?.parts ?? [];
  const step = parts.slice(parts.findLastIndex(({ type }) => type === "step-start") + 1);
  const asked = step.some(({ type }) => type === "tool-request_connection");
  return asked && lastAssistantMessageIsCompleteWithToolCalls(state);
}

/** Names of what was made or changed after a message, each once. */
export function madeSince(messages: readonly ChatMessage[], messageId: string): string {
  const after = messages.findIndex(({ id }) => id === messageId);
  const names = messages.slice(after + 1).flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if (!isToolUIPart(part) || part.state !== "output-available" || looks.test(part.type))
        return [];
      const { success, data } = madeShape.safeParse(part.output);
      return success ? [data.name ?? data.account ?? ""] : [];
    }),
  );
  return [...new Set(names.filter(Boolean))].join(", ");
}

/** A function or a page by its name, a connection by its account. */
const madeShape = z.looseObject({
  name: z.string().optional(),
  account: z.string().optional(),
});

/** Tools that only look, or say something. */
const looks =
  /^tool-(?:(?:search|describe|list|read|propose|query|preview|plan)_\w+|ask_person|decline)$/;

/** Whether something that a page shows may be another since this answer. */
export function mayHaveChanged({ parts }: ChatMessage): boolean {
  return parts.some(
    (part) => isToolUIPart(part) && part.state === "output-available" && !looks.test(part.type),
  );
}

/** Whether an answer itself says that it went wrong. */
export function saysFailure(message: ChatMessage | undefined): boolean {
  return message?.parts.some(({ type }) => type === "data-failure") ?? false;
}

/** The words of a message. */
export function saidIn({ parts }: ChatMessage): string {
  return parts.flatMap((part) => (part.type === "text" ? part.text : [])).join("\n");
}

/** The lines that a question asks a side of, as the answer that asks has them. */
export function conflictsOf(
  { parts }: ChatMessage,
  { key }: { readonly key?: string | undefined },
): readonly MergeConflict[] {
  const asked = key === undefined ? undefined : conflictsAsked(key);
  if (!asked) return [];
  return parts.flatMap((part) => {
    if (part.type !== "tool-write_function" || part.state !== "output-available") return [];
    const { output } = part;
    return output.status === "conflict" && output.proposal === asked.proposal
      ? output.conflicts.slice(asked.from - 1, asked.to)
      : [];
  });
}

/** Whether an answer stands still until the person decides something. */
export function waitsForPerson(message: ChatMessage | undefined): boolean {
  return (message?.parts ?? []).some(
    (part) =>
      isToolUIPart(part) &&
      (part.state === "approval-requested" ||
        (part.type === "tool-request_connection" && part.state === "input-available")),
  );
}
