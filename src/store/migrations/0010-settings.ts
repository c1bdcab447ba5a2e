import { type Kysely, sql } from "kysely";

/**
 * What is set on the page, and keys made there. Connections know whether the real provider or its
 * stand-in issued their tokens; of those there are already, the next start says it (null until then).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("settings")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("secret", "text")
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("settings_key", ["app_id", "name"])
    .execute();
  await db.schema
    .createTable("api_keys")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("last_used_at", "text")
    .addPrimaryKeyConstraint("api_keys_key", ["app_id", "id"])
    .addUniqueConstraint("api_keys_hash", ["hash"])
    .execute();
  // SQLite cannot change a constraint: the same account may now be connected once in each mode.
  await db.schema
    .createTable("connections_by_mode")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("mode", "text")
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("account_label", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("status_reason", "text")
    .addColumn("scopes", "text", (column) => column.notNull())
    .addColumn("tokens", "text", (column) => column.notNull())
    .addColumn("ends_at", "text")
    .addColumn("refreshing_until", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("connections_by_mode_key", ["app_id", "id"])
    .addUniqueConstraint("connections_by_mode_account", [
      "app_id",
      "provider",
      "account_id",
      "mode",
    ])
    .execute();
  const columns = sql.raw(
    "app_id, id, provider, account_id, account_label, status, status_reason, scopes, tokens, ends_at, refreshing_until, created_at, updated_at",
  );
  await sql`insert into connections_by_mode (${columns}) select ${columns} from connections`.execute(
    db,
  );
  await db.schema.dropTable("connections").execute();
  await db.schema.alterTable("connections_by_mode").renameTo("connections").execute();
}
