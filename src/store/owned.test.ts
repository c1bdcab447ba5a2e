import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAutomationStore } from "./automations.ts";
import { createChatAnswerStore } from "./chat-answers.ts";
import { type Database, defaultAppId } from "./database.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { dropTestDatabase, openTestDatabase } from "./ground.ts";
import { createProcessStore } from "./processes.ts";
import { createRunStore } from "./runs.ts";

/** What a process does is its own until it is gone, and then another's. */
let folder: string;
let db: Database;
const clock = { now: () => Date.now() };
const [here, there] = ["proc_here", "proc_there"];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
  const processes = createProcessStore(db, clock);
  await Promise.all([processes.add(here), processes.add(there)]);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
  await dropTestDatabase(folder);
});

const end = (id: string) => createProcessStore(db, clock).leave(id);

describe("chat answers", () => {
  const open = (owner: string) =>
    createChatAnswerStore<{ readonly text: string }>(db, defaultAppId, clock, owner);

  test("of two processes that begin at once one answers", async () => {
    const claims = await Promise.all([here, there].map((owner) => open(owner).begin("chat")));
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
  });

  test("another one is begun when it is over, and what was sent of the first is forgotten", async () => {
    const first = await open(here).begin("chat");
    if (!first) throw new Error("It was not begun.");
    await open(here).append(first, 0, [{ text: "one" }]);
    expect(await open(there).begin("chat")).toBeUndefined();
    await open(here).end(first);
    expect(await open(there).becameOf(first)).toBe("over");
    expect(await open(there).chunksFrom(first, 0)).toEqual([[{ text: "one" }]]);
    expect(await open(there).begin("chat")).toBeDefined();
    expect(await open(there).chunksFrom(first, 0)).toEqual([]);
  });

  test("nobody takes over what a process still writes", async () => {
    await open(here).begin("chat");
    expect(await open(there).left()).toEqual([]);
  });

  test("of those that take over what a process left one gets it, with what was sent", async () => {
    const claim = await open(here).begin("chat", { model: "builtin" });
    if (!claim) throw new Error("It was not begun.");
    await open(here).append(claim, 0, [{ text: "one" }]);
    await end(here);
    await createProcessStore(db, clock).add("proc_third");
    const [left] = await open(there).left();
    if (!left) throw new Error("Nothing was left.");
    expect(left).toMatchObject({ id: claim.id, tries: 1, model: "builtin", isStopping: false });
    const taken = await Promise.all(
      [there, "proc_third"].map((owner) => open(owner).takeOver(left)),
    );
    const [got, ...more] = taken.filter((one) => one !== undefined);
    expect(more).toEqual([]);
    if (!got) throw new Error("Nobody took it.");
    expect(await open(there).chunksFrom(got, 0)).toEqual([[{ text: "one" }]]);
    expect(await open(there).becameOf(claim)).toBe("another");
    // The first one was only still for a while: it ends nothing of what is another's.
    expect(await open(here).stateOf(claim)).toBe("lost");
    await open(here).end(claim);
    expect(await open(there).becameOf(got)).toBe("running");
  });

  test("a wish to end is seen by whoever writes it", async () => {
    const claim = await open(here).begin("chat");
    if (!claim) throw new Error("It was not begun.");
    expect(await open(there).stop("chat")).toBe(true);
    expect(await open(here).stateOf(claim)).toBe("stopping");
    await open(here).end(claim);
    expect(await open(there).stop("chat")).toBe(false);
  });
});

describe("starts of automations", () => {
  const open = (owner: string) => createDeliveryStore(db, defaultAppId, clock, owner);
  const one = { isInOrder: true, most: 1 };

  beforeEach(async () => {
    await db
      .insertInto("functions")
      .values({
        app_id: defaultAppId,
        id: "fn_1",
        name: "pay",
        current_version: 1,
        created_at: new Date().toISOString(),
        deleted_at: null,
      })
      .execute();
    await createAutomationStore(db, defaultAppId, clock).add({
      id: "auto_1",
      functionId: "fn_1",
      origin: "own",
      trigger: { type: "webhook" },
      settings: {
        overlap: "queue",
        misfire: "once",
        attempts: 1,
        alertAfter: 1,
        alertFunction: null,
      },
      state: {},
      secret: undefined,
      nextAt: undefined,
    });
    for (const key of ["a", "b"])
      await open(here).keep([{ automation: "auto_1", key, payload: null }]);
  });

  test("one at a time is one at a time in all processes together", async () => {
    const takes = await Promise.all(
      [here, there, here, there].map((owner) => open(owner).take("auto_1", one)),
    );
    expect(takes.map(({ status }) => status).toSorted()).toEqual(["busy", "busy", "busy", "taken"]);
  });

  test("only what a process left is owed again, and that try does not count", async () => {
    const taken = await open(here).take("auto_1", one);
    if (taken.status !== "taken") throw new Error("It was not taken.");
    expect(await open(there).takeUpAgain()).toBe(0);
    await end(here);
    expect(await open(there).takeUpAgain()).toBe(1);
    expect(await open(there).find(taken.delivery.id)).toMatchObject({
      status: "waiting",
      attempts: 0,
    });
  });

  test("whoever was taken for gone ends nothing that another has under way", async () => {
    const taken = await open(here).take("auto_1", one);
    if (taken.status !== "taken") throw new Error("It was not taken.");
    const { id } = taken.delivery;
    await end(here);
    await open(there).takeUpAgain();
    await open(there).take("auto_1", one);
    await open(here).finish(id, { status: "succeeded" });
    await open(here).postpone(id, { nextAt: new Date().toISOString(), attempts: 0 });
    expect(await open(there).find(id)).toMatchObject({ status: "running" });
    await open(there).finish(id, { status: "succeeded" });
    expect(await open(there).find(id)).toMatchObject({ status: "succeeded" });
  });

  test("of a flow there is one automation, whoever makes it", async () => {
    const automations = createAutomationStore(db, defaultAppId, clock);
    const made = ["auto_2", "auto_3"].map((id) =>
      automations.add({
        id,
        functionId: "fn_1",
        origin: "flow",
        trigger: { type: "webhook" },
        settings: {
          overlap: "queue",
          misfire: "once",
          attempts: 1,
          alertAfter: 1,
          alertFunction: null,
        },
        state: {},
        secret: undefined,
        nextAt: undefined,
      }),
    );
    await Promise.all(made);
    const all = await automations.list();
    expect(all.filter(({ origin }) => origin === "flow")).toHaveLength(1);
  });
});

test("a run is ended for a process that is gone, and not for one that lives", async () => {
  const open = (owner: string) => createRunStore<object>(db, defaultAppId, clock, owner);
  const run = await open(here).start({ function: "pay", version: 1, trigger: "test", body: {} });
  const ended = { ...run, status: "interrupted" as const, ms: 1 };
  expect(await open(there).left()).toEqual([]);
  expect(await open(there).finishLeft(ended)).toBe(false);
  await end(here);
  expect(await open(there).left()).toHaveLength(1);
  expect(await open(there).finishLeft(ended)).toBe(true);
  expect(await open(there).find(run.id)).toMatchObject({ status: "interrupted" });
  // It was only still for a while, and knows better.
  await open(here).finish({ ...run, status: "succeeded", ms: 2 });
  expect(await open(there).find(run.id)).toMatchObject({ status: "succeeded" });
});
