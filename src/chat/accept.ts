import type { ChatMessage } from "../agent/agent.ts";
import type { ChatAbout } from "../contract/chat.ts";
import type { ConnectionRequestView } from "../contract/connection.ts";
import { PatchbayError } from "../core/errors.ts";
import { createId } from "../core/ids.ts";
import type { ChatStore } from "../store/chats.ts";
import { type Incoming, readIncoming } from "./incoming.ts";
import { isWaiting, settleAbandoned, settleAnswered } from "./settle.ts";
import { titleOf } from "./title.ts";

export interface AcceptDependencies {
  readonly store: ChatStore<ChatMessage>;
  readonly connections: {
    view(requestId: string): Promise<ConnectionRequestView>;
    /** A request that is decided already stays as it is. */
    settle(requestId: string, to: "closed"): Promise<ConnectionRequestView>;
  };
  /** By its name of today; undefined where it is not there. */
  readonly subjectOf: (about: ChatAbout) => Promise<ChatAbout | undefined>;
}

/** What comes with a message. */
export interface Said {
  /** What the chat is about, from its first message on. */
  readonly about?: ChatAbout | undefined;
  /** The id of the message whose place it takes. */
  readonly replace?: string | undefined;
}

export const newMessageId = () => createId("msg");

/** Takes what a person did into the history, and saves that before anything is answered. */
export function createAccept({ store, connections, subjectOf }: AcceptDependencies) {
  /** Undefined where the request is that of another server, whose chat was taken in. */
  async function close(requestId: string): Promise<ConnectionRequestView | undefined> {
    try {
      return await connections.settle(requestId, "closed");
    } catch (error) {
      if (error instanceof PatchbayError && error.code === "connection/request-not-found")
        return undefined;
      throw error;
    }
  }

  async function apply(
    incoming: Incoming,
    history: readonly ChatMessage[],
  ): Promise<readonly ChatMessage[]> {
    const last = history.at(-1);
    const waiting = last && isWaiting(last) ? last : undefined;
    if (incoming.kind === "went-on") {
      if (!waiting) {
        throw new PatchbayError(
          "chat/forged",
          "The last answer of this chat waits for nothing. Say something new.",
        );
      }
      return [
        ...history.slice(0, -1),
        await settleAnswered(waiting, incoming.approvals, connections.view),
      ];
    }
    const abandoned = waiting && (await settleAbandoned(waiting, close));
    const whole = abandoned ? [...history.slice(0, -1), abandoned] : history;
    if (incoming.kind === "again")
      return whole.slice(0, whole.findIndex(({ id }) => id === incoming.messageId) + 1);
    return [
      ...(incoming.kind === "replaced" ? whole.slice(0, incoming.at) : whole),
      { id: incoming.id, role: "user", parts: [{ type: "text", text: incoming.text }] },
    ];
  }

  /** A chat is called by its first sentence until a person calls it otherwise. */
  async function retitle(
    chatId: string,
    history: readonly ChatMessage[],
    messages: readonly ChatMessage[],
  ): Promise<void> {
    const [before, now] = [titleIn(history), titleIn(messages)];
    if (before !== now && (await store.find(chatId))?.title === before)
      await store.rename(chatId, now);
  }

  return async (
    chatId: string,
    candidate: unknown,
    { about, replace }: Said,
  ): Promise<ChatMessage[]> => {
    const history = await store.messages(chatId);
    const incoming = readIncoming(candidate, history, newMessageId, replace);
    const messages = await apply(incoming, history);
    const subject = about && ((await subjectOf(about)) ?? about);
    await store.replace(chatId, { title: titleIn(messages), about: subject }, messages);
    if (incoming.kind === "replaced" && incoming.at === 0) await retitle(chatId, history, messages);
    return [...messages];
  };
}

function titleIn(messages: readonly ChatMessage[]): string {
  const said = messages
    .find(({ role }) => role === "user")
    ?.parts.find((part) => part.type === "text")?.text;
  return said === undefined ? "New chat" : titleOf(said);
}
