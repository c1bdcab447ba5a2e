import type { Kysely } from "kysely";
import { forbidChanges } from "../append-only.ts";

/**
 * The audit log, a chain of hashes for each app; what signs calls of functions, and the ids of the
 * calls that came signed already, which are taken once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("audit_log")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("act", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("user_id", "text")
    .addColumn("subject", "text")
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("address", "text")
    .addColumn("agent", "text")
    .addColumn("detail", "text", (column) => column.notNull())
    .addColumn("previous_hash", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_log_key", ["app_id", "position"])
    .addUniqueConstraint("audit_log_id", ["app_id", "id"])
    .execute();
  await db.schema
    .createIndex("audit_log_act")
    .on("audit_log")
    .columns(["app_id", "act", "position"])
    .execute();
  await forbidChanges(db, "audit_log");
  await db.schema
    .createTable("signing_secrets")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("function_id", "text", (column) => column.notNull())
    .addColumn("secret", "text", (column) => column.notNull())
    .addColumn("previous", "text")
    .addColumn("previous_until", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("signing_secrets_key", ["app_id", "function_id"])
    .execute();
  await db.schema
    .createTable("signed_calls")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("id_hash", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("signed_calls_key", ["app_id", "id_hash"])
    .execute();
}
