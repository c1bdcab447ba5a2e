import { afterEach, expect, test } from "vitest";
import type { Taker } from "./hand.ts";
import { type Ground, minutes, openGround } from "./ground.ts";
import { retryDelayMs } from "./retry.ts";

const grounds: Ground[] = [];
afterEach(async () => {
  for (const ground of grounds.splice(0)) await ground.close();
});
async function open(...given: Parameters<typeof openGround>): Promise<Ground> {
  const ground = await openGround(...given);
  grounds.push(ground);
  await ground.automations.begin();
  return ground;
}

/** A function with a webhook, and a way to owe it starts. */
async function withWebhook(ground: Ground, name = "take") {
  await ground.save(name, { type: "webhook" });
  const [automation] = await ground.automations.list({ function: name });
  const id = automation?.id ?? "";
  await ground.automations.renewSecret(id);
  return {
    id,
    owe: (...keys: readonly string[]) =>
      ground.automations.accept(keys.map((key) => ({ automation: id, key, payload: { key } }))),
    list: async () =>
      (await ground.automations.deliveries(id)).map(({ key, status, attempts }) => [
        key,
        status,
        attempts,
      ]),
  };
}
const failing = () => ({ status: "failed" as const, error: { message: "Boom" } });
/** A run that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  return {
    ends,
    wait: () => new Promise<object>((resolve) => ends.push(() => resolve({}))),
  };
}

test("what is owed is started with what came, once for each key", async () => {
  const ground = await open();
  const { id, owe, list } = await withWebhook(ground);
  await owe("a", "b", "a");
  await owe("b");
  await ground.pass(0);
  expect(ground.calls.map(({ name, input, options }) => [name, input, options.trigger])).toEqual([
    ["take", { key: "a" }, "webhook"],
    ["take", { key: "b" }, "webhook"],
  ]);
  expect(ground.calls[0]?.options.automation).toMatchObject({ id, attempt: 1 });
  expect(await list()).toEqual([
    ["b", "succeeded", 1],
    ["a", "succeeded", 1],
  ]);
});

test("a start that fails is tried again, later each time, and then given up", async () => {
  const ground = await open();
  const { id, owe, list } = await withWebhook(ground);
  ground.world.ends = failing;
  await owe("a");
  await ground.pass(0);
  expect(await list()).toEqual([["a", "waiting", 1]]);
  for (const [tries, delay] of [
    [2, 30_000],
    [3, 120_000],
    [4, 480_000],
    [5, 1_920_000],
  ] as const) {
    await ground.pass(delay - 1);
    expect(ground.calls).toHaveLength(tries - 1);
    await ground.pass(1);
    expect(ground.calls).toHaveLength(tries);
  }
  expect(ground.calls.map(({ options }) => options.automation?.attempt)).toEqual([1, 2, 3, 4, 5]);
  const [dead] = await ground.automations.deliveries(id, { status: "dead" });
  expect(dead).toMatchObject({ key: "a", attempts: 5, error: "Boom", run: "run_5", nextAt: null });
  await ground.pass(minutes(600));
  expect(ground.calls).toHaveLength(5);

  ground.world.ends = () => ({});
  await ground.automations.replay(dead?.id ?? "");
  await ground.pass(0);
  expect(await list()).toEqual([["a", "succeeded", 1]]);
});

test("tries spread by chance and never wait longer than six hours", () => {
  expect([0, 0.5, 1].map((random) => retryDelayMs(1, random))).toEqual([22_500, 30_000, 37_500]);
  expect(retryDelayMs(20, 0.5)).toBe(6 * 3_600_000);
});

test("after so many given up in a row somebody is told, once, until one succeeds", async () => {
  const ground = await open();
  const { id, owe } = await withWebhook(ground);
  await ground.save("tell", { type: "manual" });
  const settings = { attempts: 1, alertAfter: 2, alertFunction: "tell" };
  await ground.automations.change(id, { settings }, "api");
  ground.world.ends = ({ name }) => (name === "take" ? failing() : {});
  const alerts = () => ground.calls.filter(({ name }) => name === "tell");
  await owe("a");
  await ground.pass(0);
  expect([alerts().length, (await ground.automations.find(id)).alert]).toEqual([0, null]);
  await owe("b", "c");
  await ground.pass(0);
  expect(alerts().map(({ input }) => input)).toEqual([
    { automation: id, function: "take", failures: 2, error: "Boom", run: expect.any(String) },
  ]);
  expect(await ground.automations.find(id)).toMatchObject({
    failures: 3,
    alert: { message: "3 starts in a row were given up. The last said: Boom" },
  });
  expect(ground.logged.filter(([level]) => level === "warn")).toEqual([
    ["warn", expect.stringContaining('"take": 2 starts in a row were given up')],
  ]);
  ground.world.ends = () => ({});
  await owe("d");
  await ground.pass(0);
  expect(await ground.automations.find(id)).toMatchObject({ failures: 0, alert: null });
});

test("one at a time and in order, where the automation says so: what is tried again holds up the rest", async () => {
  const ground = await open();
  const { id, owe } = await withWebhook(ground);
  await ground.automations.change(id, { settings: { overlap: "queue" } }, "api");
  let isBroken = true;
  ground.world.ends = ({ input }) =>
    isBroken && JSON.stringify(input).includes("a") ? failing() : {};
  await owe("a", "b", "c");
  await ground.pass(0);
  expect(ground.calls.map(({ input }) => input)).toEqual([{ key: "a" }]);
  isBroken = false;
  await ground.pass(30_000);
  expect(ground.calls.map(({ input }) => input)).toEqual(
    ["a", "a", "b", "c"].map((key) => ({ key })),
  );
});

test("side by side up to ten, and none waits for another automation's whole queue", async () => {
  const ground = await open({ slots: 12 });
  const [busy, other] = [await withWebhook(ground, "busy"), await withWebhook(ground, "other")];
  const runs = held();
  ground.world.ends = runs.wait;
  await busy.owe(...Array.from({ length: 15 }, (_, at) => `b${at}`));
  await ground.pass(0);
  expect(ground.calls).toHaveLength(10);
  await other.owe("o1", "o2", "o3");
  await ground.pass(0);
  expect(ground.calls.slice(10).map(({ name }) => name)).toEqual(["other", "other"]);
  runs.ends[0]?.();
  await ground.pass(0);
  expect(ground.calls.map(({ name }) => name).slice(12)).toEqual(["other"]);
  ground.world.ends = () => ({});
  for (const end of runs.ends) end();
  await ground.pass(0);
  expect(ground.calls).toHaveLength(18);
});

test("a missing permission burns no try: it waits, says so, and starts by itself once it is there", async () => {
  const ground = await open();
  const { id, owe, list } = await withWebhook(ground);
  ground.world.missing = [
    { connector: "acme", scope: "all", token: "user" } as (typeof ground.world.missing)[number],
  ];
  ground.automations.changed();
  await owe("a");
  await ground.pass(minutes(60));
  expect(ground.calls).toEqual([]);
  expect(await list()).toEqual([["a", "waiting", 0]]);
  expect(await ground.automations.find(id)).toMatchObject({
    status: "waiting",
    reason: expect.stringContaining("Acme (all)"),
  });
  ground.world.missing = [];
  ground.automations.changed();
  await ground.pass(0);
  expect(await list()).toEqual([["a", "succeeded", 1]]);
  expect((await ground.automations.find(id)).status).toBe("active");
});

test("paused, it keeps what comes, and starts it when it is resumed", async () => {
  const ground = await open();
  const { id, owe } = await withWebhook(ground);
  await ground.automations.pause(id);
  await owe("a", "b");
  await ground.pass(minutes(60));
  expect(ground.calls).toEqual([]);
  await expect(ground.automations.runNow(id)).rejects.toMatchObject({
    code: "automation/not-active",
  });
  await ground.automations.resume(id);
  await ground.pass(0);
  expect(ground.calls).toHaveLength(2);
});

test("what was under way when the server was killed is owed again, and that try does not count", async () => {
  const first = await openGround();
  await first.automations.begin();
  const { id, owe } = await withWebhook(first);
  first.world.ends = held().wait;
  await owe("a", "b");
  await first.pass(0);
  expect(first.calls).toHaveLength(2);
  await first.kill();

  const second = await openGround({ dataDir: first.dataDir });
  await second.automations.begin();
  await second.pass(0);
  expect(second.calls.map(({ input }) => input)).toEqual([{ key: "a" }, { key: "b" }]);
  expect(
    (await second.automations.deliveries(id)).map((one) => [one.status, one.attempts]),
  ).toEqual([
    ["succeeded", 1],
    ["succeeded", 1],
  ]);
  await second.close();
});

test("at its end the server begins nothing, waits a while, and owes the rest again", async () => {
  const ground = await openGround();
  await ground.automations.begin();
  const { id, owe } = await withWebhook(ground);
  ground.world.ends = ({ options: { signal } }) =>
    new Promise((resolve) =>
      signal?.addEventListener("abort", () => resolve({ status: "cancelled" })),
    );
  await owe("a");
  await ground.pass(0);
  const closing = ground.automations.close();
  await ground.settle();
  await owe("b");
  await ground.pass(5_000);
  await closing;
  const left = await ground.stores.deliveries.list({ automation: id, limit: 9 });
  expect(left.map(({ key, status, attempts }) => [key, status, attempts])).toEqual([
    ["b", "waiting", 0],
    ["a", "waiting", 0],
  ]);
  expect(ground.calls).toHaveLength(1);
  await ground.close();
});

test("what a process among several cuts short at its end is another's at once", async () => {
  let taker: Taker | undefined;
  const left: string[] = [];
  const ground: Ground = await openGround({
    hand: {
      timer: { after: () => () => {} },
      give: async (tickets) => {
        for (const { automation } of tickets) void taker?.start(automation);
      },
      open: async (one) => void (taker = one),
      close: async () => {},
      async leave() {
        const { id = "" } = (await ground.automations.list())[0] ?? {};
        const deliveries = await ground.stores.deliveries.list({ automation: id, limit: 9 });
        left.push(...deliveries.map(({ status }) => status));
      },
    },
  });
  await ground.automations.begin();
  const { owe } = await withWebhook(ground);
  ground.world.ends = ({ options: { signal } }) =>
    new Promise((resolve) =>
      signal?.addEventListener("abort", () => resolve({ status: "cancelled" })),
    );
  await owe("a");
  await ground.pass(0);
  expect(ground.calls).toHaveLength(1);
  const closing = ground.automations.close();
  await ground.pass(5_000);
  await closing;
  expect(left).toEqual(["waiting"]);
  await ground.close();
});

test("a run that somebody cancels is not tried again", async () => {
  const ground = await open();
  const { owe, list } = await withWebhook(ground);
  ground.world.ends = () => ({ status: "cancelled" });
  await owe("a");
  await ground.pass(minutes(60));
  expect(await list()).toEqual([["a", "dead", 1]]);
});

test("what is owed can be discarded, and what is over is forgotten after 30 days", async () => {
  const ground = await open();
  const { id, owe, list } = await withWebhook(ground);
  ground.world.ends = failing;
  await owe("a");
  await ground.pass(0);
  const [waiting] = await ground.automations.deliveries(id);
  await ground.automations.discard(waiting?.id ?? "");
  await ground.pass(minutes(60));
  expect(await list()).toEqual([["a", "skipped", 1]]);
  const day = 24 * minutes(60);
  ground.setClock(ground.clock.now() + 29 * day);
  await ground.pass(minutes(2));
  expect(await list()).toHaveLength(1);
  ground.setClock(ground.clock.now() + 2 * day);
  await ground.pass(minutes(2));
  expect(await list()).toEqual([]);
});

test("nothing is done while nothing is due", async () => {
  const ground = await open();
  await ground.pass(0);
  expect(ground.nextTimer()).toBe(60_000);
});
