import type { Operation } from "../../catalog/operation.ts";
import { maxClosedMs } from "./bucket.ts";

/** Attempts of one call, the first included. */
const maxAttempts = 3;
/** Where a refusal does not say how long, and nothing is known of the provider's windows. */
const defaultWaitMs = 1_000;
const networkWaitMs = 200;

interface Attempt {
  readonly number: number;
  readonly method: string;
  readonly operation: Operation;
  /** Window of the limit that the call comes under, where it is known. */
  readonly windowMs: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Milliseconds for which the provider wants no call, or undefined where it did not say that. It is
 * about everybody's calls, so it counts whether or not this one is sent again.
 */
export function closedAfter(attempt: Attempt, { status, headers }: Response): number | undefined {
  const asked = retryAfter(headers.get("retry-after"), attempt.now);
  // RFC 6585 4; and 529, which some send when all of them is overloaded.
  if (status === 429 || status === 529) return asked ?? guessed(attempt);
  return status === 503 ? asked : undefined;
}

/** Whether to send again what was answered so, once the provider takes calls again. */
export function isSentAgain(attempt: Attempt, closedMs: number, { status }: Response): boolean {
  // All but a 503 say that nothing was done.
  const safe = status !== 503 || isRepeatable(attempt);
  return safe && closedMs <= maxClosedMs && attempt.number < maxAttempts;
}

/** Milliseconds to wait after a call without an answer, or undefined where it must not be repeated: what was done is not known. */
export function waitAfterFailure(attempt: Attempt): number | undefined {
  return isRepeatable(attempt) && attempt.number < maxAttempts
    ? networkWaitMs * attempt.number
    : undefined;
}

function isRepeatable({ operation, method }: Attempt): boolean {
  return operation.repeatable || method === "GET";
}

/** Somebody else has used the window up, or an earlier process of ours: a part of it, then all of it. */
function guessed({ windowMs, number }: Attempt): number {
  if (windowMs === undefined) return defaultWaitMs;
  return Math.max(defaultWaitMs, number === 1 ? windowMs / 4 : windowMs);
}

/** RFC 9110 10.2.3: seconds or a date. */
function retryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
