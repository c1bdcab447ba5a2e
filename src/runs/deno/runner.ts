import type { Clock } from "../../core/clock.ts";
import type { Broker } from "../broker/broker.ts";
import type { RunOptions, RunningFunction } from "../types.ts";
import { prepareCommand } from "./command.ts";
import { type RunnerLimits, defaultLimits } from "./limits.ts";
import { createPool } from "./pool.ts";
import { startProcess } from "./process.ts";
import { startRun } from "./run.ts";
import { createWatchdog } from "./watchdog.ts";

/** The processes that functions run in, of all apps together. */
export function createProcesses(dataDir: string, given: Partial<RunnerLimits> = {}) {
  const limits = { ...defaultLimits, ...given };
  const command = prepareCommand(dataDir);
  const pool = createPool({
    start: () => startProcess(command, limits.maxResponseBytes),
    watchdog: createWatchdog(),
    limits,
  });
  return {
    pool,
    limits,
    /** Settles when processes without code wait for their first run. */
    warmUp: () => pool.warmUp(),
    /** Ends every process; settles when they are gone. */
    close: () => pool.close(),
  };
}

export type Processes = ReturnType<typeof createProcesses>;

interface RunnerDeps {
  readonly processes: Pick<Processes, "pool" | "limits">;
  readonly broker: Broker;
  readonly clock: Clock;
}

/** Runs the functions of an app in Deno processes that may do nothing but speak frames with this one. */
export function createRunner({ processes, broker, clock }: RunnerDeps) {
  const { pool, limits } = processes;
  return {
    /** Starts a run; what goes wrong is in its response and outcome. */
    run: (options: RunOptions): RunningFunction =>
      startRun({ pool, broker, clock, limits }, options),
  };
}

export type Runner = ReturnType<typeof createRunner>;
