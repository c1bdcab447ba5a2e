import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { defaultAppId, openDatabase } from "../database.ts";
import { databaseUpTo } from "../ground.ts";
import { createRunStore } from "../runs.ts";

test("runs that were for one person's eyes stay so", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const { db: before, place } = await databaseUpTo(folder, "0019-account-aliases");
  const at = "2026-11-30T00:00:00.000Z";
  await sql`insert into apps (id, workspace_id, slug, name, created_at)
    values (${defaultAppId}, 'ws_default', 'default', 'My app', ${at})`.execute(before);
  for (const [id, userId] of [
    ["run_1", ""],
    ["run_2", "user_kim"],
  ])
    await sql`insert into runs (app_id, id, function, version, status, trigger, started_at, body, user_id)
      values (${defaultAppId}, ${id}, 'post', 1, 'succeeded', 'http', ${at}, '{}', ${userId})`.execute(
      before,
    );
  await before.destroy();

  const db = await openDatabase(place);
  const runs = createRunStore<object>(db, defaultAppId, { now: () => Date.parse(at) });
  const seenBy = async (person: string) =>
    (await runs.list({ limit: 9, seenBy: person })).runs.map(({ id }) => id);
  expect(await seenBy("user_robin")).toEqual(["run_1"]);
  expect(await seenBy("user_kim")).toEqual(["run_2", "run_1"]);
  await db.destroy();
  rmSync(folder, { recursive: true });
});
