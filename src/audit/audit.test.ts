import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { silentLog } from "../core/log.ts";
import { createAuditStore } from "../store/audit.ts";
import { type Database } from "../store/database.ts";
import { openTestDatabase, testDialect } from "../store/ground.ts";
import { type Audit, createAudit } from "./audit.ts";
import { shortAddress, shortAgent } from "./shorten.ts";

let folder: string;
let db: Database;
let audit: Audit;
let now = Date.UTC(2026, 10, 30);
const clock = { now: () => now };
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
  audit = open("app_default");
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const open = (appId: string) =>
  createAudit({ store: createAuditStore(db, appId, clock), appId, clock, log: silentLog });
const list = async (of: Audit = audit) => (await of.list({ limit: 100 })).entries;
/** Writes as somebody who has the database and no triggers in the way. */
async function forge(statements: string): Promise<void> {
  const outOfTheWay =
    testDialect === "postgres"
      ? ["alter table audit_log disable trigger all"]
      : [
          "pragma foreign_keys = off",
          ...["update", "delete"].map((act) => `drop trigger audit_log_no_${act}`),
        ];
  for (const statement of [...outOfTheWay, ...statements.split(";")])
    await sql.raw(statement).execute(db);
}
const record = (subject: string) =>
  audit.record({ act: "secret.changed", caller: { principal: "api-key" }, subject });

test("entries follow each other, also of those who write at once", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => record(`S${index}`)));
  const other = open("app_default");
  await Promise.all([record("a"), other.record({ act: "sign-in" }), record("b")]);
  expect((await list()).map(({ position }) => position)).toEqual(
    Array.from({ length: 23 }, (_, index) => 23 - index),
  );
  expect(await audit.verify()).toMatchObject({ status: "whole", entries: 23 });
});

test("the database refuses to change or delete an entry", async () => {
  await record("A");
  const log = () => db.updateTable("audit_log").set({ subject: "B" });
  await expect(log().where("app_id", "=", "app_default").execute()).rejects.toThrow("append-only");
  const gone = db.deleteFrom("audit_log").where("app_id", "=", "app_default");
  await expect(gone.execute()).rejects.toThrow("append-only");
});

test.each([
  ["changed", "update audit_log set actor = 'nobody' where position = 2", 2],
  ["removed", "delete from audit_log where position = 2", 2],
  [
    "put elsewhere",
    "update audit_log set position = 99 where position = 2; update audit_log set position = 2 where position = 3",
    2,
  ],
  ["of another app", "update audit_log set app_id = 'app_other' where position = 3", undefined],
])("an entry that was %s is found", async (_, statement, position) => {
  for (const subject of ["A", "B", "C"]) await record(subject);
  const { head } = await audit.verify();
  await forge(statement);
  expect(await audit.verify(head)).toMatchObject({
    status: "broken",
    ...(position === undefined ? {} : { position }),
  });
});

test("a hash that was noted shows that the end was cut off", async () => {
  for (const subject of ["A", "B"]) await record(subject);
  const { head } = await audit.verify();
  await record("C");
  expect(await audit.verify(head)).toMatchObject({ status: "whole", entries: 3 });
  await forge("delete from audit_log where position > 1");
  expect(await audit.verify()).toMatchObject({ status: "whole", entries: 1 });
  expect(await audit.verify(head)).toMatchObject({ status: "broken" });
});

test("apps have a chain each", async () => {
  await record("A");
  await open("app_other").record({ act: "sign-in" });
  expect(await list()).toHaveLength(1);
  expect(await list(open("app_other"))).toMatchObject([{ position: 1, act: "sign-in" }]);
});

test("what looks like a credential is blotted out, and long texts are cut", async () => {
  const token = "xoxb-1234567890-abcdefghij";
  await audit.record({
    act: "secret.changed",
    caller: { principal: "api-key" },
    subject: token,
    detail: { said: `Bearer ${"a".repeat(40)}`, hosts: [token], long: "x".repeat(5_000), n: 3 },
  });
  const [entry] = await list();
  expect(JSON.stringify(entry)).not.toMatch(/xoxb-|aaaa/);
  expect(String(entry?.detail["long"])).toHaveLength(300);
  expect(entry?.detail["n"]).toBe(3);
});

test("what one network is refused is written once a minute, with how often", async () => {
  const refuse = () =>
    audit.record({ act: "key.refused", outcome: "refused", from: { address: "203.0.113.9" } });
  for (let index = 0; index < 500; index++) await refuse();
  expect(await list()).toHaveLength(1);
  now += 61_000;
  await refuse();
  expect((await list())[0]).toMatchObject({ detail: { more: 499 }, address: "203.0.113.0/24" });
});

test("and what one caller is refused at one address of ours", async () => {
  const refuse = (principal: string, path: string) =>
    audit.record({
      act: "right.refused",
      caller: { principal },
      outcome: "refused",
      detail: { method: "POST", path },
    });
  for (let index = 0; index < 500; index++) await refuse("api-key:a", "/api/plan");
  await refuse("api-key:a", "/api/chat");
  await refuse("api-key:b", "/api/plan");
  now += 61_000;
  await refuse("api-key:a", "/api/plan");
  expect((await list()).map(({ actor, detail }) => [actor, detail])).toEqual([
    ["api-key:a", { method: "POST", path: "/api/plan", more: 499 }],
    ["api-key:b", { method: "POST", path: "/api/plan" }],
    ["api-key:a", { method: "POST", path: "/api/chat" }],
    ["api-key:a", { method: "POST", path: "/api/plan" }],
  ]);
});

test("filters", async () => {
  await record("A");
  await audit.record({ act: "sign-in", caller: { principal: "session:x", userId: "user_local" } });
  const found = async (query: object) =>
    (await audit.list({ limit: 10, ...query })).entries.map(({ act }) => act);
  expect(await found({ act: "sign-in" })).toEqual(["sign-in"]);
  expect(await found({ actor: "api-key" })).toEqual(["secret.changed"]);
  expect(await found({ actor: "user_local" })).toEqual(["sign-in"]);
  expect(await found({ outcome: "refused" })).toEqual([]);
  expect(await found({ to: new Date(now).toISOString() })).toEqual([]);
  const page = await audit.list({ limit: 1 });
  expect(page.next).toBe(2);
  expect(await found({ before: page.next })).toEqual(["secret.changed"]);
});

test("addresses and programs are shortened", () => {
  expect(shortAddress("203.0.113.77")).toBe("203.0.113.0/24");
  expect(shortAddress("2001:db8:1:2::5")).toBe("2001:db8:1::/48");
  expect(shortAddress("::ffff:127.0.0.1")).toBe("127.0.0.1");
  expect(shortAddress("nonsense")).toBeNull();
  expect(shortAgent("Mozilla/5.0 (X11) Gecko/20100101 Firefox/128.0")).toBe("Firefox/128");
  expect(shortAgent("curl/8.1")).toBe("curl/8");
  expect(shortAgent("my secret machine")).toBe("other");
});
