import type { RateClass } from "../../catalog/rate-limit.ts";
import { type BucketDeps, type Turn, createBucket } from "./bucket.ts";

/** The limit that a call comes under. */
export interface LimitOfCall {
  /** One bucket a key: connection, class, and what the class has a limit for each of. */
  readonly key: string;
  readonly rateClass: Pick<RateClass, "limit" | "seconds">;
  /** What the call takes of it. */
  readonly units: number;
}

/** Turns of calls; a store that several processes share could stand in its place. */
export interface RateLimits {
  /** A place in the order of arrival. */
  order(): number;
  /** Waits where there is no room. Rejects when aborted. */
  turn(limit: LimitOfCall, order: number, signal: AbortSignal): Turn | Promise<Turn>;
  /** The provider wants no call under this limit for so many milliseconds. */
  close(limit: LimitOfCall, ms: number): void;
}

/** How many buckets there may be before idle ones are looked for. */
const minSweep = 256;

/**
 * Limits as one process knows them: after a start it takes every window for empty. Of several processes
 * each counts a call as often as there are processes, so that all together keep within a limit. Where
 * less than one call would be left for each, every process has one, and the provider says when to wait.
 */
export function createRateLimits(
  deps: BucketDeps,
  living = () => 1,
): RateLimits & { readonly size: () => number } {
  const buckets = new Map<string, ReturnType<typeof createBucket>>();
  let sweepAt = minSweep;
  let orders = 0;

  function sweep(): void {
    for (const [key, bucket] of buckets) if (bucket.isIdle()) buckets.delete(key);
    sweepAt = Math.max(minSweep, buckets.size * 2);
  }

  function bucketOf({ key, rateClass }: LimitOfCall): ReturnType<typeof createBucket> {
    const known = buckets.get(key);
    if (known) return known;
    if (buckets.size >= sweepAt) sweep();
    const bucket = createBucket(rateClass, deps);
    buckets.set(key, bucket);
    return bucket;
  }

  return {
    order: () => ++orders,
    turn: (limit, order, signal) =>
      bucketOf(limit).take({ order, units: limit.units * living(), signal }),
    close: (limit, ms) => bucketOf(limit).close(ms),
    size: () => buckets.size,
  };
}
