import { type Kysely, sql } from "kysely";

/**
 * Several server processes on one database. What a process does carries its id, so that the others
 * find what it left when it is gone; chat answers are written down while they are made, so that any
 * process can tell them and one can go on with them. Of each flow there is one automation, whoever
 * makes it. What a page showed, what was pressed on it, and an archive that waits for a choice are kept
 * for minutes, so that the next request may come to another process.
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
    .createTable("page_answers")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("id_hash", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("bytes", "integer", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("page_answers_pk", ["app_id", "id_hash"])
    .execute();
  await db.schema
    .createTable("page_acts")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("name_hash", "text", (column) => column.notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("outcome", "text")
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("page_acts_pk", ["app_id", "name_hash"])
    .execute();
  await db.schema
    .createTable("archive_parts")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("upload_id", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("archive_parts_pk", ["app_id", "upload_id", "position"])
    .execute();
  await db.schema
    .createIndex("automations_of_flow")
    .unique()
    .on("automations")
    .columns(["app_id", "function_id"])
    .where(sql.ref("origin"), "=", sql.lit("flow"))
    .execute();
}
