import { type Expression, type Kysely, PostgresAdapter, type RawBuilder, sql } from "kysely";

/** Whether the database is Postgres; it is SQLite otherwise. */
export function isPostgres<Tables>(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** What the two databases write differently; all that stands in a statement by hand comes from here. */
export function fragmentsOf<Tables>(db: Kysely<Tables>) {
  return isPostgres(db) ? postgres : sqlite;
}

type Part = Expression<unknown>;

interface Fragments {
  /** A member of an object in a text of JSON, as text; null where there is none. */
  text(json: Part, member: string): RawBuilder<string | null>;
  /** Whether an object in a text of JSON has a member. */
  has(json: Part, member: string): RawBuilder<boolean>;
  /** Rows of one column `value`, the objects of an array in a text of JSON. */
  objects(json: Part): Part;
  /** `text` of a row of `objects`. */
  memberOf(value: Part, member: string): RawBuilder<string | null>;
  /** These texts as the rows of a statement, however many. */
  listed(values: readonly string[]): Part;
  /** Whether a text holds another; the case of ASCII letters does not count. */
  like(text: Part, pattern: string): RawBuilder<boolean>;
  /** Whether a text holds exactly this one. */
  holds(text: Part, part: string): RawBuilder<boolean>;
  /** A text of JSON: the values of a column, in the order of another. */
  arrayOf(column: Part, order: Part): RawBuilder<string>;
  /** A text of JSON: an object. */
  object(members: Readonly<Record<string, Part>>): RawBuilder<string>;
  /** Behind an ordered statement that is read from: rows come one by one, and no more than are taken. */
  oneByOne: RawBuilder<unknown>;
}

/** A pattern for `like` that matches texts which hold this one, whatever characters it has. */
export const patternOf = (part: string): string => `%${part.replace(/[\\%_]/g, String.raw`\$&`)}%`;

const pairs = (members: Readonly<Record<string, Part>>) =>
  sql.join(Object.entries(members).flatMap(([name, value]) => [sql.lit(name), value]));

const sqlite: Fragments = {
  text: (json, member) => sql`${json} ->> ${sql.lit(`$.${member}`)}`,
  has: (json, member) => sql`json_type(${json}, ${sql.lit(`$.${member}`)}) is not null`,
  objects: (json) => sql`json_each(${json})`,
  memberOf: (value, member) => sqlite.text(value, member),
  listed: (values) => sql`(select value from json_each(${JSON.stringify(values)}))`,
  like: (text, pattern) => sql`${text} like ${pattern} escape '\\'`,
  holds: (text, part) => sql`instr(${text}, ${sql.lit(part)}) > 0`,
  arrayOf: (column, order) => sql`json_group_array(${column} order by ${order})`,
  object: (members) => sql`json_object(${pairs(members)})`,
  // It does so by itself.
  oneByOne: sql``,
};

const postgres: Fragments = {
  text: (json, member) => sql`${json}::json ->> ${sql.lit(member)}`,
  has: (json, member) => sql`${json}::json -> ${sql.lit(member)} is not null`,
  objects: (json) => sql`json_array_elements(${json}::json)`,
  memberOf: (value, member) => sql`${value} ->> ${sql.lit(member)}`,
  listed: (values) =>
    sql`(select value from json_array_elements_text(${JSON.stringify(values)}::json) as listed(value))`,
  like: (text, pattern) => sql`${text} ilike ${pattern} escape '\\'`,
  holds: (text, part) => sql`strpos(${text}, ${sql.lit(part)}) > 0`,
  arrayOf: (column, order) => sql`coalesce(json_agg(${column} order by ${order})::text, '[]')`,
  object: (members) => sql`json_build_object(${pairs(members)})::text`,
  oneByOne: sql`offset 0`,
};
