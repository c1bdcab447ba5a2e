import { z } from "zod";
import type { ChatMessage } from "../agent/agent.ts";
import { maxPromptLength } from "../contract/chat.ts";
import { PatchbayError } from "../core/errors.ts";

/** What a person did: said something, asked for another try, or answered what the last message waits for. */
export type Incoming =
  | { readonly kind: "said"; readonly id: string; readonly text: string }
  | {
      readonly kind: "replaced";
      readonly id: string;
      readonly text: string;
      /** Where the message stood that it takes the place of. */
      readonly at: number;
    }
  | { readonly kind: "again"; readonly messageId: string }
  | { readonly kind: "went-on"; readonly approvals: ReadonlyMap<string, ApprovalAnswer> };

export interface ApprovalAnswer {
  readonly approved: boolean;
  readonly reason?: string;
}

const messageShape = z.looseObject({
  id: z.string().max(200).optional(),
  role: z.enum(["user", "assistant"]),
  parts: z.array(z.looseObject({ type: z.string() })).max(1000),
});
const textPart = z.looseObject({ type: z.literal("text"), text: z.string() });
const respondedPart = z.looseObject({
  state: z.literal("approval-responded"),
  approval: z.looseObject({
    id: z.string(),
    approved: z.boolean(),
    reason: z.string().max(2000).optional(),
  }),
});

/**
 * Reads the last message a client sent, against the stored history. Everything else in the request
 * is ignored: tool results, earlier messages and the text of assistant messages are the server's.
 */
export function readIncoming(
  candidate: unknown,
  history: readonly ChatMessage[],
  newId: () => string,
  replace?: string,
): Incoming {
  const parsed = messageShape.safeParse(candidate);
  if (!parsed.success) {
    throw new PatchbayError(
      "request/invalid",
      `The last message is not a UIMessage: ${z.prettifyError(parsed.error)}`,
      {
        where: "messages",
      },
    );
  }
  const message = parsed.data;
  if (replace !== undefined) return readReplaced(message, history, newId, replace);
  return message.role === "user" ? readSaid(message, history, newId) : readWentOn(message, history);
}

type Message = z.output<typeof messageShape>;

function readSaid(
  message: Message,
  history: readonly ChatMessage[],
  newId: () => string,
): Incoming {
  const known = history.find(({ id }) => id === message.id);
  if (known) {
    const lastSaid = history.findLast(({ role }) => role === "user");
    if (known === lastSaid) return { kind: "again", messageId: known.id };
    throw new PatchbayError(
      "chat/forged",
      "That message was answered already. Say it again as a new message.",
    );
  }
  return { kind: "said", id: message.id || newId(), text: textOf(message) };
}

/** Only what the person said in this chat can be said otherwise. */
function readReplaced(
  message: Message,
  history: readonly ChatMessage[],
  newId: () => string,
  replace: string,
): Incoming {
  const at = history.findIndex(({ id, role }) => id === replace && role === "user");
  const isOther = history.some(({ id }) => id === message.id && id !== replace);
  if (at < 0 || message.role !== "user" || isOther) {
    throw new PatchbayError(
      "chat/forged",
      "Only a message of yours in this chat can be replaced, by another one of yours. Reload the chat and try again.",
      { where: "replace" },
    );
  }
  return { kind: "replaced", id: message.id || newId(), text: textOf(message), at };
}

/** The words of a message; throws where there are none, or too many. */
function textOf(message: Message): string {
  const text = message.parts
    .flatMap((part) => textPart.safeParse(part).data?.text ?? [])
    .join("\n");
  if (text.trim() === "") {
    throw new PatchbayError(
      "chat/empty-prompt",
      "Say what the function should do, for example: Send a Slack message to #general.",
    );
  }
  if (text.length > maxPromptLength) {
    const detail = `The prompt has ${text.length} characters; at most ${maxPromptLength} are read. Shorten it, or give long text to the function as an input.`;
    throw new PatchbayError("chat/prompt-too-long", detail);
  }
  return text;
}

function readWentOn(message: Message, history: readonly ChatMessage[]): Incoming {
  const last = history.at(-1);
  if (last?.role !== "assistant" || last.id !== message.id) {
    throw new PatchbayError(
      "chat/forged",
      "That message is not the last answer of this chat. Reload the chat and go on from there.",
    );
  }
  const approvals = new Map<string, ApprovalAnswer>();
  for (const part of message.parts) {
    const responded = respondedPart.safeParse(part);
    if (!responded.success) continue;
    const { id, approved, reason } = responded.data.approval;
    approvals.set(id, { approved, ...(reason === undefined ? {} : { reason }) });
  }
  return { kind: "went-on", approvals };
}
