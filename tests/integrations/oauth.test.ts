import { OAuth2Server } from "oauth2-mock-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, partsOf } from "../support/chat.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { type Stockroom, startStockroom, stockroomDocument } from "./stockroom.ts";

/** A tool of the user's own that signs in by OAuth 2.0, at a real authorization server. */
const issuer = new OAuth2Server();
let api: Stockroom;
let server: TestServer;
let granted: string | undefined;

beforeAll(async () => {
  await issuer.issuer.keys.generate("RS256");
  await issuer.start(0, "localhost");
  issuer.service.on("beforeResponse", (answer) => {
    answer.body = { ...Object(answer.body), scope: granted };
  });
  api = await startStockroom((token) => token.startsWith("ey"));
  server = await startServer({ PRIVATE_ORIGINS: `${api.url} ${issuer.issuer.url}` });
});
afterAll(async () => {
  await server.close();
  await api.close();
  await issuer.stop();
});

function documentOf(tokenUrl = `${issuer.issuer.url}/token`) {
  const document = stockroomDocument(api.url, {
    type: "oauth2",
    flows: {
      authorizationCode: {
        authorizationUrl: `${issuer.issuer.url}/authorize`,
        tokenUrl,
        scopes: {
          "items:read": "See what is in stock.",
          "items:write": "Change what is in stock.",
        },
      },
    },
  });
  const { get, post } = document.paths["/items"];
  Object.assign(get, { security: [{ main: ["items:read"] }] });
  Object.assign(post, { security: [{ main: ["items:write"] }] });
  return JSON.stringify(document);
}

const add = (more: object) =>
  server.json("/api/integrations", "POST", {
    id: "stockroom",
    name: "Stockroom",
    document: documentOf(),
    operations: ["listItems", "addItem"],
    ...more,
  });

test("needs a client, and says with which redirect address", async () => {
  const { status, body } = await add({});
  expect([status, body.where]).toEqual([422, "client"]);
  expect(body.detail).toContain(`${server.origin}/oauth/callback`);
});

test("asks for the scopes of the operations alone, and runs with the token", async () => {
  const { body: added } = await add({ client: { id: "ours", secret: "client-s3cret" } });
  expect(added.redirectUri).toBe(`${server.origin}/oauth/callback`);
  const chat = openChat(server, "oauth");
  await chat.sendMessage({ text: "List the items in Stockroom" });
  const [card] = partsOf(chat, "tool-request_connection");
  const request = Object(card?.output ?? card?.input)["request"];
  const { body: shown } = await server.json(`/api/connection-requests/${request}`);
  expect(shown.permissions.map(({ scope, sentence }: any) => [scope, sentence])).toEqual([
    ["items:read", "See what is in stock"],
  ]);
  const { body: begun } = await server.json("/api/connections", "POST", { request });
  const asked = new URL(begun.authorizationUrl).searchParams;
  expect(asked.get("scope")).toBe("items:read");
  expect(asked.get("client_id")).toBe("ours");
  granted = "items:read";
  const back = await fetch(begun.authorizationUrl, { redirect: "manual" });
  await server.fetch(back.headers.get("location") ?? "");
  const { body: after } = await server.json(`/api/connection-requests/${request}`);
  expect(after).toMatchObject({ status: "granted", accountLabel: "Stockroom" });
  await chat.sendMessage({ text: "List the items in Stockroom" });
  const written: any = partsOf(chat, "tool-write_function").at(-1)?.output;
  const { body: run } = await server.json(`/api/functions/${written.name}/run`, "POST", {
    input: {},
  });
  expect(JSON.stringify(run.output)).toContain("Lamp");
  expect(api.calls.at(-1)?.headers["authorization"]).toMatch(/^Bearer ey/);
  const all = [run, after, added, await server.json("/api/integrations")];
  expect(JSON.stringify(all)).not.toMatch(/client-s3cret|"ey/);
});

test("a document that takes tokens elsewhere is given none of those that there are", async () => {
  const client = { id: "ours", secret: "client-s3cret" };
  const connected = async () =>
    (await server.json("/api/connections")).body.connections.map((one: any) => one.provider);
  await add({ client, document: documentOf() });
  expect(await connected()).toEqual(["stockroom"]);
  const elsewhere = documentOf(`${issuer.issuer.url}/another`);
  expect((await add({ client, document: elsewhere })).status).toBe(200);
  expect(await connected()).toEqual([]);
});

test("an address that nobody named gets neither code nor client secret", async () => {
  const closed = await startServer({ PRIVATE_ORIGINS: api.url });
  await closed.json("/api/integrations", "POST", {
    id: "stockroom",
    name: "Stockroom",
    document: documentOf(),
    operations: ["listItems"],
    client: { id: "ours", secret: "client-s3cret" },
  });
  const { body } = await closed.json("/api/connections", "POST", { connector: "stockroom" });
  const back = await fetch(body.authorizationUrl, { redirect: "manual" });
  await closed.fetch(back.headers.get("location") ?? "");
  const { body: after } = await closed.json(`/api/connection-requests/${body.request}`);
  expect(after.status).toBe("failed");
  expect(after.detail).toContain("only https is allowed");
  await closed.close();
});
