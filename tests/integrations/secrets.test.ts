import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestServer, startServer } from "../support/server.ts";

/** Secrets are written and never read. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const value = "s3cret-8f14e45fceea167a";
const put = (name: string, body: unknown) => server.json(`/api/secrets/${name}`, "PUT", body);

test("a value is kept, and cannot be read back or found in the data folder", async () => {
  expect((await put("ACME_KEY", { value, hosts: ["api.acme.com"] })).status).toBe(204);
  const { body } = await server.json("/api/secrets");
  expect(body.secrets).toEqual([
    {
      name: "ACME_KEY",
      hosts: ["api.acme.com"],
      placeholder: "{{secrets.ACME_KEY}}",
      updatedAt: expect.any(String),
      functions: [],
    },
  ]);
  expect((await server.json("/api/secrets/ACME_KEY")).status).toBe(405);
  const files = readdirSync(server.dataDir, { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile()))
    expect(readFileSync(join(file.parentPath, file.name)).includes(value)).toBe(false);
});

test("a new value takes the place of the old one", async () => {
  await put("TWICE", { value: "one", hosts: ["a.example"] });
  await put("TWICE", { value: "two", hosts: ["b.example:8443"] });
  const { body } = await server.json("/api/secrets");
  const own = body.secrets.filter(({ name }: any) => name === "TWICE");
  expect(own.map(({ hosts }: any) => hosts)).toEqual([["b.example:8443"]]);
});

test.each<[string, string, unknown]>([
  ["a name that is none", "1KEY", { value, hosts: ["a.example"] }],
  ["no value", "KEY", { value: "", hosts: ["a.example"] }],
  ["a line break", "KEY", { value: "a\nb", hosts: ["a.example"] }],
  ["no host", "KEY", { value, hosts: [] }],
  ["an address for a host", "KEY", { value, hosts: ["https://a.example/x"] }],
])("%s is refused, and the value not repeated", async (_, name, body) => {
  const answer = await put(name, body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).not.toContain(value);
});

test("one is forgotten once", async () => {
  await put("GONE", { value, hosts: ["a.example"] });
  expect((await server.json("/api/secrets/GONE", "DELETE")).status).toBe(204);
  expect((await server.json("/api/secrets/GONE", "DELETE")).status).toBe(404);
});
