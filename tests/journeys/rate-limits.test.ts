import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { limitOf, limits } from "../../src/server/limits.ts";
import { type TestServer, startServer } from "../support/server.ts";

let server: TestServer;
let local: TestServer;
let next = 1;
beforeAll(async () => {
  server = await startServer({ PUBLIC_URL: "https://patchbay.test", TRUSTED_PROXIES: "127.0.0.1" });
  local = await startServer();
});
afterAll(async () => {
  await server.close();
  await local.close();
});
afterEach(() => {
  next += 1;
});

/** Each test comes from an address of its own. */
const here = () => `198.51.100.${next}`;
const send = (path: string, { headers = {}, ...init }: RequestInit = {}, to = server) =>
  fetch(new URL(path, to.origin), {
    ...init,
    headers: { "x-forwarded-for": here(), ...(headers as Record<string, string>) },
  });
const times = async (count: number, work: () => Promise<Response>) => {
  const statuses: number[] = [];
  for (let left = count; left > 0; left--) {
    const response = await work();
    await response.arrayBuffer();
    statuses.push(response.status);
  }
  return statuses;
};

test("wrong keys are tried a few times only, and then the right one does not count either", async () => {
  const wrong = () => send("/api/status", { headers: { authorization: "Bearer wrong" } });
  const statuses = await times(limits.guess.perAddress + 2, wrong);
  expect(statuses.slice(0, -2)).toEqual(statuses.slice(0, -2).map(() => 401));
  expect(statuses.slice(-2)).toEqual([429, 429]);
  const right = await send("/api/status", {
    headers: { authorization: `Bearer ${server.server.apiKey}` },
  });
  expect(right.status).toBe(429);
  expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await right.json()).toMatchObject({
    type: "urn:patchbay:request/too-many",
    limit: "guess",
  });
  // Another address is not held liable for it.
  const other = await send("/api/status", {
    headers: { authorization: `Bearer ${server.server.apiKey}`, "x-forwarded-for": "192.0.2.1" },
  });
  expect(other.status).toBe(200);
  const [entry] = (await server.json("/api/audit?act=limit.hit")).body.entries;
  expect(entry).toMatchObject({ outcome: "refused", address: "198.51.100.0/24" });
});

test("a client cannot take another address by saying so", async () => {
  const wrong = () =>
    send("/api/status", {
      headers: {
        authorization: "Bearer wrong",
        // What it sends itself stands before what the proxy adds.
        "x-forwarded-for": `203.0.113.${Math.floor(Math.random() * 250)}, ${here()}`,
        forwarded: `for=203.0.113.${Math.floor(Math.random() * 250)}`,
      },
    });
  expect((await times(limits.guess.perAddress + 1, wrong)).at(-1)).toBe(429);
});

test("opening printed addresses is limited", async () => {
  const statuses = await times(limits.guess.perAddress + 1, () => send("/open/wrong"));
  expect(statuses.slice(-2)).toEqual([401, 429]);
});

test("answers say what is left", async () => {
  const answer = await send("/api/status", {
    headers: { authorization: `Bearer ${server.server.apiKey}` },
  });
  const { perCaller, seconds } = limits.other;
  expect(answer.headers.get("ratelimit-policy")).toBe(`"other";q=${perCaller};w=${seconds}`);
  expect(answer.headers.get("ratelimit")).toMatch(/^"other";r=\d+;t=\d+$/);
});

test("a key has a count of its own, whatever addresses it comes from", async () => {
  const { key } = (await server.json("/api/keys", "POST", { name: "Busy", scopes: ["build"] }))
    .body;
  let last = 1;
  const chat = () =>
    send("/api/plan", {
      method: "POST",
      body: "{}",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "x-forwarded-for": `203.0.113.${(last = (last % 250) + 1)}`,
      },
    });
  const statuses = await times(limits.chat.perCaller + 1, chat);
  expect(new Set(statuses.slice(0, -1))).toEqual(new Set([400]));
  expect(statuses.at(-1)).toBe(429);
});

test("an address has a count of its own, whoever sends from it", async () => {
  const plan = () => send("/api/plan", { method: "POST", body: "{}" });
  const statuses = await times(limits.chat.perAddress + 1, plan);
  expect(new Set(statuses.slice(0, -1))).toEqual(new Set([401]));
  expect(statuses.at(-1)).toBe(429);
});

test("health checks are free", async () => {
  const statuses = await times(50, () => send("/healthz"));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect((await send("/healthz")).headers.get("ratelimit")).toBeNull();
  expect(limitOf("GET", "/readyz")).toBeUndefined();
});

test("a server that only this machine reaches limits nobody", async () => {
  const wrong = () => send("/api/status", { headers: { authorization: "Bearer wrong" } }, local);
  const statuses = await times(limits.guess.perAddress + 5, wrong);
  expect(new Set(statuses)).toEqual(new Set([401]));
});

test.each([
  ["POST /api/chat", "chat"],
  ["POST /functions/a", "call"],
  ["POST /api/functions/a/run", "call"],
  ["POST /api/functions/a", "call"],
  ["PUT /api/functions/a", "other"],
  ["POST /mcp", "call"],
  ["POST /hooks/a", "hook"],
  ["GET /open/a", "sign-in"],
  ["POST /api/auth/sign-in/email", "sign-in"],
  ["POST /api/sign-in/invitation/accept", "sign-in"],
  ["GET /assets/index.js", undefined],
  ["GET /openapi.json", "other"],
])("%s counts as %s", (request, expected) => {
  const [method = "", path = ""] = request.split(" ");
  expect(limitOf(method, path)).toBe(expected);
});
