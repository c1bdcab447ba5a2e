import type { RunnerLimits } from "./limits.ts";
import type { SandboxProcess } from "./process.ts";
import { createSlots } from "./slots.ts";
import type { Watchdog } from "./watchdog.ts";

/** A process and the one key it serves, for good. */
export interface Seat {
  /** Throws where the process could not be started. */
  readonly process: Promise<SandboxProcess>;
  /** Takes no new run; ends with the last one. */
  retire(): void;
  /** Once a run. */
  release(): void;
}

interface Bound extends Omit<Seat, "release"> {
  inFlight: number;
  /** Memory as it was last seen; 0 before that, and after its end. */
  ownBytes: number;
  idle?: NodeJS.Timeout;
  ready?: SandboxProcess;
}

interface PoolDeps {
  readonly start: () => SandboxProcess;
  readonly watchdog: Watchdog;
  readonly limits: RunnerLimits;
}

/**
 * Processes by key. A key is everything that makes two runs interchangeable: code, version,
 * principal, approvals. A process without code serves whoever comes first and is theirs from then on.
 */
export function createPool({ start, watchdog, limits }: PoolDeps) {
  /** In order of last use. */
  const bound = new Map<string, Bound>();
  const free: SandboxProcess[] = [];
  const all = new Set<SandboxProcess>();
  const starts = createSlots(limits.concurrentStarts);
  let refillTimer: NodeJS.Timeout | undefined;
  let refilling: Promise<void> | undefined;
  const closing = new AbortController();
  /** Of all processes with code, also of those that take no new run. */
  let ownBytes = 0;
  let freed = Promise.withResolvers<void>();

  function tellFreed(): void {
    freed.resolve();
    freed = Promise.withResolvers();
  }

  async function startOne(): Promise<SandboxProcess> {
    return starts.use(async () => {
      if (closing.signal.aborted) throw new Error("Patchbay is stopping.");
      const one = start();
      all.add(one);
      void one.exited.then(() => all.delete(one));
      await one.up;
      return one;
    });
  }

  function takeFree(): SandboxProcess | undefined {
    for (let one = free.pop(); one; one = free.pop()) if (one.isAlive()) return one;
    return undefined;
  }

  async function refill(): Promise<void> {
    while (
      !closing.signal.aborted &&
      free.filter((one) => one.isAlive()).length < limits.poolSize
    ) {
      free.push(await startOne());
    }
  }

  function refillSoon(): void {
    clearTimeout(refillTimer);
    if (closing.signal.aborted) return;
    // A failed refill shows with the next run, which starts its own process.
    refillTimer = setTimeout(() => void warmUp().catch(() => {}), limits.refillAfterMs).unref();
  }

  function warmUp(): Promise<void> {
    refilling ??= refill().finally(() => {
      refilling = undefined;
    });
    return refilling;
  }

  function count(one: Bound, bytes: number): void {
    ownBytes += bytes - one.ownBytes;
    one.ownBytes = bytes;
  }

  function end(key: string, one: Bound, reason: string): void {
    clearTimeout(one.idle);
    count(one, 0);
    if (bound.get(key) === one) bound.delete(key);
    if (one.ready) one.ready.kill(reason);
    else void one.process.then((process) => process.kill(reason)).catch(() => {});
    tellFreed();
  }

  const isFull = () => bound.size >= limits.maxProcesses || ownBytes >= limits.maxPoolMemoryBytes;

  /** Ends who was idle for longest; says whether there was one. */
  function endOldest(): boolean {
    const oldest = bound.entries().find(([, one]) => one.inFlight === 0);
    if (oldest) end(...oldest, "It was idle for longest.");
    return oldest !== undefined;
  }

  /** Waits until there is room for one more key. */
  async function makeRoom(): Promise<void> {
    while (isFull() && !closing.signal.aborted) if (!endOldest()) await freed.promise;
  }

  async function bind(key: string, one: Bound): Promise<SandboxProcess> {
    const process = takeFree() ?? (await startOne());
    refillSoon();
    one.ready = process;
    const unwatch = watchdog.watch(process.pid, (memory) => {
      if (!process.noteMemory(memory.residentBytes, limits.maxMemoryBytes)) return;
      count(one, memory.ownBytes);
      while (ownBytes > limits.maxPoolMemoryBytes && endOldest());
    });
    void process.gone.finally(() => {
      unwatch();
      count(one, 0);
      if (bound.get(key) === one) bound.delete(key);
      tellFreed();
    });
    return process;
  }

  function isWornOut({ ready }: Bound): boolean {
    return (
      ready !== undefined &&
      (ready.runs() >= limits.maxRunsPerProcess || ready.residentBytes() > limits.retireMemoryBytes)
    );
  }

  function createBound(key: string): Bound {
    const started = Promise.withResolvers<SandboxProcess>();
    const one: Bound = {
      inFlight: 0,
      ownBytes: 0,
      process: started.promise,
      retire() {
        if (bound.get(key) === one) bound.delete(key);
        if (one.inFlight === 0) end(key, one, "It took its last run.");
      },
    };
    started.promise.catch(() => {
      if (bound.get(key) === one) bound.delete(key);
    });
    bind(key, one).then(started.resolve, started.reject);
    return one;
  }

  return {
    /** The process of this key; started, or taken from those that wait, where there is none. */
    async take(key: string): Promise<Seat> {
      let one = bound.get(key);
      if (!one) {
        await makeRoom();
        one = bound.get(key) ?? createBound(key);
      }
      const seat = one;
      bound.delete(key);
      bound.set(key, seat);
      seat.inFlight++;
      clearTimeout(seat.idle);
      return {
        process: seat.process,
        retire: seat.retire,
        release() {
          seat.inFlight--;
          if (isWornOut(seat)) return seat.retire();
          if (seat.inFlight > 0) return;
          if (bound.get(key) !== seat) return seat.retire();
          seat.idle = setTimeout(() => end(key, seat, "It was idle."), limits.idleMs).unref();
          tellFreed();
        },
      };
    },
    /** Settles when the pool is full. */
    warmUp,
    async close(): Promise<void> {
      closing.abort();
      clearTimeout(refillTimer);
      for (const one of bound.values()) clearTimeout(one.idle);
      freed.resolve();
      const ending = [...all];
      for (const process of ending) process.kill("Patchbay is stopping.");
      await Promise.all(ending.map((process) => process.exited));
    },
  };
}

export type Pool = ReturnType<typeof createPool>;
