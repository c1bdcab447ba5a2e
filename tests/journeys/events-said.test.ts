import { afterAll, beforeAll, expect, test } from "vitest";
import { type EventGround, eventually, openEventGround } from "../support/event-ground.ts";

/** A sentence becomes a function that others start: they do something in a tool, and it runs. */
let ground: EventGround;
beforeAll(async () => {
  ground = await openEventGround();
});
afterAll(() => ground.close());

const support = "C06SUPPORT";
const maya = "U01MAYAOKA";
const postIn = (channel: string, text: string, user = maya) =>
  ground.act("slack", { act: "post", channel, user, text });

/** That it ran by itself, and for which delivery. */
async function ranOnce({ name, id }: { readonly name: string; readonly id: string }) {
  const [delivery] = await ground.ended(id, 1);
  expect(delivery).toMatchObject({ status: "succeeded", function: name, attempts: 1 });
  expect(await ground.runsOf(name)).toMatchObject([
    {
      id: delivery.run,
      trigger: "event",
      status: "succeeded",
      automation: { id, delivery: delivery.id, attempt: 1 },
    },
  ]);
  expect(await ground.automation(id)).toMatchObject({
    last: { status: "succeeded", run: delivery.run },
  });
  return delivery;
}

test("Slack: a message in a channel by name, and in no other", async () => {
  const made = await ground.say(
    "When somebody posts in #support, post its text to #general in Slack",
  );
  expect(await ground.automation(made.id)).toMatchObject({
    status: "active",
    via: "push",
    trigger: { event: "slack.message.channels", with: { channel: "#support" } },
  });
  await postIn("C05SALESDE", "Not for support");
  await postIn(support, "The printer is on fire");
  await eventually(async () =>
    expect((await ground.deliveries(made.id)).map(({ status }) => status).toSorted()).toEqual([
      "skipped",
      "succeeded",
    ]),
  );
  const [run, ...others] = await ground.runsOf(made.name);
  expect(others).toEqual([]);
  expect(run).toMatchObject({ trigger: "event", input: { text: "The printer is on fire" } });
  expect((await ground.said("general")).at(-1)).toBe("The printer is on fire");
  expect(await ground.said("general")).not.toContain("Not for support");
});

test("Slack: a reaction", async () => {
  const made = await ground.say(
    "When somebody adds a reaction to a message in Slack, post 'Seen' to #random",
  );
  const [{ ts }] = (await ground.state("slack")).channels.find(
    ({ id }: { id: string }) => id === support,
  ).messages;
  await ground.act("slack", { act: "react", channel: support, user: maya, ts, emoji: "wave" });
  const delivery = await ranOnce(made);
  expect(delivery.payload).toMatchObject({ emoji: "wave", channel: support, user: maya });
  expect((await ground.said("random")).at(-1)).toBe("Seen");
});

test("HubSpot: a ticket is created", async () => {
  const made = await ground.say("When a HubSpot ticket is created, post 'A new ticket' to #random");
  await ground.act("hubspot", {
    act: "create-tickets",
    subject: "No heating",
    hs_pipeline_stage: "1",
  });
  await ranOnce(made);
  expect((await ground.said("random")).at(-1)).toBe("A new ticket");
});

test("Notion: a page is created", async () => {
  const made = await ground.say("When a Notion page is created, post 'A new page' to #random");
  await ground.act("notion", {
    act: "create",
    in: "7a7b7c7d-8e8f-4041-9a9b-9c9d0e0f1011",
    title: "Water the plants",
    person: "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c9101",
  });
  const delivery = await ranOnce(made);
  const { body: run } = await ground.server.json(`/api/runs/${delivery.run}`);
  expect(run.input).toMatchObject({ title: "Water the plants" });
  expect((await ground.said("random")).at(-1)).toBe("A new page");
});
