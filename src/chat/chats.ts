import { type UIMessageChunk, createAgentUIStream } from "ai";
import { type ChatMessage, closingTools, type createAgent } from "../agent/agent.ts";
import type { Turn } from "../agent/ports.ts";
import type { ConnectionRequestView } from "../contract/connection.ts";
import { PatchbayError } from "../core/errors.ts";
import { createId } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import type { ChatStore } from "../store/chats.ts";
import { describeFailure, emptyAnswer, tooManySteps } from "./failure.ts";
import { type Incoming, readIncoming } from "./incoming.ts";
import { createLiveAnswers } from "./live.ts";
import { isWaiting, settleAbandoned, settleAnswered, wholeParts } from "./settle.ts";
import { wholeInputs } from "./whole-inputs.ts";

interface ChatDependencies {
  readonly store: ChatStore<ChatMessage>;
  readonly agent: (turn: Turn) => ReturnType<typeof createAgent>;
  readonly connections: {
    view(requestId: string): Promise<ConnectionRequestView>;
    /** A request that is decided already stays as it is. */
    settle(requestId: string, to: "closed"): Promise<ConnectionRequestView>;
  };
  readonly log: Log;
}

/** Chats: takes what a person says, lets the agent answer, keeps the history. */
export function createChats({ store, agent, connections, log }: ChatDependencies) {
  const live = createLiveAnswers();
  const newMessageId = () => createId("msg");

  /** The history with what came in, saved before anything is answered. */
  async function accept(chatId: string, candidate: unknown): Promise<ChatMessage[]> {
    const history = [...(await store.messages(chatId))];
    const incoming = readIncoming(candidate, history, newMessageId);
    const messages = await apply(incoming, history);
    const title = messages
      .find(({ role }) => role === "user")
      ?.parts.find((part) => part.type === "text")?.text;
    await store.replace(chatId, title ?? "New chat", messages);
    return messages;
  }

  async function apply(incoming: Incoming, history: ChatMessage[]): Promise<ChatMessage[]> {
    const last = history.at(-1);
    if (incoming.kind === "said") {
      const before =
        last && isWaiting(last)
          ? [
              ...history.slice(0, -1),
              await settleAbandoned(last, (id) => connections.settle(id, "closed")),
            ]
          : history;
      return [
        ...before,
        { id: incoming.id, role: "user", parts: [{ type: "text", text: incoming.text }] },
      ];
    }
    if (incoming.kind === "again") {
      return history.slice(0, history.findIndex(({ id }) => id === incoming.messageId) + 1);
    }
    if (!last || !isWaiting(last)) {
      throw new PatchbayError(
        "chat/forged",
        "The last answer of this chat waits for nothing. Say something new.",
      );
    }
    return [
      ...history.slice(0, -1),
      await settleAnswered(last, incoming.approvals, connections.view),
    ];
  }

  async function* answer(
    chatId: string,
    messages: ChatMessage[],
    signal: AbortSignal,
  ): AsyncGenerator<UIMessageChunk> {
    let failure: string | undefined;
    let response: ChatMessage | undefined;
    let aborted = false;
    const report = (error: unknown) => {
      if (failure !== undefined) return failure;
      failure = describeFailure(error);
      // Not the error's own message: a model's server may echo what it was sent.
      log.write(
        "warn",
        `chat ${chatId}: ${error instanceof Error ? error.name : "error"}: ${failure}`,
      );
      return failure;
    };
    try {
      const stream = await createAgentUIStream({
        agent: agent({ chatId, prompt: lastSaid(messages) }),
        uiMessages: messages,
        originalMessages: messages,
        generateMessageId: newMessageId,
        abortSignal: signal,
        experimental_transform: wholeInputs,
        redactToolErrors: false,
        onError: report,
        onEnd: (end) => {
          response = end.responseMessage;
          aborted = end.isAborted;
        },
      });
      let isClosed = false;
      for await (const chunk of stream) {
        isClosed ||= chunk.type === "tool-input-available" && closingTools.includes(chunk.toolName);
        // Without another step `useChat` would take the answered tool for one that the model waits for.
        if (chunk.type === "finish" && isClosed) yield* emptyStep;
        yield chunk;
        if (chunk.type === "start") yield* settledCards(messages);
      }
      if (failure === undefined && ranOut(response, isClosed)) {
        failure = tooManySteps;
        yield { type: "error", errorText: failure };
      }
    } catch (error) {
      if (!signal.aborted) {
        report(error);
        yield { type: "error", errorText: failure ?? emptyAnswer };
      }
    }
    if (!failure && !aborted && !signal.aborted && saidNothing(response, messages)) {
      failure = emptyAnswer;
      yield { type: "error", errorText: failure };
    }
    await keep(chatId, messages, response, failure, aborted || signal.aborted);
  }

  async function keep(
    chatId: string,
    messages: readonly ChatMessage[],
    response: ChatMessage | undefined,
    failure: string | undefined,
    stopped: boolean,
  ): Promise<void> {
    const continued = messages.at(-1)?.role === "assistant" ? messages.at(-1) : undefined;
    const base = response ??
      continued ?? { id: newMessageId(), role: "assistant" as const, parts: [] };
    const kept = failure || stopped ? wholeParts(base.parts) : base.parts;
    const parts = failure
      ? [...kept, { type: "data-failure" as const, data: { detail: failure } }]
      : kept;
    if (parts.length === 0) return;
    const before = continued ? messages.slice(0, -1) : messages;
    await store.replace(chatId, "", [...before, { ...base, id: base.id || newMessageId(), parts }]);
  }

  return {
    list: () => store.list(),
    async show(chatId: string) {
      const chat = await store.find(chatId);
      if (!chat) throw notFound(chatId);
      return { ...chat, messages: await store.messages(chatId), running: live.isRunning(chatId) };
    },
    async remove(chatId: string): Promise<void> {
      await live.stop(chatId);
      if (!(await store.remove(chatId))) throw notFound(chatId);
    },
    /** Takes a message and streams the answer; a chat is made by its first message. */
    async send(chatId: string, candidate: unknown): Promise<ReadableStream<UIMessageChunk>> {
      if (live.isRunning(chatId)) {
        throw new PatchbayError(
          "chat/busy",
          "This chat is still answering. Wait for the end, or stop it first.",
        );
      }
      // Reserved at once, so that two requests cannot both begin.
      return live.start(chatId, async (signal) => {
        const messages = await accept(chatId, candidate);
        return answer(chatId, messages, signal);
      });
    },
    /** The running answer from its start, or undefined. */
    resume: (chatId: string) => live.resume(chatId),
    async stop(chatId: string): Promise<boolean> {
      if (await live.stop(chatId)) return true;
      if (!(await store.find(chatId))) throw notFound(chatId);
      return false;
    },
    close: () => live.stopAll(),
  };
}

/** The last step called tools and they answered, but no step follows, and none waits for the person. */
function ranOut(response: ChatMessage | undefined, isClosed: boolean): boolean {
  const last = response?.parts.at(-1);
  return (
    !isClosed &&
    !(response && isWaiting(response)) &&
    last !== undefined &&
    "toolCallId" in last &&
    last.state.startsWith("output-")
  );
}

/** A step that says nothing; the client notices a step only by a part in it. */
const emptyStep: readonly UIMessageChunk[] = [
  { type: "start-step" },
  { type: "text-start", id: "end" },
  { type: "text-end", id: "end" },
  { type: "finish-step" },
];

export type Chats = ReturnType<typeof createChats>;

/** What really became of the cards of an answer that goes on: the client has only its own word for it. */
function settledCards(messages: readonly ChatMessage[]): UIMessageChunk[] {
  const last = messages.at(-1);
  if (last?.role !== "assistant") return [];
  return last.parts.flatMap((part) =>
    part.type === "tool-request_connection" && part.state === "output-available"
      ? [{ type: "tool-output-available", toolCallId: part.toolCallId, output: part.output }]
      : [],
  );
}

function lastSaid(messages: readonly ChatMessage[]): string {
  const message = messages.findLast(({ role }) => role === "user");
  return message?.parts.flatMap((part) => (part.type === "text" ? part.text : [])).join("\n") ?? "";
}

/** Nothing but step marks came since the turn began. */
function saidNothing(response: ChatMessage | undefined, before: readonly ChatMessage[]): boolean {
  const known = before.find(({ id }) => id === response?.id)?.parts.length ?? 0;
  return !response?.parts
    .slice(known)
    .some((part) => part.type !== "step-start" && !(part.type === "text" && part.text === ""));
}

function notFound(chatId: string): PatchbayError {
  return new PatchbayError(
    "chat/not-found",
    `There is no chat "${chatId}". It may have been deleted; GET /api/chats lists those there are.`,
  );
}
