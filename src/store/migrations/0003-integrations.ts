import type { Kysely } from "kysely";

/** Tools that users add themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("integrations")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("plan", "text", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .addColumn("client", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("integrations_pk", ["app_id", "id"])
    .execute();
}
