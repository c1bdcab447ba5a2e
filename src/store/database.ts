import { type Dialect, Kysely } from "kysely";
import { defaultSlug } from "../contract/app.ts";
import { openSqlite } from "./dialect/sqlite.ts";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

export type Database = Kysely<Tables>;

/** The first app, which is there from the start and stays. */
export const defaultAppId = "app_default";
export const defaultWorkspaceId = "ws_default";

/** Where data is kept. */
export interface DataPlace {
  readonly dataDir: string;
  /** Of Postgres; without it the database is a file of SQLite in the data folder. */
  readonly databaseUrl?: string | undefined;
}

/** Opens (and makes or migrates) the database. Throws `data/unreachable`, `data/read-only`, `data/newer`. */
export async function openDatabase({ dataDir, databaseUrl }: DataPlace): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: await dialectOf({ dataDir, databaseUrl }) });
  try {
    await migrate(db, { dataDir, databaseUrl });
    await db
      .insertInto("apps")
      .values({
        id: defaultAppId,
        workspace_id: defaultWorkspaceId,
        slug: defaultSlug,
        name: "My app",
        created_at: new Date().toISOString(),
        deleted_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** The driver of Postgres is loaded where there is one. */
async function dialectOf({ dataDir, databaseUrl }: DataPlace): Promise<Dialect> {
  if (databaseUrl === undefined) return openSqlite(dataDir);
  const { openPostgres } = await import("./dialect/postgres.ts");
  return openPostgres(databaseUrl);
}
