import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "./log.ts";

const pauseMs = { least: 1_000, most: 30_000 };
/** What is not taken by then is no outage. */
const patienceMs = 3_600_000;

/**
 * Writes that say how something ended, and must not be lost where the database is away for a while: what
 * has an owner that lives is taken up by nobody else.
 */
export function createLateWrites(log: Log, leastMs: number = pauseMs.least) {
  const closing = new AbortController();
  const { signal } = closing;

  async function tryAgain(what: string, write: () => Promise<void>): Promise<void> {
    const until = Date.now() + patienceMs;
    for (let pause = leastMs; Date.now() < until; pause = Math.min(pause * 2, pauseMs.most)) {
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      const isWritten = await write().then(
        () => true,
        () => false,
      );
      if (isWritten) return log.write("warn", `${what} is on record now, which was late.`);
    }
  }

  return {
    /** Where it fails the error is the caller's, and the same is written later, until it is or `close`. */
    async write(what: string, write: () => Promise<void>): Promise<void> {
      try {
        await write();
      } catch (error) {
        void tryAgain(what, write);
        throw error;
      }
    },
    /** Nothing is tried again: what is not written is another process's to end. */
    close: () => closing.abort(),
  };
}

export type LateWrites = ReturnType<typeof createLateWrites>;
