import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageSpec } from "../contract/page-spec.ts";
import { createAutomationStore } from "./automations.ts";
import { createChatStore } from "./chats.ts";
import { type Database, defaultAppId } from "./database.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { createFunctionStore } from "./functions.ts";
import { openTestDatabase, testDialect } from "./ground.ts";
import { createPageStore } from "./pages.ts";

/**
 * What several processes do at once: each has a pool of connections of its own. With SQLite all is one
 * process here, since one that waits for another's transaction holds up its whole thread.
 */
const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
const clock = { now: () => Date.parse("2027-01-01T00:00:00Z") };
let processes: readonly Database[] = [];
beforeAll(async () => {
  const open = () => openTestDatabase(folder);
  const first = await open();
  processes =
    testDialect === "postgres" ? [first, await open(), await open()] : [first, first, first];
});
afterAll(async () => {
  await Promise.all([...new Set(processes)].map((db) => db.destroy()));
  rmSync(folder, { recursive: true });
});

/** The same so many times in each process, all at once: what became of it. */
async function atOnce(
  times: number,
  work: (db: Database, at: number) => Promise<unknown>,
): Promise<readonly unknown[]> {
  const settled = await Promise.allSettled(
    processes.flatMap((db, process) =>
      Array.from({ length: times }, (_, at) => work(db, process * times + at)),
    ),
  );
  return settled.map((one) => (one.status === "fulfilled" ? one.value : codeOf(one.reason)));
}
const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? error.code : error;
const countOf = (values: readonly unknown[]) =>
  Object.fromEntries([...Map.groupBy(values, String)].map(([value, all]) => [value, all.length]));

const version = (name: string, code: string) => ({
  name,
  madeBy: { what: "hand", via: "api" } as const,
  origin: "hand" as const,
  code,
  approvals: [],
  permissions: [],
});

test("of those who make or change one function from the same version, one does", async () => {
  for (const expected of [0, 1, 2]) {
    const done = await atOnce(4, async (db, at) => {
      const store = createFunctionStore(db, defaultAppId, clock);
      await store.append(version("same", `// ${at}`), expected);
      return "saved";
    });
    expect(countOf(done)).toEqual({ saved: 1, "function/changed": 11 });
  }
});

test("of functions that take one name at once, one has it", async () => {
  const done = await atOnce(2, async (db, at) => {
    const store = createFunctionStore(db, defaultAppId, clock);
    await store.append(version(`old${at}`, ""), 0);
    await store.append(version("wanted", ""), 1, `old${at}`);
    return "renamed";
  });
  expect(countOf(done)).toEqual({ renamed: 1, "function/name-taken": 5 });
});

test("nobody saves a version while files are written for the one there is", async () => {
  const [first, second] = processes.map((db) => createFunctionStore(db, defaultAppId, clock));
  if (!first || !second) throw new Error("There are three.");
  await first.append(version("held", "// 1"), 0);
  const order: string[] = [];
  const isWritten = first.whileCurrent({ name: "held", version: 1 }, () => {
    order.push("files");
    return true;
  });
  await Promise.all([
    isWritten,
    second.append(version("held", "// 2"), 1).then(() => order.push("version")),
  ]);
  expect(await isWritten).toBe(order[0] === "files");
  expect(await first.whileCurrent({ name: "held", version: 1 }, () => true)).toBe(false);
});

/** Until something is done, or waits for what another transaction holds. */
async function doneOrWaiting(work: Promise<unknown>, db: Database): Promise<void> {
  const state = { isOver: false };
  const over = () => void (state.isOver = true);
  work.then(over, over);
  const waiting = sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while (!state.isOver && (await waiting.execute(db)).rows.length === 0) await setImmediate();
}

// SQLite has one transaction at a time.
test.skipIf(testDialect !== "postgres")(
  "what a transaction decides by stays as it read it until it ends",
  async () => {
    const [db, second, third] = processes;
    if (!db || !second || !third) throw new Error("There are three.");
    const functions = createFunctionStore(second, defaultAppId, clock);
    await functions.append(version("decided", "// 1"), 0);
    let saving: Promise<unknown> | undefined;
    let isSaved = false;
    const watched = db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (saving) return result;
        saving = functions.append(version("decided", "// 2"), 1).then(() => (isSaved = true));
        await doneOrWaiting(saving, third);
        return result;
      },
    });
    const store = createFunctionStore(watched, defaultAppId, clock);
    expect(await store.whileCurrent({ name: "decided", version: 1 }, () => !isSaved)).toBe(true);
    await saving;
    expect((await functions.current("decided"))?.version).toBe(2);
  },
);

test("a page is deleted, and comes back, once", async () => {
  const pages = createPageStore(processes[0] ?? fail(), defaultAppId, clock);
  const spec = pageSpec.parse({
    slug: "p",
    title: "P",
    blocks: [{ id: "b", type: "text", text: "Hi" }],
  });
  await pages.append({ spec, madeBy: { what: "hand", via: "api" } }, 0);
  const store = (db: Database) => createPageStore(db, defaultAppId, clock);
  const removed = await atOnce(2, (db) => store(db).remove("p", 1));
  expect(countOf(removed)).toEqual({ undefined: 1, "page/changed": 5 });
  const back = await atOnce(2, (db) => store(db).undelete("p"));
  expect(countOf(back)["true"]).toBe(1);
});

test("a chat that is written by several at once is one of theirs, whole", async () => {
  const store = (db: Database) => createChatStore(db, defaultAppId, clock);
  const texts = (writer: number) => Array.from({ length: 5 }, (_, at) => `${writer} says ${at}`);
  await atOnce(3, (db, writer) =>
    store(db).replace(
      "c",
      { title: "C" },
      texts(writer).map((text, at) => ({
        id: `m${at}`,
        role: "user",
        parts: [{ type: "text", text }],
      })),
    ),
  );
  const [db] = processes;
  const messages = await store(db ?? fail()).messages("c");
  const said = messages.map(({ parts }) => (parts[0] && "text" in parts[0] ? parts[0].text : ""));
  expect(said).toEqual(texts(Number(String(said[0]).split(" ")[0])));
});

test("what is owed is kept once, up to the most there may be, and each start is taken once", async () => {
  const [db] = processes;
  await createFunctionStore(db ?? fail(), defaultAppId, clock).append(version("run", ""), 0);
  await createAutomationStore<object>(db ?? fail(), defaultAppId, clock).add({
    id: "auto_1",
    functionId: "fn",
    origin: "own",
    trigger: { type: "webhook" },
    settings: { overlap: "skip", misfire: "once", attempts: 5, alertAfter: 3, alertFunction: null },
    state: {},
    secret: undefined,
    nextAt: undefined,
  });
  const store = (one: Database) => createDeliveryStore(one, defaultAppId, clock);
  const keep = (key: (at: number) => string, maxWaiting: number) =>
    atOnce(8, async (one, at) => {
      const owed = { automation: "auto_1", key: key(at), payload: at };
      return (await store(one).keep([owed], { maxWaiting }))[0]?.status;
    });
  expect(countOf(await keep((at) => `k${at % 4}`, 100))).toEqual({ kept: 4, duplicate: 20 });
  expect(countOf(await keep((at) => `full${at}`, 10))).toEqual({ kept: 6, full: 18 });
  const taken = await atOnce(8, async (one) => {
    const answer = await store(one).take("auto_1", { isInOrder: false, most: 100 });
    return answer.status === "taken" ? answer.delivery.key : answer.status;
  });
  const counts = countOf(taken);
  expect(counts).toMatchObject({ none: 14 });
  expect(Object.entries(counts).filter(([key, count]) => key !== "none" && count > 1)).toEqual([]);
});

function fail(): never {
  throw new Error("There are three.");
}
