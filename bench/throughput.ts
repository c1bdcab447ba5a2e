import { type Bench, figure } from "./figure.ts";
import { callDirectly, createBenchGround, runOnce } from "./ground.ts";
import { createRecordedRuns } from "./recorded.ts";

const inFlight = 32;
const windows = 8;
const windowMs = 1_000;

/** Many calls at a time to the same server: by `fetch`, from a warm function, and with each run kept in SQLite. */
export const throughputBench: Bench = async () => {
  const ground = await createBenchGround();
  const runner = ground.runner();
  const recorded = await createRecordedRuns(ground.dataDir, runner);
  try {
    const rates = {
      direct: await rate(() => callDirectly(ground.apiBase)),
      warm: await rate(() => runOnce(runner, "warm")),
      recorded: await rate(recorded.run),
    };
    return [
      figure("run.throughput.direct", "per second", rates.direct),
      figure("run.throughput", "per second", rates.warm, 2_900),
      figure("run.throughput.recorded", "per second", rates.recorded, 2_000),
    ];
  } finally {
    await ground.close();
    await recorded.close();
  }
};

/** Calls a second with so many at a time, one sample a window. */
async function rate(work: () => Promise<unknown>): Promise<readonly number[]> {
  const perSecond: number[] = [];
  for (let window = 0; window <= windows; window++) {
    const start = performance.now();
    let done = 0;
    const one = async () => {
      while (performance.now() - start < windowMs) {
        await work();
        done++;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, one));
    perSecond.push((done * 1_000) / (performance.now() - start));
  }
  // The first warms up.
  return perSecond.slice(1);
}
