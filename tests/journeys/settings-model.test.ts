import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openChat, sayIn } from "../support/chat.ts";
import { filesWith } from "../support/files-with.ts";
import { type KeyedModel, startKeyedModel } from "../support/keyed-model.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** The model as it is set on the page, against a server that really checks its key. */
const key = "sk-canary-0123456789abcdefWXYZ";
let model: KeyedModel;
const closing: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  model = await startKeyedModel(key, ["small", "large"]);
  closing.push(model.close);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function serve(env: Record<string, string> = {}, dataDir?: string): Promise<TestServer> {
  const server = await startServer(env, dataDir);
  closing.push(server.close);
  return server;
}

const path = "/api/settings/model";
const given = (more: Record<string, unknown> = {}) => ({
  kind: "hosted",
  baseUrl: model.baseUrl,
  api: "chat",
  id: "small",
  key,
  allowPrivateNetwork: true,
  ...more,
});
const set = (server: TestServer, more?: Record<string, unknown>) =>
  server.json(path, "PUT", given(more));
const tried = async (server: TestServer, more?: Record<string, unknown>) =>
  (await server.json(`${path}/test`, "POST", given(more))).body;

test("a model that is set answers from the next turn on, and after a restart; the key is never seen again", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  closing.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const first = await startServer({}, dataDir);
  const chat = openChat(first, "turns");
  expect((await first.json("/api/status")).body.model).toEqual({ id: "builtin", builtin: true });
  expect(await sayIn(chat, "Hello")).not.toBe("OK");
  const answer = await set(first);
  expect(answer).toMatchObject({
    status: 200,
    body: { kind: "hosted", id: "small", hasKey: true, keyEnds: "WXYZ", setBy: [] },
  });
  expect((await first.json("/api/status")).body.model).toEqual({ id: "small", builtin: false });
  expect(await sayIn(chat, "Hello again")).toBe("OK");
  const shown = JSON.stringify([answer.body, (await first.json(path)).body]);
  expect(shown).not.toContain(key);
  await first.close();

  const second = await startServer({}, dataDir);
  expect(await sayIn(openChat(second, "later"), "Hello")).toBe("OK");
  const back = await second.json(path, "PUT", { kind: "builtin" });
  expect(back.body).toMatchObject({ kind: "builtin", hasKey: false });
  expect(await sayIn(openChat(second, "builtin"), "Hello")).not.toBe("OK");
  await second.close();
  expect(filesWith(dataDir, key)).toEqual([]);
});

test("an address of this network is a decision of its own, and opens nothing but the model", async () => {
  const server = await serve();
  const refused = await server.json(path, "PUT", { ...given(), allowPrivateNetwork: undefined });
  expect(refused).toMatchObject({ status: 409, body: { where: "allowPrivateNetwork" } });
  expect(refused.body.type).toContain("settings/private-network");
  expect(model.seen).toEqual([]);
  // Without encryption it is one as well, wherever it is.
  const plain = given({ baseUrl: "http://93.184.215.14/v1", allowPrivateNetwork: undefined });
  expect(await server.json(path, "PUT", plain)).toMatchObject({ status: 409 });
  // Testing it and reading its list are requests like any other.
  for (const one of ["test", "list"]) {
    const { id: _, ...rest } = given({ allowPrivateNetwork: undefined });
    const body = one === "test" ? { ...rest, id: "small" } : rest;
    expect(await server.json(`${path}/${one}`, "POST", body)).toMatchObject({ status: 409 });
  }
  expect(model.seen).toEqual([]);
  expect(await set(server)).toMatchObject({ status: 200 });
  // What was allowed is the model's server, for the model.
  const { status, body } = await server.json("/api/integrations/preview", "POST", {
    url: `${model.origin}/openapi.json`,
  });
  expect(status).toBe(502);
  expect(body.detail).toContain("only https");
  expect(model.seen).toEqual([]);
});

test("a test says in words what is wrong, and never what the server wrote", async () => {
  const server = await serve();
  expect(await tried(server)).toMatchObject({ status: "answered", ms: expect.any(Number) });
  const wrong = "sk-canary-wrong-0123456789";
  const answers = [
    await tried(server, { key: wrong }),
    await tried(server, { id: "huge" }),
    await tried(server, { baseUrl: `${model.origin}/api` }),
    await tried(server, { baseUrl: "http://127.0.0.1:1/v1" }),
  ];
  expect(answers.map(({ why }) => why)).toEqual(["key", "model", "address", "unreachable"]);
  expect(answers[1].detail).toContain('no model "huge"');
  model.fail(429, { error: { message: `No credit for ${key}`, code: "insufficient_quota" } });
  answers.push(await tried(server));
  model.fail(503, { error: { message: key } });
  answers.push(await tried(server));
  model.fail(200, { hello: "world" });
  answers.push(await tried(server));
  expect(answers.slice(4).map(({ why }) => why)).toEqual(["quota", "server", "unreadable"]);
  expect(JSON.stringify(answers)).not.toMatch(/canary/);
  // A test keeps nothing.
  expect((await server.json(path)).body.kind).toBe("builtin");
});

test("the key that is kept goes to no other server", async () => {
  const other = await startKeyedModel("sk-other-0123456789", ["small"]);
  closing.push(other.close);
  const server = await serve();
  await set(server);
  expect(await tried(server, { key: undefined })).toMatchObject({ status: "answered" });
  const elsewhere = { baseUrl: other.baseUrl, key: undefined };
  expect(await tried(server, elsewhere)).toMatchObject({ status: "failed", why: "key" });
  await set(server, elsewhere);
  await sayIn(openChat(server, "moved"), "Hello");
  expect(other.seen.length).toBeGreaterThan(1);
  expect(other.seen.join()).not.toContain(key);
  // OpenAI itself is another server too, and wants a key.
  const openAi = { kind: "hosted", api: "responses", id: "gpt-5.5" };
  expect(await server.json(path, "PUT", openAi)).toMatchObject({
    status: 422,
    body: { where: "key" },
  });
});

test("the list of a server's models helps with typing", async () => {
  const server = await serve();
  const { id: _, ...rest } = given();
  const { body } = await server.json(`${path}/list`, "POST", rest);
  expect(body.models).toEqual(["large", "small"]);
  model.fail(500);
  expect((await server.json(`${path}/list`, "POST", rest)).body.models).toEqual([]);
});

test("what the environment says goes before the page, which says so", async () => {
  const server = await serve({
    OPENAI_API_KEY: key,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API: "chat",
    MODEL: "large",
  });
  expect((await server.json(path)).body).toMatchObject({
    kind: "hosted",
    id: "large",
    setBy: ["MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"],
  });
  const { status, body } = await set(server);
  expect(status).toBe(409);
  expect(body.detail).toContain("OPENAI_API_KEY");
  expect(await sayIn(openChat(server, "fixed"), "Hello")).toBe("OK");
  // It can be tried all the same, with the key that is in the environment.
  const { key: _, allowPrivateNetwork: __, ...rest } = given({ id: "large" });
  expect((await server.json(`${path}/test`, "POST", rest)).body.status).toBe("answered");
});
