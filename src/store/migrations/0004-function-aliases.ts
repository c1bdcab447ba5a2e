import type { Kysely } from "kysely";

/** Names that functions had before: calls under them keep working. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("function_aliases")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("alias", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("function_aliases_pk", ["app_id", "alias"])
    .execute();
}
