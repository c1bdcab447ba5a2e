import { type Kysely, sql } from "kysely";

/**
 * What a chat is about, until when a deleted one can come back, and what was said in it as text that
 * can be searched: pieces of words too, whatever their language, so the index is of trigrams
 * (https://sqlite.org/fts5.html#the_trigram_tokenizer). The triggers keep it, for what goes with its
 * chat as well.
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
    .addColumn("id", "integer", (column) => column.primaryKey())
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
  for (const statement of [index, added, removed, fromBefore]) await statement.execute(db);
}

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
