import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProcess } from "../../src/cli/client.ts";
import { compose } from "../../src/compose.ts";
import { providers } from "../../src/connectors/index.ts";
import { readSettings } from "../../src/settings.ts";
import { type TestServer, databaseEnvironment, startServer } from "../support/server.ts";

/** Many requests, and a command in a process of its own, that save the same function at once. */
let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const codeOf = (text: string) =>
  `export default { fetch: () => Response.json(${JSON.stringify(text)}) };\n`;

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

function put(fetch: Fetch, name: string, text: string, headers: Record<string, string>) {
  return fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ code: codeOf(text) }),
  });
}

async function countStatuses(answers: readonly Promise<Response>[]) {
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  return Object.fromEntries(
    Array.from(
      Map.groupBy(statuses, (status) => status),
      ([status, all]) => [status, all.length],
    ),
  );
}

describe("many requests at once", () => {
  test("create a function once", async () => {
    const answers = Array.from({ length: 20 }, (_, index) =>
      put(server.fetch, "counter", `new ${index}`, { "if-none-match": "*" }),
    );
    expect(await countStatuses(answers)).toEqual({ 201: 1, 412: 19 });
    const { body } = await server.json("/api/functions/counter/versions");
    expect(body.versions.length).toBe(1);
  });

  test("with the same If-Match save one version", async () => {
    const { etag } = (await server.json("/api/functions/counter")).body;
    const answers = Array.from({ length: 100 }, (_, index) =>
      put(server.fetch, "counter", `change ${index}`, { "if-match": `"${etag}"` }),
    );
    expect(await countStatuses(answers)).toEqual({ 200: 1, 412: 99 });
    expect((await server.json("/api/functions/counter")).body.version).toBe(2);
    expect((await put(server.fetch, "counter", "blind", {})).status).toBe(428);
  });
});

test("a command in its own process and the server lose no version of each other", async () => {
  const settings = readSettings(
    {
      DATA_DIR: server.dataDir,
      FUNCTIONS_DIR: `${server.dataDir}/functions`,
      PORT: "0",
      ...(await databaseEnvironment(server.dataDir)),
    },
    providers,
  );
  const second = await compose(settings);
  await second.ready([server.origin]);
  const client = inProcess(second, { origin: server.origin, apiKey: second.apiKey });
  const before = (await server.json("/api/functions/counter")).body.version;

  const saveTimes = async (fetch: Fetch, own: string) => {
    const saved: number[] = [];
    while (saved.length < 8) {
      const { etag } = (await (await fetch("/api/functions/counter")).json()) as any;
      const text = `${own} ${saved.length}`;
      const answer = await put(fetch, "counter", text, { "if-match": `"${etag}"` });
      if (answer.status === 200) saved.push(((await answer.json()) as any).version);
      else if (answer.status !== 412) throw new Error(await answer.text());
    }
    return saved;
  };
  const both = await Promise.all([
    saveTimes(server.fetch, "server"),
    saveTimes((path, init) => client.fetch(path, init), "command"),
  ]);
  await client.close();
  expect(both.flat().toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 16 }, (_, index) => before + 1 + index),
  );
});
