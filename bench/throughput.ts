import { systemClock } from "../src/core/clock.ts";
import { silentLog } from "../src/core/log.ts";
import { type RunBody, createRuns } from "../src/runs/runs.ts";
import { defaultAppId, openDatabase } from "../src/store/database.ts";
import type { FunctionVersion } from "../src/store/function-version.ts";
import { createRunStore } from "../src/store/runs.ts";
import { type Bench, figure } from "./figure.ts";
import { approvals, callDirectly, code, createBenchGround, runOnce } from "./ground.ts";

const inFlight = 32;
const windows = 8;
const windowMs = 1_000;

const version: FunctionVersion = {
  name: "recorded",
  version: 1,
  madeBy: { what: "hand", via: "api" },
  origin: "hand",
  code,
  approvals,
  permissions: [],
  createdAt: "2026-01-01T00:00:00.000Z",
  etag: "recorded",
};

/** Many calls at a time to the same server: by `fetch`, from a warm function, and with each run kept in SQLite. */
export const throughputBench: Bench = async () => {
  const ground = await createBenchGround();
  const db = await openDatabase(ground.dataDir);
  const runner = ground.runner();
  const runs = createRuns({
    current: async () => version,
    store: createRunStore<RunBody>(db, defaultAppId, systemClock),
    runner,
    timeoutMsOf: () => undefined,
    appId: defaultAppId,
    clock: systemClock,
    secretNames: async () => [],
    secretValues: async () => [],
    log: silentLog,
  });
  const recorded = async () => {
    const { status, error } = await runs.test(
      version.name,
      { channel: "C0123", text: "Hello" },
      { trigger: "test" },
    );
    if (status !== "succeeded") throw new Error(JSON.stringify(error));
  };
  try {
    const rates = {
      direct: await rate(() => callDirectly(ground.apiBase)),
      warm: await rate(() => runOnce(runner, "warm")),
      recorded: await rate(recorded),
    };
    return [
      figure("run.throughput.direct", "per second", rates.direct),
      figure("run.throughput", "per second", rates.warm, 2_900),
      figure("run.throughput.recorded", "per second", rates.recorded, 2_000),
    ];
  } finally {
    await ground.close();
    await db.destroy();
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
