import type { Operation } from "../../catalog/operation.ts";

/** Attempts of one call, the first included. */
const maxAttempts = 3;
/** Longest wait for one `Retry-After`, in ms; beyond it the function gets the answer. */
const maxWaitMs = 30_000;
/** Where a 429 does not say how long. */
const defaultWaitMs = 1_000;
const networkWaitMs = 200;

interface Attempt {
  readonly number: number;
  readonly method: string;
  readonly operation: Operation;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** End of the run's time: a wait beyond it would only end in a time-out. */
  readonly deadline: number;
}

/** Milliseconds to wait before the call is sent again, or undefined where it must not be. */
export function waitAfterAnswer(attempt: Attempt, answer: Response): number | undefined {
  const { status, headers } = answer;
  // Refused before anything was done, so any operation may be sent again (RFC 6585 4).
  // So says 529, which some send when all of them is overloaded.
  const safe = status === 429 || status === 529 || (status === 503 && isRepeatable(attempt));
  const asked = retryAfter(headers.get("retry-after"), attempt.now);
  if (!safe || (status === 503 && asked === undefined)) return undefined;
  return within(attempt, asked ?? defaultWaitMs);
}

/** The same after a call without an answer: what was done is not known. */
export function waitAfterFailure(attempt: Attempt): number | undefined {
  return isRepeatable(attempt) ? within(attempt, networkWaitMs * attempt.number) : undefined;
}

function isRepeatable({ operation, method }: Attempt): boolean {
  return operation.repeatable || method === "GET";
}

function within({ number, now, deadline }: Attempt, waitMs: number): number | undefined {
  return number < maxAttempts && waitMs <= maxWaitMs && now + waitMs < deadline
    ? waitMs
    : undefined;
}

/** RFC 9110 10.2.3: seconds or a date. */
function retryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
