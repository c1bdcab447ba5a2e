import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** Somebody of the app's own product. */
export interface AppUser {
  readonly id: string;
  /** What that product calls them. */
  readonly externalId: string;
  readonly name?: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export function createAppUserStore(db: Database, appId: string, clock: Clock) {
  const select = () => db.selectFrom("app_users").selectAll().where("app_id", "=", appId);
  const byExternalId = async (externalId: string) => {
    const row = await select().where("external_id", "=", externalId).executeTakeFirst();
    return row && userOf(row);
  };
  return {
    byExternalId,
    async find(id: string): Promise<AppUser | undefined> {
      const row = await select().where("id", "=", id).executeTakeFirst();
      return row && userOf(row);
    },
    /** Newest first; from after an id where one is given. */
    async list({
      after,
      limit,
    }: {
      readonly after?: string | undefined;
      readonly limit: number;
    }): Promise<readonly AppUser[]> {
      let query = select();
      if (after !== undefined) query = query.where("id", "<", after);
      return (await query.orderBy("id", "desc").limit(limit).execute()).map(userOf);
    },
    /** The one of that external id, made where it is new; a name that is given is kept. */
    async ensure(externalId: string, name?: string): Promise<AppUser> {
      const now = clock.now();
      await db
        .insertInto("app_users")
        .values({
          app_id: appId,
          id: createId("user", now),
          external_id: externalId,
          name: name ?? null,
          created_at: new Date(now).toISOString(),
        })
        .onConflict((conflict) => {
          const same = conflict.columns(["app_id", "external_id"]);
          return name === undefined ? same.doNothing() : same.doUpdateSet({ name });
        })
        .execute();
      const found = await byExternalId(externalId);
      return found ?? this.ensure(externalId, name);
    },
    /** False where there is none. */
    async remove(id: string): Promise<boolean> {
      const removed = await db
        .deleteFrom("app_users")
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
  };
}

export type AppUserStore = ReturnType<typeof createAppUserStore>;

function userOf(row: Tables["app_users"]): AppUser {
  return {
    id: row.id,
    externalId: row.external_id,
    ...(row.name === null ? {} : { name: row.name }),
    createdAt: row.created_at,
  };
}
