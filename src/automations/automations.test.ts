import { createHmac } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { type Ground, minutes, openGround } from "./ground.ts";

const grounds: Ground[] = [];
afterEach(async () => {
  for (const ground of grounds.splice(0)) await ground.close();
});
async function open(): Promise<Ground> {
  const ground = await openGround();
  grounds.push(ground);
  await ground.automations.begin();
  return ground;
}
const daily = { type: "schedule", cron: "0 9 * * *" } as const;
const manual = { type: "manual" } as const;
const webhook = { type: "webhook" } as const;
const ids = async (ground: Ground) => (await ground.automations.list()).map(({ id }) => id);
const only = async (ground: Ground) => {
  const [automation, ...others] = await ground.automations.list();
  expect(others).toEqual([]);
  if (!automation) throw new Error("There is none.");
  return automation;
};

test("what a flow says is one automation, which follows every change of its function", async () => {
  const ground = await open();
  await ground.save("report", manual);
  expect(await ids(ground)).toEqual([]);
  await ground.save("report", daily);
  const { id, ...made } = await only(ground);
  expect(made).toMatchObject({ function: "report", origin: "flow", status: "active" });
  expect(made.next[0]).toBe("2026-11-24T09:00:00.000Z");

  await ground.save("report", { ...daily, cron: "0 12 * * *" });
  expect(await only(ground)).toMatchObject({ id, words: "At 12:00, every day (UTC)" });
  await ground.functions.rename("report", "dailyReport", "api");
  expect(await only(ground)).toMatchObject({ id, function: "dailyReport" });
  await ground.save("dailyReport", manual);
  expect(await ids(ground)).toEqual([]);
  await ground.functions.restore("dailyReport", 2);
  expect(await only(ground)).toMatchObject({ id, trigger: { cron: "0 9 * * *" } });
  await ground.functions.remove("dailyReport");
  expect(await ids(ground)).toEqual([]);
  await expect(ground.automations.find(id)).rejects.toMatchObject({
    code: "automation/not-found",
  });
  await ground.functions.undelete("dailyReport");
  expect(await ids(ground)).toEqual([id]);
});

test("following again changes nothing, also after a start", async () => {
  const ground = await open();
  await ground.save("report", daily);
  await ground.save("take", webhook);
  const before = await ground.automations.list();
  ground.automations.changed();
  ground.automations.changed();
  expect(await ground.automations.list()).toEqual(before);
  await ground.automations.begin();
  expect(await ground.automations.list()).toEqual(before);
});

test("a change looks at the function that changed alone, and one that was not followed is with the next", async () => {
  const ground = await open();
  const list = vi.spyOn(ground.functions, "list");
  await ground.save("report", daily);
  const find = vi.spyOn(ground.functions, "find").mockRejectedValueOnce(new Error("no database"));
  await ground.save("take", webhook);
  expect((await ground.automations.list()).map((one) => one.function)).toEqual(["report"]);
  await ground.save("other", manual);
  const followed = (await ground.automations.list()).map((one) => one.function);
  expect(followed.toSorted()).toEqual(["report", "take"]);
  expect(find).toHaveBeenCalled();
  expect(list).not.toHaveBeenCalled();
});

test("settings and a pause are the automation's own, and stay through edits of the flow", async () => {
  const ground = await open();
  await ground.save("report", daily);
  const { id } = await only(ground);
  await ground.automations.change(id, { settings: { attempts: 2, misfire: "all" } }, "api");
  await ground.automations.pause(id);
  await ground.save("report", { ...daily, cron: "0 12 * * *" });
  expect(await only(ground)).toMatchObject({
    status: "paused",
    settings: { attempts: 2, misfire: "all", overlap: "skip" },
  });
  await ground.pass(minutes(60 * 24));
  expect(ground.calls).toEqual([]);
});

test("what nobody chose is what is usual for the trigger", async () => {
  const ground = await open();
  await ground.save("report", webhook);
  expect((await only(ground)).settings.overlap).toBe("parallel");
  await ground.save("report", daily);
  expect((await only(ground)).settings.overlap).toBe("skip");
});

test("a webhook that comes back has its address and its secret; its secret is nowhere in the open", async () => {
  const ground = await open();
  await ground.save("take", webhook);
  const { id } = await only(ground);
  const secret = await ground.automations.renewSecret(id);
  const call = (with_: string) =>
    ground.automations.receive(id, {
      headers: new Headers({ authorization: `Bearer ${with_}` }),
      body: new TextEncoder().encode("{}"),
    });
  expect(await call(secret)).toMatchObject({ status: "accepted", duplicate: false });
  await ground.save("take", manual);
  await expect(call(secret)).rejects.toMatchObject({ code: "hook/not-found" });
  await ground.save("take", webhook);
  expect(await call(secret)).toMatchObject({ status: "accepted" });
  const next = await ground.automations.renewSecret(id);
  await expect(call(secret)).rejects.toMatchObject({ code: "hook/refused" });
  expect(await call(next)).toMatchObject({ status: "accepted" });
  const stored = await ground.stores.automations.find(id);
  expect(stored?.secret).not.toContain(next.slice(6));
});

test("a sender's own secret is taken, as Stripe makes them", async () => {
  const ground = await open();
  await ground.save("take", webhook);
  const { id } = await only(ground);
  const secret = "whsec_of_stripe_1234567890";
  expect(await ground.automations.renewSecret(id, secret)).toBe(secret);
  const [body, t] = ['{"id":"evt_1"}', Math.floor(ground.clock.now() / 1000)];
  const v1 = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
  const call = () =>
    ground.automations.receive(id, {
      headers: new Headers({ "stripe-signature": `t=${t},v1=${v1}` }),
      body: new TextEncoder().encode(body),
    });
  expect(await call()).toMatchObject({ duplicate: false });
  expect(await call()).toMatchObject({ duplicate: true });
});

test("a call without a name of its own is one of its own, and more than a thousand may not wait", async () => {
  const ground = await open();
  await ground.save("take", webhook);
  const { id } = await only(ground);
  const secret = await ground.automations.renewSecret(id);
  await ground.automations.pause(id);
  const call = (more: Record<string, string> = {}) =>
    ground.automations.receive(id, {
      headers: new Headers({ authorization: `Bearer ${secret}`, ...more }),
      body: new Uint8Array(),
    });
  expect(await call()).toMatchObject({ duplicate: false });
  expect(await call()).toMatchObject({ duplicate: false });
  await call({ "idempotency-key": "one" });
  await ground.automations.accept(
    Array.from({ length: 997 }, (_, at) => ({ automation: id, key: `k${at}`, payload: null })),
  );
  await expect(call()).rejects.toMatchObject({ code: "hook/full", extra: { retryAfter: 60 } });
  // What is kept already is still known as that.
  expect(await call({ "idempotency-key": "one" })).toMatchObject({ duplicate: true });
});

test("a flow's trigger is changed in its flow, and deleting it makes the function manual", async () => {
  const ground = await open();
  await ground.save("report", daily);
  const { id } = await only(ground);
  const trigger = { type: "schedule", cron: "30 7 * * 1", timezone: "Europe/Berlin" } as const;
  const changed = await ground.automations.change(id, { trigger }, "page");
  expect(changed).toMatchObject({ id, trigger, words: "At 07:30, on Monday (Europe/Berlin)" });
  expect(await ground.functions.current("report")).toMatchObject({
    version: 2,
    madeBy: { what: "hand", via: "page" },
    flow: { trigger },
  });
  await ground.automations.remove(id, "api");
  expect(await ground.functions.current("report")).toMatchObject({
    version: 3,
    flow: { trigger: manual },
  });
  expect(await ids(ground)).toEqual([]);
  expect(await ground.automations.restore(id, "page")).toMatchObject({ id, trigger });
  expect(await ground.functions.current("report")).toMatchObject({ version: 4, flow: { trigger } });
});

test("what a flow that is started by hand now still owed is skipped, with why", async () => {
  const ground = await open();
  await ground.save("take", webhook);
  const { id } = await only(ground);
  await ground.automations.pause(id);
  await ground.automations.accept([{ automation: id, key: "a", payload: null }]);
  await ground.save("take", manual);
  await ids(ground);
  const [owed] = await ground.stores.deliveries.list({ automation: id, limit: 1 });
  expect(owed).toMatchObject({ status: "skipped", error: "The function is started by hand now." });
});

test("several can be added beside the flow; they go with their function and come back with it", async () => {
  const ground = await open();
  await ground.save("report", daily);
  const own = await ground.automations.create({ function: "report", trigger: webhook });
  expect(own).toMatchObject({ origin: "own", secret: expect.stringMatching(/^whsec_/) });
  await ground.automations.create({
    function: "report",
    trigger: { ...daily, cron: "0 18 * * *" },
  });
  expect(await ids(ground)).toHaveLength(3);
  await ground.functions.rename("report", "summary", "api");
  // The name that it had leads to it.
  expect(await ground.automations.list({ function: "report" })).toHaveLength(3);
  await ground.functions.remove("summary");
  expect(await ids(ground)).toEqual([]);
  await ground.functions.undelete("summary");
  expect(await ids(ground)).toHaveLength(3);
  await ground.automations.remove(own.id, "api");
  expect(await ids(ground)).toHaveLength(2);
  expect((await ground.functions.current("summary")).version).toBe(2);
});

test("one that was deleted comes back as it was, with its address and secret, for a while", async () => {
  const ground = await open();
  await ground.save("take", manual);
  const { id, secret } = await ground.automations.create({ function: "take", trigger: webhook });
  const call = () =>
    ground.automations.receive(id, {
      headers: new Headers({ authorization: `Bearer ${secret}` }),
      body: new Uint8Array(),
    });
  await ground.automations.pause(id);
  await ground.automations.accept([{ automation: id, key: "a", payload: null }]);
  await ground.automations.remove(id, "page");
  await expect(ground.automations.find(id)).rejects.toMatchObject({ code: "automation/not-found" });
  await expect(call()).rejects.toMatchObject({ code: "hook/not-found" });
  expect(await ground.stores.deliveries.list({ automation: id, limit: 1 })).toMatchObject([
    { status: "skipped", error: "The automation was deleted." },
  ]);
  expect(await ground.automations.restore(id, "page")).toMatchObject({ id, status: "active" });
  expect(await call()).toMatchObject({ status: "accepted" });
  await ground.automations.remove(id, "page");
  const days = async (count: number) => {
    ground.setClock(ground.clock.now() + minutes(60 * 24 * count));
    await ground.pass(minutes(60));
  };
  await days(29);
  expect(await ground.stores.automations.find(id)).toBeDefined();
  await days(2);
  await expect(ground.automations.restore(id, "page")).rejects.toMatchObject({
    code: "automation/not-found",
  });
});

test.each([
  [{ type: "schedule", cron: "0 0 31 2 *" }, "never comes"],
  [{ type: "event", event: "acme.item.gone" }, "There is no event"],
] as const)("%j is refused", async (trigger, why) => {
  const ground = await open();
  await ground.save("report", daily);
  await expect(ground.automations.create({ function: "report", trigger })).rejects.toMatchObject({
    code: "automation/invalid",
    message: expect.stringContaining(why),
  });
  const { id } = await only(ground);
  await expect(ground.automations.change(id, { trigger }, "api")).rejects.toMatchObject({
    code: "automation/invalid",
  });
  const settings = { alertFunction: "nobody" };
  await expect(ground.automations.change(id, { settings }, "api")).rejects.toMatchObject({
    code: "function/not-found",
  });
});

test("started by hand it runs beside its schedule, with the defaults of its inputs", async () => {
  const ground = await open();
  await ground.save("report", daily, { limit: { type: "number", default: 3 } });
  const { id } = await only(ground);
  const owed = await ground.automations.runNow(id);
  await ground.pass(0);
  expect(await ground.automations.delivery(owed.id)).toMatchObject({ status: "succeeded" });
  expect(ground.calls.map(({ input }) => input)).toEqual([{ limit: 3 }]);
});

test("what waits for an event is started by hand with one, and not with nothing", async () => {
  const ground = await open();
  await ground.save("take", { type: "event", event: "acme.item.added" });
  const { id } = await only(ground);
  for (const payload of [undefined, {}, null, "text", []])
    await expect(ground.automations.runNow(id, payload)).rejects.toMatchObject({
      code: "automation/invalid",
      message: expect.stringContaining("acme.item.added"),
    });
  await ground.automations.runNow(id, { name: "by hand" });
  await ground.pass(0);
  expect(ground.calls.map(({ input }) => input)).toEqual([{ name: "by hand" }]);
});

test("a function that is deleted while its start waits keeps it until it is back", async () => {
  const ground = await open();
  await ground.save("take", webhook);
  const { id } = await only(ground);
  await ground.automations.renewSecret(id);
  ground.world.ends = () => ({ status: "failed", error: { message: "Boom" } });
  await ground.automations.accept([{ automation: id, key: "a", payload: null }]);
  await ground.pass(0);
  await ground.functions.remove("take");
  await ground.pass(minutes(600));
  expect(ground.calls).toHaveLength(1);
  ground.world.ends = () => ({});
  await ground.functions.undelete("take");
  await ground.pass(minutes(1));
  expect(
    (await ground.automations.deliveries(id)).map((one) => [one.status, one.attempts]),
  ).toEqual([["succeeded", 2]]);
});
