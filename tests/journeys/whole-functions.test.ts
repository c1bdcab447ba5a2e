import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, partsOf, sayIn, settled, textOf, writtenName } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Functions copied, deleted and brought back in a chat. */
let server: TestServer;
let chat: ReturnType<typeof openChat>;
let name = "";

beforeAll(async () => {
  server = await startServer();
  chat = openChat(server, "whole");
  await say("Send a Slack message to #general when this function runs");
  await connectAll(server, chat);
  name = writtenName(chat);
});
afterAll(() => server.close());

const say = (text: string) => sayIn(chat, text);

async function decide(approved: boolean): Promise<string> {
  const part = partsOf(chat, "tool-delete_function").at(-1);
  if (part?.state !== "approval-requested") throw new Error(`It is ${part?.state}.`);
  await chat.addToolApprovalResponse({ id: part.approval.id, approved });
  await settled(chat);
  return textOf(chat);
}

const names = async () =>
  (await server.json("/api/functions")).body.functions.map((one: { name: string }) => one.name);

test("a copy has the name that was said, or one of its own", async () => {
  expect(await say(`make a copy of ${name} called announce`)).toContain("`announce` is a copy");
  expect(await say(`duplicate ${name}`)).toContain(`\`${name}Copy\` is a copy`);
  expect(await say(`duplicate ${name} as announce`)).toContain("already a function");
  expect(await names()).toEqual(["announce", name, `${name}Copy`]);
  const { body } = await server.json("/api/functions/announce");
  expect(body).toMatchObject({ version: 1, madeBy: { what: "duplicate", via: "chat" } });
});

test("a function is deleted only with a yes", async () => {
  await say(`delete ${name}Copy`);
  expect(await names()).toContain(`${name}Copy`);
  expect(await decide(false)).toContain("did not delete");
  expect(await names()).toContain(`${name}Copy`);
  await say(`delete ${name}Copy`);
  expect(await decide(true)).toContain("is deleted");
  expect(await names()).not.toContain(`${name}Copy`);
});

test("and an undo brings it back", async () => {
  expect(await say("undo")).toContain(`\`${name}Copy\` is back`);
  expect(await names()).toContain(`${name}Copy`);
});
