import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { Timer } from "../core/timer.ts";

/** Does what is due, and says when it wants to be asked next, in milliseconds since 1970. */
export type Job = (now: number) => Promise<number | undefined>;

interface WakesDependencies {
  readonly jobs: readonly Job[];
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
}

/** A timer does not notice that the clock was set, or that the machine slept. */
const maxSleepMs = 60_000;
const afterFaultMs = 5_000;

/** Does the jobs when the earliest of them is due, and when it is told to; in between nothing happens. */
export function createWakes({ jobs, clock, timer, log }: WakesDependencies) {
  let callOff = () => {};
  let isWanted = false;
  let isClosed = false;
  let round: Promise<void> | undefined;

  async function attempt(job: Job): Promise<number | undefined> {
    try {
      return await job(clock.now());
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log.write("error", `Automations could not be looked after: ${reason}`);
      return clock.now() + afterFaultMs;
    }
  }

  async function go(): Promise<void> {
    callOff();
    let next: number | undefined;
    while (isWanted) {
      isWanted = false;
      next = undefined;
      for (const job of jobs) {
        const wanted = await attempt(job);
        next = Math.min(next ?? Number.POSITIVE_INFINITY, wanted ?? Number.POSITIVE_INFINITY);
      }
    }
    if (isClosed) return;
    const sleepMs = Math.min((next ?? Number.POSITIVE_INFINITY) - clock.now(), maxSleepMs);
    callOff = timer.after(Math.max(0, sleepMs), wake);
  }

  function wake(): void {
    if (isClosed) return;
    isWanted = true;
    round ??= go().finally(() => {
      round = undefined;
      if (isWanted) wake();
    });
  }

  return {
    wake,
    /** Nothing is begun after it. */
    async close(): Promise<void> {
      isClosed = true;
      isWanted = false;
      callOff();
      await round;
    },
  };
}
