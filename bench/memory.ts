import { childMemory } from "./child-memory.ts";
import { type Bench, type Figure, figure } from "./figure.ts";
import { createBenchGround, runOnce } from "./ground.ts";
import { createRecordedRuns } from "./recorded.ts";

const warmFunctions = 100;
const runsEach = 20;

const longRuns = 200_000;
/** By now all that is filled once is full: compiled code, buffers, SQLite's cache. */
const settledRuns = 20_000;
const inFlight = 32;
const lookEvery = 2_000;
/** Looks at either end that are compared. */
const looks = 10;

/** What many warm functions take together, and what many runs leave behind. Linux only. */
export const memoryBench: Bench = async () =>
  process.platform === "linux" ? [await ofManyFunctions(), await ofManyRuns()] : [];

async function ofManyFunctions(): Promise<Figure> {
  const ground = await createBenchGround();
  const runner = ground.runner({ poolSize: 0 });
  try {
    for (let round = 0; round < runsEach; round++) {
      for (let n = 0; n < warmFunctions; n++) await runOnce(runner, `warm${n}`);
    }
    const { count, proportionalMB } = childMemory();
    if (count !== warmFunctions) throw new Error(`${count} processes for ${warmFunctions}`);
    return figure(`pool.memory.${warmFunctions}`, "MB", [proportionalMB], 4_096);
  } finally {
    await ground.close();
  }
}

/** What host and processes hold more after all runs than after the first of them. */
async function ofManyRuns(): Promise<Figure> {
  const ground = await createBenchGround();
  const recorded = await createRecordedRuns(ground.dataDir, ground.runner());
  const held: number[] = [];
  let begun = 0;
  const some = async () => {
    while (begun++ < longRuns) {
      const isLook = begun > settledRuns && begun % lookEvery === 0;
      await recorded.run();
      if (isLook) held.push(residentMB());
    }
  };
  try {
    await Promise.all(Array.from({ length: inFlight }, some));
    const start = figure("", "MB", held.slice(0, looks)).p50;
    const grown = held.slice(-looks).map((megabytes) => megabytes - start);
    return figure(`run.memory.${longRuns}`, "MB", grown, 64);
  } finally {
    await ground.close();
    await recorded.close();
  }
}

function residentMB(): number {
  return process.memoryUsage.rss() / 1024 / 1024 + childMemory().residentMB;
}
