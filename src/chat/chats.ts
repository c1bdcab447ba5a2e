import { type UIMessageChunk, createAgentUIStream } from "ai";
import { type ChatMessage, closingTools, type createAgent } from "../agent/agent.ts";
import { type Step, limitOf } from "../agent/limits.ts";
import type { Turn } from "../agent/ports.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { LeftAnswer } from "../store/chat-answers.ts";
import type { ChatSummary } from "../store/chats.ts";
import { type AcceptDependencies, type Said, createAccept, newMessageId } from "./accept.ts";
import { type ChatListing, type ChatPage, cursorOf, readCursor } from "./listing.ts";
import {
  brokenOffAnswer,
  describeFailure,
  emptyAnswer,
  isOfModel,
  isOfSettings,
  stoppedAt,
} from "./failure.ts";
import { standOf } from "./go-on.ts";
import { type RunningAnswers, handedOver } from "./running.ts";
import { isWaiting, wholeParts } from "./settle.ts";
import { requestIn } from "./said.ts";
import { createToolTimes } from "./tool-times.ts";
import { wholeInputs } from "./whole-inputs.ts";

interface ChatDependencies extends AcceptDependencies {
  /** The agent on the server's own model, or on the built-in one. */
  readonly agent: (turn: Turn, model?: "builtin") => ReturnType<typeof createAgent>;
  /** Whether the server's own model is another than the built-in one, as it is set now. */
  readonly isHosted: () => boolean;
  readonly running: RunningAnswers;
  readonly clock: Clock;
  readonly log: Log;
}

/** Chats: takes what a person says, lets the agent answer, keeps the history. */
export function createChats({
  agent,
  isHosted,
  running,
  clock,
  log,
  ...acceptDependencies
}: ChatDependencies) {
  const { store, subjectOf } = acceptDependencies;
  const accept = createAccept(acceptDependencies);

  /** What the turn is about, where that is still there. */
  async function aboutOf(chatId: string): Promise<Pick<Turn, "about">> {
    const kept = (await store.find(chatId))?.about;
    const about = kept && (await subjectOf(kept));
    return about ? { about } : {};
  }

  async function* answer(
    chatId: string,
    messages: ChatMessage[],
    signal: AbortSignal,
    wanted: "builtin" | undefined,
    userId: string | undefined,
  ): AsyncGenerator<UIMessageChunk> {
    const hosted = isHosted();
    const model = hosted ? (wanted ?? answererOf(messages.at(-1))) : undefined;
    const offer = hosted && model === undefined ? { offer: "builtin" as const } : {};
    let failure: Failure | undefined;
    let response: ChatMessage | undefined;
    let aborted = false;
    const steps: Step[] = [];
    const fail = (detail: string, mayOffer = true, mend = false): Failure =>
      (failure ??= {
        detail,
        ...(mayOffer ? offer : {}),
        ...(mend ? { mend: "settings" as const } : {}),
      });
    const report = (error: unknown): string => {
      if (failure) return failure.detail;
      const { detail } = fail(describeFailure(error), isOfModel(error), isOfSettings(error));
      // Not the error's own message: a model's server may echo what it was sent.
      log.write(
        "warn",
        `chat ${chatId}: ${error instanceof Error ? error.name : "error"}: ${detail}`,
      );
      return detail;
    };
    try {
      const stream = await createAgentUIStream({
        agent: agent(
          {
            chatId,
            prompt: requestIn(messages),
            ...(await aboutOf(chatId)),
            ...(userId === undefined ? {} : { userId }),
          },
          model,
        ),
        uiMessages: messages,
        originalMessages: messages,
        generateMessageId: newMessageId,
        abortSignal: signal,
        experimental_transform: wholeInputs,
        messageMetadata: createToolTimes(clock),
        redactToolErrors: false,
        onError: report,
        onStepEnd: (step) => void steps.push(step),
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
        if (chunk.type === "error" && failure) yield failurePart(failure);
        yield chunk;
        if (chunk.type !== "start") continue;
        yield* settledCards(messages);
        if (model && !answererOf(messages.at(-1))) yield modelPart(model);
      }
      if (!failure && ranOut(response, isClosed))
        yield* failed(fail(stoppedAt[limitOf(steps) ?? "steps"]));
    } catch (error) {
      if (!signal.aborted) {
        report(error);
        yield* failed(fail(emptyAnswer));
      }
    }
    if (signal.reason === handedOver) return;
    const stopped = aborted || signal.aborted;
    if (!failure && !stopped && saidNothing(response, messages)) yield* failed(fail(emptyAnswer));
    await keep(chatId, messages, { response, failure, stopped, model });
  }

  /**
   * Goes on with an answer whose process is gone, in the same message and from its last finished step. One that
   * cannot go on ends with what there was and says so.
   */
  async function* goOn(
    { chatId, isStopping, tries, model, userId }: LeftAnswer,
    chunks: readonly UIMessageChunk[],
    signal: AbortSignal,
  ): AsyncGenerator<UIMessageChunk> {
    const history = [...(await store.messages(chatId))];
    const last = history.at(-1);
    const continued = last?.role === "assistant" ? last : undefined;
    // It ended before what was said was taken.
    if (chunks.length === 0 && (!last || (continued && !isAnswered(continued)))) return;
    let messages = history;
    let failure: Failure | undefined;
    try {
      const stand = await standOf(chunks, continued);
      if (stand) messages = [...(continued ? history.slice(0, -1) : history), stand.message];
      if (!stand?.isWhole && !isStopping && tries < maxTries)
        return yield* answer(chatId, messages, signal, model, userId);
      if (!stand?.isWhole && !isStopping) failure = { detail: brokenOffAnswer };
    } catch (error) {
      log.write("error", `chat ${chatId}: its answer could not be gone on with: ${String(error)}`);
      failure = { detail: brokenOffAnswer };
    }
    if (failure) yield* failed(failure);
    await keep(chatId, messages, {
      response: undefined,
      failure,
      stopped: isStopping,
      model: undefined,
    });
  }

  async function keep(
    chatId: string,
    messages: readonly ChatMessage[],
    { response, failure, stopped, model }: Outcome,
  ): Promise<void> {
    const continued = messages.at(-1)?.role === "assistant" ? messages.at(-1) : undefined;
    const base = response ??
      continued ?? { id: newMessageId(), role: "assistant" as const, parts: [] };
    const kept = failure || stopped ? wholeParts(base.parts) : base.parts;
    const said = failure ? [...kept, failurePart(failure)] : kept;
    if (said.length === 0) return;
    const parts = model && !answererOf(base) ? [modelPart(model), ...said] : said;
    const before = continued ? messages.slice(0, -1) : messages;
    const answered = { ...base, id: base.id || newMessageId(), parts };
    await store.replace(chatId, { title: "" }, [...before, answered]);
  }

  async function find(chatId: string): Promise<ChatSummary> {
    const chat = await store.find(chatId);
    if (!chat) throw notFound(chatId);
    return chat;
  }

  return {
    /** Newest first, with where the next page begins where there is a limit and more. */
    async list({ about, cursor, limit, ...rest }: ChatListing): Promise<ChatPage> {
      const found = await store.list({
        ...rest,
        about: about && ((await subjectOf(about)) ?? about),
        after: cursor === undefined ? undefined : readCursor(cursor),
        limit: limit === undefined ? undefined : limit + 1,
      });
      const chats = found.slice(0, limit);
      const last = chats.at(-1);
      return { chats, ...(last && found.length > chats.length ? { next: cursorOf(last) } : {}) };
    },
    async show(chatId: string) {
      const chat = await find(chatId);
      const [messages, times] = await Promise.all([store.messages(chatId), store.times(chatId)]);
      return { ...chat, messages, times, running: await running.isRunning(chatId) };
    },
    async rename(chatId: string, title: string): Promise<ChatSummary> {
      await store.rename(chatId, title);
      return find(chatId);
    },
    /** Brings back one that was deleted within the hour. */
    async restore(chatId: string): Promise<ChatSummary> {
      await store.restore(chatId);
      return find(chatId);
    },
    async remove(chatId: string): Promise<void> {
      await running.stop(chatId);
      if (!(await store.remove(chatId))) throw notFound(chatId);
    },
    /**
     * Takes a message and streams the answer; a chat is made by its first message. The built-in
     * model answers where it is asked for, this turn only.
     */
    async send(
      chatId: string,
      candidate: unknown,
      {
        model,
        userId,
        ...said
      }: Said & {
        readonly model?: "builtin" | undefined;
        /** Who says it. */
        readonly userId?: string | undefined;
      } = {},
    ): Promise<ReadableStream<UIMessageChunk>> {
      return running.start(chatId, { model, userId }, async (signal) => {
        const messages = await accept(chatId, candidate, said);
        return answer(chatId, messages, signal, model, userId);
      });
    },
    /** The running answer from its start, or undefined. */
    resume: running.resume,
    async stop(chatId: string): Promise<boolean> {
      if (await running.stop(chatId)) return true;
      await find(chatId);
      return false;
    },
    /** Goes on with the answers of processes that are gone. */
    takeUp: () => running.takeUp(goOn),
    /** When all answers that this process writes have ended. */
    settled: running.settled,
    close: running.close,
  };
}

/** Processes that may end while they write one answer: perhaps it is what ends them. */
const maxTries = 4;

type Failure = FailurePart["data"];
type Part = ChatMessage["parts"][number];
type FailurePart = Extract<Part, { type: "data-failure" }>;
type ModelPart = Extract<Part, { type: "data-model" }>;

/** How an answer ended. */
interface Outcome {
  readonly response: ChatMessage | undefined;
  readonly failure: Failure | undefined;
  readonly stopped: boolean;
  /** Who answered, where it was not the server's own model. */
  readonly model: "builtin" | undefined;
}

const failurePart = (data: Failure): FailurePart => ({ type: "data-failure", data });
const modelPart = (id: "builtin"): ModelPart => ({ type: "data-model", data: { id } });

/** Kept with the answer, and told to clients that know only errors. */
function failed(failure: Failure): readonly UIMessageChunk[] {
  return [failurePart(failure), { type: "error", errorText: failure.detail }];
}

/** Who has begun the answer that goes on: the same ends it. */
function answererOf(message: ChatMessage | undefined): "builtin" | undefined {
  if (message?.role !== "assistant") return undefined;
  return message.parts.find((part): part is ModelPart => part.type === "data-model")?.data.id;
}

/** A tool of it was answered last, so that there is something to go on from. */
function isAnswered({ parts }: ChatMessage): boolean {
  const last = parts.at(-1);
  return last !== undefined && "toolCallId" in last;
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
