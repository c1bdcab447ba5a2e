import { afterAll, beforeAll, expect, test } from "vitest";
import { type EventGround, eventually, openEventGround } from "../support/event-ground.ts";
import { standInsOf } from "../support/stand-ins.ts";

/** A schedule that comes round by itself; an event that is tried out, given up, and started again. */
let ground: EventGround;
beforeAll(async () => {
  ground = await openEventGround("hosted");
});
afterAll(() => ground.close());

const minuteMs = 60_000;
const post = (text: string) =>
  ground.act("slack", { act: "post", channel: "C06SUPPORT", user: "U01MAYAOKA", text });
const answering = (name: string) =>
  ground.write({
    name,
    trigger: { type: "event", event: "slack.message.channels", with: { channel: "#support" } },
    steps: [
      {
        id: "answer",
        use: "slack.chat.postMessage",
        with: { channel: "#general", text: `${name}: \${trigger.body.text}` },
      },
    ],
  });
const saidBy = async (name: string) =>
  (await ground.said("general")).filter((text) => text.startsWith(`${name}: `));

test("every minute: it runs by itself, and once for each minute", async () => {
  // Ten seconds into a minute: none begins while the test is at work.
  ground.time.pass(minuteMs - (ground.time.clock.now() % minuteMs) + 10_000);
  const { name, id } = await ground.write({
    name: "tick",
    trigger: { type: "schedule", cron: "* * * * *", timezone: "UTC" },
    steps: [
      { id: "told", use: "slack.chat.postMessage", with: { channel: "#random", text: "tick" } },
    ],
  });
  const { next } = await ground.automation(id);
  expect(await ground.runsOf(name)).toEqual([]);
  for (const count of [1, 2]) {
    ground.time.pass(minuteMs);
    await ground.ended(id, count);
  }
  const deliveries = await ground.deliveries(id);
  expect(deliveries.map(({ key, status }) => [key, status])).toEqual([
    [next[1], "succeeded"],
    [next[0], "succeeded"],
  ]);
  expect((await ground.runsOf(name)).map(({ id: run, trigger }) => [run, trigger])).toEqual(
    deliveries.map(({ run }) => [run, "schedule"]),
  );
  expect(await ground.said("random")).toEqual(expect.arrayContaining(["tick", "tick"]));
  await ground.server.json(`/api/automations/${id}/pause`, "POST");
});

test("given up while the provider is down, started again once it is up", async () => {
  const { name, id } = await answering("patient");
  await ground.server.json(`/api/automations/${id}`, "PATCH", {
    settings: { attempts: 1, alertAfter: 1 },
  });
  await ground.lever("slack", { lever: "fail", count: "1000", error: "internal_error" });
  await post("Is anybody there?");
  const [dead] = await ground.ended(id, 1);
  expect(dead).toMatchObject({ status: "dead", error: expect.stringContaining("internal_error") });
  await eventually(async () =>
    expect((await ground.automation(id)).alert).toMatchObject({
      message: expect.stringContaining("internal_error"),
    }),
  );
  expect(await saidBy(name)).toEqual([]);

  await ground.lever("slack", { lever: "fail", count: "0", error: "internal_error" });
  expect((await ground.server.json(`/api/deliveries/${dead.id}/replay`, "POST")).status).toBe(200);
  const [done] = await ground.ended(id, 1);
  await eventually(async () =>
    expect((await ground.server.json(`/api/deliveries/${done.id}`)).body).toMatchObject({
      id: dead.id,
      status: "succeeded",
    }),
  );
  expect(await saidBy(name)).toEqual(["patient: Is anybody there?"]);
  await eventually(async () => expect((await ground.automation(id)).alert).toBeNull());
  await ground.server.json(`/api/automations/${id}/pause`, "POST");
});

test("the event of a run can be tried without changing anything, and taken once more", async () => {
  const { name, id } = await answering("careful");
  await post("Hello");
  const [delivery] = await ground.ended(id, 1);
  const { body: run } = await ground.server.json(`/api/runs/${delivery.run}`);
  const before = standInsOf(ground.server);
  const { body: dry } = await ground.server.json(`/api/functions/${name}/run`, "POST", {
    input: run.input,
    dryRun: true,
  });
  expect(dry).toMatchObject({ error: null, dryRun: true });
  expect(dry.would).toMatchObject([{ operation: "slack.chat.postMessage" }]);
  expect(JSON.stringify(dry.would)).toContain("careful: Hello");
  expect(standInsOf(ground.server)).toEqual(before);
  const { body: again } = await ground.server.json(`/api/runs/${delivery.run}/replay`, "POST", {});
  expect(again).toMatchObject({ trigger: "replay", replayOf: delivery.run, input: run.input });
  await eventually(async () =>
    expect(await saidBy(name)).toEqual(["careful: Hello", "careful: Hello"]),
  );
  await ground.server.json(`/api/automations/${id}/pause`, "POST");
});

test("started by hand it takes an event, and says so where none is given", async () => {
  const { name, id } = await answering("byHand");
  const run = (body: object) => ground.server.json(`/api/automations/${id}/run`, "POST", body);
  expect(await run({})).toMatchObject({
    status: 422,
    body: {
      type: "urn:patchbay:automation/invalid",
      detail: expect.stringContaining("slack.message.channels"),
      where: "payload",
    },
  });
  const payload = { channel: "C06SUPPORT", user: "U01MAYAOKA", text: "Made up", ts: "1.000001" };
  expect((await run({ payload })).status).toBe(202);
  await ground.ended(id, 1);
  expect(await saidBy(name)).toEqual(["byHand: Made up"]);
});
