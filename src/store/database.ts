import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import SQLite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { PatchbayError } from "../core/errors.ts";
import { up as start } from "./migrations/0001-start.ts";
import { up as connectionsEnd } from "./migrations/0002-connections-end.ts";
import { up as integrations } from "./migrations/0003-integrations.ts";
import { up as functionAliases } from "./migrations/0004-function-aliases.ts";
import { up as functionIds } from "./migrations/0005-function-ids.ts";
import { up as automations } from "./migrations/0006-automations.ts";
import { up as runs } from "./migrations/0007-runs.ts";
import { up as pages } from "./migrations/0008-pages.ts";
import { up as chats } from "./migrations/0009-chats.ts";
import { up as settings } from "./migrations/0010-settings.ts";
import { up as connectionsUsed } from "./migrations/0011-connections-used.ts";
import { up as connectionLife } from "./migrations/0013-connection-life.ts";
import { up as appUsers } from "./migrations/0017-app-users.ts";
import { up as accountAliases } from "./migrations/0019-account-aliases.ts";
import type { Tables } from "./tables.ts";

export type Database = Kysely<Tables>;

/** In order of their names; a migration that has been released is never changed. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-start": { up: start },
  "0002-connections-end": { up: connectionsEnd },
  "0003-integrations": { up: integrations },
  "0004-function-aliases": { up: functionAliases },
  "0005-function-ids": { up: functionIds },
  "0006-automations": { up: automations },
  "0007-runs": { up: runs },
  "0008-pages": { up: pages },
  "0009-chats": { up: chats },
  "0010-settings": { up: settings },
  "0011-connections-used": { up: connectionsUsed },
  "0013-connection-life": { up: connectionLife },
  "0017-app-users": { up: appUsers },
  "0019-account-aliases": { up: accountAliases },
};

/** The one app of this server; several come with workspaces. */
export const defaultAppId = "app_default";

/** Opens (and makes or migrates) the database of a data folder. */
export async function openDatabase(dataDir: string): Promise<Database> {
  const file = join(dataDir, "patchbay.sqlite");
  const sqlite = openFile(dataDir, file);
  sqlite.pragma("busy_timeout = 5000");
  await useWal(sqlite);
  sqlite.pragma("synchronous = NORMAL");
  sqlite.pragma("foreign_keys = ON");
  const db = new Kysely<Tables>({ dialect: immediateDialect(sqlite) });
  await migrate(db, dataDir);
  await db
    .insertInto("apps")
    .values({ id: defaultAppId, name: "My app", created_at: new Date().toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return db;
}

/** Of two processes that make the database at once one is refused without waiting; then the other is done soon. */
async function useWal(sqlite: SQLite.Database): Promise<void> {
  for (let left = 100; ; left -= 1) {
    try {
      sqlite.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if (!(error instanceof SQLite.SqliteError) || error.code !== "SQLITE_BUSY" || left === 0)
        throw error;
      await setTimeout(50);
    }
  }
}

/**
 * Transactions take the lock to write when they begin, and wait for it. One that reads first and
 * writes later is refused at once where another process wrote in between (SQLITE_BUSY_SNAPSHOT,
 * https://sqlite.org/isolation.html). Migrations are one such transaction: a process that is killed in
 * the middle leaves the old tables, and of two that start at once one waits for the other.
 */
function immediateDialect(database: SQLite.Database): Dialect {
  const dialect = new SqliteDialect({ database });
  return {
    createAdapter: () =>
      Object.create(dialect.createAdapter(), { supportsTransactionalDdl: { value: true } }),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () =>
      Object.assign(new SqliteDriver({ database }), {
        beginTransaction: async (connection: DatabaseConnection) => {
          await connection.executeQuery(CompiledQuery.raw("begin immediate"));
        },
      }),
  };
}

function openFile(dataDir: string, file: string): SQLite.Database {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK);
    return new SQLite(file);
  } catch (cause) {
    throw new PatchbayError(
      "data/read-only",
      `The data folder ${dataDir} cannot be written. Give this user write access to it, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
}

async function migrate(db: Database, dataDir: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  const unknown = await appliedButUnknown(db);
  if (unknown.length) {
    await db.destroy();
    throw new PatchbayError(
      "data/newer",
      `The data folder ${dataDir} was written by a newer Patchbay (it has "${unknown.join('", "')}"). ` +
        "Start that version, or set DATA_DIR to another folder. Nothing was changed.",
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  await db.destroy();
  throw new PatchbayError(
    "data/read-only",
    `The database in ${dataDir} could not be brought up to date.`,
    { cause: error },
  );
}

async function appliedButUnknown(db: Database): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom("kysely_migration")
    .select("name")
    .execute();
  return rows.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name));
}
