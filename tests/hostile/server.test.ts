import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestServer, startServer } from "../support/server.ts";

/** Hostile functions that were saved by hand, in the whole product. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await save("neighbour", `return Response.json({ sum: (await request.json()).a + 1 });`);
}, 60_000);
afterAll(() => server?.close());

async function save(name: string, body: string): Promise<void> {
  const code = `export default {\n  async fetch(request: Request): Promise<Response> {\n${body}\n  },\n};\n`;
  const { status, body: saved } = await server.json(`/api/functions/${name}`, "PUT", { code });
  expect({ status, saved }).toMatchObject({ status: 201 });
}

const run = async (name: string, input: unknown) =>
  (await server.json(`/api/functions/${name}/run`, "POST", { input })).body;

test.each([
  [
    "fillsMemory",
    `const all: Uint8Array[] = [];
    for (;;) {
      all.push(new Uint8Array(4e6).fill(1));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }`,
    "The function used more than 256 MB of memory.",
  ],
  [
    "readsFiles",
    `const { readFileSync } = await import("node:fs");
    return new Response(readFileSync("/etc/passwd", "utf8"));`,
    'NotCapable: a function has no files to read: "/etc/passwd"',
  ],
  ["logsWithoutEnd", `for (;;) console.log("y".repeat(16_000));`, "The function logged too much."],
])("%s: its record says why, and everyone else is served meanwhile", async (name, body, why) => {
  await save(name, body);
  const [{ id }, ...meanwhile] = await Promise.all([
    run(name, {}),
    run("neighbour", { a: 1 }),
    server.fetch("/healthz"),
  ]);
  const { body: record } = await server.json(`/api/runs/${id}`);
  expect(record).toMatchObject({ function: name, status: "failed", error: { message: why } });
  expect(meanwhile).toMatchObject([{ status: "succeeded", output: { sum: 2 } }, { status: 200 }]);
  expect(await run("neighbour", { a: 2 })).toMatchObject({ output: { sum: 3 } });
  expect((await server.fetch("/healthz")).status).toBe(200);
});
