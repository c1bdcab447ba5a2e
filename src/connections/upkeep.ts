import type { Timer } from "../core/timer.ts";
import type { ConnectionStore } from "../store/connections.ts";
import { type ProbesDeps, createProbes } from "./probes.ts";
import { type OwedDeps, createOwedRevocations } from "./revocations.ts";
import { createWarnings } from "./warnings.ts";

const everyMs = 30_000;

interface UpkeepDeps extends ProbesDeps, OwedDeps {
  readonly connections: ConnectionStore;
  readonly timer: Timer;
}

/** Looks after accounts in rounds, the next one half a minute after the last was done. */
export function createUpkeep(deps: UpkeepDeps) {
  const { timer, log } = deps;
  const works = [createProbes(deps), createWarnings(deps), createOwedRevocations(deps)];
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
