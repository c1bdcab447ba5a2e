import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openChat, partsOf, settled, textOf, writtenName } from "../support/chat.ts";
import { connect } from "../support/consent.ts";
import { type HostedModel, startHostedModel } from "../support/hosted-model.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Where the hosted model fails, the built-in one may answer: this turn only, and only when asked. */
const prompt = "Send a Slack message to #product-updates when this function runs";
const fromBuiltin = { body: { model: "builtin" } };

let model: HostedModel;
let server: TestServer;

beforeEach(async () => {
  model = await startHostedModel();
});
afterEach(async () => {
  await server.close();
  await model.close();
});

async function start(baseUrl = model.url): Promise<void> {
  const env = { OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: baseUrl, MODEL: "gpt-test" };
  server = await startServer(env);
}

/** An address at which nobody listens. */
async function closedAddress(): Promise<string> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return `http://127.0.0.1:${port}/v1`;
}

async function connectCard(chat: ReturnType<typeof openChat>): Promise<void> {
  const [card] = partsOf(chat, "tool-request_connection");
  await connect(server, card?.input?.request ?? "");
  await chat.addToolOutput({
    tool: "request_connection",
    toolCallId: card?.toolCallId ?? "",
    output: { status: "granted", missing: [], brokenSteps: [] },
  });
  await settled(chat);
}

describe.each([
  { fails: "refuses connections", status: undefined, says: "Settings", mend: "settings" },
  { fails: "answers 500", status: 500, says: "HTTP 500", mend: undefined },
  { fails: "answers 401", status: 401, says: "OPENAI_API_KEY", mend: "settings" },
])("a model's server that $fails", ({ status, says, mend }) => {
  test("the chat says so and offers the built-in model, which builds the function this turn", async () => {
    let isBroken = true;
    model.mock.on({ predicate: () => isBroken }, () => ({
      error: { message: "no" },
      status: status ?? 500,
    }));
    model.mock.on({ predicate: () => !isBroken }, { content: "The hosted model is back." });
    await start(status === undefined ? await closedAddress() : model.url);
    const chat = openChat(server, "offer");

    await chat.sendMessage({ text: prompt });
    expect(chat.error?.message).toContain(says);
    const offered = {
      type: "data-failure",
      data: { detail: chat.error?.message, offer: "builtin", ...(mend && { mend }) },
    };
    expect(chat.messages.at(-1)?.parts.at(-1)).toMatchObject(offered);
    const stored = await server.json("/api/chats/offer");
    expect(stored.body.messages.at(-1).parts).toEqual([offered]);

    const before = model.bodies.length;
    await chat.regenerate(fromBuiltin);
    expect(partsOf(chat, "data-model")).toMatchObject([{ data: { id: "builtin" } }]);
    // What the card leads to is answered by the same model, though nobody says so again.
    await connectCard(chat);
    expect(chat.error).toBeUndefined();
    const name = writtenName(chat);
    expect((await server.json(`/api/functions/${name}`)).body.operations).toContain(
      "slack.chat.postMessage",
    );
    expect(model.bodies.length).toBe(before);
    const { messages } = (await server.json("/api/chats/offer")).body;
    expect(messages.map(({ role }: { role: string }) => role)).toEqual(["user", "assistant"]);
    const models = messages[1].parts.filter(({ type }: { type: string }) => type === "data-model");
    expect(models).toEqual([{ type: "data-model", data: { id: "builtin" } }]);

    isBroken = false;
    await chat.sendMessage({ text: "Thanks" });
    // Nobody came back to the closed address.
    const hosted = status === undefined ? says : "The hosted model is back.";
    expect(chat.error?.message ?? textOf(chat)).toContain(hosted);
  });
});

test("a resumed answer of the built-in model says who answers", async () => {
  model.mock.on({}, { error: { message: "no" }, status: 401 });
  await start();
  const response = await server.fetch("/api/chat", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      id: "stream",
      model: "builtin",
      message: { id: "u1", role: "user", parts: [{ type: "text", text: prompt }] },
    }),
  });
  const stream = await response.text();
  expect(stream).toContain('"type":"data-model","data":{"id":"builtin"}');
  expect(model.bodies).toEqual([]);
});

test.each(["gpt-test", "", null, 3, ["builtin"]])(
  "the model %j is refused by name",
  async (wanted) => {
    await start();
    const { status, body } = await server.json("/api/chat", "POST", {
      id: "refused",
      model: wanted,
      message: { id: "u1", role: "user", parts: [{ type: "text", text: prompt }] },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ where: "model", detail: expect.stringContaining('"builtin"') });
    expect((await server.json("/api/chats/refused")).status).toBe(404);
  },
);

test("on a server that runs the built-in model nothing is offered and nothing marked", async () => {
  server = await startServer();
  const chat = openChat(server, "own");
  await chat.sendMessage({ text: prompt }, fromBuiltin);
  expect(partsOf(chat, "data-model")).toEqual([]);
  expect(partsOf(chat, "tool-request_connection")).toHaveLength(1);
});

test("a run that waits for a yes goes on with the model that asked for it", async () => {
  model.mock.on({}, { error: { message: "no" }, status: 401 });
  await start();
  const chat = openChat(server, "asked");
  await chat.sendMessage({ text: prompt }, fromBuiltin);
  await connectCard(chat);
  await chat.sendMessage({ text: "run it" }, fromBuiltin);
  const [run] = partsOf(chat, "tool-run_function");
  expect(run?.state).toBe("approval-requested");
  const approval = run?.state === "approval-requested" ? run.approval.id : "";
  await chat.addToolApprovalResponse({ id: approval, approved: true });
  await settled(chat);
  expect(chat.error).toBeUndefined();
  expect(partsOf(chat, "tool-run_function")[0]?.state).toBe("output-available");
  expect(model.bodies).toEqual([]);
});

test("a plan says it too, and nothing of what the model's server wrote", async () => {
  model.mock.on({}, { error: { message: "no key like sk-secret" }, status: 401 });
  await start();
  const { status, body } = await server.json("/api/plan", "POST", { prompt });
  expect(status).toBe(502);
  expect(body).toMatchObject({
    type: "urn:patchbay:model/failed",
    detail: expect.stringContaining("OPENAI_API_KEY"),
  });
  expect(JSON.stringify(body)).not.toContain("sk-secret");
});
