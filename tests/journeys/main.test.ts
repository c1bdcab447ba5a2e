import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../support/consent.ts";
import { openChat, partsOf, settled, textOf, writtenName } from "../support/chat.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** The whole way over HTTP with the built-in model and the Slack sandbox: nothing but what a new user has. */
let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const anyOutput = { status: "granted" as const, missing: [], brokenSteps: [] };

async function sandboxMessages(
  channel: string,
): Promise<{ text: string; reactions?: unknown[] }[]> {
  const { body } = await server.json("/api/status");
  const inspector = body.providers.find(({ id }: { id: string }) => id === "slack").inspector;
  const state = (await (await fetch(new URL("/_sandbox/state", inspector))).json()) as any;
  return state.channels.find(({ name }: { name: string }) => name === channel).messages;
}

async function run(name: string, input: unknown = {}) {
  return (await server.json(`/api/functions/${name}/run`, "POST", { input })).body;
}

describe("a sentence becomes a connected, running function", () => {
  const chat = () => openChat(server, "main");
  let shared: ReturnType<typeof openChat>;
  let name = "";

  test("the card shows the one permission that it takes, as a sentence with its scope and step", async () => {
    shared = chat();
    await shared.sendMessage({
      text: "Send a Slack message to #product-updates when this function runs",
    });
    const [card] = partsOf(shared, "tool-request_connection");
    expect(card?.state).toBe("input-available");
    const { body } = await server.json(`/api/connection-requests/${card?.input?.request}`);
    expect(body).toMatchObject({
      provider: "slack",
      mode: "sandbox",
      status: "pending",
      missing: ["chat:write"],
    });
    expect(body.permissions).toEqual([
      expect.objectContaining({
        scope: "chat:write",
        sentence: "Send messages as the app",
        neededBy: [expect.objectContaining({ operation: "slack.chat.postMessage" })],
      }),
    ]);
    expect((await server.json("/api/functions")).body.functions).toEqual([]);
  });

  test("a reload shows the same card, and a client that says granted is not believed", async () => {
    const { body } = await server.json("/api/chats/main");
    const reloaded = openChat(server, "main", body.messages);
    const [card] = partsOf(reloaded, "tool-request_connection");
    await reloaded.addToolOutput({
      tool: "request_connection",
      toolCallId: card?.toolCallId ?? "",
      output: anyOutput,
    });
    await settled(reloaded);
    expect(reloaded.error?.message).toContain("not decided yet");
    expect((await server.json("/api/functions")).body.functions).toEqual([]);
  });

  test("after the sign-in the same turn goes on and writes the function", async () => {
    const [card] = partsOf(shared, "tool-request_connection");
    await connect(server, card?.input?.request ?? "");
    await shared.addToolOutput({
      tool: "request_connection",
      toolCallId: card?.toolCallId ?? "",
      output: anyOutput,
    });
    await settled(shared);
    expect(shared.messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
    const [written] = partsOf(shared, "tool-write_function");
    expect(written?.output).toMatchObject({
      status: "saved",
      version: 1,
      created: true,
      operations: ["slack.chat.postMessage"],
    });
    name = written?.output?.status === "saved" ? written.output.name : "";
    expect(textOf(shared)).toContain(name);
    const { body } = await server.json(`/api/functions/${name}`);
    expect(body.permissions).toEqual([{ connector: "slack", scopes: ["chat:write"] }]);
    expect(body.code).toContain("#product-updates");
    expect(body.code).not.toMatch(/^import /m);
    const mirrored = readFileSync(join(server.dataDir, "functions", name, "entry.ts"), "utf8");
    expect(mirrored).toBe(body.code);
  });

  test("a test run posts the message and records the one call it made", async () => {
    const result = await run(name, { text: "Shipped `v2` for ${people} \u2028 */ {{x}}" });
    expect(result).toMatchObject({ status: "succeeded", error: null });
    expect(result.calls).toEqual([
      expect.objectContaining({ operation: "slack.chat.postMessage", status: 200, attempts: 1 }),
    ]);
    expect((await sandboxMessages("product-updates")).at(-1)?.text).toBe(
      "Shipped `v2` for ${people} \u2028 */ {{x}}",
    );
    expect(JSON.stringify(result)).not.toMatch(/xox[a-z]-/);
    expect((await server.json(`/api/runs/${result.id}`)).body).toEqual(result);
  });

  test("an input that does not fit is said, and nothing is posted", async () => {
    const count = (await sandboxMessages("product-updates")).length;
    const result = await run(name, { text: 7 });
    expect(result).toMatchObject({
      status: "failed",
      error: { message: 'The function answered 400: "text" must be a text.' },
      calls: [],
    });
    expect((await sandboxMessages("product-updates")).length).toBe(count);
  });

  test("its users call it at its own address", async () => {
    const response = await server.fetch(`/functions/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "From a caller" }),
    });
    expect(response.status).toBe(200);
    expect((await sandboxMessages("product-updates")).at(-1)?.text).toBe("From a caller");
  });

  test("an edit by prompt changes only what it names and asks for nothing new", async () => {
    const before = (await server.json(`/api/functions/${name}`)).body;
    await shared.sendMessage({ text: "Post it to #general instead and add a :rocket:" });
    await settled(shared);
    const after = (await server.json(`/api/functions/${name}`)).body;
    expect(after.version).toBe(2);
    expect(after.permissions).toEqual(before.permissions);
    const [old, now] = [before.code.split("\n"), after.code.split("\n")];
    const changed = now.filter((line: string) => !old.includes(line));
    expect(changed.every((line: string) => /#general|:rocket:/.test(line))).toBe(true);
    expect(old.filter((line: string) => !now.includes(line)).length).toBe(changed.length);
    await run(name, { text: "Moved" });
    expect((await sandboxMessages("general")).at(-1)?.text).toBe("Moved :rocket:");
  });

  test("undo brings the version before back exactly", async () => {
    const first = (await server.json(`/api/functions/${name}/versions/1`)).body;
    await shared.sendMessage({ text: "undo that" });
    await settled(shared);
    const now = (await server.json(`/api/functions/${name}`)).body;
    expect(now.version).toBe(3);
    expect(now.code).toBe(first.code);
    expect(now.flow).toEqual(first.flow);
  });

  test("what needs another permission asks for just that one", async () => {
    await shared.sendMessage({ text: "Also react to the message with :tada:" });
    await settled(shared);
    const card = partsOf(shared, "tool-request_connection").at(-1);
    const { body } = await server.json(`/api/connection-requests/${card?.input?.request}`);
    expect(body.missing).toEqual(["reactions:write"]);
    await connect(server, card?.input?.request ?? "");
    await shared.addToolOutput({
      tool: "request_connection",
      toolCallId: card?.toolCallId ?? "",
      output: anyOutput,
    });
    await settled(shared);
    const result = await run(name, { text: "Party" });
    expect(result.status).toBe("succeeded");
    expect((await sandboxMessages("product-updates")).at(-1)).toMatchObject({
      text: "Party",
      reactions: [expect.objectContaining({ name: "tada" })],
    });
  });

  test("a run from the chat waits for approval, and a no is taken", async () => {
    const count = (await sandboxMessages("product-updates")).length;
    await shared.sendMessage({ text: "run it" });
    await settled(shared);
    const part = partsOf(shared, "tool-run_function").at(-1);
    expect(part?.state).toBe("approval-requested");
    expect((await sandboxMessages("product-updates")).length).toBe(count);
    const id = part?.state === "approval-requested" ? part.approval.id : "";
    await shared.addToolApprovalResponse({ id, approved: false });
    await settled(shared);
    expect((await sandboxMessages("product-updates")).length).toBe(count);
    await shared.sendMessage({ text: "run it" });
    await settled(shared);
    const again = partsOf(shared, "tool-run_function").at(-1);
    await shared.addToolApprovalResponse({
      id: again?.state === "approval-requested" ? again.approval.id : "",
      approved: true,
    });
    await settled(shared);
    expect((await sandboxMessages("product-updates")).length).toBe(count + 1);
  });
});

test("a question ends the turn, and a client that goes on by itself does not", async () => {
  const chat = openChat(server, "question");
  await chat.sendMessage({ text: "Send a Slack message" });
  await settled(chat);
  expect(chat.error).toBeUndefined();
  const [asked] = partsOf(chat, "tool-ask_person");
  expect(asked?.state).toBe("output-available");
  const [made] = partsOf(chat, "tool-write_function");
  expect(made?.output).toMatchObject({ status: "saved", version: 1 });
  await chat.sendMessage({ text: "to #random" });
  await settled(chat);
  expect(chat.error).toBeUndefined();
  // the answer goes into the function that was made, as its next version
  const written = partsOf(chat, "tool-write_function").map(({ output }) => output);
  const name = made?.output?.status === "saved" ? made.output.name : "";
  expect(written).toMatchObject([
    { name, version: 1 },
    { name, version: 2 },
  ]);
});

describe("without a connection", () => {
  test("skip writes the function all the same; it runs into a clear error and posts nothing", async () => {
    const alone = await startServer();
    try {
      const chat = openChat(alone, "skip");
      await chat.sendMessage({ text: "Send a Slack message to #random when this function runs" });
      const [card] = partsOf(chat, "tool-request_connection");
      await alone.json(`/api/connection-requests/${card?.input?.request}/settle`, "POST", {
        status: "skipped",
      });
      await chat.addToolOutput({
        tool: "request_connection",
        toolCallId: card?.toolCallId ?? "",
        output: { ...anyOutput, status: "skipped" },
      });
      await settled(chat);
      const name = writtenName(chat);
      const result = (await alone.json(`/api/functions/${name}/run`, "POST", { input: {} })).body;
      expect(result.status).toBe("failed");
      expect(JSON.stringify(result.calls)).toContain("not connected");
      const messages = (await alone.json("/api/chats/skip")).body.messages;
      expect(
        messages.at(-1).parts.find((part: any) => part.type === "tool-request_connection").output
          .status,
      ).toBe("skipped");
    } finally {
      await alone.close();
    }
  });
});
