import { type Kysely, sql } from "kysely";
import { needsHash } from "../function-version.ts";

/**
 * What all servers of one Postgres share and no app owns; with SQLite it is in files of the data folder.
 * And of a function what the list of all is ordered by and narrowed to, so that a page of it reads
 * little more than it shows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("server_secrets")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  for (const column of ["changed_at", "needs_hash"])
    await db.schema.alterTable("functions").addColumn(column, "text").execute();
  const current = sql`from function_versions v where v.app_id = functions.app_id
    and v.function_id = functions.id and v.version = functions.current_version`;
  await sql`update functions set changed_at = (select v.created_at ${current})`.execute(db);
  const { rows } = await sql<{ approvals: string; permissions: string }>`
    select distinct approvals, permissions from function_versions`.execute(db);
  for (const { approvals, permissions } of rows)
    await sql`update functions set needs_hash = ${needsHash(approvals, permissions)} where exists
      (select 1 ${current} and v.approvals = ${approvals} and v.permissions = ${permissions})`.execute(
      db,
    );
  for (const [name, columns] of Object.entries({
    functions_in_order: sql`app_id, lower(name), name`,
    functions_changed: sql`app_id, changed_at, name`,
    functions_needs: sql`app_id, needs_hash`,
  }))
    await sql`create index ${sql.id(name)} on functions (${columns}) where deleted_at is null`.execute(
      db,
    );
}
