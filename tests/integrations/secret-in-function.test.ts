import { type ChatCompletionRequest, LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, partsOf } from "../support/chat.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { type Stockroom, rightKey, startStockroom, stockroomDocument } from "./stockroom.ts";

/** A function that names a secret, proposed by a hosted model (played by aimock): from the flow to the call. */
let model: LLMock;
let api: Stockroom;
let server: TestServer;

beforeAll(async () => {
  api = await startStockroom();
  model = new LLMock({ port: 0, strict: true, logLevel: "silent" });
  model.on({ predicate: () => true }, nextCall);
  await model.start();
  server = await startServer({
    OPENAI_API_KEY: "sk-test-0000000000000000",
    OPENAI_BASE_URL: `${model.url}/v1`,
    MODEL: "gpt-test",
    PRIVATE_ORIGINS: api.url,
  });
});
afterAll(async () => {
  await server.close();
  await model.stop();
  await api.close();
});

const flow = {
  name: "listStock",
  description: "Lists what is there",
  trigger: { type: "manual" },
  inputs: {},
  steps: [{ id: "stock", use: "stockroom.listItems", with: { key: "{{secrets.STOCK_KEY}}" } }],
  output: "${stock.items}",
};

function nextCall({ messages }: ChatCompletionRequest) {
  const results = messages.flatMap(({ role, content }) =>
    role === "tool" && typeof content === "string" ? [JSON.parse(content)] : [],
  );
  const call = (name: string, input: unknown) => ({
    toolCalls: [{ name, arguments: JSON.stringify(input) }],
  });
  const [proposed, written] = results;
  if (!proposed) return call("propose_flow", { flow });
  return written
    ? { content: "It is written." }
    : call("write_function", { proposal: proposed.proposal });
}

test("its code has the name, the call has the value, and nothing that is shown has it", async () => {
  const document = stockroomDocument(api.url, { type: "http", scheme: "bearer" });
  document.paths["/items"].get.parameters.push({
    name: "key",
    in: "query",
    schema: { type: "string" },
    description: "Key of the stockroom",
  });
  await server.json("/api/integrations", "POST", {
    id: "stockroom",
    name: "Stockroom",
    document: JSON.stringify({ ...document, security: [] }),
    scheme: "none",
    operations: ["listItems"],
  });
  const chat = openChat(server, "secret");
  await chat.sendMessage({ text: "List the stock" });
  const written: any = partsOf(chat, "tool-write_function").at(-1)?.output;
  expect(written).toMatchObject({ status: "saved" });
  const run = async () => (await server.json("/api/functions/listStock/run", "POST", {})).body;

  const early = await run();
  expect(early.status).toBe("failed");
  expect(early.calls[0].refused).toContain('there is no secret "STOCK_KEY"');
  expect(api.calls).toEqual([]);

  const { host } = new URL(api.url);
  await server.json("/api/secrets/STOCK_KEY", "PUT", { value: rightKey, hosts: ["else.test"] });
  expect((await run()).calls[0].refused).toContain("is for else.test");
  expect(api.calls).toEqual([]);

  await server.json("/api/secrets/STOCK_KEY", "PUT", { value: rightKey, hosts: [host] });
  const done = await run();
  expect(done.status).toBe("succeeded");
  expect(done.output).toEqual([{ sku: "A-1", name: "Lamp", count: 3 }]);
  expect(api.calls.at(-1)?.url).toBe(`/v2/items?key=${rightKey}`);
  const { body: saved } = await server.json("/api/functions/listStock");
  expect(saved.code).toContain("{{secrets.STOCK_KEY}}");
  expect(JSON.stringify([done, saved, chat.messages])).not.toContain(rightKey);
});
