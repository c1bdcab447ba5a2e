import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAutomationStore } from "./automations.ts";
import { type Database, defaultAppId } from "./database.ts";
import { openTestDatabase } from "./ground.ts";
import {
  type StateGround,
  type SummaryPlace,
  createFunctionSummaryStore,
} from "./function-summaries.ts";
import type { NewVersion } from "./function-version.ts";
import { createFunctionStore } from "./functions.ts";
import { type StoredRunStatus, createRunStore } from "./runs.ts";

let folder: string;
let db: Database;
let now: number;
const clock = { now: () => now };
const ground: StateGround = { unsaved: [], ended: [], lacking: [] };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
  now = Date.parse("2027-01-01T00:00:00Z");
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const summaries = (appId = defaultAppId) => createFunctionSummaryStore(db, appId);

async function add(name: string, more: Partial<NewVersion> = {}) {
  now += 1000;
  await createFunctionStore(db, defaultAppId, clock).append(
    {
      name,
      madeBy: { what: "hand", via: "api" },
      origin: "hand",
      code: "",
      approvals: [],
      permissions: [],
      ...more,
    },
    0,
  );
}

async function ran(name: string, statuses: readonly StoredRunStatus[], body: object = {}) {
  const runs = createRunStore<object>(db, defaultAppId, clock);
  for (const status of statuses) {
    now += 1000;
    const run = await runs.start({ function: name, version: 1, trigger: "test", body });
    if (status !== "running") await runs.finish({ ...run, status, ms: 1 });
  }
}

async function namesOf(asked: Partial<Parameters<ReturnType<typeof summaries>["page"]>[0]>) {
  const page = await summaries().page({ sort: "name", limit: 50, ...asked }, ground);
  return page.functions.map(({ name }) => name);
}

test("pages follow each other without gap or repeat, however they are sorted", async () => {
  for (let index = 0; index < 25; index += 1) await add(index % 2 ? `Fn${index}` : `fn${index}`);
  await ran("fn2", ["succeeded"]);
  await ran("Fn7", ["succeeded"]);
  for (const sort of ["name", "changed", "run"] as const) {
    const paged: string[] = [];
    let after: SummaryPlace | undefined;
    do {
      const page = await summaries().page({ sort, limit: 4, after }, ground);
      paged.push(...page.functions.map(({ name }) => name));
      after = page.next;
    } while (after);
    expect(paged).toEqual(await namesOf({ sort }));
    expect(new Set(paged).size).toBe(25);
  }
  expect((await namesOf({ sort: "run" })).slice(0, 3)).toEqual(["Fn7", "fn2", "Fn1"]);
  expect((await namesOf({ sort: "changed" }))[0]).toBe("fn24");
  expect((await namesOf({})).slice(0, 3)).toEqual(["fn0", "Fn1", "fn10"]);
});

test("words, tool and start narrow together; a word is text, no pattern", async () => {
  const slack = { approvals: [{ operation: "slack.chat.postMessage", token: "bot" as const }] };
  await add("post", { ...slack, prompt: "Tell the team" });
  await add("postDaily", slack);
  await add("other_100%", { permissions: [{ connector: "gmail", scopes: ["x"] }] });
  const automations = createAutomationStore<object>(db, defaultAppId, clock);
  const functionId = (await automations.functionIds()).get("postDaily") ?? "";
  await automations.add({
    id: automations.newId(),
    functionId,
    origin: "own",
    trigger: { type: "schedule", cron: "0 9 * * *", timezone: "UTC" },
    settings: { overlap: "skip", misfire: "skip", attempts: 1, alertAfter: 1, alertFunction: null },
    state: {},
    secret: undefined,
    nextAt: undefined,
  });
  expect(await namesOf({ text: "TEAM po" })).toEqual(["post"]);
  expect(await namesOf({ text: "chat.post" })).toEqual(["post", "postDaily"]);
  expect(await namesOf({ text: "%" })).toEqual(["other_100%"]);
  expect(await namesOf({ text: "r_1" })).toEqual(["other_100%"]);
  expect(await namesOf({ connector: "slack" })).toEqual(["post", "postDaily"]);
  expect(await namesOf({ connector: "gmail" })).toEqual(["other_100%"]);
  expect(await namesOf({ connector: "sla" })).toEqual([]);
  expect(await namesOf({ trigger: "schedule" })).toEqual(["postDaily"]);
  expect(await namesOf({ trigger: "manual", connector: "slack" })).toEqual(["post"]);
  expect(await summaries().count({ connector: "slack" }, ground)).toBe(2);
});

test("a function fails where its last run did, or half of the last ones; a dry run counts for nothing", async () => {
  await add("fresh");
  await add("good");
  await add("lastFailed");
  await add("halfFailed");
  await add("onlyDry");
  await add("before");
  await ran("good", ["failed", "succeeded", "succeeded", "cancelled"]);
  await ran("lastFailed", ["succeeded", "succeeded", "timed-out", "running"]);
  await ran("halfFailed", ["failed", "failed", "succeeded", "succeeded"]);
  await ran("onlyDry", ["failed"], { would: [] });
  await ran("before", ["failed", ...Array.from({ length: 20 }, () => "succeeded" as const)]);
  const page = await summaries().page({ sort: "name", limit: 50 }, ground);
  expect(Object.fromEntries(page.functions.map(({ name, state }) => [name, state]))).toEqual({
    before: "working",
    fresh: "new",
    good: "working",
    halfFailed: "failing",
    lastFailed: "failing",
    onlyDry: "new",
  });
  expect(await namesOf({ state: "failing" })).toEqual(["halfFailed", "lastFailed"]);
  const failed = page.functions.find(({ name }) => name === "lastFailed");
  expect(failed?.recent).toEqual(["timed-out", "succeeded", "succeeded"]);
  expect(failed?.lastRun?.status).toBe("running");
});

test("what stands in the way comes before how the runs went", async () => {
  await add("a", { permissions: [{ connector: "slack", scopes: ["chat:write"] }] });
  await add("b", { permissions: [{ connector: "gmail", scopes: ["read"] }] });
  await ran("a", ["failed"]);
  const needs = await summaries().needs();
  const keyOf = (connector: string) =>
    needs
      .filter(({ permissions }) => permissions[0]?.connector === connector)
      .map(({ key }) => key);
  const of = async (known: Partial<StateGround>) => {
    const page = await summaries().page({ sort: "name", limit: 9 }, { ...ground, ...known });
    return page.functions.map(({ state }) => state);
  };
  const known = { lacking: keyOf("slack"), ended: keyOf("gmail") };
  expect(await of(known)).toEqual(["permission", "reconnect"]);
  expect(await of({ ...known, unsaved: ["a"] })).toEqual(["file", "reconnect"]);
});

test("nothing of another app, and nothing that was deleted", async () => {
  await add("mine");
  await add("gone");
  await createFunctionStore(db, defaultAppId, clock).remove("gone", 1);
  expect(await namesOf({})).toEqual(["mine"]);
  expect((await summaries("app_other").page({ sort: "name", limit: 9 }, ground)).functions).toEqual(
    [],
  );
  expect(await summaries("app_other").needs()).toEqual([]);
});
