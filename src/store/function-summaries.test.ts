import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mostCounted } from "../contract/function-summary.ts";
import { createAutomationStore } from "./automations.ts";
import { type Database, defaultAppId } from "./database.ts";
import { createFunctionNeedStore } from "./function-needs.ts";
import { openTestDatabase } from "./ground.ts";
import {
  type StateGround,
  type SummaryPlace,
  createFunctionSummaryStore,
} from "./function-summaries.ts";
import { type NewVersion, needsHash } from "./function-version.ts";
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
const needs = (appId = defaultAppId) => createFunctionNeedStore(db, appId);

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
  const gmail = [{ connector: "gmail", scopes: ["x"] }];
  await add("other_100%", { permissions: gmail });
  const automations = createAutomationStore<object>(db, defaultAppId, clock);
  const functionId = (await automations.functionIds(["postDaily"])).get("postDaily") ?? "";
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
  const [needsSlack, needsGmail] = [
    needsHash(JSON.stringify(slack.approvals), "[]"),
    needsHash("[]", JSON.stringify(gmail)),
  ];
  expect(await namesOf({ needs: [needsSlack] })).toEqual(["post", "postDaily"]);
  expect(await namesOf({ needs: [needsGmail] })).toEqual(["other_100%"]);
  expect(await namesOf({ needs: [] })).toEqual([]);
  expect(await namesOf({ trigger: "schedule" })).toEqual(["postDaily"]);
  expect(await namesOf({ trigger: "manual", needs: [needsSlack] })).toEqual(["post"]);
  expect(await summaries().count({ needs: [needsSlack] }, ground)).toBe(2);
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
  const needed = await needs().all();
  const keyOf = (connector: string) =>
    needed
      .filter(({ permissions }) => permissions[0]?.connector === connector)
      .map(({ hash }) => hash);
  const of = async (known: Partial<StateGround>) => {
    const page = await summaries().page({ sort: "name", limit: 9 }, { ...ground, ...known });
    return page.functions.map(({ state }) => state);
  };
  const known = { lacking: keyOf("slack"), ended: keyOf("gmail") };
  expect(await of(known)).toEqual(["permission", "reconnect"]);
  expect(await of({ ...known, unsaved: ["a"] })).toEqual(["file", "reconnect"]);
});

test("those in a state are found alike whether few or many could be in it", async () => {
  const places = (most: number) =>
    sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(most)})`;
  const name = sql`'fn' || substr(cast(100000 + i as text), 2)`;
  const at = "2027-01-01T00:00:00.000Z";
  const fill = async (from: number, most: number) => {
    const rows = sql`${places(most)} select`;
    await sql`insert into functions (app_id, id, name, current_version, created_at, changed_at, needs_hash)
      ${rows} ${defaultAppId}, ${name}, ${name}, 1, ${at}, ${at}, 'needs' || cast(i % 2 as text)
      from n where i > ${from}`.execute(db);
    await sql`insert into function_versions (app_id, function_id, version, what, via, origin, code,
        approvals, permissions, etag, created_at)
      ${rows} ${defaultAppId}, ${name}, 1, 'hand', 'api', 'hand', '', '[]', '[]', 'e', ${at}
      from n where i > ${from}`.execute(db);
    // Each has failed; those of every third number have done well since.
    await sql`insert into runs (app_id, id, function, version, status, trigger, started_at, body)
      ${rows} ${defaultAppId}, ${name}, ${name}, 1, 'failed', 'http', ${at}, '{}'
      from n where i > ${from}`.execute(db);
    for (const again of ["a", "b"])
      await sql`insert into runs (app_id, id, function, version, status, trigger, started_at, body)
        ${rows} ${defaultAppId}, ${name} || ${again}, ${name}, 1, 'succeeded', 'http', ${at}, '{}'
        from n where i > ${from} and i % 3 = 0`.execute(db);
  };
  const known = { ...ground, unsaved: ["fn00004"] };
  const states = async () => {
    const answers = [];
    for (const [state, more] of [
      ["failing", {}],
      ["working", {}],
      ["new", {}],
      ["file", {}],
      ["permission", { lacking: ["needs0"] }],
      ["reconnect", { ended: ["needs1"] }],
    ] as const) {
      const of = { ...known, ...more };
      const page = await summaries().page({ sort: "name", limit: 4, state }, of);
      answers.push([
        state,
        page.functions.map(({ name: one }) => one),
        await summaries().count({ state }, of),
      ]);
    }
    return answers;
  };
  await fill(0, 12);
  expect(await states()).toEqual([
    ["failing", ["fn00001", "fn00002", "fn00005", "fn00007"], 7],
    ["working", ["fn00003", "fn00006", "fn00009", "fn00012"], 4],
    ["new", [], 0],
    ["file", ["fn00004"], 1],
    ["permission", ["fn00002", "fn00006", "fn00008", "fn00010"], 5],
    ["reconnect", ["fn00001", "fn00003", "fn00005", "fn00007"], 6],
  ]);
  await fill(12, 10_100);
  expect(await states()).toEqual([
    ["failing", ["fn00001", "fn00002", "fn00005", "fn00007"], 6733],
    ["working", ["fn00003", "fn00006", "fn00009", "fn00012"], 3366],
    ["new", [], 0],
    ["file", ["fn00004"], 1],
    ["permission", ["fn00002", "fn00006", "fn00008", "fn00010"], 5049],
    ["reconnect", ["fn00001", "fn00003", "fn00005", "fn00007"], 5050],
  ]);
  expect(await summaries().count({}, known)).toBe(10_100);
  expect(await summaries().count({ trigger: "manual" }, known)).toBe(mostCounted);
});

test("nothing of another app, and nothing that was deleted", async () => {
  await add("mine");
  await add("gone");
  await createFunctionStore(db, defaultAppId, clock).remove("gone", 1);
  expect(await namesOf({})).toEqual(["mine"]);
  expect((await summaries("app_other").page({ sort: "name", limit: 9 }, ground)).functions).toEqual(
    [],
  );
  expect(await needs("app_other").all()).toEqual([]);
});
