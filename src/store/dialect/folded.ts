import { type Expression, type RawBuilder, sql } from "kysely";

/** A text of Postgres without case and accents, as the search of SQLite reads it; an index has it. */
export function foldedText(text: Expression<unknown>): RawBuilder<string> {
  return sql`regexp_replace(normalize(lower(${text} collate "default"), NFD), '[\\u0300-\\u036f]', '', 'g')`;
}
