import type { RateClass } from "../../catalog/rate-limit.ts";
import type { Clock } from "../../core/clock.ts";

export interface BucketDeps {
  readonly clock: Clock;
  /** Settles after so many milliseconds; rejects when aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What a call gets that asks for its turn. */
export type Turn =
  | {
      readonly status: "go";
      /** The provider has answered, or never will: what was taken is back a window later. */
      readonly over: () => void;
    }
  /** The provider wants no call for so long that nobody waits for it. */
  | { readonly status: "closed"; readonly ms: number };

export interface Ask {
  /** Place in the order of arrival; a call that is sent again keeps its own. */
  readonly order: number;
  readonly units: number;
  readonly signal: AbortSignal;
}

interface Waiting extends Ask {
  readonly settle: (turn: Turn) => void;
}

/** What went out about the same time and comes back together. */
interface Returning {
  readonly since: number;
  at: number;
  units: number;
}

/**
 * Longest time that calls wait for a provider that wants none; beyond it they are answered at once.
 * Notion names up to a minute, https://developers.notion.com/reference/request-limits.
 */
export const maxClosedMs = 120_000;
/** Returns are kept together by this part of a window, so that a bucket of 325,000 units stays small. */
const returnsInWindow = 100;

/**
 * One limit of a provider: no more than so many units in any window. What a call takes comes back a
 * window after its answer, not after it was sent: the provider counts it somewhere in between, and
 * so no window of its own can hold more, however it lays them.
 */
export function createBucket(
  { limit = Infinity, seconds }: Pick<RateClass, "limit" | "seconds">,
  { clock, wait }: BucketDeps,
) {
  const windowMs = seconds * 1_000;
  const queue: Waiting[] = [];
  const returning: Returning[] = [];
  let taken = 0;
  let closedUntil = 0;
  let alarm: { readonly at: number; readonly stop: AbortController } | undefined;

  function giveBack(now: number): void {
    for (let first = returning[0]; first && first.at <= now; first = returning[0]) {
      taken -= first.units;
      returning.shift();
    }
  }

  function over(units: number): void {
    const now = clock.now();
    const at = now + windowMs;
    const last = returning.at(-1);
    if (last && now - last.since < windowMs / returnsInWindow) {
      last.at = at;
      last.units += units;
    } else returning.push({ since: now, at, units });
    serve();
  }

  function go(units: number): Turn {
    taken += units;
    let isOver = false;
    return {
      status: "go",
      over() {
        if (isOver) return;
        isOver = true;
        // Where nothing is counted there is nothing to give back.
        if (limit === Infinity) taken -= units;
        else over(units);
      },
    };
  }

  /** When there will be room for so much; undefined where that depends on calls under way. */
  function roomAt(units: number): number | undefined {
    let left = taken + units - limit;
    for (const one of returning) {
      if (left <= 0) break;
      left -= one.units;
      if (left <= 0) return one.at;
    }
    return left <= 0 ? 0 : undefined;
  }

  /** Lets through whoever is first as long as there is room, and wakes up when there will be more. */
  function serve(): void {
    const now = clock.now();
    giveBack(now);
    for (let first = queue[0]; first; first = queue[0]) {
      const at = Math.max(closedUntil, roomAt(first.units) ?? Infinity);
      if (closedUntil - now > maxClosedMs)
        first.settle({ status: "closed", ms: closedUntil - now });
      else if (at <= now) first.settle(go(first.units));
      else return wakeAt(at, now);
      queue.shift();
    }
    return wakeAt(Infinity, now);
  }

  function wakeAt(at: number, now: number): void {
    if (alarm?.at === at) return;
    alarm?.stop.abort();
    alarm = undefined;
    if (at === Infinity) return;
    const mine = { at, stop: new AbortController() };
    alarm = mine;
    const wake = () => {
      if (alarm === mine) alarm = undefined;
      serve();
    };
    wait(at - now, mine.stop.signal).then(wake, () => {});
  }

  function enqueue({ signal, ...ask }: Ask): Promise<Turn> {
    const { promise, resolve, reject } = Promise.withResolvers<Turn>();
    const leave = () => {
      queue.splice(queue.indexOf(waiting), 1);
      reject(signal.reason);
      serve();
    };
    const waiting: Waiting = {
      ...ask,
      signal,
      settle(turn) {
        signal.removeEventListener("abort", leave);
        resolve(turn);
      },
    };
    signal.addEventListener("abort", leave, { once: true });
    const before = queue.findLastIndex(({ order }) => order < ask.order);
    queue.splice(before + 1, 0, waiting);
    serve();
    return promise;
  }

  return {
    /** First come, first served; at once where there is room. Rejects when aborted. */
    take(ask: Ask): Turn | Promise<Turn> {
      const now = clock.now();
      giveBack(now);
      const units = Math.min(ask.units, limit);
      if (closedUntil - now > maxClosedMs) return { status: "closed", ms: closedUntil - now };
      if (queue.length === 0 && closedUntil <= now && taken + units <= limit) return go(units);
      if (ask.signal.aborted) return Promise.reject(ask.signal.reason);
      return enqueue({ ...ask, units });
    },
    /** The provider wants no call for so long: nobody else has to find that out. */
    close(ms: number): void {
      closedUntil = Math.max(closedUntil, clock.now() + ms);
      serve();
    },
    /** Whether a new bucket would do as well. */
    isIdle(): boolean {
      const now = clock.now();
      giveBack(now);
      return taken === 0 && queue.length === 0 && closedUntil <= now;
    },
  };
}
