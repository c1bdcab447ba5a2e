import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";

/** Counts of tries in a window that begins with the first; all processes count together. */
export function createSignInAttemptStore(db: Database, clock: Clock) {
  return {
    /** Counts one more, and says how many there are and when the window ends. */
    async count(key: string, windowMs: number): Promise<{ count: number; endsAt: number }> {
      const now = new Date(clock.now()).toISOString();
      const ends = new Date(clock.now() + windowMs).toISOString();
      const isOver = sql<boolean>`sign_in_attempts.ends_at <= ${now}`;
      const row = await db
        .insertInto("sign_in_attempts")
        .values({ key_hash: hashOf(key), count: 1, ends_at: ends })
        .onConflict((conflict) =>
          conflict.column("key_hash").doUpdateSet({
            count: sql`case when ${isOver} then 1 else sign_in_attempts.count + 1 end`,
            ends_at: sql`case when ${isOver} then ${ends} else sign_in_attempts.ends_at end`,
          }),
        )
        .returning(["count", "ends_at"])
        .executeTakeFirstOrThrow();
      return { count: row.count, endsAt: Date.parse(row.ends_at) };
    },
    /** The last one does not count. */
    async giveBack(key: string): Promise<void> {
      await db
        .updateTable("sign_in_attempts")
        .set((eb) => ({ count: eb("count", "-", 1) }))
        .where("key_hash", "=", hashOf(key))
        .execute();
    },
    async forget(key: string): Promise<void> {
      await db.deleteFrom("sign_in_attempts").where("key_hash", "=", hashOf(key)).execute();
    },
    /** Takes away windows that are over. */
    async clear(): Promise<void> {
      await db
        .deleteFrom("sign_in_attempts")
        .where("ends_at", "<=", new Date(clock.now()).toISOString())
        .execute();
    },
  };
}

export type SignInAttemptStore = ReturnType<typeof createSignInAttemptStore>;

/** Addresses and e-mails of people who only tried are nobody's to read. */
function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
