import { expect, test } from "vitest";
import { type RunnerLimits, defaultLimits } from "./limits.ts";
import { createPool } from "./pool.ts";
import type { SandboxProcess } from "./process.ts";
import type { ProcessMemory } from "./watchdog.ts";

const megabyte = 1024 * 1024;

/** A pool whose processes are only numbers, and whose watchdog says what the test says. */
function createGround(given: Partial<RunnerLimits>) {
  const watched = new Map<number, (memory: ProcessMemory) => void>();
  const ended: string[] = [];
  let pids = 0;
  const keyOf = new Map<number, string>();
  const limits = { ...defaultLimits, poolSize: 0, ...given };

  function start(): SandboxProcess {
    const pid = ++pids;
    const gone = Promise.withResolvers<void>();
    let [alive, resident] = [true, 0];
    return {
      pid,
      up: Promise.resolve(),
      gone: gone.promise,
      exited: gone.promise,
      isAlive: () => alive,
      runs: () => 1,
      residentBytes: () => resident,
      noteMemory(bytes) {
        resident = bytes;
        return alive;
      },
      load: async () => undefined,
      begin: () => {
        throw new Error("nothing runs here");
      },
      kill(reason) {
        if (!alive) return;
        alive = false;
        ended.push(`${keyOf.get(pid)}: ${reason}`);
        gone.resolve();
      },
    };
  }

  const pool = createPool({
    start,
    limits,
    watchdog: {
      watch(pid, seen) {
        watched.set(pid, seen);
        return () => watched.delete(pid);
      },
    },
  });
  return {
    pool,
    ended,
    async take(key: string) {
      const seat = await pool.take(key);
      keyOf.set((await seat.process).pid, key);
      return seat;
    },
    /** One round of the watchdog, in which each process holds as much. */
    look(megabytes: number | Readonly<Record<string, number>>) {
      for (const [pid, seen] of watched) {
        const each = typeof megabytes === "number" ? megabytes : megabytes[keyOf.get(pid) ?? ""];
        const ownBytes = (each ?? 10) * megabyte;
        seen({ ownBytes, residentBytes: ownBytes + 30 * megabyte });
      }
    },
  };
}

const idlest = "It was idle for longest.";

test("beyond the memory budget who was idle for longest ends, and no more of them than it takes", async () => {
  const { take, look, ended } = createGround({ maxPoolMemoryBytes: 45 * megabyte });
  for (const key of ["a", "b", "c", "d"]) (await take(key)).release();
  (await take("a")).release();
  look(10);
  expect(ended).toEqual([]);
  look(15);
  expect(ended).toEqual([`b: ${idlest}`]);
  look(15);
  expect(ended).toHaveLength(1);
  look({ a: 44 });
  expect(ended).toEqual([`b: ${idlest}`, `c: ${idlest}`, `d: ${idlest}`]);
});

test("who is in use is not ended; the next key waits until there is memory", async () => {
  const { take, look, ended } = createGround({ maxPoolMemoryBytes: 45 * megabyte });
  const [a, b] = [await take("a"), await take("b")];
  look(30);
  expect(ended).toEqual([]);
  let hasC = false;
  const c = take("c").then((seat) => {
    hasC = true;
    return seat;
  });
  // A key that has its process does not wait.
  (await take("a")).release();
  expect(hasC).toBe(false);
  b.release();
  await c;
  expect(ended).toEqual([`b: ${idlest}`]);
  a.release();
});

test("memory of one that is retired counts until its last run is over", async () => {
  const { take, look, ended } = createGround({ maxPoolMemoryBytes: 45 * megabyte });
  const old = await take("old");
  look(40);
  old.retire();
  (await take("a")).release();
  look({ old: 40, a: 10 });
  expect(ended).toEqual([`a: ${idlest}`]);
  old.release();
  (await take("b")).release();
  look(40);
  expect(ended).toEqual([`a: ${idlest}`, "old: It took its last run."]);
});

test("the number of processes is a limit of its own", async () => {
  const { take, ended } = createGround({ maxProcesses: 2 });
  for (const key of ["a", "b", "a", "c"]) (await take(key)).release();
  expect(ended).toEqual([`b: ${idlest}`]);
});
