import { type Kysely, sql } from "kysely";

/**
 * Several server processes on one database. What a process does carries its id, so that the others
 * find what it left when it is gone; chat answers are written down while they are made, so that any
 * process can tell them and one can go on with them. Of each flow there is one automation, whoever
 * makes it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("processes")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("started_at", "text", (column) => column.notNull())
    .addColumn("seen_at", "text", (column) => column.notNull())
    .execute();
  for (const table of ["runs", "deliveries"] as const)
    await db.schema.alterTable(table).addColumn("owner", "text").execute();
  // Few runs and deliveries are under way at a time, of the many that there are.
  for (const table of ["runs", "deliveries"] as const)
    await db.schema
      .createIndex(`${table}_under_way`)
      .on(table)
      .columns(["app_id", "owner"])
      .where(sql.ref("status"), "=", sql.lit("running"))
      .execute();
  await db.schema
    .createTable("chat_answers")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("chat_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("tries", "integer", (column) => column.notNull())
    .addColumn("model", "text")
    .addColumn("user_id", "text")
    .addColumn("begun_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("chat_answers_pk", ["app_id", "chat_id"])
    .execute();
  await db.schema
    .createTable("chat_chunks")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("answer_id", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("chat_chunks_pk", ["app_id", "answer_id", "position"])
    .execute();
  await db.schema
    .createIndex("automations_of_flow")
    .unique()
    .on("automations")
    .columns(["app_id", "function_id"])
    .where(sql.ref("origin"), "=", sql.lit("flow"))
    .execute();
}
