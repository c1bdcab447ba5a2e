import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { expect, test } from "vitest";
import { createConnectionStore } from "../connections.ts";
import { defaultAppId, openDatabase } from "../database.ts";
import { up as start } from "./0001-start.ts";
import { up as connectionsEnd } from "./0002-connections-end.ts";
import { up as settings } from "./0010-settings.ts";
import { up as connectionsUsed } from "./0011-connections-used.ts";
import { up as connectionLife } from "./0013-connection-life.ts";

test("accounts that had no name are called what their provider calls them, and lose nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const sqlite = new SQLite(join(folder, "before.sqlite"));
  const before = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  for (const up of [start, connectionsEnd, settings, connectionsUsed]) await up(before);
  const add = sqlite.prepare(
    `insert into connections (app_id, id, provider, mode, account_id, account_label, status, scopes,
      tokens, ends_at, created_at, updated_at, used_from)
      values (?, ?, ?, 'sandbox', ?, ?, 'active', '{"bot":["chat:write"]}', ?, ?, ?, ?, ?)`,
  );
  const [first, second] = ["2026-11-01T00:00:00.000Z", "2026-11-02T00:00:00.000Z"];
  const end = "2099-01-01T00:00:00.000Z";
  add.run(defaultAppId, "b", "slack", "T2", "Acme Robotics", "two", end, second, second, null);
  add.run(defaultAppId, "a", "slack", "T1", "Acme Robotics", "one", null, first, first, first);
  add.run(defaultAppId, "c", "google", "G1", "Acme Robotics", "three", null, first, first, first);
  add.run("app_other", "d", "slack", "T1", "Acme Robotics", "four", null, first, first, first);
  await connectionLife(before);
  const named = sqlite
    .prepare("select app_id, id, name, user_id, tokens from connections order by id")
    .all();
  expect(named).toEqual([
    { app_id: defaultAppId, id: "a", name: "acme-robotics", user_id: "", tokens: "one" },
    { app_id: defaultAppId, id: "b", name: "acme-robotics-2", user_id: "", tokens: "two" },
    { app_id: defaultAppId, id: "c", name: "acme-robotics", user_id: "", tokens: "three" },
    { app_id: "app_other", id: "d", name: "acme-robotics", user_id: "", tokens: "four" },
  ]);
  const rows = sqlite.prepare("select * from connections").all();
  await before.destroy();

  const db = await openDatabase(folder);
  for (const row of rows)
    await db
      .insertInto("connections")
      .values(row as never)
      .execute();
  const clock = { now: () => Date.parse(second) };
  const store = createConnectionStore(db, defaultAppId, clock, { modeOf: () => "sandbox" });
  expect(await store.current("slack")).toMatchObject({ id: "a", createdAt: first });
  expect(await store.current("slack", { name: "acme-robotics-2" })).toMatchObject({
    id: "b",
    tokens: "two",
    endsAt: end,
    scopes: { bot: ["chat:write"] },
  });
  await db.destroy();
  rmSync(folder, { recursive: true });
});
