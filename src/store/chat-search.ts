import { type Expression, type SqlBool, expressionBuilder, sql } from "kysely";
import type { Database } from "./database.ts";
import { fragmentsOf, patternOf } from "./dialect/dialect.ts";
import { holdsWords } from "./dialect/trigrams.ts";
import type { Tables } from "./tables.ts";

/** Characters of a message that can be found. */
const maxText = 20_000;
const maxWords = 8;
/** Around the words that were searched for. */
const snippetLength = 120;

/** What is searched for, word by word. */
export type ChatWords = readonly [string, ...string[]];

/** The words of a search, or undefined where there are none. */
export function wordsOf(query: string): ChatWords | undefined {
  const [first, ...more] = query.trim().split(/\s+/).slice(0, maxWords);
  return first ? [first, ...more] : undefined;
}

/** What of a message can be found: what was said in it, not what tools took and gave. */
export function messageText(message: { readonly parts: readonly object[] }): string {
  return message.parts
    .flatMap((part) =>
      "type" in part && part.type === "text" && "text" in part && typeof part.text === "string"
        ? part.text
        : [],
    )
    .join("\n")
    .slice(0, maxText);
}

/** Whether all words stand in a chat's title, or all in one of its messages. */
export function saysAll(db: Database, appId: string, words: ChatWords): Expression<SqlBool> {
  const chat = expressionBuilder<Tables, "chats">();
  return chat.or([
    chat.and(words.map((word) => has(db, "title", word))),
    chat("id", "in", messagesWith(db, appId, words).select("chat_id")),
  ]);
}

/** A line of each of the chats that has the words, for those that have it in a message. */
export async function snippetsOf(
  db: Database,
  appId: string,
  words: ChatWords,
  chats: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (chats.length === 0) return new Map();
  const firsts = messagesWith(db, appId, words)
    .select(({ fn }) => fn.min("id").as("id"))
    .where("chat_id", "in", chats)
    .groupBy("chat_id");
  const rows = await db
    .selectFrom("message_texts")
    .select(["chat_id", "text"])
    .where("app_id", "=", appId)
    .where("id", "in", firsts)
    .execute();
  return new Map(rows.map(({ chat_id, text }) => [chat_id, around(text, words[0])]));
}

function messagesWith(db: Database, appId: string, words: ChatWords) {
  const texts = db.selectFrom("message_texts").where("app_id", "=", appId);
  return holdsWords(db, "message_texts", words).reduce(
    (query, condition) => query.where(condition),
    texts,
  );
}

/** Case counts for no letter of ASCII. */
function has(db: Database, column: "title", word: string): Expression<SqlBool> {
  return fragmentsOf(db).like(sql.ref(column), patternOf(word));
}

/** Some of a text, with a word of it in the middle, on one line. */
export function around(text: string, word: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(word.toLowerCase()));
  const from = Math.max(0, at - snippetLength / 3);
  const cut = text
    .slice(from, from + snippetLength)
    .replace(/\s+/g, " ")
    .trim();
  return `${from > 0 ? "…" : ""}${cut}${from + snippetLength < text.length ? "…" : ""}`;
}
