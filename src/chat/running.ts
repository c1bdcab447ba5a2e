import { setTimeout as sleep } from "node:timers/promises";
import type { UIMessageChunk } from "ai";
import { z } from "zod";
import { repeatableTools } from "../agent/agent.ts";
import type { Bus } from "../cluster/bus.ts";
import { PatchbayError } from "../core/errors.ts";
import { createLateWrites } from "../core/late-writes.ts";
import type { Log } from "../core/log.ts";
import type { AnswerClaim, ChatAnswerStore, LeftAnswer } from "../store/chat-answers.ts";
import { followAnswer } from "./follow.ts";
import { wholeSteps } from "./go-on.ts";
import { createLiveAnswers } from "./live.ts";
import { createRecorder } from "./recorder.ts";

/** Why an answer ends here: another process goes on with it, so nothing of it is kept by this one. */
export const handedOver = Symbol("handed over");

/** As long as it may take until a process is known to be gone, and another has ended what it wrote. */
const stopPatienceMs = 20_000;
const stopLookMs = 100;

const message = z.union([z.object({ more: z.string() }), z.object({ stop: z.string() })]);

interface RunningDependencies {
  readonly store: ChatAnswerStore<UIMessageChunk>;
  readonly bus: Bus;
  readonly appId: string;
  /** Whether another process lives that can go on. */
  readonly hasOthers: () => Promise<boolean>;
  readonly log: Log;
}

/** Answers that are being written, in this process or in another one on the same database. */
export function createRunningAnswers({ store, bus, appId, hasOthers, log }: RunningDependencies) {
  const live = createLiveAnswers();
  const ends = createLateWrites(log);
  const topic = `chat:${appId}`;
  const say = (said: z.output<typeof message>) =>
    void bus.publish(topic, said).catch((error: unknown) => log.write("warn", String(error)));
  bus.subscribe(topic, (payload, { isOwn }) => {
    const { data } = message.safeParse(payload);
    if (data && "stop" in data && !isOwn) live.cancel(data.stop);
  });

  /** All may say the next thing. */
  function end(claim: AnswerClaim): Promise<void> {
    return ends.write(`The end of an answer in chat ${claim.chatId}`, async () => {
      await store.end(claim);
      say({ more: claim.id });
    });
  }

  function onMore(answerId: string, more: () => void): () => void {
    return bus.subscribe(topic, (payload) => {
      const { data } = message.safeParse(payload);
      if (data && "more" in data && data.more === answerId) more();
    });
  }

  /** Writes down what is sent, and says at its end that it is over. */
  async function* recorded(
    claim: AnswerClaim,
    source: AsyncIterable<UIMessageChunk>,
    signal: AbortSignal,
    position: number,
  ): AsyncGenerator<UIMessageChunk> {
    const recorder = createRecorder({
      store,
      claim,
      position,
      told: () => say({ more: claim.id }),
      onStop: () => live.cancel(claim.chatId),
      onLost: () => live.cancel(claim.chatId, handedOver),
      log,
    });
    try {
      for await (const chunk of source) {
        recorder.add(chunk);
        yield chunk;
      }
    } finally {
      await recorder.flush();
      if (signal.reason !== handedOver) await end(claim);
    }
  }

  /** What stands of it, then what is said from now on. */
  async function* wentOn(
    kept: readonly UIMessageChunk[],
    rest: AsyncIterable<UIMessageChunk>,
  ): AsyncGenerator<UIMessageChunk> {
    yield* kept;
    for await (const chunk of rest) if (kept.length === 0 || chunk.type !== "start") yield chunk;
  }

  return {
    /** Settles when all that this process writes now has come to its end. */
    settled: live.settled,
    isRunning: async (chatId: string) =>
      live.isRunning(chatId) || (await store.running(chatId)) !== undefined,
    /** Throws `chat/busy` where the chat is being answered, here or elsewhere. */
    async start(
      chatId: string,
      of: Pick<LeftAnswer, "model" | "userId">,
      prepare: (signal: AbortSignal) => Promise<AsyncIterable<UIMessageChunk>>,
    ): Promise<ReadableStream<UIMessageChunk>> {
      if (live.isRunning(chatId)) throw busy();
      // Reserved at once, so that two requests cannot both begin.
      return live.start(chatId, async (signal) => {
        const claim = await store.begin(chatId, of);
        if (!claim) throw busy();
        try {
          return errorsLast(recorded(claim, await prepare(signal), signal, 0));
        } catch (error) {
          await end(claim);
          throw error;
        }
      });
    },
    /** The running answer from its start, whoever writes it, or undefined. */
    async resume(chatId: string): Promise<ReadableStream<UIMessageChunk> | undefined> {
      const here = live.resume(chatId);
      if (here) return here;
      const claim = await store.running(chatId);
      return claim && followAnswer(claim, { store, onMore });
    },
    /** Ends it wherever it is written, and waits until what stands is saved. */
    async stop(chatId: string): Promise<boolean> {
      if (await live.stop(chatId)) return true;
      if (!(await store.stop(chatId))) return false;
      for (let left = stopPatienceMs; left > 0; left -= stopLookMs) {
        say({ stop: chatId });
        await sleep(stopLookMs);
        if (!(await store.running(chatId))) break;
      }
      return true;
    },
    /** Goes on with answers whose process is gone. */
    async takeUp(
      goOn: (
        left: LeftAnswer,
        chunks: readonly UIMessageChunk[],
        signal: AbortSignal,
      ) => AsyncIterable<UIMessageChunk>,
    ): Promise<void> {
      for (const left of await store.left()) {
        const claim = live.isRunning(left.chatId) ? undefined : await store.takeOver(left);
        if (!claim) continue;
        log.write(
          "warn",
          `chat ${left.chatId}: its answer broke off with its process; it goes on here.`,
        );
        await live.start(left.chatId, async (signal) => {
          const sent = (await store.chunksFrom(claim, 0)).flat();
          const kept = wholeSteps(sent, { isRepeatable: (tool) => repeatableTools.has(tool) });
          await store.rewrite(claim, kept);
          return errorsLast(wentOn(kept, recorded(claim, goOn(left, kept, signal), signal, 1)));
        });
      }
    },
    /** Where others live they go on with what is not over; alone, what stands is saved. */
    async close(): Promise<void> {
      await ((await hasOthers()) ? live.cancelAll(handedOver) : live.stopAll());
      ends.close();
    },
  };
}

export type RunningAnswers = ReturnType<typeof createRunningAnswers>;

/**
 * A client takes an error for the end and may say the next thing at once: it is told when what stands is
 * saved and the chat is free again.
 */
async function* errorsLast(source: AsyncIterable<UIMessageChunk>): AsyncGenerator<UIMessageChunk> {
  const errors: UIMessageChunk[] = [];
  for await (const chunk of source) {
    if (chunk.type === "error") errors.push(chunk);
    else yield chunk;
  }
  yield* errors;
}

function busy(): PatchbayError {
  return new PatchbayError(
    "chat/busy",
    "This chat is still answering. Wait for the end, or stop it first.",
  );
}
