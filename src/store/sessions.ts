import { createHash } from "node:crypto";
import type { Clock } from "../core/clock.ts";
import { createSecret } from "../core/ids.ts";
import type { Database } from "./database.ts";

/** 30 days. */
export const sessionLifeMs = 30 * 24 * 60 * 60 * 1000;

/** Browser sessions; the database holds only hashes, so that reading it signs nobody in. */
export function createSessionStore(db: Database, clock: Clock) {
  return {
    /** Gives the cookie's value, once. */
    async create(): Promise<string> {
      const value = createSecret();
      await db
        .insertInto("sessions")
        .values({
          id_hash: hashOf(value),
          created_at: new Date(clock.now()).toISOString(),
          expires_at: new Date(clock.now() + sessionLifeMs).toISOString(),
        })
        .execute();
      return value;
    },
    /** The hash that names the session elsewhere, or undefined where it is unknown or over. */
    async find(value: string): Promise<string | undefined> {
      const row = await db
        .selectFrom("sessions")
        .select("id_hash")
        .where("id_hash", "=", hashOf(value))
        .where("expires_at", ">", new Date(clock.now()).toISOString())
        .executeTakeFirst();
      return row?.id_hash;
    },
  };
}

export type SessionStore = ReturnType<typeof createSessionStore>;

function hashOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
