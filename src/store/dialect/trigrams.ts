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

/** Ids of the rows that hold words of which the index knows, whoever's they are; undefined where more do than `most`. */
export async function fewRowsWith(
  db: Database,
  table: keyof typeof indexes,
  words: readonly string[],
  most: number,
): Promise<readonly number[] | undefined> {
  const known = words.filter(isIndexed);
  if (known.length === 0) return undefined;
  const index = sql.id(indexes[table]);
  // Asked of the index alone, SQLite stops at the limit.
  const found = isPostgres(db)
    ? sql`id from ${sql.table(table)} where ${sql.join(inIndex(db, table, known), sql` and `)}`
    : sql`rowid as id from ${index} where ${index} match ${matchOf(known)}`;
  const { rows } = await sql<{ id: number }>`select ${found} limit ${sql.lit(most + 1)}`.execute(
    db,
  );
  return rows.length > most ? undefined : rows.map(({ id }) => id);
}

const matchOf = (words: readonly string[]) =>
  words.map((word) => `"${word.replaceAll('"', '""')}"`).join(" ");

/** Accents that stand as characters of their own are none to the index. */
const isIndexed = (word: string): boolean =>
  [...word.normalize("NFD").replaceAll(/\p{M}/gu, "").normalize("NFC")].length >= 3;

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
  return [
    sql<SqlBool>`${sql.ref(`${table}.id`)} in (select rowid from ${index} where ${index} match ${matchOf(words)})`,
  ];
}
