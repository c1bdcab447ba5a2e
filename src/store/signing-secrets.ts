import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";

/** What signs calls of a function. */
export interface StoredSigningSecret {
  readonly functionId: string;
  /** Ciphertext. */
  readonly secret: string;
  /** Ciphertext of the one before, while it counts. */
  readonly previous?: string;
  /** ISO 8601. */
  readonly previousUntil?: string;
  readonly createdAt: string;
}

export function createSigningSecretStore(db: Database, appId: string, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();
  return {
    appId,
    /** Of the function that has the name now. */
    async functionId(name: string): Promise<string | undefined> {
      const row = await db
        .selectFrom("functions")
        .select("id")
        .where("app_id", "=", appId)
        .where("name", "=", name)
        .where("deleted_at", "is", null)
        .executeTakeFirst();
      return row?.id;
    },
    async find(functionId: string): Promise<StoredSigningSecret | undefined> {
      const row = await db
        .selectFrom("signing_secrets")
        .selectAll()
        .where("app_id", "=", appId)
        .where("function_id", "=", functionId)
        .executeTakeFirst();
      if (!row) return undefined;
      const { previous, previous_until: until } = row;
      const isOver = until === null || until <= now();
      return {
        functionId,
        secret: row.secret,
        ...(previous === null || isOver ? {} : { previous, previousUntil: until }),
        createdAt: row.created_at,
      };
    },
    /** The one before counts until then. */
    async put(functionId: string, secret: string, previousUntil: Date): Promise<void> {
      await db
        .insertInto("signing_secrets")
        .values({
          app_id: appId,
          function_id: functionId,
          secret,
          previous: null,
          previous_until: null,
          created_at: now(),
        })
        .onConflict((conflict) =>
          conflict.columns(["app_id", "function_id"]).doUpdateSet((set) => ({
            previous: set.ref("signing_secrets.secret"),
            previous_until: previousUntil.toISOString(),
            secret,
            created_at: now(),
          })),
        )
        .execute();
    },
    async remove(functionId: string): Promise<boolean> {
      const removed = await db
        .deleteFrom("signing_secrets")
        .where("app_id", "=", appId)
        .where("function_id", "=", functionId)
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
    /** False where a call of that id was taken already, by whichever process. */
    async take(idHash: string, until: Date): Promise<boolean> {
      const taken = await db
        .insertInto("signed_calls")
        .values({ app_id: appId, id_hash: idHash, expires_at: until.toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (taken.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async release(idHash: string): Promise<void> {
      await db
        .deleteFrom("signed_calls")
        .where("app_id", "=", appId)
        .where("id_hash", "=", idHash)
        .execute();
    },
    /** Forgets the ids of calls that are too old to be sent again. */
    async forget(): Promise<void> {
      await db
        .deleteFrom("signed_calls")
        .where("app_id", "=", appId)
        .where("expires_at", "<=", now())
        .execute();
    },
  };
}

export type SigningSecretStore = ReturnType<typeof createSigningSecretStore>;
