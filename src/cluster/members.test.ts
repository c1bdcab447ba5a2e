import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { silentLog } from "../core/log.ts";
import type { Database } from "../store/database.ts";
import { dropTestDatabase, openTestDatabase } from "../store/ground.ts";
import { createProcessStore } from "../store/processes.ts";
import { createMembers } from "./members.ts";

let folder: string;
let db: Database;
let work: (() => void) | undefined;
/** Of the machine that looks; that of the others differs. */
const clock = { now: () => 1_700_000_000_000 };
const timer = {
  after(_: number, next: () => void) {
    work = next;
    return () => {
      if (work === next) work = undefined;
    };
  },
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
  await dropTestDatabase(folder);
});

const open = (isAlone = false) =>
  createMembers({ store: createProcessStore(db, clock), timer, log: silentLog, isAlone });

/** Lets two seconds pass. */
async function look(): Promise<void> {
  const now = work;
  work = undefined;
  now?.();
  await vi.waitUntil(() => work !== undefined, { interval: 1 });
}
const there = async () => (await createProcessStore(db, clock).all()).map(({ id }) => id);
const other = (seenAt: string) =>
  db
    .insertInto("processes")
    .values({ id: "proc_other", started_at: seenAt, seen_at: seenAt })
    .execute();
const beat = (seenAt: string) =>
  db.updateTable("processes").set({ seen_at: seenAt }).where("id", "=", "proc_other").execute();

test("who says nothing at five looks is gone, and what it left is taken up", async () => {
  const members = await open();
  // By its own clock it was never seen: clocks are not compared.
  await other("1999-01-01T00:00:00.000Z");
  let taken = 0;
  await members.onLeft(async () => void (taken += 1));
  expect(await members.hasOthers()).toBe(true);
  for (let times = 0; times < 5; times += 1) await look();
  expect(await there()).toContain("proc_other");
  const before = taken;
  await look();
  expect(await there()).toEqual([members.id]);
  expect(taken).toBe(before + 1);
  expect(await members.hasOthers()).toBe(false);
});

test("who says something in time stays", async () => {
  await open();
  await other("2026-01-01T00:00:00.000Z");
  for (let times = 0; times < 12; times += 1) {
    if (times % 4 === 3) await beat(`2026-01-01T00:00:${10 + times}.000Z`);
    await look();
  }
  expect(await there()).toContain("proc_other");
});

test("a process that was taken for gone lives again", async () => {
  const members = await open();
  await createProcessStore(db, clock).leave(members.id);
  await look();
  expect(await there()).toEqual([members.id]);
});

test("alone on its database, it takes nobody else for living", async () => {
  await other("2026-01-01T00:00:00.000Z");
  const members = await open(true);
  await members.start();
  expect(await there()).toEqual([members.id]);
});

test("one that leaves is gone at once", async () => {
  const members = await open();
  await members.leave();
  expect(await there()).toEqual([]);
  expect(work).toBeUndefined();
});

test("who says that it lives at the very moment when it is taken for gone stays", async () => {
  const store = createProcessStore(db, clock);
  await other("2026-11-30T09:00:00.000Z");
  const [seen] = await store.all();
  if (!seen) throw new Error("It is not there.");
  await db.updateTable("processes").set({ seen_at: "2026-11-30T09:00:02.000Z" }).execute();
  expect(await store.remove(seen)).toBe(false);
  expect(await there()).toEqual(["proc_other"]);
});
