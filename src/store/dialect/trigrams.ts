import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Database } from "../database.ts";
import { fragmentsOf, isPostgres, patternOf } from "./dialect.ts";
import { foldedText } from "./folded.ts";

/** Texts that are searched, each with an index of pieces of three characters. */
const indexes = { message_texts: "message_search", function_texts: "function_search" } as const;

/**
 * Conditions on rows of a table of texts: that they hold these words. The index knows pieces of three
 * characters and more, without case and accents; shorter words are looked for beside longer ones.
 */
export function holdsWords(
  db: Database,
  table: keyof typeof indexes,
  words: readonly string[],
): readonly RawBuilder<SqlBool>[] {
  return [
    ...inIndex(db, table, words.filter(isIndexed)),
    ...words
      .filter((word) => !isIndexed(word))
      .map((word) => fragmentsOf(db).like(sql.ref(`${table}.text`), patternOf(word))),
  ];
}

export const isIndexed = (word: string): boolean => [...word].length >= 3;

function inIndex(
  db: Database,
  table: keyof typeof indexes,
  words: readonly string[],
): readonly RawBuilder<SqlBool>[] {
  if (words.length === 0) return [];
  if (isPostgres(db))
    return words.map((word) => {
      const pattern = foldedText(sql`${patternOf(word)}::text`);
      return sql<SqlBool>`${foldedText(sql.ref(`${table}.text`))} like ${pattern} escape '\\'`;
    });
  const index = sql.id(indexes[table]);
  const match = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(" ");
  return [
    sql<SqlBool>`${sql.ref(`${table}.id`)} in (select rowid from ${index} where ${index} match ${match})`,
  ];
}
