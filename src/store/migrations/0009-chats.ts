import { type Kysely, sql } from "kysely";
import { isPostgres } from "../dialect/dialect.ts";
import { foldedText } from "../dialect/folded.ts";

/**
 * What a chat is about, until when a deleted one can come back, and what was said in it as text that
 * can be searched: pieces of words too, whatever their language, so the index is of trigrams
 * (https://sqlite.org/fts5.html#the_trigram_tokenizer, https://www.postgresql.org/docs/current/pgtrgm.html).
 * With SQLite the triggers keep it, for what goes with its chat as well.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ["about_kind", "about_name", "deleted_at"])
    await db.schema.alterTable("chats").addColumn(name, "text").execute();
  await db.schema
    .createIndex("chats_newest")
    .on("chats")
    .columns(["app_id", "updated_at", "id"])
    .execute();
  await db.schema
    .createIndex("chats_about")
    .on("chats")
    .columns(["app_id", "about_kind", "about_name"])
    .execute();
  await db.schema
    .createTable("message_texts")
    .addColumn("id", "integer", (column) =>
      isPostgres(db) ? column.primaryKey().generatedByDefaultAsIdentity() : column.primaryKey(),
    )
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("chat_id", "text", (column) => column.notNull())
    .addColumn("message_id", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addUniqueConstraint("message_texts_key", ["app_id", "chat_id", "message_id"])
    .addForeignKeyConstraint(
      "message_texts_message",
      ["app_id", "chat_id", "message_id"],
      "messages",
      ["app_id", "chat_id", "id"],
      (key) => key.onDelete("cascade"),
    )
    .execute();
  const statements = isPostgres(db) ? [trigrams] : [index, added, removed, fromBefore];
  for (const statement of statements) await statement.execute(db);
}

/** Where the extension is not to be had, chats are searched without an index. */
const trigrams = sql`do $$ begin
  create extension if not exists pg_trgm;
  create index message_texts_search on message_texts using gin (${foldedText(sql.ref("text"))} gin_trgm_ops);
exception when insufficient_privilege or undefined_file or undefined_object or feature_not_supported then
  raise notice 'pg_trgm is not there: chats are searched without an index';
end $$`;

const index = sql`create virtual table message_search using fts5(
  text, content='message_texts', content_rowid='id', tokenize='trigram remove_diacritics 1')`;

const added = sql`create trigger message_texts_added after insert on message_texts begin
  insert into message_search(rowid, text) values (new.id, new.text);
end`;

const removed = sql`create trigger message_texts_removed after delete on message_texts begin
  insert into message_search(message_search, rowid, text) values ('delete', old.id, old.text);
end`;

/** Of the messages there are, the text of their parts. */
const fromBefore = sql`
  insert into message_texts(app_id, chat_id, message_id, text)
  select messages.app_id, messages.chat_id, messages.id, substr(group_concat(part.value ->> 'text', char(10)), 1, 20000)
  from messages, json_each(messages.body, '$.parts') as part
  where part.value ->> 'type' = 'text' and part.value ->> 'text' <> ''
  group by messages.app_id, messages.chat_id, messages.id`;
