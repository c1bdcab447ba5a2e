import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectors } from "../../src/connectors/index.ts";
import { openChat, partsOf, settled, textOf } from "../support/chat.ts";
import { connect } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Every example prompt of the catalog, sent as it is, becomes a function that runs green. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const prompts = connectors.flatMap(({ id, examples }) =>
  examples.map(({ prompt }) => ({ id, prompt })),
);

describe.each(prompts)("$prompt", ({ id, prompt }) => {
  test("is understood, connected, written and run", async () => {
    const chat = openChat(server, `example-${prompts.findIndex((one) => one.prompt === prompt)}`);
    await chat.sendMessage({ text: prompt });
    const card = partsOf(chat, "tool-request_connection").at(-1);
    if (card?.state === "input-available") {
      await connect(server, card.input.request);
      const output = { status: "granted" as const, missing: [], brokenSteps: [] };
      await chat.addToolOutput({ tool: "request_connection", toolCallId: card.toolCallId, output });
      await settled(chat);
    }
    const written = partsOf(chat, "tool-write_function").at(-1)?.output;
    expect({ status: written?.status, said: textOf(chat) }).toMatchObject({ status: "saved" });
    const name = written?.status === "saved" ? written.name : "";
    const { body: run } = await server.json(`/api/functions/${name}/run`, "POST", { input: {} });
    expect(run.error).toBeNull();
    expect(run.status).toBe("succeeded");
    expect(run.calls.map(({ operation }: any) => operation.split(".")[0])).toContain(id);
  });
});

test("there are at least five examples of each", () => {
  for (const { examples } of connectors)
    expect(examples.length).toBeGreaterThanOrEqual(5);
});
