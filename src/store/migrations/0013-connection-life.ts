import { type Kysely, sql } from "kysely";

/**
 * Accounts get names, and belong to the app or to one of its users. What looks after them gets its
 * columns: who renews tokens, when an account is looked at next, and what was told of it. Providers
 * that do not answer and revocations that are still owed are kept beside them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // SQLite cannot change a constraint.
  await db.schema
    .createTable("connections_named")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("mode", "text")
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("account_label", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("status_reason", "text")
    .addColumn("status_at", "text")
    .addColumn("scopes", "text", (column) => column.notNull())
    .addColumn("tokens", "text", (column) => column.notNull())
    .addColumn("ends_at", "text")
    .addColumn("refreshing_until", "text")
    .addColumn("refreshing_by", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addColumn("last_used_at", "text")
    .addColumn("used_from", "text")
    .addColumn("checked_at", "text")
    .addColumn("probe_at", "text")
    .addColumn("probes_failed", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("told", "text")
    .addPrimaryKeyConstraint("connections_named_pk", ["app_id", "id"])
    .addUniqueConstraint("connections_named_account", [
      "app_id",
      "provider",
      "user_id",
      "account_id",
      "mode",
    ])
    .addUniqueConstraint("connections_named_name", [
      "app_id",
      "provider",
      "user_id",
      "name",
      "mode",
    ])
    .execute();
  const kept = sql.raw(
    "app_id, id, provider, mode, account_id, account_label, status, status_reason, status_at, scopes, tokens, ends_at, created_at, updated_at, last_used_at, used_from, checked_at",
  );
  // Until it is called something, an account is called by its id.
  await sql`insert into connections_named (${kept}, user_id, name)
    select ${kept}, '', id from connections`.execute(db);
  await nameAll(db);
  await db.schema.dropTable("connections").execute();
  await db.schema.alterTable("connections_named").renameTo("connections").execute();
  await db.schema
    .createIndex("connections_probe")
    .on("connections")
    .columns(["app_id", "probe_at"])
    .execute();
  // An event of a provider is for each app that has an account of it.
  await db.schema
    .createIndex("connections_provider")
    .on("connections")
    .column("provider")
    .execute();
  // Lists and the choice of the default have this order; a null would keep a list from going on within it.
  await sql`create index connections_listed
    on connections (app_id, user_id, coalesce(used_from, ''), updated_at, id)`.execute(db);
  await sql`create index connections_default
    on connections (app_id, provider, mode, user_id, coalesce(used_from, ''), updated_at, id)`.execute(
    db,
  );
  await db.schema
    .createTable("provider_outages")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("mode", "text", (column) => column.notNull())
    .addColumn("since", "text", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("tried", "integer", (column) => column.notNull())
    .addColumn("probe_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("provider_outages_pk", ["app_id", "provider", "mode"])
    .execute();
  await db.schema
    .createTable("pending_revocations")
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("mode", "text", (column) => column.notNull())
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("account_label", "text", (column) => column.notNull())
    .addColumn("tokens", "text", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("tried", "integer", (column) => column.notNull())
    .addColumn("next_at", "text", (column) => column.notNull())
    .addColumn("give_up_at", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("pending_revocations_pk", ["app_id", "id"])
    .execute();
}

interface Unnamed {
  readonly app_id: string;
  readonly id: string;
  readonly provider: string;
  readonly account_label: string;
}

/** The oldest account of a label is called by it; those after it are numbered. */
async function nameAll(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Unnamed>`select app_id, id, provider, account_label
    from connections_named order by created_at, id`.execute(db);
  const taken = new Set<string>();
  for (const { app_id, id, provider, account_label } of rows) {
    const base = nameFrom(account_label);
    const key = (name: string) => JSON.stringify([app_id, provider, name]);
    let name = base;
    for (let number = 2; taken.has(key(name)); number += 1) name = `${base.slice(0, 34)}-${number}`;
    taken.add(key(name));
    await sql`update connections_named set name = ${name} where app_id = ${app_id} and id = ${id}`.execute(
      db,
    );
  }
}

/** As `connections/names.ts` had it when this was written: what has run is not run again differently. */
function nameFrom(label: string): string {
  const plain = label
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 40)
    .replace(/-$/, "");
  return plain === "" || plain === "user" ? "account" : plain;
}
