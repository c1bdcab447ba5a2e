import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import SQLite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { PatchbayError } from "../../core/errors.ts";

/** Opens, or makes, the database file of a data folder. */
export async function openSqlite(dataDir: string): Promise<Dialect> {
  const sqlite = openFile(dataDir, join(dataDir, "patchbay.sqlite"));
  sqlite.pragma("busy_timeout = 5000");
  await useWal(sqlite);
  sqlite.pragma("synchronous = NORMAL");
  sqlite.pragma("foreign_keys = ON");
  return immediateDialect(sqlite);
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
