import type { Kysely } from "kysely";

/**
 * What starts a function by itself. A delivery is one start that is owed: kept from when it is
 * accepted until its run succeeded or was given up, so that a killed server loses none. Runs say
 * which delivery they are of.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("automations")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("function_id", "text", (column) => column.notNull())
    .addColumn("origin", "text", (column) => column.notNull())
    .addColumn("trigger", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("settings", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("secret", "text")
    .addColumn("next_at", "text")
    .addColumn("failures", "integer", (column) => column.notNull())
    .addColumn("alerted_at", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("automations_pk", ["app_id", "id"])
    .execute();
  await db.schema
    .createIndex("automations_function")
    .on("automations")
    .columns(["app_id", "function_id"])
    .execute();
  await db.schema
    .createIndex("automations_due")
    .on("automations")
    .columns(["app_id", "status", "next_at"])
    .execute();
  await db.schema
    .createTable("deliveries")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("automation_id", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("payload", "text", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("next_at", "text")
    .addColumn("error", "text")
    .addColumn("run_id", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("finished_at", "text")
    .addPrimaryKeyConstraint("deliveries_pk", ["app_id", "id"])
    .addUniqueConstraint("deliveries_key", ["app_id", "automation_id", "key"])
    .execute();
  await db.schema
    .createIndex("deliveries_due")
    .on("deliveries")
    .columns(["app_id", "status", "automation_id", "next_at"])
    .execute();
  await db.schema
    .createTable("webhook_secrets")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("value", "text")
    .addColumn("open_until", "text")
    .addColumn("heard_at", "text")
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("webhook_secrets_pk", ["app_id", "provider"])
    .execute();
  for (const name of ["automation_id", "delivery_id"])
    await db.schema.alterTable("runs").addColumn(name, "text").execute();
  await db.schema.alterTable("runs").addColumn("attempt", "integer").execute();
  await db.schema
    .createIndex("runs_automation")
    .on("runs")
    .columns(["app_id", "automation_id", "id"])
    .execute();
}
