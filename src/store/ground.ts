import { createHash } from "node:crypto";
import { type DataPlace, type Database, openDatabase } from "./database.ts";

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

/** Drops the database of a data folder, where it has one; of SQLite it is in the folder. */
export async function dropTestDatabase(dataDir: string): Promise<void> {
  if (testDialect === "postgres") await ask("DELETE", databaseOf(dataDir));
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
