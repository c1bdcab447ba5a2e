import { createHash } from "node:crypto";
import type { Clock } from "../core/clock.ts";
import { createId, createSecret } from "../core/ids.ts";
import type { Database } from "./database.ts";

/** A key that somebody made on the page; of the key itself there is a hash only. */
export interface StoredApiKey {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** To the minute; absent while it was never used. */
  readonly lastUsedAt?: string;
}

/** What it begins with, so that one that leaked is recognised. */
const prefix = "pbk_";
/** How exactly its last use is kept: a write for each request would be too many. */
const useStepMs = 60_000;

export function createApiKeyStore(db: Database, appId: string, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();
  return {
    async list(): Promise<readonly StoredApiKey[]> {
      const rows = await db
        .selectFrom("api_keys")
        .selectAll()
        .where("app_id", "=", appId)
        .orderBy("id", "desc")
        .execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.created_at,
        ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
      }));
    },
    /** Gives the key itself, once. */
    async create(name: string): Promise<StoredApiKey & { readonly key: string }> {
      const key = `${prefix}${createSecret()}`;
      const made = { id: createId("key", clock.now()), name, createdAt: now() };
      await db
        .insertInto("api_keys")
        .values({
          app_id: appId,
          id: made.id,
          name,
          hash: hashKey(key),
          created_at: made.createdAt,
          last_used_at: null,
        })
        .execute();
      return { ...made, key };
    },
    /** The id of a key that there is; undefined for all else. */
    async find(key: string): Promise<string | undefined> {
      if (!key.startsWith(prefix)) return undefined;
      const row = await db
        .selectFrom("api_keys")
        .select(["id", "last_used_at"])
        .where("app_id", "=", appId)
        .where("hash", "=", hashKey(key))
        .executeTakeFirst();
      if (!row) return undefined;
      const before = row.last_used_at === null ? 0 : Date.parse(row.last_used_at);
      if (clock.now() - before >= useStepMs)
        await db
          .updateTable("api_keys")
          .set({ last_used_at: now() })
          .where("app_id", "=", appId)
          .where("id", "=", row.id)
          .execute();
      return row.id;
    },
    /** False where there is none of that id. */
    async remove(id: string): Promise<boolean> {
      const removed = await db
        .deleteFrom("api_keys")
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
  };
}

export type ApiKeyStore = ReturnType<typeof createApiKeyStore>;

/** 256 random bits need no slow hash: nobody can guess what it was made of. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
