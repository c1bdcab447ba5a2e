import type { Log } from "../core/log.ts";
import type { Timer } from "../core/timer.ts";

const everyMs = 30_000;

/** Does one thing after the other in rounds, the next one half a minute after the last was done. */
export function createUpkeep({
  works,
  timer,
  log,
}: {
  readonly works: readonly (() => Promise<void>)[];
  readonly timer: Timer;
  readonly log: Log;
}) {
  let callOff = () => {};
  let isClosed = false;
  let round: Promise<void> = Promise.resolve();

  async function turn(): Promise<void> {
    for (const work of isClosed ? [] : works)
      await work().catch((error: unknown) =>
        log.write("warn", `Accounts were not looked after: ${String(error)}`),
      );
    plan();
  }

  function plan(): void {
    if (isClosed) return;
    callOff = timer.after(everyMs, () => {
      round = turn();
    });
  }

  return {
    begin: plan,
    /** Settles when what is under way is done. */
    async close(): Promise<void> {
      isClosed = true;
      callOff();
      await round;
    },
  };
}
