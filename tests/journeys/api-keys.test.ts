import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { testDialect } from "../../src/store/ground.ts";
import { filesWith } from "../support/files-with.ts";
import { type TestServer, keyFiles, startServer } from "../support/server.ts";

let server: TestServer;
let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  server = await startServer({}, dataDir);
});
afterEach(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const make = async (name: string) => (await server.json("/api/keys", "POST", { name })).body;
const list = async () => (await server.json("/api/keys")).body.keys;
/** What an address answers to a key. */
const status = async (key: string, path = "/api/status", method = "GET") => {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const body = method === "POST" ? { body: JSON.stringify({ name: "another" }) } : {};
  return (await fetch(new URL(path, server.origin), { method, headers, ...body })).status;
};

test("a key works as that of the data folder does, until it is deleted", async () => {
  const { id, key, name } = await make("Nightly job");
  expect(name).toBe("Nightly job");
  expect(Buffer.from(key.slice("pbk_".length), "base64url")).toHaveLength(32);
  expect(await list()).toEqual([{ id, name, createdAt: expect.any(String) }]);
  expect(await status(key)).toBe(200);
  expect(await list()).toEqual([expect.objectContaining({ id, lastUsedAt: expect.any(String) })]);
  expect(await status(`${key}x`)).toBe(401);
  expect(await status("pbk_")).toBe(401);
  expect((await server.fetch(`/api/keys/${id}`, { method: "DELETE" })).status).toBe(204);
  expect(await status(key)).toBe(401);
  expect((await server.fetch(`/api/keys/${id}`, { method: "DELETE" })).status).toBe(404);
});

test("a key is shown once, and stored as a hash only", async () => {
  const { key } = await make("Once");
  expect(JSON.stringify(await list())).not.toContain(key);
  await server.server.close();
  expect(filesWith(dataDir, key)).toEqual([]);
  server = await startServer({}, dataDir);
  expect(await status(key)).toBe(200);
});

test("a key that was made for a program manages no keys", async () => {
  const { id, key } = await make("Program");
  expect(await status(key, "/api/keys")).toBe(403);
  expect(await status(key, "/api/keys", "POST")).toBe(403);
  expect(await status(key, `/api/keys/${id}`, "DELETE")).toBe(403);
  expect(await status(key, "/api/key-file/replace", "POST")).toBe(403);
  expect(await list()).toHaveLength(1);
});

test("the key of the data folder is replaced in its file, which nobody else may read", async () => {
  const before = server.server.apiKey;
  const { body } = await server.json("/api/key-file/replace", "POST");
  const file = join(dataDir, "api-key");
  expect(body).toEqual({ path: file, key: readFileSync(file, "utf8").trim() });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await status(before)).toBe(401);
  expect(await status(body.key)).toBe(200);
  expect((await server.json("/api/keys")).body.file).toEqual({ path: file });
});

test.each(["", "  ", "x".repeat(61), "two\nlines", "tu\u202ern"])(
  "a name is one plain line: %j is none",
  async (name) => {
    expect((await server.json("/api/keys", "POST", { name })).status).toBe(400);
  },
);

test("the data folder is described without anything in it", async () => {
  const { body } = await server.json("/api/settings/data");
  expect(body).toMatchObject({
    folder: dataDir,
    encryptionKey:
      testDialect === "postgres"
        ? { from: "environment" }
        : { from: "file", path: join(dataDir, "encryption-key") },
    runRetentionDays: 30,
  });
  expect(body.bytes).toBeGreaterThan(testDialect === "postgres" ? 10 : 10_000);
  for (const file of keyFiles)
    expect(JSON.stringify(body)).not.toContain(readFileSync(join(dataDir, file), "utf8").trim());
});
