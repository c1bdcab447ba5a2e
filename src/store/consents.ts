import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** That a function may act for a person while they are away, and what it could do when they said so. */
export interface Consent {
  readonly userId: string;
  readonly function: string;
  readonly operations: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Consents follow their function through its names, and are gone with it. */
export function createConsentStore(db: Database, appId: string, clock: Clock) {
  const select = () =>
    db
      .selectFrom("consents")
      .innerJoin("functions", (join) =>
        join
          .onRef("functions.app_id", "=", "consents.app_id")
          .onRef("functions.id", "=", "consents.function_id"),
      )
      .select(["consents.user_id", "functions.name", "consents.operations", "consents.created_at"])
      .where("consents.app_id", "=", appId)
      .where("functions.deleted_at", "is", null);
  const remove = () => db.deleteFrom("consents").where("app_id", "=", appId);
  const idOf = (name: string) =>
    db
      .selectFrom("functions")
      .select("id")
      .where("app_id", "=", appId)
      .where("name", "=", name)
      .where("deleted_at", "is", null);
  return {
    /** Of one person. */
    async ofUser(userId: string): Promise<readonly Consent[]> {
      const rows = await select()
        .where("consents.user_id", "=", userId)
        .orderBy("functions.name")
        .execute();
      return rows.map(consentOf);
    },
    /** Of one function. */
    async ofFunction(name: string): Promise<readonly Consent[]> {
      const rows = await select()
        .where("functions.name", "=", name)
        .orderBy("consents.user_id")
        .execute();
      return rows.map(consentOf);
    },
    /** In place of what the person said before; false where there is no such function. */
    async give(userId: string, name: string, operations: readonly string[]): Promise<boolean> {
      const found = await idOf(name).executeTakeFirst();
      if (!found) return false;
      const values = {
        operations: JSON.stringify(operations),
        created_at: new Date(clock.now()).toISOString(),
      };
      await db
        .insertInto("consents")
        .values({ app_id: appId, user_id: userId, function_id: found.id, ...values })
        .onConflict((conflict) =>
          conflict.columns(["app_id", "user_id", "function_id"]).doUpdateSet(values),
        )
        .execute();
      return true;
    },
    /** False where there was none. */
    async withdraw(userId: string, name: string): Promise<boolean> {
      const removed = await remove()
        .where("user_id", "=", userId)
        .where("function_id", "in", idOf(name))
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
    async removeOf(userId: string): Promise<void> {
      await remove().where("user_id", "=", userId).execute();
    },
  };
}

export type ConsentStore = ReturnType<typeof createConsentStore>;

function consentOf(
  row: Pick<Tables["consents"], "user_id" | "operations" | "created_at"> &
    Pick<Tables["functions"], "name">,
): Consent {
  return {
    userId: row.user_id,
    function: row.name,
    operations: JSON.parse(row.operations),
    createdAt: row.created_at,
  };
}
