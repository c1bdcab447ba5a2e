import { type Kysely, sql } from "kysely";

/** Pages: an id and an address, versions that are never changed, and addresses that they had before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("pages")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("slug", "text", (column) => column.notNull())
    .addColumn("current_version", "integer", (column) => column.notNull())
    .addColumn("embed_key_hash", "text")
    .addColumn("embed_origins", "text")
    .addColumn("embed_created_at", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("deleted_at", "text")
    .addPrimaryKeyConstraint("pages_pk", ["app_id", "id"])
    .execute();
  await db.schema
    .createIndex("pages_slug")
    .on("pages")
    .columns(["app_id", "slug"])
    .unique()
    .where(sql.ref("deleted_at"), "is", null)
    .execute();
  await db.schema
    .createTable("page_versions")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("page_id", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("via", "text", (column) => column.notNull())
    .addColumn("restored_from", "integer")
    .addColumn("prompt", "text")
    .addColumn("spec", "text", (column) => column.notNull())
    .addColumn("etag", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("page_versions_pk", ["app_id", "page_id", "version"])
    .execute();
  await db.schema
    .createTable("page_aliases")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("alias", "text", (column) => column.notNull())
    .addColumn("page_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("page_aliases_pk", ["app_id", "alias"])
    .execute();
}
