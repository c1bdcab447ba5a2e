import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChat, partsOf, settled, textOf } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

let server: TestServer;
let chat: ReturnType<typeof openChat>;

async function say(text: string): Promise<string> {
  await chat.sendMessage({ text });
  await settled(chat);
  await connectAll(server, chat);
  return textOf(chat);
}

const folderOf = (name: string) => existsSync(join(server.dataDir, "functions", name));
const names = async (): Promise<string[]> =>
  (await server.json("/api/functions")).body.functions.map(({ name }: { name: string }) => name);
const called = async (name: string) => (await server.json(`/functions/${name}`, "POST", {})).status;

/** What the page asks of a function; every answer is about the one that has the name now. */
async function everyAddress(name: string): Promise<readonly unknown[]> {
  const path = `/api/functions/${name}`;
  const found = await server.json(path);
  const versions = await server.json(`${path}/versions`);
  const first = await server.json(`${path}/versions/1`);
  const runs = await server.json(`/api/runs?function=${name}`);
  return [
    found.body.name,
    versions.body.versions?.length,
    first.body.name,
    new Set(runs.body.runs.map((run: { function: string }) => run.function)).size,
  ];
}

beforeAll(async () => {
  server = await startServer();
  chat = openChat(server, "rename");
  await say("Send “Deals are in” to #general on Slack");
});
afterAll(() => server.close());

describe("in a chat", () => {
  let first = "";

  test("a function is renamed, and it is said what stays", async () => {
    first = (await names())[0] ?? "";
    expect(await called(first)).toBe(200);
    const reply = await say("rename it to announceDeals");
    expect(reply).toContain("it is called `announceDeals`");
    expect(reply).toContain(`Calls to /functions/${first} keep working`);
    expect(await names()).toEqual(["announceDeals"]);
    expect(partsOf(chat, "tool-request_connection")).toHaveLength(1);
    expect([folderOf(first), folderOf("announceDeals")]).toEqual([false, true]);
  });

  test("it is called under both names, and all that is asked about the old one is answered", async () => {
    expect(await called("announceDeals")).toBe(200);
    expect(await called(first)).toBe(200);
    expect(await everyAddress(first)).toEqual(["announceDeals", 2, "announceDeals", 1]);
    expect(await everyAddress("announceDeals")).toEqual(["announceDeals", 2, "announceDeals", 1]);
    const { body } = await server.json("/api/runs");
    expect(body.runs.map((run: { function: string }) => run.function)).toEqual(
      Array.from({ length: 3 }, () => "announceDeals"),
    );
    expect((await server.json(`/api/functions/${first}`, "DELETE")).status).toBe(404);
  });

  test("what changed is the name, and the chat goes on with it", async () => {
    expect(await say("what changed?")).toContain(`It is called \`announceDeals\``);
    expect(await say("change the text to “New deals”")).toContain("I changed `announceDeals`");
  });

  test("another chat that knows the old name finds it", async () => {
    const other = openChat(server, "rename-other");
    await other.sendMessage({ text: `rename announceDeals to tellDeals` });
    await settled(other);
    expect(textOf(other)).toContain("`announceDeals` is called `tellDeals` now");
    expect(await say("post it to #random instead")).toContain("I changed `tellDeals`");
  });

  test("it runs with the person's approval", async () => {
    await chat.sendMessage({ text: "run it" });
    await settled(chat);
    const run = partsOf(chat, "tool-run_function").at(-1);
    expect(run).toMatchObject({ state: "approval-requested", input: { name: "tellDeals" } });
    await chat.addToolApprovalResponse({ id: run?.approval?.id ?? "", approved: true });
    await settled(chat);
    expect(textOf(chat)).toContain("`tellDeals` ran");
  });

  test("an undo goes back through the names", async () => {
    expect(await say("undo that")).toContain("`tellDeals` is as in version 4 again");
    expect(await say("undo that")).toContain(
      "with the name it had then (`tellDeals` still leads to it)",
    );
    expect(await names()).toEqual(["announceDeals"]);
    expect(await called("tellDeals")).toBe(200);
  });

  test("a taken name is not taken, and another is asked for", async () => {
    const other = openChat(server, "rename-taken");
    await other.sendMessage({ text: "Send “Lunch” to #random on Slack" });
    await settled(other);
    await other.sendMessage({ text: "call it announceDeals" });
    await settled(other);
    expect(JSON.stringify(partsOf(other, "tool-ask_person").at(-1)?.input)).toContain(
      "There is already a function `announceDeals`",
    );
    await other.sendMessage({ text: "lunch bell" });
    await settled(other);
    expect(textOf(other)).toContain("is called `lunchBell` now");
    expect((await names()).toSorted()).toEqual(["announceDeals", "lunchBell"]);
  });

  test("which function is asked where none is at hand", async () => {
    const other = openChat(server, "rename-which");
    await other.sendMessage({ text: "rename it to lunchCall" });
    await settled(other);
    expect(JSON.stringify(partsOf(other, "tool-ask_person").at(-1)?.input)).toContain("lunchBell");
    await other.sendMessage({ text: "lunchBell" });
    await settled(other);
    expect(textOf(other)).toContain("`lunchBell` is called `lunchCall` now");
  });
});

test("a plan says what a renaming would do, and does nothing", async () => {
  const [functionName = ""] = await names();
  const { body } = await server.json("/api/plan", "POST", {
    prompt: "rename it to planned",
    functionName,
  });
  expect(body).toMatchObject({ kind: "edit", flow: { name: "planned" } });
  expect(await names()).not.toContain("planned");
});
