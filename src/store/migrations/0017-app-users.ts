import type { Kysely } from "kysely";

/**
 * People whose own accounts functions act with: those of the app's product, the addresses by which
 * they connect or see what is held of them, what they allowed while they are away, and for whom a run
 * or a start is. `''` where it is for nobody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("app_users")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("external_id", "text", (column) => column.notNull())
    .addColumn("name", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("app_users_pk", ["app_id", "id"])
    .addUniqueConstraint("app_users_external", ["app_id", "external_id"])
    .execute();
  await db.schema
    .createTable("connect_links")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("token_hash", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("browser_hash", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("connect_links_pk", ["app_id", "token_hash"])
    .execute();
  await db.schema
    .createIndex("connect_links_browser")
    .on("connect_links")
    .columns(["app_id", "browser_hash"])
    .execute();
  await db.schema
    .createTable("consents")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("function_id", "text", (column) => column.notNull())
    .addColumn("operations", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("consents_pk", ["app_id", "user_id", "function_id"])
    .execute();
  for (const table of ["runs", "deliveries"] as const)
    await db.schema
      .alterTable(table)
      .addColumn("user_id", "text", (column) => column.notNull().defaultTo(""))
      .execute();
  await db.schema
    .alterTable("runs")
    .addColumn("personal", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex("runs_user")
    .on("runs")
    .columns(["app_id", "user_id", "id"])
    .execute();
}
