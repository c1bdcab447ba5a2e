import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { PatchbayError } from "../core/errors.ts";
import type { DataPlace, Database } from "./database.ts";
import { isPostgres } from "./dialect/dialect.ts";
import { placeOf } from "./dialect/postgres-errors.ts";
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
import { up as workspaces } from "./migrations/0012-workspaces.ts";
import { up as connectionLife } from "./migrations/0013-connection-life.ts";
import { up as signIn } from "./migrations/0014-sign-in.ts";
import { up as processes } from "./migrations/0015-processes.ts";
import { up as audit } from "./migrations/0016-audit.ts";
import { up as appUsers } from "./migrations/0017-app-users.ts";
import { up as serverSecrets } from "./migrations/0018-server-secrets.ts";
import { up as accountAliases } from "./migrations/0019-account-aliases.ts";
import { up as longLists } from "./migrations/0020-long-lists.ts";
import type { Tables } from "./tables.ts";

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
  "0012-workspaces": { up: workspaces },
  "0013-connection-life": { up: connectionLife },
  "0014-sign-in": { up: signIn },
  "0015-processes": { up: processes },
  "0016-audit": { up: audit },
  "0017-app-users": { up: appUsers },
  "0018-server-secrets": { up: serverSecrets },
  "0019-account-aliases": { up: accountAliases },
  "0020-long-lists": { up: longLists },
};

/**
 * Brings a database up to date; of processes that start at once one does, and the others wait for it.
 * Kysely's migrator holds a lock of its own while it works; this one is held from before it is looked
 * what the database went through, so that an older Patchbay that starts while a newer one is at it
 * finds what that did, and says so.
 */
export async function migrate(db: Database, place: DataPlace): Promise<void> {
  if (!isPostgres(db)) return migrateHere(db, `The data folder ${place.dataDir}`);
  const name = `The database at ${placeOf(place.databaseUrl ?? "")}`;
  await db.connection().execute(async (connection) => {
    await refuseOtherEncoding(connection, name);
    await sql`select pg_advisory_lock(${sql.lit(migrationLock)})`.execute(connection);
    try {
      await migrateHere(connection, name);
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(migrationLock)})`.execute(connection);
    }
  });
}

/** Any number that nobody else locks in this database: "patchbay" as far as it goes. */
export const migrationLock = 7_089_632;

export const migratorOf = (db: Kysely<Tables>): Migrator =>
  new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });

async function migrateHere(db: Kysely<Tables>, name: string): Promise<void> {
  const unknown = await appliedButUnknown(db);
  if (unknown.length > 0)
    throw new PatchbayError(
      "data/newer",
      `${name} was written by a newer Patchbay (it has "${unknown.join('", "')}"). ` +
        "Start that version, or use another one. Nothing was changed.",
    );
  const { error } = await migratorOf(db).migrateToLatest();
  if (error)
    throw new PatchbayError("data/read-only", `${name} could not be brought up to date.`, {
      cause: error,
    });
}

async function refuseOtherEncoding(db: Kysely<Tables>, name: string): Promise<void> {
  const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db);
  const encoding = rows[0]?.server_encoding;
  if (encoding === "UTF8") return;
  throw new PatchbayError(
    "data/unreachable",
    `${name} keeps text as ${encoding}, which has not all characters. ` +
      "Make one with: createdb --encoding=UTF8 --template=template0 <name>",
  );
}

/** Whether this Patchbay has a migration of that name. */
export function isKnownMigration(name: string): boolean {
  return Object.hasOwn(migrations, name);
}

async function appliedButUnknown(db: Kysely<Tables>): Promise<readonly string[]> {
  return (await migrationsOf(db)).filter((name) => !isKnownMigration(name));
}

/** Those that a database went through, in order. */
export async function migrationsOf(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom("kysely_migration")
    .select("name")
    .orderBy("name")
    .execute();
  return rows.map(({ name }) => name);
}
