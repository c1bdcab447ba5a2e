import { type Kysely, sql } from "kysely";

/**
 * Functions get an id, so that a name is only what they are called: a rename moves no version, and a
 * deleted function keeps its own while another has its name. Versions say what made them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["functions", "function_versions", "function_aliases"])
    await db.schema.alterTable(table).renameTo(`${table}_by_name`).execute();
  await db.schema
    .createTable("functions")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("current_version", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("deleted_at", "text")
    .addPrimaryKeyConstraint("functions_pk", ["app_id", "id"])
    .execute();
  await db.schema
    .createIndex("functions_name")
    .on("functions")
    .columns(["app_id", "name"])
    .unique()
    .where(sql.ref("deleted_at"), "is", null)
    .execute();
  await db.schema
    .createTable("function_versions")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("function_id", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("via", "text", (column) => column.notNull())
    .addColumn("restored_from", "integer")
    .addColumn("origin", "text", (column) => column.notNull())
    .addColumn("prompt", "text")
    .addColumn("flow", "text")
    .addColumn("code", "text", (column) => column.notNull())
    .addColumn("rendered", "text")
    .addColumn("approvals", "text", (column) => column.notNull())
    .addColumn("permissions", "text", (column) => column.notNull())
    .addColumn("etag", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("function_versions_pk", ["app_id", "function_id", "version"])
    .execute();
  await db.schema
    .createTable("function_aliases")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("alias", "text", (column) => column.notNull())
    .addColumn("function_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("function_aliases_key", ["app_id", "alias"])
    .execute();
  await sql`insert into functions (app_id, id, name, current_version, created_at)
    select app_id, 'fn_' || name, name, current_version, created_at from functions_by_name`.execute(
    db,
  );
  await sql`insert into function_versions (app_id, function_id, version, what, via, origin, prompt,
      flow, code, approvals, permissions, etag, created_at)
    select app_id, 'fn_' || name, version, case origin when 'hand' then 'hand' else 'prompt' end,
      case origin when 'hand' then 'api' else 'chat' end, origin, prompt, flow, code, approvals,
      permissions, etag, created_at from function_versions_by_name`.execute(db);
  await sql`insert into function_aliases (app_id, alias, function_id)
    select app_id, alias, 'fn_' || name from function_aliases_by_name`.execute(db);
  for (const table of ["functions", "function_versions", "function_aliases"])
    await db.schema.dropTable(`${table}_by_name`).execute();
}
