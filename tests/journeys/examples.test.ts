import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCatalog, withoutModelSteps } from "../../src/catalog/catalog.ts";
import type { Example } from "../../src/catalog/connector.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { openChat, partsOf, textOf } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { readBackWith } from "../support/read-back.ts";
import { type TestServer, startServer } from "../support/server.ts";

/**
 * Every example prompt of what the built-in model knows, sent as it is, becomes a function that runs
 * green and does what it says: what shows it stands in the run, or is read back through the stand-in's
 * API. Those of steps that need a hosted model are in ai-steps.test.ts.
 */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const known = withoutModelSteps(createCatalog(connectors, providers));
const prompts = known.connectors.flatMap(({ id, examples }) =>
  examples.map((example) => ({ id, example, prompt: example.prompt })),
);

describe.each(prompts)("$prompt", ({ id, example, prompt }) => {
  test("is understood, connected, written, run, and its effect is there", async () => {
    const chat = openChat(server, `example-${prompts.findIndex((one) => one.prompt === prompt)}`);
    await chat.sendMessage({ text: prompt });
    await connectAll(server, chat);
    const written = partsOf(chat, "tool-write_function").at(-1)?.output;
    expect({ status: written?.status, said: textOf(chat) }).toMatchObject({ status: "saved" });
    const name = written?.status === "saved" ? written.name : "";
    const { body: run } = await server.json(`/api/functions/${name}/run`, "POST", { input: {} });
    expect(run.error).toBeNull();
    expect(run.status).toBe("succeeded");
    expect(run.calls.map(({ operation }: any) => operation.split(".")[0])).toContain(id);
    expect(run.calls.flatMap(({ differs = [] }: any) => differs)).toEqual([]);
    expect(await shown(example, run)).toContain(example.shows);
  });
});

/** Where the effect shows: in the answer of the read that the example names, or in the run's own output. */
async function shown({ readBack }: Example, run: unknown): Promise<string> {
  return readBack ? readBackWith(server, readBack, run) : JSON.stringify(run);
}

test("there are at least five examples of each", () => {
  for (const { examples } of connectors) expect(examples.length).toBeGreaterThanOrEqual(5);
});
