/** How often something is tried that fails: at first after `startMs`, then ever less, at most every `maxMs`. */
export interface Pace {
  readonly startMs: number;
  readonly maxMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Most outages are over within minutes; of a long one a quarter of an hour is soon enough to hear. */
export const outageLooks: Pace = { startMs: minuteMs / 2, maxMs: 15 * minuteMs };

/** An account whose look came to nothing, while others of its provider work: no hurry, nothing is lost. */
export const failedLooks: Pace = { startMs: 5 * minuteMs, maxMs: 6 * hourMs };

/** A revocation that is owed: soon, for the token is good until then. */
export const revocations: Pace = { startMs: minuteMs, maxMs: 2 * hourMs };

/**
 * An account that no call used for a day is looked at once a day: refresh tokens that end when they
 * are unused do so after months, and a person who revoked something hears of it the next morning.
 */
export const unusedForMs = 24 * hourMs;

/** When to try again after so many failures; a fifth earlier or later, so that what failed together does not come back together. */
export function backOff({ startMs, maxMs }: Pace, failures: number, random: number): number {
  const even = Math.min(maxMs, startMs * 2 ** Math.min(failures, 30));
  return spread(even, random);
}

/** A time a fifth earlier or later. */
export function spread(ms: number, random: number): number {
  return Math.round(ms * (0.8 + 0.4 * random));
}
