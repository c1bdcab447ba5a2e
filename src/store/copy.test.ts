import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TableMetadata, sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { type NewAuditEntry, createAuditStore, hashOf, noHash } from "./audit.ts";
import { copyDatabase } from "./copy.ts";
import { type Database, defaultAppId, openDatabase } from "./database.ts";
import { emptyPostgres, openTestDatabase, testDialect } from "./ground.ts";

/** From the one to the other, with a row in every table there is. */
const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
const clock = { now: () => Date.parse("2027-01-01T00:00:00Z") };
const opened: Database[] = [];
afterAll(async () => {
  await Promise.all(opened.map((db) => db.destroy()));
  rmSync(folder, { recursive: true });
});

type Row = Readonly<Record<string, unknown>>;

/** The index of the search is made anew by each database. */
const ofIndex = /_search(_|$)/;
async function tablesOf(db: Database): Promise<readonly TableMetadata[]> {
  const tables = await db.introspection.getTables();
  return tables.filter(
    ({ name, schema }) => !ofIndex.test(name) && (schema ?? "public") === "public",
  );
}

/** Text that tells its column, and numbers; what refers to a row of another table says the same as it does. */
function rowFor({ name, columns }: TableMetadata): Row {
  const value = (column: TableMetadata["columns"][number]): unknown => {
    if (column.dataType.toLowerCase() !== "text") return 1;
    if (column.name === "app_id") return defaultAppId;
    return /^(chat_id|message_id)$|^id$/.test(column.name) &&
      /^(chats|messages|message_texts)$/.test(name)
      ? "same"
      : `${name}.${column.name} é`;
  };
  return Object.fromEntries(columns.map((column) => [column.name, value(column)]));
}

async function rowsOf(db: Database, table: string): Promise<readonly Row[]> {
  return (await sql<Row>`select * from ${sql.table(table)}`.execute(db)).rows;
}

const entry: NewAuditEntry = {
  act: "app.rename",
  actor: "session:1",
  userId: null,
  subject: "é\0\ud800",
  outcome: "done",
  address: null,
  agent: null,
  detail: { to: "é\0\ud800" },
};

/** How many entries follow each other, each with the hash that it should have. */
async function chainedIn(db: Database): Promise<number> {
  let [before, entries] = [noHash, 0];
  for await (const { hash, ...one } of createAuditStore(db, defaultAppId, clock).all()) {
    expect(one).toMatchObject({ position: entries + 1, previousHash: before });
    expect(hashOf(defaultAppId, one)).toBe(hash);
    [before, entries] = [hash, entries + 1];
  }
  return entries;
}

// Both are opened here, so it is done once.
describe.skipIf(testDialect !== "postgres")("a copy to Postgres", () => {
  test("has every row of every table, the audit log as it was chained, and goes on from there", async () => {
    const from = await openTestDatabase(folder, "sqlite");
    opened.push(from);
    const audit = (db: Database) => createAuditStore(db, defaultAppId, clock);
    for (let written = 0; written < 3; written += 1) await audit(from).add(entry);
    await sql`pragma foreign_keys = off`.execute(from);
    const tables = await tablesOf(from);
    const filled = tables.filter(({ name }) => !/^(apps|workspaces|audit_log)$/.test(name));
    for (const table of filled)
      await sql`insert into ${sql.table(table.name)} (${sql.join(table.columns.map(({ name }) => sql.ref(name)))})
        values (${sql.join(Object.values(rowFor(table)))})`.execute(from);
    await sql`pragma foreign_keys = on`.execute(from);
    expect((await sql`pragma foreign_key_check`.execute(from)).rows).toEqual([]);

    const to = await openDatabase({ dataDir: folder, databaseUrl: await emptyPostgres(folder) });
    opened.push(to);
    const copied = await copyDatabase(from, to, () => {});
    expect(Object.keys(copied).toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
    for (const { name } of tables) expect(await rowsOf(to, name)).toEqual(await rowsOf(from, name));

    await audit(to).add(entry);
    expect(await chainedIn(to)).toBe(4);
    await expect(sql`update audit_log set act = 'other'`.execute(to)).rejects.toThrow(
      /append-only/,
    );
    await expect(copyDatabase(from, to, () => {})).rejects.toMatchObject({
      code: "data/not-empty",
    });
  });
});
