import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, defaultAppId } from "./database.ts";
import { openTestDatabase, testDialect } from "./ground.ts";
import { createRunStore } from "./runs.ts";

interface Body {
  readonly text: string;
}

let folder: string;
let db: Database;
let now: number;
const clock = { now: () => now };
const open = (appId = defaultAppId) => createRunStore<Body>(db, appId, clock);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
  now = Date.parse("2027-01-01T00:00:00Z");
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

/** One run a minute, in turn of two functions, every third failed. */
async function fill(count: number) {
  const store = open();
  for (let index = 0; index < count; index += 1) {
    const run = await store.start({
      function: index % 2 === 0 ? "even" : "odd",
      version: 1,
      trigger: index % 4 === 0 ? "http" : "test",
      body: { text: `Number ${index} 100%_\\"` },
    });
    await store.finish({ ...run, status: index % 3 === 0 ? "failed" : "succeeded", ms: index });
    now += 60_000;
  }
  return store;
}

test("filters narrow together, and pages follow each other without gap or repeat", async () => {
  const store = await fill(60);
  const filter = { function: "even", status: ["failed"], trigger: ["http"] } as const;
  const all = (await store.list({ ...filter, limit: 100 })).runs.map(({ ms }) => ms);
  expect(all).toEqual([48, 36, 24, 12, 0]);
  const paged: (number | null)[] = [];
  let before: string | undefined;
  do {
    const page = await store.list({ ...filter, before, limit: 2 });
    paged.push(...page.runs.map(({ ms }) => ms));
    before = page.next;
  } while (before !== undefined);
  expect(paged).toEqual(all);
  const of = async (from: number, to: number) =>
    (await store.list({ from, to, limit: 100 })).runs.map(({ ms }) => ms);
  const start = Date.parse("2027-01-01T00:00:00Z");
  expect(await of(start + 60_000, start + 180_000)).toEqual([2, 1]);
  const several = await store.list({ status: ["failed", "succeeded"], limit: 100 });
  expect(several.runs).toHaveLength(60);
});

test("a search takes its text as it is written, and tells where to go on", async () => {
  const store = await fill(30);
  const find = async (part: string, limit = 100, before?: string) => {
    const isIn = ({ text }: Body) => text.toLowerCase().includes(part.toLowerCase());
    const { runs, next } = await store.search({ limit, before }, { part, isIn });
    return { found: runs.map(({ ms }) => ms), next };
  };
  expect((await find("number 2")).found).toEqual([29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 2]);
  expect((await find('7 100%_\\"')).found).toEqual([27, 17, 7]);
  expect((await find("7 1_0")).found).toEqual([]);
  const { found, next } = await find("number 2", 10);
  expect(found).toHaveLength(10);
  expect((await find("number 2", 10, next)).found).toEqual([2]);
});

test("what is known of a run is kept until its end, and never over it", async () => {
  const store = open();
  const run = await store.start({
    function: "pay",
    version: 1,
    trigger: "test",
    body: { text: "begun" },
  });
  await store.keep(run.id, { text: "half" });
  expect(await store.find(run.id)).toMatchObject({ status: "running", body: { text: "half" } });
  await store.finish({ ...run, status: "succeeded", ms: 1, body: { text: "whole" } });
  await store.keep(run.id, { text: "late" });
  expect(await store.find(run.id)).toMatchObject({ body: { text: "whole" } });
});

test("another app's runs are neither seen nor kept nor deleted", async () => {
  const store = await fill(3);
  const other = open("app_other");
  const [run] = (await store.list({ limit: 1 })).runs;
  expect((await other.list({ limit: 10 })).runs).toEqual([]);
  expect(await other.find(run?.id ?? "")).toBeUndefined();
  expect(await other.deleteBefore(now, 10)).toBe(0);
  expect(await other.deleteBeyond("even", 0, 10)).toBe(0);
  expect(await other.functionsBeyond(0)).toEqual([]);
  expect((await store.list({ limit: 10 })).runs).toHaveLength(3);
});

// Postgres decides by what it knows of the rows; docs/scale.md has what it takes.
test.skipIf(testDialect === "postgres")(
  "lists read nothing but an index until they know what they show",
  async () => {
    await fill(1);
    const planOf = async (where: string) => {
      const { rows } = await db.executeQuery<{ detail: string }>({
        sql: `explain query plan select id from runs where app_id = 'a' ${where} order by id desc limit 20`,
        parameters: [],
        query: db.selectFrom("runs").select("id").toOperationNode(),
        queryId: { queryId: "plan" },
      });
      return rows.map(({ detail }) => detail).join("; ");
    };
    for (const where of [
      "and status in ('failed', 'timed-out')",
      "and trigger = 'http'",
      "and function = 'x' and status = 'failed'",
      "and status = 'failed' and id < 'run_1'",
    ]) {
      const plan = await planOf(where);
      expect(plan).toMatch(/COVERING INDEX runs_(filter|function)/);
      expect(plan).not.toContain("TEMP B-TREE");
    }
  },
);
