import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Kysely, sql } from "kysely";
import pg from "pg";
import { type DataPlace, type Database, defaultWorkspaceId, openDatabase } from "./database.ts";
import { openPostgres } from "./dialect/postgres.ts";
import { openSqlite } from "./dialect/sqlite.ts";
import { migratorOf } from "./migrate.ts";
import type { Tables } from "./tables.ts";

/** The databases that tests run on. */
export const dialects = ["sqlite", "postgres"] as const;
export type TestDialect = (typeof dialects)[number];

/** What the whole suite runs on; `npm run test:postgres` says Postgres. */
export const testDialect: TestDialect =
  process.env["TEST_DATABASE"] === "postgres" ? "postgres" : "sqlite";

/**
 * The database that belongs to a data folder of a test, the same one each time it is asked for. The
 * server of Postgres is started by `tests/support/postgres.ts` for whoever asks first.
 */
export async function testPlace(
  dataDir: string,
  dialect: TestDialect = testDialect,
): Promise<DataPlace> {
  if (dialect === "sqlite") return { dataDir };
  return { dataDir, databaseUrl: await ask("POST", databaseOf(dataDir)) };
}

/** Opens it, made or migrated. */
export async function openTestDatabase(
  dataDir: string,
  dialect: TestDialect = testDialect,
): Promise<Database> {
  return openDatabase(await testPlace(dataDir, dialect));
}

/** A database of Postgres in which there is nothing yet. */
export function emptyPostgres(dataDir: string): Promise<string> {
  return ask("PUT", `${databaseOf(dataDir)}_empty`);
}

/** A database as it was up to a migration, and where it is: who opens it there brings it up to date. */
export async function databaseUpTo(
  dataDir: string,
  migration: string,
): Promise<{ readonly db: Database; readonly place: DataPlace }> {
  const databaseUrl = testDialect === "postgres" ? await emptyPostgres(dataDir) : undefined;
  const dialect = databaseUrl === undefined ? await openSqlite(dataDir) : openPostgres(databaseUrl);
  const db = new Kysely<Tables>({ dialect });
  const { error } = await migratorOf(db).migrateTo(migration);
  if (error) throw error;
  return { db, place: { dataDir, databaseUrl } };
}

/** What a child process has to know to find the same databases. */
export const databaseOfTests = () => ({
  TEST_DATABASE: process.env["TEST_DATABASE"],
  TEST_POSTGRES: process.env["TEST_POSTGRES"],
});

/** Drops the database of a data folder, where it has one; of SQLite it is in the folder. */
export async function dropTestDatabase(dataDir: string): Promise<void> {
  if (testDialect === "postgres") await ask("DELETE", databaseOf(dataDir));
}

/** All that is stored, as whoever takes the database away would read it. */
export async function storedText(dataDir: string): Promise<string> {
  if (testDialect === "sqlite")
    return readdirSync(dataDir)
      .filter((name) => name.startsWith("patchbay.sqlite"))
      .map((name) => readFileSync(join(dataDir, name), "latin1"))
      .join("\n");
  const db = await openTestDatabase(dataDir);
  const texts: string[] = [];
  for (const { schema, name } of await db.introspection.getTables()) {
    const { rows } = await sql<{ text: string }>`select one::text as text
      from ${sql.id(schema ?? "public", name)} as one`.execute(db);
    texts.push(...rows.map(({ text }) => text));
  }
  await db.destroy();
  return texts.join("\n");
}

/** Lets all that is under way come to where it waits: so many turns without a question to the database. */
export async function untilQuiet(turns: number): Promise<void> {
  for (let quiet = 0; quiet < turns; quiet = asked > 0 ? 0 : quiet + 1) await setImmediate();
}

/** Questions to Postgres that are not answered yet, of which tests with a clock of their own must know. */
let asked = 0;
if (testDialect === "postgres") {
  for (const [prototype, name] of [
    [pg.Client.prototype, "query"],
    [pg.Pool.prototype, "connect"],
  ] as const) {
    const method: (...given: unknown[]) => unknown = Reflect.get(prototype, name);
    Reflect.set(prototype, name, function counted(this: unknown, ...given: unknown[]) {
      const answer = Reflect.apply(method, this, given);
      if (answer instanceof Promise) {
        asked += 1;
        const answered = () => void (asked -= 1);
        answer.then(answered, answered);
      }
      return answer;
    });
  }
}

const databaseOf = (dataDir: string): string =>
  `test_${createHash("sha256").update(dataDir).digest("hex").slice(0, 20)}`;

async function ask(method: string, name: string): Promise<string> {
  const server = process.env["TEST_POSTGRES"];
  if (server === undefined) throw new Error("Only vitest starts Postgres: see vitest.config.ts");
  const response = await fetch(`${server}/${name}`, { method });
  const text = await response.text();
  if (!response.ok) throw new Error(`No database for this test: ${text}`);
  return text;
}

/** The row of another app, as tests of one store beside another need it. */
export async function addApp(db: Database, id: string): Promise<void> {
  await db
    .insertInto("apps")
    .values({
      id,
      workspace_id: defaultWorkspaceId,
      slug: id.replaceAll("_", "-"),
      name: id,
      created_at: "2026-01-01T00:00:00Z",
      deleted_at: null,
    })
    .execute();
}
