import { availableParallelism, totalmem } from "node:os";
import { maxRunMs } from "../broker/broker.ts";

export interface RunnerLimits {
  /** Time of a run where its caller names none. */
  readonly timeoutMs: number;
  /** Time of a run with all that its calls wait for the limits of providers. */
  readonly maxMs: number;
  /** Between the request to end and the kill. */
  readonly graceMs: number;
  /** Resident memory above which a process is killed. Deno and its heap take 40 to 120 MB of it. */
  readonly maxMemoryBytes: number;
  /** Resident memory above which a process takes no new run. */
  readonly retireMemoryBytes: number;
  /** Runs after which a process takes no new one. */
  readonly maxRunsPerProcess: number;
  /** Started processes without code that wait for their first run. */
  readonly poolSize: number;
  /** After the last use of the pool; at once it would compete with the run that made room. */
  readonly refillAfterMs: number;
  /** Processes kept with their code. One takes 13 MB of its own where it has little to keep. */
  readonly maxProcesses: number;
  /** Memory of all of these together, above which who was idle for longest is ended. */
  readonly maxPoolMemoryBytes: number;
  readonly idleMs: number;
  /** A start is 30 ms of one core: more at a time only makes all of them late. */
  readonly concurrentStarts: number;
  /** Request to a function, and body of an outbound call. */
  readonly maxRequestBytes: number;
  /** Bodies of the outbound calls of one run that are under way. */
  readonly maxPendingBytes: number;
  /** Response of a function. */
  readonly maxResponseBytes: number;
  readonly maxLogs: number;
  readonly maxLogBytes: number;
}

const gigabyte = 1024 ** 3;
/** Of the machine, or of the container where that has less. */
const memoryBytes = Math.min(totalmem(), process.constrainedMemory() || Infinity);

export const defaultLimits: RunnerLimits = {
  timeoutMs: 30_000,
  maxMs: maxRunMs,
  graceMs: 250,
  maxMemoryBytes: 256 * 1024 * 1024,
  retireMemoryBytes: 150 * 1024 * 1024,
  maxRunsPerProcess: 50_000,
  poolSize: 4,
  refillAfterMs: 100,
  maxProcesses: 200,
  maxPoolMemoryBytes: Math.min(4 * gigabyte, memoryBytes / 2),
  idleMs: 60_000,
  concurrentStarts: availableParallelism(),
  maxRequestBytes: 10 * 1024 * 1024,
  maxPendingBytes: 32 * 1024 * 1024,
  maxResponseBytes: 32 * 1024 * 1024,
  maxLogs: 200,
  maxLogBytes: 8 * 1024,
};
