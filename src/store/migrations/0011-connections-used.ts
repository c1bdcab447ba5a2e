import { type Kysely, sql } from "kysely";

/**
 * What an account's card tells: when a call last took its credential, when somebody last looked
 * whether it works, and since when it stands as it does. The app's calls take the account with the
 * latest `used_from`; one that was added beside it has none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ["last_used_at", "checked_at", "status_at", "used_from"] as const)
    await db.schema.alterTable("connections").addColumn(column, "text").execute();
  await sql`update connections set used_from = updated_at, status_at = updated_at`.execute(db);
}
