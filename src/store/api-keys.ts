import { createHash } from "node:crypto";
import { z } from "zod";
import { type Right, rightShape } from "../contract/access.ts";
import type { Clock } from "../core/clock.ts";
import { createId, createSecret } from "../core/ids.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** A key that somebody made on the page; of the key itself there is a hash only. */
export interface StoredApiKey {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** To the minute; absent while it was never used. */
  readonly lastUsedAt?: string;
  /** What it may do; absent for all. */
  readonly scopes?: readonly Right[];
  /** Until when it is good. */
  readonly endsAt?: string;
  /** The person who made it; absent where nobody signs in. */
  readonly userId?: string;
}

interface NewApiKey {
  readonly name: string;
  readonly scopes?: readonly Right[];
  readonly endsAt?: string;
  readonly userId?: string;
}

const scopesShape = z.array(rightShape);

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
      return rows.map(keyOf);
    },
    /** Gives the key itself, once. */
    async create(given: NewApiKey): Promise<StoredApiKey & { readonly key: string }> {
      const key = `${prefix}${createSecret()}`;
      const made = {
        app_id: appId,
        id: createId("key", clock.now()),
        name: given.name,
        hash: hashKey(key),
        created_at: now(),
        last_used_at: null,
        user_id: given.userId ?? null,
        scopes: given.scopes ? JSON.stringify(given.scopes) : null,
        ends_at: given.endsAt ?? null,
      };
      await db.insertInto("api_keys").values(made).execute();
      return { ...keyOf(made), key };
    },
    /** What stands behind a key that is good; undefined for all else. */
    async find(key: string): Promise<StoredApiKey | undefined> {
      if (!key.startsWith(prefix)) return undefined;
      const row = await db
        .selectFrom("api_keys")
        .selectAll()
        .where("app_id", "=", appId)
        .where("hash", "=", hashKey(key))
        .executeTakeFirst();
      if (!row || (row.ends_at !== null && row.ends_at <= now())) return undefined;
      const before = row.last_used_at === null ? 0 : Date.parse(row.last_used_at);
      if (clock.now() - before >= useStepMs)
        await db
          .updateTable("api_keys")
          .set({ last_used_at: now() })
          .where("app_id", "=", appId)
          .where("id", "=", row.id)
          .execute();
      return keyOf(row);
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

function keyOf(row: Tables["api_keys"]): StoredApiKey {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
    ...(row.scopes === null ? {} : { scopes: scopesShape.parse(JSON.parse(row.scopes)) }),
    ...(row.ends_at === null ? {} : { endsAt: row.ends_at }),
    ...(row.user_id === null ? {} : { userId: row.user_id }),
  };
}

export type ApiKeyStore = ReturnType<typeof createApiKeyStore>;

/** 256 random bits need no slow hash: nobody can guess what it was made of. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
