import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAutomationStore } from "./automations.ts";
import { type Database, defaultAppId } from "./database.ts";
import { openTestDatabase } from "./ground.ts";
import { createDeliveryStore } from "./deliveries.ts";

let folder: string;
let db: Database;
const clock = { now: () => Date.parse("2027-01-01T00:00:00Z") };
const at = "2027-01-01T00:00:00.000Z";
const later = "2027-01-01T01:00:00.000Z";

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
  await db
    .insertInto("functions")
    .values({
      app_id: defaultAppId,
      id: "fn_1",
      name: "take",
      current_version: 1,
      created_at: at,
      deleted_at: null,
    })
    .execute();
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

async function open() {
  const automations = createAutomationStore<object>(db, defaultAppId, clock);
  const deliveries = createDeliveryStore(db, defaultAppId, clock);
  await automations.add({
    id: "auto_1",
    functionId: "fn_1",
    origin: "own",
    trigger: { type: "schedule", cron: "0 * * * *" },
    settings: { overlap: "skip", misfire: "once", attempts: 5, alertAfter: 3, alertFunction: null },
    state: { cursor: 1 },
    secret: undefined,
    nextAt: at,
  });
  const keep = (key: string, payload: unknown = null) =>
    deliveries.keep([{ automation: "auto_1", key, payload }], {
      progress: { automation: "auto_1", was: at, nextAt: later, state: { cursor: 2 } },
    });
  return { automations, deliveries, keep };
}
const all = { automation: "auto_1", limit: 100 };

test("of two that saw an automation at the same place one moves it, and the other keeps nothing", async () => {
  const { automations, deliveries, keep } = await open();
  expect(await keep("a")).toMatchObject([{ status: "kept" }]);
  expect(await keep("b")).toEqual([]);
  expect((await deliveries.list(all)).map(({ key }) => key)).toEqual(["a"]);
  expect(await automations.find("auto_1")).toMatchObject({ nextAt: later, state: { cursor: 2 } });
});

test("what cannot be kept leaves the cursor where it was", async () => {
  const { automations, deliveries, keep } = await open();
  const circular: { self?: object } = {};
  circular.self = circular;
  await expect(keep("a", circular)).rejects.toThrow();
  expect(await deliveries.list(all)).toEqual([]);
  expect(await automations.find("auto_1")).toMatchObject({ nextAt: at, state: { cursor: 1 } });
});

test("one that is taken is taken by nobody else", async () => {
  const { deliveries, keep } = await open();
  await keep("a");
  const takes = [1, 2, 3].map(() => deliveries.take("auto_1", { isInOrder: false, most: 10 }));
  expect((await Promise.all(takes)).map(({ status }) => status).toSorted()).toEqual([
    "none",
    "none",
    "taken",
  ]);
});

test("however often keys come, each is one delivery, in the order in which they came first", async () => {
  const { deliveries } = await open();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 20 }), async (keys) => {
      await db.deleteFrom("deliveries").execute();
      for (const key of keys) await deliveries.keep([{ automation: "auto_1", key, payload: null }]);
      const kept = (await deliveries.list(all)).map(({ key }) => key).toReversed();
      expect(kept).toEqual([...new Set(keys)]);
    }),
    { numRuns: 30 },
  );
});

test("another app's are not there", async () => {
  const { deliveries, keep } = await open();
  await keep("a");
  const [owed] = await deliveries.list(all);
  const other = createDeliveryStore(db, "app_other", clock);
  expect(await other.find(owed?.id ?? "")).toBeUndefined();
  expect(await other.list(all)).toEqual([]);
  expect(await other.owing()).toEqual([]);
  expect(await other.take("auto_1", { isInOrder: false, most: 10 })).toEqual({ status: "none" });
  expect(await createAutomationStore(db, "app_other", clock).list()).toEqual([]);
});
