import { type Kysely, sql } from "kysely";

/**
 * Workspaces and the apps in them. What there is belongs to the first app of the first workspace.
 * A call of a webhook names its automation alone, and so does the look for the app it is of.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("workspaces")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await sql`insert into workspaces (id, name, created_at)
    values ('ws_default', 'My workspace', ${new Date().toISOString()})`.execute(db);
  await db.schema
    .alterTable("apps")
    .addColumn("workspace_id", "text", (column) => column.notNull().defaultTo("ws_default"))
    .execute();
  await db.schema
    .alterTable("apps")
    .addColumn("slug", "text", (column) => column.notNull().defaultTo("default"))
    .execute();
  await db.schema.alterTable("apps").addColumn("deleted_at", "text").execute();
  await db.schema.createIndex("apps_slug").on("apps").column("slug").unique().execute();
  await db.schema.createIndex("apps_workspace").on("apps").column("workspace_id").execute();
  await db.schema.createIndex("automations_id").on("automations").column("id").execute();
}
