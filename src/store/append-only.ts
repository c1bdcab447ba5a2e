import { type Kysely, PostgresAdapter, sql } from "kysely";

/** What the database itself refuses to change or delete, whoever asks. */
export async function forbidChanges(db: Kysely<unknown>, table: string): Promise<void> {
  const reason = sql.lit(`${table} is append-only`);
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await sql`create function ${sql.id(`${table}_refuse`)}() returns trigger language plpgsql
      as ${sql.lit(`begin raise exception '${table} is append-only'; end`)}`.execute(db);
    await sql`create trigger ${sql.id(`${table}_refuse`)}
      before update or delete or truncate on ${sql.table(table)}
      for each statement execute function ${sql.id(`${table}_refuse`)}()`.execute(db);
    return;
  }
  for (const act of ["update", "delete"])
    await sql`create trigger ${sql.id(`${table}_no_${act}`)} before ${sql.raw(act)} on ${sql.table(table)}
      begin select raise(abort, ${reason}); end`.execute(db);
}
