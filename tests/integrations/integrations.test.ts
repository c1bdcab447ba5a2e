import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChat, partsOf, textOf } from "../support/chat.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { type Stockroom, rightKey, startStockroom, stockroomDocument } from "./stockroom.ts";

/** A tool of the user's own, from its document to a run, against an API that really checks its key. */
let api: Stockroom;
let server: TestServer;

beforeAll(async () => {
  api = await startStockroom();
  server = await startServer({ PRIVATE_ORIGINS: api.url });
});
afterAll(async () => {
  await server.close();
  await api.close();
});

const headerKey = { type: "apiKey", in: "header", name: "X-Stock-Key" };
const add = (id: string, security: object, more: object = {}) =>
  server.json("/api/integrations", "POST", {
    id,
    name: id === "stockroom" ? "Stockroom" : `Stock ${id}`,
    document: JSON.stringify(stockroomDocument(api.url, { ...security })),
    operations: ["listItems", "addItem"],
    ...more,
  });

/** The person on the page that asks for the key. */
async function giveKey(connector: string, fields: Readonly<Record<string, string>>) {
  const { body } = await server.json("/api/connections", "POST", { connector });
  const page = await (await server.fetch(body.authorizationUrl)).text();
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
  const answer = await server.fetch(action, { method: "POST", body: new URLSearchParams(fields) });
  return { page, status: answer.status, text: await answer.text(), request: body.request };
}

describe("a preview", () => {
  test("names servers, ways to sign in, and operations with why one cannot be used", async () => {
    const document = JSON.stringify(stockroomDocument(api.url, headerKey));
    const { body } = await server.json("/api/integrations/preview", "POST", { document });
    expect(body).toMatchObject({
      title: "Stockroom",
      servers: [`${api.url}/v2`],
      scheme: "main",
      schemes: [
        { scheme: "main", kind: "api-key" },
        { scheme: "none", kind: "none" },
      ],
    });
    expect(body.operations).toEqual([
      expect.objectContaining({ name: "health", kind: "read" }),
      expect.objectContaining({ name: "listItems", title: "List the items", path: "/items" }),
      expect.objectContaining({ name: "addItem", kind: "write", method: "POST" }),
      expect.objectContaining({
        name: "putPicture",
        unsupported: "its body is image/png, not JSON",
      }),
    ]);
  });

  test.each<[string, object, string]>([
    ["neither document nor address", {}, "Give either"],
    ["no document", { document: "[1, 2]" }, "object"],
    ["broken YAML", { document: "openapi: '3.1.0\n x" }, "neither JSON nor YAML"],
    ["an old one", { document: '{"swagger": "2.0", "paths": {}}' }, "this says 2.0"],
    [
      "a reference to nothing",
      { document: '{"openapi":"3.1.0","info":{"title":"x"},"paths":{"/a":{"$ref":"#/nowhere"}}}' },
      "nowhere",
    ],
    [
      "a way that it has not",
      { document: '{"openapi":"3.1.0","info":{"title":"x"}}', scheme: "y" },
      "y",
    ],
  ])("%s is refused", async (_, given, message) => {
    const { status, body } = await server.json("/api/integrations/preview", "POST", given);
    expect(status).toBe(422);
    expect(body.detail).toContain(message);
  });

  test("references to other places are not loaded", async () => {
    const document = JSON.stringify({
      openapi: "3.1.0",
      info: { title: "x" },
      paths: { "/a": { get: { operationId: "a", parameters: [{ $ref: "file:///etc/passwd" }] } } },
    });
    const { body } = await server.json("/api/integrations/preview", "POST", { document });
    expect(JSON.stringify(body)).not.toContain("root:");
  });

  test.each([
    "http://127.0.0.1:1/openapi.json",
    "https://127.0.0.1/openapi.json",
    "https://[::1]/openapi.json",
    "https://[::ffff:169.254.169.254]/latest",
    "https://169.254.169.254/latest/meta-data",
    "https://10.0.0.7/openapi.yaml",
    "https://localhost/openapi.json",
  ])("%s is not loaded", async (url) => {
    const { status, body } = await server.json("/api/integrations/preview", "POST", { url });
    expect(status).toBe(502);
    expect(body.type).toContain("outbound/refused");
  });
});

describe("a tool with a key", () => {
  test("is added, found, connected and run from a prompt, and the key is nowhere to be seen", async () => {
    expect((await add("stockroom", headerKey)).status).toBe(200);
    const { body: found } = await server.json("/api/connectors/stockroom");
    expect(found.operations.map(({ id }: any) => id)).toEqual([
      "stockroom.listItems",
      "stockroom.addItem",
    ]);
    expect(found.scopes[0].sentence).toContain("Use Stockroom with your key");
    const { body: search } = await server.json("/api/operations?q=stockroom+items");
    expect(JSON.stringify(search)).toContain("stockroom.listItems");

    const chat = openChat(server, "stock");
    await chat.sendMessage({ text: "List the items in Stockroom" });
    expect(partsOf(chat, "tool-request_connection").length).toBe(1);
    const { page, text } = await giveKey("stockroom", { key: rightKey });
    expect(page).toContain("Connect Stockroom");
    expect(text).toContain("Connected");
    await chat.sendMessage({ text: "List the items in Stockroom" });
    const written: any = partsOf(chat, "tool-write_function").at(-1)?.output;
    expect({ status: written?.status, said: textOf(chat) }).toMatchObject({ status: "saved" });
    const { body: run } = await server.json(`/api/functions/${written.name}/run`, "POST", {
      input: {},
    });
    expect(run.error).toBeNull();
    expect(JSON.stringify(run.output)).toContain("Lamp");
    expect(api.calls.at(-1)?.headers).toMatchObject({ "x-stock-key": rightKey });
    const { body: saved } = await server.json(`/api/functions/${written.name}`);
    const connections = await server.json("/api/connections");
    for (const shown of [run, saved, connections, chat.messages])
      expect(JSON.stringify(shown)).not.toContain(rightKey);
  });

  test.each<[string, object, Record<string, string>, (call: any) => unknown, unknown]>([
    [
      "in the query",
      { type: "apiKey", in: "query", name: "key" },
      { key: rightKey },
      ({ url }) => url,
      `/v2/items?key=${rightKey}`,
    ],
    [
      "as a bearer token",
      { type: "http", scheme: "bearer" },
      { key: rightKey },
      ({ headers }) => headers.authorization,
      `Bearer ${rightKey}`,
    ],
    [
      "as name and password",
      { type: "http", scheme: "basic" },
      { username: "clerk", password: rightKey },
      ({ headers }) => headers.authorization,
      `Basic ${Buffer.from(`clerk:${rightKey}`).toString("base64")}`,
    ],
  ])("carries it %s", async (_, security, fields, read, expected) => {
    const id = `way${api.calls.length}`;
    await add(id, security);
    expect((await giveKey(id, fields)).status).toBe(200);
    const { body: run } = await runStep(id, `${id}.listItems`);
    expect(run.status).toBe("succeeded");
    expect(read(api.calls.at(-1))).toBe(expected);
    expect(JSON.stringify(run)).not.toContain(rightKey);
  });

  test("a wrong key needs another one, and what is no key is refused", async () => {
    await add("wrongkey", headerKey);
    await giveKey("wrongkey", { key: "sk-wrong" });
    const { body: run } = await runStep("wrongkey", "wrongkey.listItems");
    expect(run.status).toBe("failed");
    const { text, status } = await giveKey("wrongkey", { key: "two\nlines" });
    expect(status).toBe(400);
    expect(text).not.toContain("two");
  });
});

test("a key is looked at with a call that only reads, and no second one stands beside it", async () => {
  const document = JSON.stringify(stockroomDocument(api.url, headerKey));
  const operations = ["listItems"];
  const tool = { id: "looked", name: "Looked", document, operations };
  await server.json("/api/integrations", "POST", tool);
  await giveKey("looked", { key: rightKey });
  const find = async () =>
    (await server.json("/api/connections")).body.connections.find(
      ({ provider }: any) => provider === "looked",
    );
  const { id } = await find();
  const looked = await server.json(`/api/connections/${id}/check`, "POST");
  expect(looked.body.outcome).toBe("works");
  expect(JSON.stringify(looked.body)).not.toContain(rightKey);
  expect(api.calls.at(-1)).toMatchObject({ method: "GET", url: "/v2/items" });
  const second = { connector: "looked", beside: true };
  const refused = await server.json("/api/connections", "POST", second);
  expect([refused.status, refused.body.where]).toEqual([400, "beside"]);
  await giveKey("looked", { key: "wrong" });
  expect((await server.json(`/api/connections/${id}/check`, "POST")).body.outcome).toBe(
    "reconnect-needed",
  );
  expect(await find()).toMatchObject({ status: "reconnect-needed", statusReason: "token_refused" });
  await server.json("/api/integrations/looked", "DELETE");
});

test("a tool that signs in by OAuth takes no key", async () => {
  const { body } = await server.json("/api/connections", "POST", { connector: "slack" });
  const form = new URLSearchParams({ key: "xoxb-somebody" });
  const page = `/connect/${body.request}`;
  expect((await server.fetch(page)).status).toBe(400);
  expect((await server.fetch(page, { method: "POST", body: form })).status).toBe(400);
  const { body: after } = await server.json("/api/connections");
  expect(after.connections.map(({ provider }: any) => provider)).not.toContain("slack");
});

test("a key stays with the address that it was given for", async () => {
  await add("moved", headerKey);
  await giveKey("moved", { key: rightKey });
  const connected = async () => {
    const { body } = await server.json("/api/connections");
    return body.connections.some(({ provider }: any) => provider === "moved");
  };
  await add("moved", headerKey, { operations: ["listItems"] });
  expect(await connected()).toBe(true);
  await add("moved", headerKey, { server: "https://elsewhere.example/v2" });
  expect(await connected()).toBe(false);
});

/** Writes a function of one step by the hand of nobody: the plan's own flow. */
async function runStep(id: string, operation: string) {
  const chat = openChat(server, `run-${id}`);
  const { name } = { name: id };
  await chat.sendMessage({ text: `List the items in Stock ${name}` });
  const written: any = partsOf(chat, "tool-write_function").at(-1)?.output;
  expect({
    problems: written?.problems,
    status: written?.status,
    said: textOf(chat),
    operation,
  }).toMatchObject({
    status: "saved",
  });
  return server.json(`/api/functions/${written.name}/run`, "POST", { input: {} });
}

describe("adding", () => {
  test.each<[string, object, string, string]>([
    ["an id of the catalog", { id: "slack" }, "id", "already"],
    ["an operation that is not there", { operations: ["burn"] }, "operations", "no operation"],
    ["one that cannot be used", { operations: ["putPicture"] }, "operations", "not JSON"],
    ["an address that is none", { server: "ftp://x" }, "server", "no address of an API"],
    ["a client without OAuth", { client: { id: "a", secret: "b" } }, "client", "no OAuth client"],
  ])("%s is refused", async (_, more, where, message) => {
    const { status, body } = await add("other", headerKey, more);
    expect([status, body.where]).toEqual([422, where]);
    expect(body.detail).toContain(message);
  });

  test("headers that say who calls are refused", async () => {
    const { status } = await add("other", headerKey, { headers: { Authorization: "x" } });
    expect(status).toBe(400);
  });

  test("outlives a start, and removing takes what was connected along", async () => {
    await add("lasting", headerKey, { headers: { "X-Version": "7" } });
    await giveKey("lasting", { key: rightKey });
    const again = await startServer({ PRIVATE_ORIGINS: api.url }, server.dataDir);
    expect((await again.json("/api/connectors/lasting")).status).toBe(200);
    await again.close();
    expect((await server.json("/api/integrations/lasting", "DELETE")).status).toBe(204);
    expect((await server.json("/api/connectors/lasting")).status).toBe(404);
    const { body } = await server.json("/api/connections");
    expect(body.connections.map(({ provider }: any) => provider)).not.toContain("lasting");
    expect((await server.json("/api/integrations/lasting", "DELETE")).status).toBe(404);
  });
});

/** Real documents, of different styles and sizes, as npm packages ship them. */
describe.each<[string, string, string, string, number]>([
  ["Figma", "@figma/rest-api-spec/openapi/openapi.yaml", "OAuth2", "getMe", 50],
  // Ten of its paths end in a direction mark that nobody sees, so that they differ from another one's.
  ["Directus", "@directus/openapi/dist/oas.yaml", "KeyAuth", "getActivities", 190],
  [
    "Notion",
    "@notionhq/notion-mcp-server/scripts/notion-openapi.json",
    "bearerAuth",
    "get-users",
    20,
  ],
])("the document of %s", (name, file, scheme, operation, least) => {
  const document = readFileSync(`node_modules/${file}`, "utf8");

  test("is read, and all that it has in JSON can be added", async () => {
    const { body } = await server.json("/api/integrations/preview", "POST", { document, scheme });
    const usable = body.operations.filter(({ unsupported }: any) => unsupported === undefined);
    expect(usable.length).toBeGreaterThanOrEqual(least);
    const id = `own${name.toLowerCase()}`;
    const added = await server.json("/api/integrations", "POST", {
      id,
      name: `Own ${name}`,
      document,
      scheme,
      operations: usable.map((one: any) => one.name),
      ...(scheme === "OAuth2" ? { client: { id: "c", secret: "s" } } : {}),
    });
    expect(added.body.detail).toBeUndefined();
    const { body: found } = await server.json(`/api/connectors/${id}`);
    expect(found.operations).toHaveLength(usable.length);
    expect(found.operations.map((one: any) => one.id)).toContain(`${id}.${operation}`);
    await server.json(`/api/integrations/${id}`, "DELETE");
  });
});
