import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCatalog, withoutModelSteps } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { openChat, partsOf, textOf } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type FlowModel, startFlowModel } from "../support/flow-model.ts";
import { readBackWith } from "../support/read-back.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { aiFlows } from "./ai-flows.ts";

/**
 * Every example of a tool that the built-in model does not know: a hosted model, played by aimock,
 * builds the flow and answers its steps; the rest is the product against the stand-ins.
 */
let model: FlowModel;
let server: TestServer;
beforeAll(async () => {
  model = await startFlowModel("sk-test-steps-0000000000000000");
  server = await startServer(model.env);
});
afterAll(async () => {
  await server.close();
  await model.close();
});

const known = new Set(
  withoutModelSteps(createCatalog(connectors, providers)).connectors.map(({ id }) => id),
);
const examples = connectors.flatMap((connector) =>
  known.has(connector.id) ? [] : connector.examples,
);

test("every example has its flow here", () => {
  expect(aiFlows.map(({ prompt }) => prompt)).toEqual(examples.map(({ prompt }) => prompt));
});

describe.each(examples)("$prompt", ({ prompt, shows, readBack }) => {
  const at = aiFlows.findIndex((one) => one.prompt === prompt);
  const name = `example${at}`;

  test("is built by a hosted model, connected, run, and its effect is there", async () => {
    const { steps, output, answer = () => "" } = aiFlows[at] ?? {};
    const flow = { name, description: prompt, trigger: { type: "manual" }, steps, output };
    model.play(flow, answer);
    const chat = openChat(server, name);
    await chat.sendMessage({ text: prompt });
    await connectAll(server, chat);
    expect({ said: textOf(chat), error: chat.error }).toEqual({ said: "Done.", error: undefined });
    for (const { input } of partsOf(chat, "tool-request_connection")) {
      const { body } = await server.json(`/api/connection-requests/${input?.request}`);
      expect(body.provider).not.toBe("ai");
    }
    const { body: run } = await server.json(`/api/functions/${name}/run`, "POST", { input: {} });
    expect({ status: run.status, error: run.error }).toEqual({ status: "succeeded", error: null });
    expect(run.calls.map(({ operation }: any) => operation.split(".")[0])).toContain("ai");
    expect(run.calls.flatMap(({ differs = [] }: any) => differs)).toEqual([]);
    const shown = readBack ? await readBackWith(server, readBack, run) : JSON.stringify(run);
    expect(shown).toContain(shows);
  });
});
