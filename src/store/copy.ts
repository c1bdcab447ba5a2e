import { type TableMetadata, type Transaction, sql } from "kysely";
import { PatchbayError } from "../core/errors.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** Rows that were copied, by table. */
export type Copied = Readonly<Record<string, number>>;

/** What a new database has rows in by itself; they give way to those that are copied. */
const madeAtOpening: ReadonlySet<string> = new Set(["apps", "workspaces"]);
/** Rows at a time; Postgres takes 65,535 values in one statement. */
const portion = 500;

type Row = Readonly<Record<string, unknown>>;

/**
 * Copies every table of a database of SQLite into an empty one of Postgres, in one transaction of
 * each: nobody writes to the one meanwhile, and of the other all is there or nothing. `look` sees
 * every row before it is kept. Throws `data/not-empty`.
 */
export async function copyDatabase(
  from: Database,
  to: Database,
  look: (row: Row) => void,
): Promise<Copied> {
  return from.transaction().execute((source) =>
    to.transaction().execute(async (target) => {
      const tables = await tablesOf(target);
      await refuseRows(
        target,
        tables.map(({ name }) => name).filter((name) => !madeAtOpening.has(name)),
      );
      for (const { name } of tables.toReversed())
        if (madeAtOpening.has(name)) await sql`delete from ${sql.table(name)}`.execute(target);
      const copied: Record<string, number> = {};
      for (const table of tables) copied[table.name] = await copyTable(source, target, table, look);
      return copied;
    }),
  );
}

async function copyTable(
  source: Transaction<Tables>,
  target: Transaction<Tables>,
  table: TableMetadata,
  look: (row: Row) => void,
): Promise<number> {
  const place = sql.table(table.name);
  let [after, copied] = [0, 0];
  for (;;) {
    const { rows } = await sql<Row & { readonly copied_after: number }>`
      select rowid as copied_after, * from ${place} where rowid > ${after} order by rowid limit ${portion}`.execute(
      source,
    );
    const last = rows.at(-1);
    if (!last) break;
    rows.forEach(look);
    await insert(target, table, rows);
    after = last.copied_after;
    copied += rows.length;
  }
  for (const { name, isAutoIncrementing } of table.columns)
    if (isAutoIncrementing && copied > 0)
      await sql`select setval(pg_get_serial_sequence(${sql.lit(table.name)}, ${sql.lit(name)}),
        (select max(${sql.ref(name)}) from ${place}))`.execute(target);
  const arrived = await countOf(target, table.name);
  if (arrived !== copied)
    throw new PatchbayError(
      "data/not-copied",
      `Of ${copied} rows of "${table.name}" ${arrived} arrived. Nothing was kept; try again.`,
    );
  return copied;
}

async function insert(
  target: Transaction<Tables>,
  { name, columns }: TableMetadata,
  rows: readonly Row[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  const values = rows.map(
    (row) =>
      sql`(${sql.join(columns.map((column) => valueOf(row[column.name], column.dataType)))})`,
  );
  await sql`insert into ${sql.table(name)} (${names}) values ${sql.join(values)}`.execute(target);
}

/** SQLite has no type for yes and no. */
const valueOf = (value: unknown, type: string): unknown =>
  type === "bool" && typeof value === "number" ? value !== 0 : (value ?? null);

async function refuseRows(target: Transaction<Tables>, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const count = await countOf(target, name);
    if (count === 0) continue;
    throw new PatchbayError(
      "data/not-empty",
      `The database has ${count} rows in "${name}" already, so nothing was copied. Give DATABASE_URL an empty database.`,
    );
  }
}

async function countOf(target: Transaction<Tables>, name: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from ${sql.table(name)}`.execute(target);
  return rows[0]?.count ?? 0;
}

/** All of ours, those first that others refer to. */
async function tablesOf(target: Transaction<Tables>): Promise<readonly TableMetadata[]> {
  const all = (await target.introspection.getTables()).filter(
    ({ schema, isView }) => schema === "public" && !isView,
  );
  const { rows } = await sql<{ table: string; refers_to: string }>`
    select source.relname as table, other.relname as refers_to from pg_constraint as key
    join pg_class as source on source.oid = key.conrelid
    join pg_class as other on other.oid = key.confrelid
    where key.contype = 'f' and key.conrelid <> key.confrelid`.execute(target);
  const sorted: TableMetadata[] = [];
  while (sorted.length < all.length) {
    const done = new Set(sorted.map(({ name }) => name));
    const next = all.filter(
      ({ name }) =>
        !done.has(name) &&
        rows.every(({ table, refers_to: other }) => table !== name || done.has(other)),
    );
    if (next.length === 0) throw new TypeError("Tables refer to each other in a circle.");
    sorted.push(...next);
  }
  return sorted;
}
