import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { defaultAppId } from "../database.ts";
import { openTestDatabase, testDialect } from "../ground.ts";
import { createFunctionStore } from "../functions.ts";
import { up as start } from "./0001-start.ts";
import { up as connectionsEnd } from "./0002-connections-end.ts";
import { up as integrations } from "./0003-integrations.ts";
import { up as functionAliases } from "./0004-function-aliases.ts";

// Of that time there are files of SQLite only.
test.skipIf(testDialect === "postgres")(
  "functions that were known by their names keep versions and old names",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
    const sqlite = new SQLite(join(folder, "patchbay.sqlite"));
    const before = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
    const earlier = {
      "0001-start": { up: start },
      "0002-connections-end": { up: connectionsEnd },
      "0003-integrations": { up: integrations },
      "0004-function-aliases": { up: functionAliases },
    };
    const migrator = new Migrator({
      db: before,
      provider: { getMigrations: async () => earlier },
    });
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    const at = "2026-11-01T00:00:00.000Z";
    sqlite.prepare("insert into apps values (?, 'My app', ?)").run(defaultAppId, at);
    sqlite.prepare("insert into functions values (?, 'announce', 2, ?)").run(defaultAppId, at);
    sqlite.prepare("insert into function_aliases values (?, 'post', 'announce')").run(defaultAppId);
    const version = sqlite.prepare(
      `insert into function_versions (app_id, name, version, origin, prompt, flow, code, approvals,
      permissions, etag, created_at) values (?, 'announce', ?, ?, ?, null, ?, '[]', '[]', ?, ?)`,
    );
    version.run(defaultAppId, 1, "flow", "Announce it", "// one", "e1", at);
    version.run(defaultAppId, 2, "hand", null, "// two", "e2", at);
    await before.destroy();

    const db = await openTestDatabase(folder);
    const store = createFunctionStore(db, defaultAppId, { now: () => Date.parse(at) });
    expect(await store.versions("announce")).toEqual([
      {
        name: "announce",
        version: 2,
        origin: "hand",
        madeBy: { what: "hand", via: "api" },
        code: "// two",
        approvals: [],
        permissions: [],
        etag: "e2",
        createdAt: at,
      },
      {
        name: "announce",
        version: 1,
        origin: "flow",
        madeBy: { what: "prompt", via: "chat" },
        prompt: "Announce it",
        code: "// one",
        approvals: [],
        permissions: [],
        etag: "e1",
        createdAt: at,
      },
    ]);
    expect(await store.aliased("post")).toBe("announce");
    const current = await store.current("announce");
    if (!current) throw new Error("The function is gone.");
    const next = { ...current, code: "// three" };
    expect(await store.append(next, 2)).toMatchObject({ version: 3 });
    await db.destroy();
    rmSync(folder, { recursive: true });
  },
);
