import type { Kysely } from "kysely";

/** Some providers end a connection for good; connections made before this are taken not to end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("connections").addColumn("ends_at", "text").execute();
}
