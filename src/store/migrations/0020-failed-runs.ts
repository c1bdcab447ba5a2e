import { type Kysely, sql } from "kysely";

/** Functions that fail are few among many; they are found by their failed runs, and not one by one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index runs_failed on runs (app_id, function)
    where status in ('failed', 'timed-out', 'interrupted')`.execute(db);
}
