import type { UIMessageChunk } from "ai";
import type { Log } from "../core/log.ts";
import type { AnswerClaim, ChatAnswerStore } from "../store/chat-answers.ts";

/** Chunks of so many milliseconds are written together: a reader on another process sees words as they come. */
const togetherMs = 200;

/** Written at once: after it something is done that must not be done twice, or was done. */
const urgent: ReadonlySet<UIMessageChunk["type"]> = new Set<UIMessageChunk["type"]>([
  "tool-input-available",
  "tool-output-available",
  "tool-output-error",
  "finish-step",
]);

interface RecorderDependencies {
  readonly store: Pick<ChatAnswerStore<UIMessageChunk>, "append" | "stateOf">;
  readonly claim: AnswerClaim;
  /** Where the first row stands. */
  readonly position: number;
  /** There is more to read. */
  readonly told: () => void;
  readonly onStop: () => void;
  /** Another process goes on with it. */
  readonly onLost: () => void;
  readonly log: Log;
}

/** Writes down what is sent of an answer, some chunks a row, and learns meanwhile whether it is still this process's. */
export function createRecorder(deps: RecorderDependencies) {
  const { store, claim, told, onStop, onLost, log } = deps;
  let { position } = deps;
  let pending: UIMessageChunk[] = [];
  let timer: NodeJS.Timeout | undefined;
  let written: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const chunks = pending;
    pending = [];
    if (chunks.length > 0) {
      await store.append(claim, position++, chunks);
      told();
    }
    const state = await store.stateOf(claim);
    if (state === "stopping") onStop();
    if (state === "lost") onLost();
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    written = written.then(write).catch((error: unknown) => {
      log.write("warn", `What was said in chat ${claim.chatId} is not on record: ${String(error)}`);
    });
    return written;
  }

  return {
    add(chunk: UIMessageChunk): void {
      pending.push(chunk);
      if (urgent.has(chunk.type)) void flush();
      else timer ??= setTimeout(() => void flush(), togetherMs);
    },
    /** Settles when all is written. */
    flush,
  };
}
