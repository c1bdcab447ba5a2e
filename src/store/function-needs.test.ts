import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { flowSchema } from "../flow/schema.ts";
import { type Database, defaultAppId } from "./database.ts";
import { createFunctionNeedStore } from "./function-needs.ts";
import { createFunctionStore } from "./functions.ts";
import { addApp, openTestDatabase } from "./ground.ts";

let folder: string;
let db: Database;
const clock = { now: () => Date.parse("2026-11-30T09:00:00Z") };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const store = (appId = defaultAppId) => createFunctionStore(db, appId, clock);
const needs = (appId = defaultAppId) => createFunctionNeedStore(db, appId);
const add = (name: string, operation: string, appId = defaultAppId) =>
  store(appId).append(
    {
      name,
      madeBy: { what: "prompt", via: "chat" },
      origin: "flow",
      flow: flowSchema.parse({
        name,
        description: `Is ${name}`,
        trigger: { type: "manual" },
        inputs: {},
        steps: [{ id: "step", use: operation, with: {} }],
      }),
      code: "",
      approvals: [{ operation, token: "bot" }],
      permissions: [],
    },
    0,
  );
const hashOf = async (operation: string) => {
  const all = await needs().all();
  return all.find(({ approvals }) => approvals[0]?.operation === operation)?.hash ?? "";
};

test("what many functions need is told once, with how many and which they are", async () => {
  for (const name of ["c", "a", "b"]) await add(name, "slack.chat.postMessage");
  await add("d", "slack.users.list");
  await add("gone", "slack.chat.postMessage");
  await add("other", "slack.auth.test");
  await store().remove("gone", 1);
  await addApp(db, "app_other");
  await add("elsewhere", "slack.chat.postMessage", "app_other");

  const [posts, lists] = [await hashOf("slack.chat.postMessage"), await hashOf("slack.users.list")];
  expect(await needs().all()).toHaveLength(3);
  const sampled = await needs().sampled([posts, lists, "unknown"]);
  expect(new Set(sampled.map(({ hash }) => hash))).toEqual(new Set([posts, lists]));
  expect(sampled.find(({ hash }) => hash === lists)).toMatchObject({
    origin: "flow",
    approvals: [{ operation: "slack.users.list" }],
    flow: { steps: [{ use: "slack.users.list" }] },
  });
  expect(await needs().counts([posts, lists], 9)).toEqual(
    new Map([
      [posts, 3],
      [lists, 1],
    ]),
  );
  expect((await needs().counts([posts], 2)).get(posts)).toBe(2);
  expect(await needs().names([posts, lists])).toEqual(
    new Map([
      [posts, ["a", "b", "c"]],
      [lists, ["d"]],
    ]),
  );
});

test("nothing is asked about nothing", async () => {
  expect(await needs().all()).toEqual([]);
  expect(await needs().sampled([])).toEqual([]);
  expect(await needs().counts([], 9)).toEqual(new Map());
  expect(await needs().names([])).toEqual(new Map());
});
