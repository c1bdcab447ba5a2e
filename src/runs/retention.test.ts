import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { silentLog } from "../core/log.ts";
import { defaultAppId } from "../store/database.ts";
import { openTestDatabase } from "../store/ground.ts";
import { createRunStore } from "../store/runs.ts";
import { createRetention } from "./retention.ts";

const dayMs = 86_400_000;

test("old runs go, those beyond a function's share go, and what runs stays", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const db = await openTestDatabase(folder);
  let now = Date.parse("2027-01-01T00:00:00Z");
  const clock = { now: () => now };
  const store = createRunStore<null>(db, defaultAppId, clock);
  const run = async (name: string, isOver = true) => {
    const begun = await store.start({ function: name, version: 1, trigger: "test", body: null });
    if (isOver) await store.finish({ ...begun, status: "succeeded", ms: 1 });
    return begun.id;
  };
  // More than one portion of them.
  for (let count = 0; count < 600; count += 1) await run("old");
  const slow = await run("old", false);
  now += 8 * dayMs;
  const young = await run("old");
  const busy: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    now += 1;
    busy.push(await run("busy", count !== 0));
  }
  const retention = createRetention({ store, days: 7, mostOfFunction: 3, clock, log: silentLog });
  await retention.sweep();
  const left = (await store.list({ limit: 100 })).runs.map(({ id }) => id);
  // The first of the busy ones still runs.
  expect(left.toSorted()).toEqual([slow, young, busy[0], ...busy.slice(2)].toSorted());
  await retention.close();
  await db.destroy();
  rmSync(folder, { recursive: true });
});
