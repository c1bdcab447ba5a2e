import type { Time } from "../../src/compose.ts";

/** Time that goes on as it does, and that a test can let pass faster. */
export interface PassingTime extends Time {
  /** Puts the clock ahead, and does what is due by then. */
  pass(ms: number): void;
}

export function passingTime(): PassingTime {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const waiting = new Set<{ readonly at: number; readonly work: () => void }>();
  return {
    clock: { now },
    timer: {
      after(ms, work) {
        const one = { at: now() + ms, work: () => callOff() && work() };
        const timeout = setTimeout(one.work, ms);
        function callOff(): boolean {
          clearTimeout(timeout);
          return waiting.delete(one);
        }
        waiting.add(one);
        return callOff;
      },
    },
    pass(ms) {
      ahead += ms;
      for (const { at, work } of waiting) if (at <= now()) work();
    },
  };
}
