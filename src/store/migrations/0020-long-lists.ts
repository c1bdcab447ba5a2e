import { type Kysely, sql } from "kysely";

/**
 * Accounts come page by page, and functions that fail are found by their failed runs. A run is seen by
 * others unless an account of its person took part; of those before nobody knows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A null would keep a list from going on within the order.
  const order = sql`coalesce(used_from, ''), updated_at, id`;
  await sql`create index connections_listed on connections (app_id, user_id, ${order})`.execute(db);
  await sql`create index connections_default
    on connections (app_id, provider, mode, user_id, ${order})`.execute(db);
  await sql`create index runs_failed on runs (app_id, function)
    where status in ('failed', 'timed-out', 'interrupted')`.execute(db);
  await db.schema
    .alterTable("runs")
    .addColumn("personal", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update runs set personal = 1 where user_id <> ''`.execute(db);
}
