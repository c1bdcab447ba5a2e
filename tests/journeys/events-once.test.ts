import { afterAll, beforeAll, expect, test } from "vitest";
import { type EventGround, eventually, openEventGround } from "../support/event-ground.ts";

/** One event is one run: whatever is told twice, kept, gone or of the function's own making. */
let ground: EventGround;
beforeAll(async () => {
  ground = await openEventGround("hosted");
});
afterAll(() => ground.close());

const channels = { support: "C06SUPPORT", sales: "C05SALESDE", general: "C01GENERAL" };
type Place = keyof typeof channels;

const post = (place: Place, text: string) =>
  ground.act("slack", { act: "post", channel: channels[place], user: "U01MAYAOKA", text });

/** Answers in one channel what is written in another, or in the same. */
const answering = (name: string, from: Place, to: Place) =>
  ground.write({
    name,
    trigger: { type: "event", event: "slack.message.channels", with: { channel: `#${from}` } },
    steps: [
      {
        id: "answer",
        use: "slack.chat.postMessage",
        with: { channel: `#${to}`, text: `${name}: \${trigger.body.text}` },
      },
    ],
  });

const textsOf = async (name: string) =>
  (await ground.runsOf(name)).map(({ input }) => input.text).toReversed();

async function saidBy(name: string, channel: Place): Promise<readonly string[]> {
  return (await ground.said(channel)).filter((text) => text.startsWith(`${name}: `));
}

const pause = (id: string) => ground.server.json(`/api/automations/${id}/pause`, "POST");
const resume = (id: string) => ground.server.json(`/api/automations/${id}/resume`, "POST");

/** Counts the messages of Slack that were answered; the first answer may be lost on its way. */
function hear({ losesFirst = false } = {}) {
  const { server } = ground.server;
  const { fetch } = server;
  const heard = { count: 0, stop: () => void (server.fetch = fetch) };
  server.fetch = async (request, from) => {
    const answer = await fetch(request, from);
    if (new URL(request.url).pathname !== "/hooks/slack") return answer;
    heard.count += 1;
    return losesFirst && heard.count === 1 ? new Response(null, { status: 502 }) : answer;
  };
  return heard;
}

test("a function that answers in the channel it watches runs once for a person's message", async () => {
  const { name, id } = await answering("echo", "support", "support");
  await post("support", "Hello");
  await eventually(async () => expect(await saidBy(name, "support")).toEqual(["echo: Hello"]));
  // Had its own answer counted, it would have come before this one.
  await post("support", "Bye");
  await ground.ended(id, 2);
  expect(await textsOf(name)).toEqual(["Hello", "Bye"]);
  expect(await saidBy(name, "support")).toEqual(["echo: Hello", "echo: Bye"]);
  await pause(id);
});

test("an event whose answer was lost is sent again, and starts the function once", async () => {
  const { name, id } = await answering("once", "sales", "general");
  const heard = hear({ losesFirst: true });
  await post("sales", "Told twice");
  await eventually(async () => expect(heard.count).toBe(2));
  heard.stop();
  await post("sales", "Told once");
  await ground.ended(id, 2);
  expect((await textsOf(name)).toSorted()).toEqual(["Told once", "Told twice"]);
  await pause(id);
});

test("what comes while it is paused is kept, and runs once it is resumed", async () => {
  const { name, id } = await answering("late", "sales", "general");
  await pause(id);
  await post("sales", "First");
  await post("sales", "Second");
  await eventually(async () =>
    expect((await ground.deliveries(id)).map(({ status }) => status)).toEqual([
      "waiting",
      "waiting",
    ]),
  );
  expect(await ground.runsOf(name)).toEqual([]);
  await resume(id);
  await ground.ended(id, 2);
  expect((await textsOf(name)).toSorted()).toEqual(["First", "Second"]);
  await pause(id);
});

test("a deleted function starts no more; undeleted it is the same, and what came meanwhile is not made up", async () => {
  const { name, id } = await answering("gone", "sales", "general");
  await post("sales", "Before");
  await ground.ended(id, 1);
  expect((await ground.server.json(`/api/functions/${name}`, "DELETE")).status).toBe(204);
  expect((await ground.server.json(`/api/automations/${id}`)).status).toBe(404);
  const heard = hear();
  await post("sales", "Meanwhile");
  await eventually(async () => expect(heard.count).toBe(1));
  heard.stop();
  await ground.server.json(`/api/functions/${name}/restore`, "POST", {});
  expect(await ground.automation(id)).toMatchObject({ id, status: "active", function: name });
  await post("sales", "After");
  await ground.ended(id, 2);
  expect(await textsOf(name)).toEqual(["Before", "After"]);
  await pause(id);
});

test("what is asked for is made up once, after a pause and after a deletion", async () => {
  const { name, id } = await ground.write({
    name: "rows",
    trigger: {
      type: "event",
      event: "googlesheets.row.added",
      with: { spreadsheetId: "1LeadsSheet2026", sheet: "Leads" },
    },
    steps: [
      {
        id: "told",
        use: "slack.chat.postMessage",
        with: { channel: "#general", text: "rows: ${trigger.body.values.Name}" },
      },
    ],
  });
  const scope = "https://www.googleapis.com/auth/spreadsheets";
  const maya = await ground.signIn("google", [scope], "maya@example.com");
  const add = (lead: string) =>
    maya("POST", "/v4/spreadsheets/1LeadsSheet2026/values/Leads:append?valueInputOption=RAW", {
      values: [[lead, `${lead}@example.com`]],
    });
  await ground.asked(id);
  await pause(id);
  await add("Ada");
  await resume(id);
  await ground.ended(id, 1);
  await ground.asked(id);
  await ground.server.json(`/api/functions/${name}`, "DELETE");
  await add("Grace");
  ground.time.pass(120_000);
  await ground.server.json(`/api/functions/${name}/restore`, "POST", {});
  ground.time.pass(120_000);
  await ground.ended(id, 2);
  expect(await saidBy(name, "general")).toEqual(["rows: Ada", "rows: Grace"]);
});
