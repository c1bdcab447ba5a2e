import { type Kysely, sql } from "kysely";
import { isPostgres, fragmentsOf } from "../dialect/dialect.ts";
import { foldedText } from "../dialect/folded.ts";
import { needsHash } from "../function-version.ts";

/**
 * What all servers of one Postgres share and no app owns; with SQLite it is in files of the data folder.
 * And of a function what the list of all is ordered by and narrowed to, so that a page of it reads
 * little more than it shows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("server_secrets")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  for (const column of ["changed_at", "needs_hash"])
    await db.schema.alterTable("functions").addColumn(column, "text").execute();
  await db.schema
    .alterTable("functions")
    .addColumn("last_run", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  const current = sql`from function_versions v where v.app_id = functions.app_id
    and v.function_id = functions.id and v.version = functions.current_version`;
  await sql`update functions set changed_at = (select v.created_at ${current})`.execute(db);
  const { rows } = await sql<{ approvals: string; permissions: string }>`
    select distinct approvals, permissions from function_versions`.execute(db);
  for (const { approvals, permissions } of rows)
    await sql`update functions set needs_hash = ${needsHash(approvals, permissions)} where exists
      (select 1 ${current} and v.approvals = ${approvals} and v.permissions = ${permissions})`.execute(
      db,
    );
  await sql`update functions set last_run = coalesce((select max(r.id) from runs r
    where r.app_id = functions.app_id and r.function = functions.name), '')
    where deleted_at is null`.execute(db);
  for (const [name, columns] of Object.entries({
    functions_in_order: sql`app_id, lower(name), name`,
    functions_changed: sql`app_id, changed_at desc, name`,
    functions_ran: sql`app_id, last_run desc, name`,
    functions_needs: sql`app_id, needs_hash`,
  }))
    await sql`create index ${sql.id(name)} on functions (${columns}) where deleted_at is null`.execute(
      db,
    );
  await addTexts(db);
}

/** What of a function can be found by its words, with an index as that of what was said in chats. */
async function addTexts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("function_texts")
    .addColumn("id", "integer", (column) =>
      isPostgres(db) ? column.primaryKey().generatedByDefaultAsIdentity() : column.primaryKey(),
    )
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("function_id", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addUniqueConstraint("function_texts_key", ["app_id", "function_id"])
    .execute();
  if (!isPostgres(db)) for (const statement of [index, added, removed]) await statement.execute(db);
  const description = fragmentsOf(db).text(sql.ref("v.flow"), "description");
  const line = sql.lit("\n");
  await sql`insert into function_texts (app_id, function_id, text)
    select f.app_id, f.id, f.name || ${line} || coalesce(${description}, '') || ${line} || coalesce(v.prompt, '')
      || ${line} || v.approvals
    from functions f join function_versions v on v.app_id = f.app_id and v.function_id = f.id
      and v.version = f.current_version`.execute(db);
  if (isPostgres(db)) await trigrams.execute(db);
}

const index = sql`create virtual table function_search using fts5(
  text, content='function_texts', content_rowid='id', tokenize='trigram remove_diacritics 1')`;

const added = sql`create trigger function_texts_added after insert on function_texts begin
  insert into function_search(rowid, text) values (new.id, new.text);
end`;

const removed = sql`create trigger function_texts_removed after delete on function_texts begin
  insert into function_search(function_search, rowid, text) values ('delete', old.id, old.text);
end`;

/** Where the extension is not to be had, functions are searched without an index. */
const trigrams = sql`do $$ begin
  create extension if not exists pg_trgm;
  create index function_texts_search on function_texts using gin (${foldedText(sql.ref("text"))} gin_trgm_ops);
exception when insufficient_privilege or undefined_file or undefined_object or feature_not_supported then
  raise notice 'pg_trgm is not there: functions are searched without an index';
end $$`;
