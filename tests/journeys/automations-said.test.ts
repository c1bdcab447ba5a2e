import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, partsOf, sayIn, settled, textOf, writtenName } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** What starts by itself is made, paused, changed and deleted in a chat, and the service follows. */
let server: TestServer;
let chat: ReturnType<typeof openChat>;
let name = "";

beforeAll(async () => {
  server = await startServer();
  chat = openChat(server, "automations");
  await say("every weekday at 9 Berlin time post 'Deals are in' to #general in Slack");
  await connectAll(server, chat);
  name = writtenName(chat);
});
afterAll(() => server.close());

const say = (text: string) => sayIn(chat, text);

const automations = async () => (await server.json("/api/automations")).body.automations;

async function decide(approved: boolean): Promise<string> {
  const part = partsOf(chat, "tool-delete_automation").at(-1);
  if (part?.state !== "approval-requested") throw new Error(`It is ${part?.state}.`);
  await chat.addToolApprovalResponse({ id: part.approval.id, approved });
  await settled(chat);
  return textOf(chat);
}

test("it runs by itself from then on, and says when", async () => {
  expect(textOf(chat)).toContain("It runs by itself from now on: at 09:00, Monday through Friday");
  expect(await automations()).toMatchObject([{ function: name, origin: "flow", status: "active" }]);
});

test("it is paused, resumed and moved to another time", async () => {
  expect(await say("pause it")).toContain("is paused");
  expect(await automations()).toMatchObject([{ status: "paused" }]);
  expect(await say("resume it")).toContain("is resumed. It runs by itself");
  expect(await automations()).toMatchObject([{ status: "active" }]);
  expect(await say("make it 8:30")).toContain("It runs by itself from now on: at 08:30");
  expect(await automations()).toMatchObject([{ trigger: { cron: "30 8 * * 1-5" } }]);
});

test("one beside the flow is deleted with a yes only; which of two is asked", async () => {
  const trigger = { type: "webhook" };
  await server.json("/api/automations", "POST", { function: name, trigger });
  await say("pause it");
  expect(await automations()).toMatchObject([{ status: "active" }, { status: "active" }]);
  const { words, id } = (await automations())[1];
  expect(await say(words)).toContain("is paused");
  expect(await automations()).toMatchObject([
    { status: "active" },
    { id, status: "paused", origin: "own" },
  ]);
});

test("made manual it starts by itself no more; what stands beside is deleted with a yes", async () => {
  await say("don't run it automatically any more");
  expect(await automations()).toMatchObject([{ origin: "own" }]);
  await say("delete the automation");
  expect(await automations()).toHaveLength(1);
  expect(await decide(false)).toContain("I deleted nothing");
  expect(await automations()).toHaveLength(1);
  await say("delete the automation");
  expect(await decide(true)).toContain("by itself any more");
  expect(await automations()).toEqual([]);
});
