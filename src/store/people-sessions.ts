import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";

export interface PersonSession {
  readonly id: string;
  readonly createdAt: string;
  /** When it was last renewed: to the day. */
  readonly seenAt: string;
  readonly userAgent?: string;
}

export interface StoredPasskey {
  readonly id: string;
  readonly name: string;
  readonly createdAt?: string;
}

/** What a person is signed in with, as they see and end it; tokens stay here. */
export function createPersonSessionStore(db: Database, clock: Clock) {
  return {
    async list(userId: string): Promise<readonly PersonSession[]> {
      const rows = await db
        .selectFrom("auth_sessions")
        .select(["id", "created_at", "updated_at", "user_agent"])
        .where("user_id", "=", userId)
        .where("expires_at", ">", new Date(clock.now()).toISOString())
        .orderBy("updated_at", "desc")
        .execute();
      return rows.map((row) => ({
        id: row.id,
        createdAt: row.created_at,
        seenAt: row.updated_at,
        ...(row.user_agent ? { userAgent: row.user_agent } : {}),
      }));
    },
    /** False where the person has none of that id. */
    async end(userId: string, id: string): Promise<boolean> {
      const ended = await db
        .deleteFrom("auth_sessions")
        .where("user_id", "=", userId)
        .where("id", "=", id)
        .executeTakeFirst();
      return ended.numDeletedRows > 0n;
    },
    /** All of them, but the one that is named. */
    async endAll(userId: string, exceptId = ""): Promise<void> {
      await db
        .deleteFrom("auth_sessions")
        .where("user_id", "=", userId)
        .where("id", "!=", exceptId)
        .execute();
    },
    async passkeys(userId: string): Promise<readonly StoredPasskey[]> {
      const rows = await db
        .selectFrom("auth_passkeys")
        .select(["id", "name", "created_at"])
        .where("user_id", "=", userId)
        .orderBy("created_at")
        .execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name ?? "Passkey",
        ...(row.created_at === null ? {} : { createdAt: row.created_at }),
      }));
    },
    async removePasskey(userId: string, id: string): Promise<boolean> {
      const removed = await db
        .deleteFrom("auth_passkeys")
        .where("user_id", "=", userId)
        .where("id", "=", id)
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
  };
}

export type PersonSessionStore = ReturnType<typeof createPersonSessionStore>;
