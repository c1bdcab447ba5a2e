import { type ChatCompletionRequest, LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { openChat, partsOf } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { readBackWith } from "../support/read-back.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { standInsOf } from "../support/stand-ins.ts";
import { crmFlows } from "./crm-flows.ts";
import { flows as googleFlows } from "./flows.ts";

/**
 * Flows over several tools, proposed by a hosted model (played by aimock), connected, written, run
 * against the stand-ins, and read back through their APIs.
 */
let model: LLMock;
let server: TestServer;

beforeAll(async () => {
  model = new LLMock({ port: 0, strict: true, logLevel: "silent" });
  model.on({ predicate: () => true }, nextCall);
  await model.start();
  server = await startServer({
    OPENAI_API_KEY: "sk-test-0000000000000000",
    OPENAI_BASE_URL: `${model.url}/v1`,
    MODEL: "gpt-test",
  });
});
afterAll(async () => {
  await server.close();
  await model.stop();
});

const catalog = createCatalog(connectors, providers);
const flows = [...googleFlows, ...crmFlows];

/** Proposes the flow that the prompt names, asks for each connection it needs, writes it. */
function nextCall({ messages }: ChatCompletionRequest) {
  const results = messages.flatMap(({ role, content }) =>
    role === "tool" && typeof content === "string" ? [JSON.parse(content)] : [],
  );
  const prompt = JSON.stringify(messages.find(({ role }) => role === "user")?.content);
  const flow = flows.find(({ flow: { name } }) => prompt.includes(name))?.flow;
  const [proposed] = results;
  if (!proposed) return callTool("propose_flow", { flow });
  if (proposed.status !== "ready") return { content: JSON.stringify(proposed) };
  const request = proposed.connect[results.length - 1]?.request;
  if (request !== undefined) return callTool("request_connection", { request });
  if (results.length > proposed.connect.length + 1) return { content: "It is written." };
  return callTool("write_function", { proposal: proposed.proposal });
}

const kindOf = (operation: string) => catalog.find(operation)?.kind;

const callTool = (name: string, input: unknown) => ({
  toolCalls: [{ name, arguments: JSON.stringify(input) }],
});

test.each(flows)("$flow.description", async ({ flow, input = {}, permissions, calls, shows }) => {
  const chat = openChat(server, flow.name);
  await chat.sendMessage({ text: `Make ${flow.name}` });
  await connectAll(server, chat);
  expect(partsOf(chat, "tool-propose_flow").at(-1)?.output).toMatchObject({ status: "ready" });
  expect(partsOf(chat, "tool-write_function").at(-1)?.output).toMatchObject({ status: "saved" });
  const { body: saved } = await server.json(`/api/functions/${flow.name}`);
  const asked = saved.permissions.flatMap(({ scopes }: any) => scopes);
  expect([...new Set(asked)].toSorted()).toEqual(permissions);

  const before = standInsOf(server);
  const { body: dry } = await server.json(`/api/functions/${flow.name}/run`, "POST", {
    input,
    dryRun: true,
  });
  expect(dry.error).toBeNull();
  expect(standInsOf(server)).toEqual(before);

  const { body: run } = await server.json(`/api/functions/${flow.name}/run`, "POST", { input });
  expect(run.error).toBeNull();
  expect(run.status).toBe("succeeded");
  expect(run.calls.flatMap(({ differs = [] }: any) => differs)).toEqual([]);
  expect(run.calls.map(({ operation }: any) => operation)).toEqual(calls);
  const written = run.calls.filter(({ operation }: any) => kindOf(operation) !== "read");
  expect(new Set(dry.would.map(({ operation }: any) => operation))).toEqual(
    new Set(written.map(({ operation }: any) => operation)),
  );
  for (const { readBack, text, not } of shows) {
    const answer = await readBackWith(server, readBack, run);
    expect(answer).toContain(text);
    expect(not !== undefined && answer.includes(not)).toBe(false);
  }
});

test("there are ten, and ten more", () => {
  expect(googleFlows.length).toBeGreaterThanOrEqual(10);
  expect(crmFlows.length).toBeGreaterThanOrEqual(10);
});
