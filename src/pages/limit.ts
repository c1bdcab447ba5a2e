import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";

const minuteMs = 60_000;

interface LimitOptions {
  readonly clock: Clock;
  readonly perMinute: number;
  /** Processes that share it: each takes its part. */
  readonly living: () => number;
}

/** So many a minute for each page, whoever asks. */
export function createLimit({ clock, perMinute, living }: LimitOptions) {
  const taken = new Map<string, readonly number[]>();
  return {
    /** Counts one. Throws `page/busy`. */
    take(page: string): void {
      const now = clock.now();
      const recent = (taken.get(page) ?? []).filter((at) => at > now - minuteMs);
      const [first] = recent;
      if (recent.length >= Math.ceil(perMinute / living()) && first !== undefined) {
        const retryAfter = Math.max(1, Math.ceil((first + minuteMs - now) / 1000));
        throw new PatchbayError(
          "page/busy",
          `This page is used a lot right now. Try again in ${retryAfter} second${retryAfter === 1 ? "" : "s"}.`,
          { extra: { retryAfter } },
        );
      }
      taken.set(page, [...recent, now]);
    },
  };
}
