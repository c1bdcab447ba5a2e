import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import { sql } from "kysely";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../database.ts";
import { addApp, emptyPostgres, testDialect, testPlace } from "../ground.ts";
import { migrationLock } from "../migrate.ts";

/** Of Postgres alone: being opened, being away, and what its types would do by themselves. */
const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
const opened: Database[] = [];

async function open(databaseUrl: string): Promise<Database> {
  const db = await openDatabase({ dataDir: folder, databaseUrl });
  opened.push(db);
  return db;
}
const usual = async () => (await testPlace(folder)).databaseUrl ?? "";

afterEach(async () => {
  for (const db of opened.splice(0)) await db.destroy();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(testDialect !== "postgres")("Postgres", () => {
  test("processes that start at once on an empty database all find it made", async () => {
    const databaseUrl = await emptyPostgres(folder);
    const databases = await Promise.all(Array.from({ length: 5 }, () => open(databaseUrl)));
    for (const db of databases)
      expect(await db.selectFrom("apps").select("id").execute()).toHaveLength(1);
  });

  test("a process that starts while a newer one migrates waits, and says that it is older", async () => {
    const databaseUrl = await emptyPostgres(folder);
    const newer = await open(databaseUrl);
    await newer.connection().execute(async (migrating) => {
      await sql`select pg_advisory_lock(${sql.lit(migrationLock)})`.execute(migrating);
      const seen = { isOver: false };
      const starting = openDatabase({ dataDir: folder, databaseUrl }).finally(() => {
        seen.isOver = true;
      });
      starting.then((db) => opened.push(db)).catch(() => {});
      const isWaiting = async () => {
        const { rows } = await sql`select 1 from pg_locks
          where locktype = 'advisory' and objid = ${sql.lit(migrationLock)} and not granted`.execute(
          migrating,
        );
        return rows.length > 0;
      };
      while (!seen.isOver && !(await isWaiting())) await setImmediate();
      await sql`insert into kysely_migration (name, timestamp)
        values ('9999-of-a-newer-one', '2026-11-30')`.execute(migrating);
      await sql`select pg_advisory_unlock(${sql.lit(migrationLock)})`.execute(migrating);
      await expect(starting).rejects.toMatchObject({ code: "data/newer" });
    });
  });

  test.for([
    ["nobody answers", { port: "1" }, /Start Postgres/],
    ["the password is wrong", { password: "wrong-pass" }, /refused the name/],
    ["there is no such database", { pathname: "/none" }, /createdb/],
  ] as const)("where %s it says what to do, without the password", async ([, change, way]) => {
    const url = Object.assign(new URL(await usual()), change);
    const error: unknown = await openDatabase({ dataDir: folder, databaseUrl: url.href }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: "data/unreachable", message: expect.stringMatching(way) });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(url.password);
  });

  test("a database that has not all characters is refused", async () => {
    const db = await open(await usual());
    const name = `${new URL(await usual()).pathname.slice(1)}_latin`;
    await sql`create database ${sql.id(name)} encoding 'LATIN1' locale 'C' template template0`.execute(
      db,
    );
    const url = new URL(await usual());
    url.pathname = `/${name}`;
    await expect(openDatabase({ dataDir: folder, databaseUrl: url.href })).rejects.toThrow(
      /keeps text as LATIN1[^]*createdb --encoding=UTF8/,
    );
  });

  test("a connection that ends takes its transaction with it, and nothing else", async () => {
    const db = await open(await usual());
    const other = await open(await usual());
    const cut = db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(
        transaction,
      );
      await addApp(transaction, "app_cut");
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other);
      const next = () => sql`select 1`.execute(transaction);
      await expect(next()).rejects.toMatchObject({ code: "data/unreachable" });
      await next();
    });
    await expect(cut).rejects.toMatchObject({ code: "data/unreachable" });
    expect(await db.selectFrom("apps").select("id").where("id", "=", "app_cut").execute()).toEqual(
      [],
    );
  });

  test("integers of 64 bits, exact fractions and a character that Postgres does not keep", async () => {
    const db = await open(await usual());
    const at = Date.parse("2027-01-01T00:00:00.123Z");
    await db
      .insertInto("runs")
      .values({
        app_id: "app_default",
        id: "run_1",
        user_id: "",
        personal: 0,
        function: "a\0b",
        version: at,
        status: "succeeded",
        trigger: "http",
        started_at: "",
        ms: 123_456.789_012,
        body: JSON.stringify({ text: "\0" }),
        automation_id: null,
        delivery_id: null,
        attempt: null,
      })
      .execute();
    const row = await db.selectFrom("runs").selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ function: "a\uFFFDb", version: at, ms: 123_456.789_012 });
    expect(JSON.parse(row.body)).toEqual({ text: "\0" });
    const { total } = await db
      .selectFrom("runs")
      .select(({ fn }) => fn.sum<number>("version").as("total"))
      .executeTakeFirstOrThrow();
    expect(total).toBe(at);
  });
});
