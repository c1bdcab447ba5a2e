import { type ChatCompletionRequest, LLMock } from "@copilotkit/aimock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { maxSteps } from "../../src/agent/limits.ts";
import { connect } from "../support/consent.ts";
import { openChat, partsOf, settled, textOf } from "../support/chat.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A hosted model over HTTP: aimock plays the OpenAI server, strict about what it did not expect. */
const prompt = "Post hello to #general in Slack";
const flow = {
  name: "postHello",
  description: "Posts hello to #general",
  trigger: { type: "manual" },
  inputs: {},
  steps: [
    { id: "message", use: "slack.chat.postMessage", with: { channel: "#general", text: "hello" } },
  ],
};

let model: LLMock;
let server: TestServer;

beforeEach(async () => {
  model = new LLMock({ port: 0, strict: true, logLevel: "silent" });
  await model.start();
});
afterEach(async () => {
  await server.close();
  await model.stop();
});

const calls = (name: string, input: unknown) => ({
  toolCalls: [{ name, arguments: JSON.stringify(input) }],
});

/** The JSON that a tool answered last. */
function lastResult(request: ChatCompletionRequest): any {
  const message = request.messages.findLast(({ role }) => role === "tool");
  const content = message?.content;
  return JSON.parse(typeof content === "string" ? content : "null");
}

/** The honest way of a model, one tool at a time, decided by how many tool results it has seen. */
function scriptTheWay(): void {
  const steps = [
    () => calls("search_catalog", { query: "send a slack message" }),
    () => calls("propose_flow", { flow }),
    (request: ChatCompletionRequest) =>
      calls("request_connection", { request: lastResult(request).connect[0].request }),
    (request: ChatCompletionRequest) => {
      const proposal = request.messages.flatMap(({ role, content }) =>
        role === "tool" && typeof content === "string" && content.includes('"proposal"')
          ? [JSON.parse(content).proposal]
          : [],
      )[0];
      return calls("write_function", { proposal });
    },
    () => ({ content: "I wrote postHello." }),
  ];
  for (const [seen, respond] of steps.entries()) {
    const predicate = (request: ChatCompletionRequest) =>
      request.messages.filter(({ role }) => role === "tool").length === seen;
    model.on({ predicate }, respond);
  }
}

async function start(api: "responses" | "chat" = "responses"): Promise<void> {
  server = await startServer({
    OPENAI_API_KEY: "sk-test-0000000000000000",
    OPENAI_BASE_URL: `${model.url}/v1`,
    OPENAI_API: api,
    MODEL: "gpt-test",
  });
}

describe.each(["responses", "chat"] as const)("over the %s API", (api) => {
  test("a sentence becomes a function over several streamed tool calls and one sign-in", async () => {
    scriptTheWay();
    await start(api);
    const chat = openChat(server, "way");
    await chat.sendMessage({ text: prompt });
    const [card] = partsOf(chat, "tool-request_connection");
    expect(card?.state).toBe("input-available");
    await connect(server, card?.input?.request ?? "");
    await chat.addToolOutput({
      tool: "request_connection",
      toolCallId: card?.toolCallId ?? "",
      output: { status: "granted", missing: [], brokenSteps: [] },
    });
    await settled(chat);
    expect(textOf(chat)).toBe("I wrote postHello.");
    expect((await server.json("/api/functions/postHello")).body.operations).toEqual([
      "slack.chat.postMessage",
    ]);
    const paths = model.getRequests().map(({ path }) => path);
    expect(new Set(paths)).toEqual(
      new Set([api === "chat" ? "/v1/chat/completions" : "/v1/responses"]),
    );
  });
});

test("a flow that is wrong comes back to the model with the field", async () => {
  let answer: unknown;
  const wrong = {
    ...flow,
    steps: [{ id: "message", use: "slack.chat.postMessage", with: { chanel: "#general" } }],
  };
  const results = (request: ChatCompletionRequest) =>
    request.messages.filter(({ role }) => role === "tool").length;
  model.on(
    { predicate: (request) => results(request) === 0 },
    calls("propose_flow", { flow: wrong }),
  );
  model.on({ predicate: (request) => results(request) === 1 }, (request) => {
    answer = lastResult(request);
    return { content: "I could not." };
  });
  await start();
  await openChat(server, "wrong").sendMessage({ text: prompt });
  expect(answer).toMatchObject({
    status: "invalid",
    problems: expect.arrayContaining([
      expect.objectContaining({ where: "steps.message.with.chanel" }),
    ]),
  });
});

describe("when the model's server fails", () => {
  const failures = [
    {
      name: "429",
      arrange: () => model.on({}, { error: { message: "slow down" }, status: 429, retryAfter: 1 }),
      says: "rate limit",
    },
    {
      name: "500",
      arrange: () => model.on({}, { error: { message: "boom: sk-secret" }, status: 500 }),
      says: "HTTP 500",
    },
    {
      name: "401",
      arrange: () => model.on({}, { error: { message: "bad key" }, status: 401 }),
      says: "OPENAI_API_KEY",
      mend: "settings",
    },
    {
      name: "malformed chunks",
      arrange: () => model.on({}, { content: "never seen whole" }, { chaos: { malformedRate: 1 } }),
      says: "Try again",
    },
    {
      name: "a stream cut in the middle",
      arrange: () =>
        model.on(
          {},
          { content: "a rather long answer that will not come to its end" },
          { truncateAfterChunks: 8, chunkSize: 4, latency: 20 },
        ),
      says: "Try again",
    },
    {
      name: "a tool call cut in the middle",
      arrange: () =>
        model.on({}, calls("search_catalog", { query: "send a slack message" }), {
          truncateAfterChunks: 5,
          chunkSize: 4,
          latency: 20,
        }),
      says: "Try again",
    },
  ];

  test.each(failures)(
    "$name: the chat says so and nothing half-done is kept",
    async ({ arrange, says, mend }) => {
      arrange();
      await start();
      const chat = openChat(server, "broken");
      await chat.sendMessage({ text: prompt });
      expect(chat.error?.message).toContain(says);
      expect(chat.error?.message).not.toContain("sk-");
      const { body } = await server.json("/api/chats/broken");
      const [, answer] = body.messages;
      expect(answer.parts.at(-1)).toEqual({
        type: "data-failure",
        data: { detail: chat.error?.message, offer: "builtin", ...(mend && { mend }) },
      });
      expect(answer.parts.filter(({ type }: { type: string }) => type.startsWith("tool-"))).toEqual(
        [],
      );
      expect((await server.json("/api/functions")).body.functions).toEqual([]);
    },
  );

  test("a model that never comes to an end is stopped, and the chat says so", async () => {
    model.on({}, calls("search_catalog", { query: "slack" }));
    await start();
    const chat = openChat(server, "endless");
    await chat.sendMessage({ text: prompt });
    expect(chat.error?.message).toContain("too many steps");
    expect(model.getRequests()).toHaveLength(maxSteps);
  });

  test("the chat goes on afterwards, with the same sentence or another", async () => {
    model.nextRequestError(401, { message: "bad key" });
    model.on({}, { content: "Hello again." });
    await start();
    const chat = openChat(server, "again");
    await chat.sendMessage({ text: prompt });
    expect(chat.status).toBe("error");
    await chat.regenerate();
    expect(textOf(chat)).toBe("Hello again.");
    const { body } = await server.json("/api/chats/again");
    expect(body.messages.map(({ role }: { role: string }) => role)).toEqual(["user", "assistant"]);
  });
});
