import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acts } from "../../src/contract/audit.ts";
import { audited, unaudited } from "../../src/server/audited.ts";
import { openChat, settled } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const entries = async (query = "") => (await server.json(`/api/audit${query}`)).body.entries;

/** `/api/keys/{id}` of a document and `/api/keys/:id` of a router are the same. */
const named = (path: string) =>
  path.replace(/\{(\w+)\}/g, ":$1").replace(/^\/base44(?=\/api\/)/, "");

describe("every route that changes something is recorded, or left out for a reason", () => {
  const known = { ...audited, ...unaudited };

  test("of /openapi.json", async () => {
    const { paths } = (await server.json("/openapi.json")).body;
    const changing = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods as object)
        .map((method) => `${method.toUpperCase()} ${named(path)}`)
        .filter((route) => /^(?:POST|PUT|PATCH|DELETE) /.test(route)),
    );
    expect(changing.length).toBeGreaterThan(50);
    expect(changing.filter((route) => !Object.hasOwn(known, route))).toEqual([]);
  });

  test("of the router, whatever the document says", () => {
    const changing = server.server.routes
      .filter(
        ({ method, path }) => /^(?:POST|PUT|PATCH|DELETE)$/.test(method) && !path.includes("*"),
      )
      .map(({ method, path }) => `${method} ${named(path)}`);
    expect(changing.filter((route) => !Object.hasOwn(known, route))).toEqual([]);
  });

  test("no route stands in both tables, and none is of yesterday", () => {
    const routed = new Set(server.server.routes.map(({ method, path }) => `${method} ${path}`));
    expect(Object.keys(audited).filter((route) => Object.hasOwn(unaudited, route))).toEqual([]);
    expect(Object.keys(audited).filter((route) => !routed.has(route))).toEqual([]);
    for (const { act } of Object.values(audited)) expect(Object.keys(acts)).toContain(act);
  });
});

test("what is done is recorded with who did it and what came of it, and no secret", async () => {
  const value = "planted0secret0value";
  await server.json("/api/secrets/ACME", "PUT", { value, hosts: ["api.acme.test"] });
  const made = (await server.json("/api/keys", "POST", { name: "Nightly", scopes: ["connect"] }))
    .body;
  await fetch(new URL("/api/secrets/ACME", server.origin), {
    method: "DELETE",
    headers: { authorization: `Bearer ${made.key}`, "user-agent": "curl/8.1" },
  });
  const [deleted, key, changed] = await entries();
  expect(deleted).toMatchObject({
    act: "secret.deleted",
    actor: `api-key:${made.id}`,
    subject: "ACME",
    outcome: "done",
    address: "127.0.0.1",
    agent: "curl/8",
  });
  expect(key).toMatchObject({ act: "key.made", actor: "api-key", detail: { id: made.id } });
  expect(changed).toMatchObject({ act: "secret.changed", subject: "ACME" });
  const all = JSON.stringify(await entries());
  for (const planted of [value, made.key, server.server.apiKey]) expect(all).not.toContain(planted);
});

test("whoever opens the printed address is who signed in", async () => {
  await fetch(`${server.origin}/open/${server.server.openCode}`, { redirect: "manual" });
  const [entry] = await entries("?act=sign-in");
  expect(entry).toMatchObject({ outcome: "done", userId: "user_local" });
  expect(entry.actor).toMatch(/^session:/);
});

test("so is who comes by HEAD, which does what GET does", async () => {
  const before = (await entries("?act=sign-in")).length;
  const path = `${server.origin}/open/${server.server.openCode}`;
  const { headers } = await fetch(path, { method: "HEAD", redirect: "manual" });
  expect(headers.getSetCookie()).toHaveLength(1);
  expect(await entries("?act=sign-in")).toHaveLength(before + 1);
});

test("who is refused is recorded: wrong keys, other sites, keys that may not", async () => {
  const { body } = await server.json("/api/keys", "POST", { name: "Program" });
  const send = (path: string, headers: Record<string, string>) =>
    fetch(new URL(path, server.origin), { method: "POST", headers });
  await send("/api/plan", { authorization: "Bearer wrong" });
  const user = { externalId: "u-asked" };
  const link = await server.json("/api/connect-links", "POST", { user, connector: "slack" });
  await send(new URL(link.body.url).pathname, { origin: "https://evil.test" });
  await send("/api/key-file/replace", { authorization: `Bearer ${body.key}` });
  const refused = await entries("?outcome=refused");
  expect(refused.map(({ act }: { act: string }) => act)).toEqual([
    "right.refused",
    "origin.refused",
    "key.refused",
  ]);
  expect(refused[0].actor).toBe(`api-key:${body.id}`);
  // The address itself is a secret.
  expect(refused[1].detail).toEqual({ method: "POST", path: "/connect/start/:token" });
  expect(refused[2]).toMatchObject({ actor: "nobody", detail: { method: "POST" } });
});

test("what was wrong in itself is not recorded", async () => {
  const before = (await entries()).length;
  await server.json("/api/keys", "POST", { name: "" });
  await server.json("/api/keys/none", "DELETE");
  expect(await entries()).toHaveLength(before);
});

test("a chat: the account, the version the agent saves, and the yes to a run", async () => {
  const chat = openChat(server, "audited");
  await chat.sendMessage({ text: "Send a Slack message to #general when this function runs" });
  await settled(chat);
  await connectAll(server, chat);
  const found = (await entries()).map(({ act, actor, subject }: Record<string, string>) =>
    [act, actor?.split(":")[0], subject].join(" "),
  );
  expect(found).toContain("connection.connected api-key slack");
  expect(found).toContain("function.saved agent postToGeneral");
}, 60_000);

test("what the agent does is told with who said so, and in which chat", async () => {
  const opened = await fetch(`${server.origin}/open/${server.server.openCode}`, {
    redirect: "manual",
  });
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const chat = openChat(server, "by-somebody", [], { cookie });
  await chat.sendMessage({ text: "Send a Slack message to #random when this function runs" });
  await settled(chat);
  const [saved] = await entries("?act=function.saved");
  expect(saved).toMatchObject({
    actor: "agent",
    userId: "user_local",
    subject: "postToRandom",
    detail: { chat: "by-somebody", version: 1 },
  });
}, 60_000);

test("pages, the export and the check", async () => {
  const page = (await server.json("/api/audit?limit=2")).body;
  expect(page.entries).toHaveLength(2);
  const next = (await server.json(`/api/audit?limit=2&before=${page.next}`)).body;
  expect(next.entries[0].position).toBe(page.entries[1].position - 1);
  const answer = await server.fetch("/api/audit/export");
  const lines = (await answer.text()).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).position)).toEqual(lines.map((_, at) => at + 1));
  const verified = (await server.json("/api/audit/verify")).body;
  expect(verified).toMatchObject({
    status: "whole",
    head: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect((await server.json(`/api/audit/verify?head=${"0".repeat(63)}1`)).body.status).toBe(
    "broken",
  );
  expect((await server.json("/api/audit?act=nothing")).status).toBe(400);
});
