import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { defaultAppId, openDatabase } from "../database.ts";
import { createFunctionNeedStore } from "../function-needs.ts";
import { createFunctionSummaryStore } from "../function-summaries.ts";
import { needsHash } from "../function-version.ts";
import { createFunctionStore } from "../functions.ts";
import { databaseUpTo } from "../ground.ts";

test("functions that were there are listed by their last change and run, by what they need, and found", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const { db: before, place } = await databaseUpTo(folder, "0017-app-users");
  const at = (day: number) => `2026-11-0${day}T00:00:00.000Z`;
  const slack = '[{"operation":"slack.chat.postMessage","token":"bot"}]';
  const gmail = '[{"operation":"google.gmail.send","token":"user"}]';
  await sql`insert into apps (id, workspace_id, slug, name, created_at)
    values (${defaultAppId}, 'ws_default', 'default', 'My app', ${at(1)})`.execute(before);
  const add = async (name: string, versions: readonly (readonly [number, string])[]) => {
    await sql`insert into functions (app_id, id, name, current_version, created_at)
      values (${defaultAppId}, ${`fn_${name}`}, ${name}, ${versions.length}, ${at(1)})`.execute(
      before,
    );
    for (const [index, [day, approvals]] of versions.entries())
      await sql`insert into function_versions (app_id, function_id, version, what, via, origin, prompt, flow,
          code, approvals, permissions, etag, created_at)
        values (${defaultAppId}, ${`fn_${name}`}, ${index + 1}, 'prompt', 'chat', 'flow', ${`Prompt of ${name}`},
          ${`{"description":"Says ${name} and ${index}"}`}, '', ${approvals}, '[]', 'e', ${at(day)})`.execute(
        before,
      );
  };
  await add("first", [
    [1, gmail],
    [5, slack],
  ]);
  await add("second", [[3, slack]]);
  await add("third", [[4, gmail]]);
  await sql`update functions set deleted_at = ${at(6)} where name = 'third'`.execute(before);
  for (const [id, name] of [
    ["run_1", "first"],
    ["run_2", "second"],
    ["run_3", "second"],
  ])
    await sql`insert into runs (app_id, id, function, version, status, trigger, started_at, body)
      values (${defaultAppId}, ${id}, ${name}, 1, 'succeeded', 'http', ${at(6)}, '{}')`.execute(
      before,
    );
  await before.destroy();

  const db = await openDatabase(place);
  const rows = await db
    .selectFrom("functions")
    .select(["name", "changed_at", "needs_hash", "last_run"])
    .orderBy("name")
    .execute();
  const [needsSlack, needsGmail] = [needsHash(slack, "[]"), needsHash(gmail, "[]")];
  expect(rows).toEqual([
    { name: "first", changed_at: at(5), needs_hash: needsSlack, last_run: "run_1" },
    { name: "second", changed_at: at(3), needs_hash: needsSlack, last_run: "run_3" },
    { name: "third", changed_at: at(4), needs_hash: needsGmail, last_run: "" },
  ]);
  const summaries = createFunctionSummaryStore(db, defaultAppId);
  const namesOf = async (asked: object) => {
    const ground = { unsaved: [], ended: [], lacking: [] };
    const { functions } = await summaries.page({ sort: "name", limit: 9, ...asked }, ground);
    return functions.map(({ name }) => name);
  };
  expect(await namesOf({ sort: "changed" })).toEqual(["first", "second"]);
  expect(await namesOf({ sort: "run" })).toEqual(["second", "first"]);
  expect(await namesOf({ text: "FIRST says" })).toEqual(["first"]);
  expect(await namesOf({ text: "chat.post" })).toEqual(["first", "second"]);
  expect((await createFunctionNeedStore(db, defaultAppId).all()).map(({ hash }) => hash)).toEqual([
    needsSlack,
  ]);
  const store = createFunctionStore(db, defaultAppId, { now: () => Date.parse(at(7)) });
  await store.undelete("third");
  expect(await namesOf({ text: "third" })).toEqual(["third"]);
  await db.destroy();
  rmSync(folder, { recursive: true });
});
