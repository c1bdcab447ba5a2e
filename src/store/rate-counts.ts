import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";

/** Counts of what is limited, in a window that begins with the first; all processes count together. */
export function createRateCountStore(db: Database, clock: Clock) {
  return {
    /** Counts one more, and says how many there are and when the window ends. */
    async count(key: string, windowMs: number): Promise<{ count: number; endsAt: number }> {
      const now = new Date(clock.now()).toISOString();
      const ends = new Date(clock.now() + windowMs).toISOString();
      const isOver = sql<boolean>`rate_counts.ends_at <= ${now}`;
      const row = await db
        .insertInto("rate_counts")
        .values({ key_hash: hashOf(key), count: 1, ends_at: ends })
        .onConflict((conflict) =>
          conflict.column("key_hash").doUpdateSet({
            count: sql`case when ${isOver} then 1 else rate_counts.count + 1 end`,
            ends_at: sql`case when ${isOver} then ${ends} else rate_counts.ends_at end`,
          }),
        )
        .returning(["count", "ends_at"])
        .executeTakeFirstOrThrow();
      return { count: row.count, endsAt: Date.parse(row.ends_at) };
    },
    /** How many there are by now; undefined where no window is open. */
    async find(key: string): Promise<{ count: number; endsAt: number } | undefined> {
      const row = await db
        .selectFrom("rate_counts")
        .select(["count", "ends_at"])
        .where("key_hash", "=", hashOf(key))
        .where("ends_at", ">", new Date(clock.now()).toISOString())
        .executeTakeFirst();
      return row && { count: row.count, endsAt: Date.parse(row.ends_at) };
    },
    /** The last one does not count. */
    async giveBack(key: string): Promise<void> {
      await db
        .updateTable("rate_counts")
        .set((eb) => ({ count: eb("count", "-", 1) }))
        .where("key_hash", "=", hashOf(key))
        .execute();
    },
    async forget(key: string): Promise<void> {
      await db.deleteFrom("rate_counts").where("key_hash", "=", hashOf(key)).execute();
    },
    /** Takes away windows that are over. */
    async clear(): Promise<void> {
      await db
        .deleteFrom("rate_counts")
        .where("ends_at", "<=", new Date(clock.now()).toISOString())
        .execute();
    },
  };
}

export type RateCountStore = ReturnType<typeof createRateCountStore>;

/** Addresses and e-mails of people who only tried are nobody's to read. */
function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
