import type { Kysely } from "kysely";

/** Plain types that SQLite and Postgres share: text, integer; times as ISO 8601 text. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("apps")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("sessions")
    .addColumn("id_hash", "text", (column) => column.primaryKey())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("chats")
    .addColumn("app_id", "text", (column) => column.notNull().references("apps.id"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("chats_key", ["app_id", "id"])
    .execute();
  await db.schema
    .createTable("messages")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("chat_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("messages_key", ["app_id", "chat_id", "id"])
    .addForeignKeyConstraint(
      "messages_chat",
      ["app_id", "chat_id"],
      "chats",
      ["app_id", "id"],
      (key) => key.onDelete("cascade"),
    )
    .execute();
  await db.schema
    .createTable("proposals")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("chat_id", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("proposals_key", ["app_id", "id"])
    .execute();
  await db.schema
    .createTable("connections")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("account_label", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("status_reason", "text")
    .addColumn("scopes", "text", (column) => column.notNull())
    .addColumn("tokens", "text", (column) => column.notNull())
    .addColumn("refreshing_until", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("connections_key", ["app_id", "id"])
    .addUniqueConstraint("connections_account", ["app_id", "provider", "account_id"])
    .execute();
  await db.schema
    .createTable("connection_requests")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("chat_id", "text")
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("connection_requests_key", ["app_id", "id"])
    .execute();
  await db.schema
    .createTable("oauth_attempts")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("state_hash", "text", (column) => column.primaryKey())
    .addColumn("principal", "text", (column) => column.notNull())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("request_id", "text", (column) => column.notNull())
    .addColumn("secret", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("functions")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("current_version", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("functions_key", ["app_id", "name"])
    .execute();
  await db.schema
    .createTable("function_versions")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("origin", "text", (column) => column.notNull())
    .addColumn("prompt", "text")
    .addColumn("flow", "text")
    .addColumn("code", "text", (column) => column.notNull())
    .addColumn("approvals", "text", (column) => column.notNull())
    .addColumn("permissions", "text", (column) => column.notNull())
    .addColumn("etag", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("function_versions_key", ["app_id", "name", "version"])
    .execute();
  await db.schema
    .createTable("runs")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("function", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("trigger", "text", (column) => column.notNull())
    .addColumn("started_at", "text", (column) => column.notNull())
    .addColumn("ms", "real")
    .addColumn("body", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("runs_key", ["app_id", "id"])
    .execute();
}
