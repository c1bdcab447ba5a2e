import type { Kysely } from "kysely";

/** Names that accounts had before: functions are never changed, and go on with what they say. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("account_aliases")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("mode", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("alias", "text", (column) => column.notNull())
    .addColumn("connection_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("account_aliases_pk", [
      "app_id",
      "provider",
      "mode",
      "user_id",
      "alias",
    ])
    .execute();
}
