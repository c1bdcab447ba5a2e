import { type UIMessageChunk, readUIMessageStream } from "ai";
import { type ChatMessage, closingTools } from "../agent/agent.ts";
import { isWaiting } from "./settle.ts";

/** What is said of a tool whose answer nobody knows: the model looks before it does it again. */
export const mayBeDone =
  "The server ended while this was under way, so it is not known whether it was done. Look before you do it again.";

type Part = ChatMessage["parts"][number];
type ToolInput = Extract<UIMessageChunk, { type: "tool-input-available" }>;

/**
 * What stands of an answer that broke off: all its finished steps, and of the last one what cannot be
 * done again. There, a tool without an answer gets one that says so.
 */
export function wholeSteps(
  chunks: readonly UIMessageChunk[],
  { isRepeatable }: { readonly isRepeatable: (tool: string) => boolean },
): readonly UIMessageChunk[] {
  const sent = chunks.filter(({ type }) => type !== "error" && type !== "abort");
  const begins = sent.findLastIndex(({ type }) => type === "start-step");
  const isFinished = sent.findLastIndex(({ type }) => type === "finish-step") > begins;
  if (begins < 0 || isFinished) return sent;
  const [before, step] = [sent.slice(0, begins), sent.slice(begins)];
  const inputs = step.filter((chunk) => chunk.type === "tool-input-available");
  const settled = new Set(
    step.flatMap((chunk) =>
      chunk.type === "tool-output-available" ||
      chunk.type === "tool-output-error" ||
      chunk.type === "tool-approval-request"
        ? chunk.toolCallId
        : [],
    ),
  );
  const isOpen = ({ toolCallId }: ToolInput) => !settled.has(toolCallId);
  const isDone = (input: ToolInput) => !isRepeatable(input.toolName);
  if (!inputs.some((input) => !isOpen(input) || isDone(input))) return before;
  const unanswered = inputs.filter(isOpen).filter(({ toolName }) => toolName !== waitingTool);
  return [
    ...before,
    ...step.filter(isOfTool),
    ...unanswered.map(({ toolCallId }): UIMessageChunk => ({
      type: "tool-output-error",
      toolCallId,
      errorText: mayBeDone,
    })),
    { type: "finish-step" },
  ];
}

/** The person answers it, so it stays without an answer. */
const waitingTool = "request_connection";

/** Half a sentence goes: the model says it again. */
function isOfTool({ type }: UIMessageChunk): boolean {
  return !/^(text|reasoning)-/.test(type);
}

export interface Stand {
  readonly message: ChatMessage;
  /** Nothing is left to be said. */
  readonly isWhole: boolean;
}

/** The message as far as it came, on top of the one that it goes on with; undefined where nothing stands of it. */
export async function standOf(
  kept: readonly UIMessageChunk[],
  continued: ChatMessage | undefined,
): Promise<Stand | undefined> {
  let message = continued && withKnownEnds(continued, kept);
  for await (const next of readUIMessageStream<ChatMessage>({
    ...(message ? { message: structuredClone(message) } : {}),
    stream: ReadableStream.from(kept),
  }))
    message = next;
  if (!message || message.parts.length === 0) return undefined;
  return { message, isWhole: isWhole(message, kept) };
}

/** What was approved is done when the answer begins: that it was done is known by its result alone. */
function withKnownEnds(message: ChatMessage, chunks: readonly UIMessageChunk[]): ChatMessage {
  const known = new Set(chunks.flatMap((chunk) => ("toolCallId" in chunk ? chunk.toolCallId : [])));
  const parts = message.parts.map((part) =>
    isApproved(part) && !known.has(part.toolCallId) ? withoutAnswer(part) : part,
  );
  return { ...message, parts };
}

type ApprovedPart = Extract<Part, { state: "approval-responded" }>;

function isApproved(part: Part): part is ApprovedPart {
  return "state" in part && part.state === "approval-responded" && part.approval.approved;
}

function withoutAnswer(part: ApprovedPart): Part {
  const approval = { ...part.approval, approved: true as const };
  return { ...part, approval, state: "output-error", errorText: mayBeDone };
}

function isWhole(message: ChatMessage, chunks: readonly UIMessageChunk[]): boolean {
  if (chunks.some(({ type }) => type === "finish" || type === "data-failure")) return true;
  if (isWaiting(message)) return true;
  const begins = chunks.findLastIndex(({ type }) => type === "start-step");
  if (begins < 0) return false;
  const inputs = chunks.slice(begins).filter((chunk) => chunk.type === "tool-input-available");
  return inputs.length === 0 || inputs.some(({ toolName }) => closingTools.includes(toolName));
}
