import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database } from "./database.ts";
import { openTestDatabase } from "./ground.ts";
import { createGroupCommit } from "./group-commit.ts";

const dataDir = mkdtempSync(join(tmpdir(), "patchbay-group-"));
let db: Database;
/** Another connection sees what is committed, and nothing else. */
let other: Database;
beforeAll(async () => {
  [db, other] = [await openTestDatabase(dataDir), await openTestDatabase(dataDir)];
});
afterAll(async () => {
  await Promise.all([db.destroy(), other.destroy()]);
  rmSync(dataDir, { recursive: true });
});

const insert = (id: string) => (on: Database) =>
  on.insertInto("apps").values({ id, name: id, created_at: "2026-01-01" }).execute();

async function idsFrom(on: Database, prefix: string): Promise<readonly string[]> {
  const rows = await on.selectFrom("apps").select("id").where("id", "like", `${prefix}%`).execute();
  return rows.map(({ id }) => id);
}

test("what comes in one turn is committed at once, and then each of it is on disk", async () => {
  const writes = createGroupCommit(db);
  const seen: (readonly string[])[] = [];
  const look = async (on: Database) => {
    seen.push(await idsFrom(on, "turn"), await idsFrom(other, "turn"));
  };
  const first = writes.write(insert("turn-1"));
  await Promise.all([
    first.then(async () => expect(await idsFrom(other, "turn")).toEqual(["turn-1", "turn-2"])),
    writes.write(look),
    writes.write(insert("turn-2")),
  ]);
  expect(seen).toEqual([["turn-1"], []]);
});

test("one that fails takes no other with it", async () => {
  const writes = createGroupCommit(db);
  const settled = await Promise.allSettled([
    writes.write(insert("one-1")),
    writes.write(insert("one-1")),
    writes.write(insert("one-2")),
  ]);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await idsFrom(other, "one")).toEqual(["one-1", "one-2"]);
  await expect(writes.write(insert("one-1"))).rejects.toThrow(/unique/i);
});

test("what is written during a commit is in the next", async () => {
  const writes = createGroupCommit(db);
  await writes.write(async (on) => {
    await insert("next-1")(on);
    void writes.write(insert("next-2"));
  });
  await expect.poll(() => idsFrom(other, "next")).toEqual(["next-1", "next-2"]);
});
