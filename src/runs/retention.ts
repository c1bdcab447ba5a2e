import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { RunStore } from "../store/runs.ts";

interface RetentionDependencies {
  readonly store: Pick<RunStore<unknown>, "deleteBefore" | "deleteBeyond" | "functionsBeyond">;
  /** After which a run is deleted. */
  readonly days: number;
  /** Runs of one function that are kept, however young they are. */
  readonly mostOfFunction?: number;
  /** Forgets what is kept for minutes alone. */
  readonly alsoSweep?: readonly (() => Promise<void>)[];
  readonly clock: Clock;
  readonly log: Log;
}

const dayMs = 24 * 60 * 60_000;
const everyMs = 10 * 60_000;
/** So small that whoever waits for the database does not notice. */
const portion = 500;
const pauseMs = 50;

/** Deletes the records of old runs in the background; one that still runs stays. */
export function createRetention({
  store,
  days,
  mostOfFunction = 50_000,
  alsoSweep = [],
  clock,
  log,
}: RetentionDependencies) {
  const closing = new AbortController();
  const { signal } = closing;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();

  async function inPortions(remove: () => Promise<number>): Promise<void> {
    while (!signal.aborted && (await remove()) === portion)
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }

  async function sweep(): Promise<void> {
    for (const forget of alsoSweep) await forget();
    await inPortions(() => store.deleteBefore(clock.now() - days * dayMs, portion));
    for (const name of signal.aborted ? [] : await store.functionsBeyond(mostOfFunction))
      await inPortions(() => store.deleteBeyond(name, mostOfFunction, portion));
  }

  function sweepNow(): void {
    sweeping = sweeping.then(sweep).catch((error: unknown) => {
      log.write("warn", `Old runs could not be deleted: ${String(error)}`);
    });
  }

  return {
    /** Settles when all that is too old is gone. */
    sweep,
    /** Sweeps now and every ten minutes. */
    start(): void {
      timer ??= setInterval(sweepNow, everyMs).unref();
      sweepNow();
    },
    async close(): Promise<void> {
      clearInterval(timer);
      closing.abort();
      await sweeping;
    },
  };
}
