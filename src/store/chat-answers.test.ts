import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createChatAnswerStore } from "./chat-answers.ts";
import { type Database, defaultAppId } from "./database.ts";
import { openTestDatabase } from "./ground.ts";
import { createProcessStore } from "./processes.ts";

const clock = { now: () => 1_700_000_000_000 };
let folder = "";
let db: Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

/** A process that lives, with what it writes. */
async function processOf(id: string) {
  await createProcessStore(db, clock).add(id);
  return createChatAnswerStore<string>(db, defaultAppId, clock, id);
}
const gone = (id: string) => createProcessStore(db, clock).leave(id);

test("an answer whose process is gone is one other's, and no longer its own", async () => {
  const [first, second, third] = [
    await processOf("a1"),
    await processOf("a2"),
    await processOf("a3"),
  ];
  const own = await first.begin("chat_1");
  if (!own) throw new Error("It was not begun.");
  expect(await second.left()).toEqual([]);
  await gone("a1");
  const [left] = await second.left();
  if (!left) throw new Error("Nothing is left.");
  const taken = await Promise.all([second.takeOver(left), third.takeOver(left)]);
  expect(taken.filter((one) => one !== undefined)).toMatchObject([{ chatId: "chat_1" }]);
  expect(await second.left()).toEqual([]);
  expect(await first.becameOf(own)).toBe("another");
});

test("one whose process lives, or came back meanwhile, stays its own", async () => {
  const [first, second] = [await processOf("b1"), await processOf("b2")];
  await first.begin("chat_2");
  await gone("b1");
  const [left] = await second.left();
  if (!left) throw new Error("Nothing is left.");
  await createProcessStore(db, clock).add("b1");
  expect(await second.takeOver(left)).toBeUndefined();
});
