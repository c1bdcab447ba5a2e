import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, partsOf, sayIn, settled, textOf, writtenName } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Dry runs in a chat with the built-in model. */
let server: TestServer;
let chat: ReturnType<typeof openChat>;
let name = "";

beforeAll(async () => {
  server = await startServer();
  chat = openChat(server, "dry");
  await say("Send a Slack message to #general when this function runs");
  await connectAll(server, chat);
  name = writtenName(chat);
});
afterAll(() => server.close());

const say = (text: string) => sayIn(chat, text);

const lastRun = () => partsOf(chat, "tool-run_function").at(-1);

async function decide(approved: boolean): Promise<string> {
  const part = lastRun();
  if (part?.state !== "approval-requested") throw new Error(`It is ${part?.state}.`);
  await chat.addToolApprovalResponse({ id: part.approval.id, approved });
  await settled(chat);
  return textOf(chat);
}

const runs = async () => (await server.json(`/api/runs?function=${name}`)).body.runs;

test("a dry run needs no yes, and says what would happen", async () => {
  const said = await say("what would happen if I ran it?");
  expect(said).toContain("- Post 1 message to #general");
  expect(said).toContain("Nothing was sent");
  const part = lastRun();
  expect(part?.state).toBe("output-available");
  expect(part?.output).toMatchObject({
    run: { status: "succeeded" },
    would: [{ operation: "slack.chat.postMessage", count: 1 }],
  });
  expect(await runs()).toMatchObject([{ dryRun: true, trigger: "chat" }]);
});

test("before the first live run the list stands on the card, and a no sends nothing", async () => {
  await say("run it");
  expect(lastRun()).toMatchObject({
    state: "approval-requested",
    input: { rehearsed: { would: [{ words: "Post 1 message to #general" }] } },
  });
  expect(await decide(false)).toContain("did not run");
  expect((await runs()).map(({ dryRun }: any) => dryRun)).toEqual([true, true]);
});

test("a yes runs it for real, once", async () => {
  await say("run it");
  expect(await decide(true)).toMatch(/ran in \d+ ms/);
  const [live] = await runs();
  expect(live).toMatchObject({ status: "succeeded" });
  expect(live).not.toHaveProperty("dryRun");
  expect((await runs()).filter(({ dryRun }: any) => !dryRun)).toHaveLength(1);
});

test("after that the card waits as before, without another dry run", async () => {
  const before = await runs();
  await say("run it");
  const part = lastRun();
  expect(part?.state).toBe("approval-requested");
  expect(part?.input).not.toHaveProperty("rehearsed");
  expect(await runs()).toEqual(before);
  await decide(false);
});

test("a dry run that fails is shown and does not stand in the way", async () => {
  const { connections } = (await server.json("/api/connections")).body;
  await server.json(`/api/connections/${connections[0].id}`, "DELETE");
  const { code, etag } = (await server.json(`/api/functions/${name}`)).body;
  await server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": `"${etag}"` },
    body: JSON.stringify({ code: `${code}\n// another version\n` }),
  });
  await say("run it");
  expect(lastRun()).toMatchObject({
    state: "approval-requested",
    input: { rehearsed: { would: [], error: expect.stringContaining("Slack is not connected") } },
  });
  expect(await decide(true)).toContain("Slack is not connected");
  expect(await say("simulate it")).toContain("did not come to its end");
});
