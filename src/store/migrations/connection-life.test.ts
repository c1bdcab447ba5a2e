import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { createConnectionStore } from "../connections.ts";
import { defaultAppId, openDatabase } from "../database.ts";
import { databaseUpTo } from "../ground.ts";

test("accounts that had no name are called what their provider calls them, and lose nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const { db: before, place } = await databaseUpTo(folder, "0012-workspaces");
  const [first, second] = ["2026-11-01T00:00:00.000Z", "2026-11-02T00:00:00.000Z"];
  const end = "2099-01-01T00:00:00.000Z";
  const add = (
    app: string,
    id: string,
    [provider, account]: readonly [string, string],
    tokens: string,
    [ends, at, from]: readonly [string | null, string, string | null],
  ) =>
    sql`insert into connections (app_id, id, provider, mode, account_id, account_label, status, scopes,
      tokens, ends_at, created_at, updated_at, used_from)
      values (${app}, ${id}, ${provider}, 'sandbox', ${account}, 'Acme Robotics', 'active',
        '{"bot":["chat:write"]}', ${tokens}, ${ends}, ${at}, ${at}, ${from})`.execute(before);
  await add(defaultAppId, "b", ["slack", "T2"], "two", [end, second, null]);
  await add(defaultAppId, "a", ["slack", "T1"], "one", [null, first, first]);
  await add(defaultAppId, "c", ["google", "G1"], "three", [null, first, first]);
  await add("app_other", "d", ["slack", "T1"], "four", [null, first, first]);
  await before.destroy();

  const db = await openDatabase(place);
  const named = await db
    .selectFrom("connections")
    .select(["app_id", "id", "name", "user_id", "tokens"])
    .orderBy("id")
    .execute();
  expect(named).toEqual([
    { app_id: defaultAppId, id: "a", name: "acme-robotics", user_id: "", tokens: "one" },
    { app_id: defaultAppId, id: "b", name: "acme-robotics-2", user_id: "", tokens: "two" },
    { app_id: defaultAppId, id: "c", name: "acme-robotics", user_id: "", tokens: "three" },
    { app_id: "app_other", id: "d", name: "acme-robotics", user_id: "", tokens: "four" },
  ]);
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
