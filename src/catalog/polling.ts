import { createHash } from "node:crypto";
import { z } from "zod";
import type { EventPoll, Happening } from "./event.ts";

/**
 * What the questions about events have in common: short hashes to remember things by, and lists that
 * are asked for by time.
 */

/** Six bytes of a hash, as eight characters. */
export const hashLength = 8;

export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, hashLength);
}

/** The cursor as it was stored; undefined on the first question, and where it is of another shape. */
export function cursorOf<T>(shape: z.ZodType<T>, cursor: unknown): T | undefined {
  return shape.safeParse(cursor).data;
}

/** An entry of a list that is asked for by time. */
export interface Timed {
  /** Of the entry in this state: one that is told again has the same. */
  readonly key: string;
  /** RFC 3339. */
  readonly time: string;
}

const timeCursor = z.strictObject({
  /** From here on the list is asked for again. */
  from: z.string(),
  /** Hashes of what was there from then on, one behind the other. */
  seen: z.string(),
});

const maxSeen = 20_000;
/** What is older than this when one begins to ask is never asked for. */
const firstWindowMs = 3_600_000;

/**
 * What is new in a list since the last question. Entries may come late, out of order and within one
 * tick of the provider's clock: the list is asked for again from some time before the latest entry,
 * and what was there is remembered. The first question tells nothing.
 */
export async function newSince<T extends Timed>(question: {
  readonly cursor: unknown;
  readonly now: Date;
  /** How much later than its time an entry may appear. */
  readonly overlapMs: number;
  /** How many to tell at most. */
  readonly max: number;
  /** All entries from a time on, in any order; from the oldest on where it cannot answer all. */
  readonly list: (from: string) => Promise<readonly T[]>;
}): Promise<{
  readonly cursor: z.output<typeof timeCursor>;
  readonly fresh: readonly T[];
  readonly isMore: boolean;
}> {
  const { now, overlapMs, max } = question;
  const before = cursorOf(timeCursor, question.cursor);
  const from = before?.from ?? new Date(now.getTime() - firstWindowMs).toISOString();
  const seen = new Set(hashesIn(before?.seen ?? ""));
  const entries = (await question.list(from)).toSorted(
    (one, other) => timeOf(one) - timeOf(other) || one.key.localeCompare(other.key),
  );
  const unseen = before ? entries.filter(({ key }) => !seen.has(shortHash(key))) : [];
  const [fresh, waiting] = [unseen.slice(0, max), new Set(unseen.slice(max))];
  const known = entries.filter((entry) => !waiting.has(entry));
  const next = Math.max(
    Date.parse(from),
    ...known.slice(-1).map((entry) => timeOf(entry) - overlapMs),
  );
  const inSight = known.filter((entry) => timeOf(entry) >= next);
  const kept = inSight.slice(-maxSeen);
  // What cannot be remembered is not asked for again: of so much, what comes late is not told.
  const start = kept.length < inSight.length && kept[0] ? timeOf(kept[0]) + 1 : next;
  return {
    cursor: {
      from: new Date(start).toISOString(),
      seen: kept.map(({ key }) => shortHash(key)).join(""),
    },
    fresh,
    isMore: waiting.size > 0,
  };
}

type Asking = Pick<Parameters<EventPoll["ask"]>[0], "given" | "call">;

/** A question that lists by time what is there since the last answer, and tells what happened by what is new. */
export function pollSince<T extends Timed>({
  operations,
  every,
  overlapMs,
  max,
  list,
  tell,
}: Pick<EventPoll, "operations" | "every"> & {
  readonly overlapMs: number;
  readonly max: number;
  readonly list: (from: string, asking: Asking) => Promise<readonly T[]>;
  /** Asked only where something is new. */
  readonly tell: (fresh: readonly T[], asking: Asking) => Promise<readonly Happening[]>;
}): EventPoll {
  return {
    operations,
    every,
    async ask({ cursor, now, ...asking }) {
      const { fresh, ...answer } = await newSince({
        cursor,
        now,
        overlapMs,
        max,
        list: (from) => list(from, asking),
      });
      return { ...answer, happenings: fresh.length > 0 ? await tell(fresh, asking) : [] };
    },
  };
}

function timeOf({ time }: Timed): number {
  return Date.parse(time);
}

/** Hashes that were put one behind the other. */
export function hashesIn(joined: string): readonly string[] {
  return joined.match(/.{8}/g) ?? [];
}
