import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type Harness,
  createHarness,
  failureOf,
  openIdProvider,
  permission,
  principal,
} from "./oauth-harness.ts";

/**
 * What somebody does while a renewal is under way, at a provider whose refresh tokens work once and
 * each of whose tokens is revoked by itself.
 */
const alive = new Set<string>();
let issued = 0;
/** Left out of answers to a code. */
let givesRefreshToken = true;
/** Done after a refresh was taken, before its answer goes out. */
let meanwhile: (() => Promise<unknown>) | undefined;
/** The same for a code. */
let atCode: (() => Promise<unknown>) | undefined;

const server = createServer(async (request, response) => {
  const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
  const { pathname } = new URL(request.url ?? "", "http://localhost");
  const answer = (status: number, body: object) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (pathname === "/token/revocation") {
    alive.delete(form.get("token") ?? "");
    return answer(200, {});
  }
  const isRefresh = form.get("grant_type") === "refresh_token";
  if (isRefresh && !alive.delete(form.get("refresh_token") ?? ""))
    return answer(400, { error: "invalid_grant" });
  // The pair before is over.
  if (isRefresh) alive.clear();
  issued += 1;
  const [access_token, refresh_token] = [`access-${issued}`, `refresh-${issued}`];
  alive.add(access_token);
  const hasRefresh = isRefresh || givesRefreshToken;
  if (hasRefresh) alive.add(refresh_token);
  await (isRefresh ? meanwhile : atCode)?.();
  const claims = Buffer.from(JSON.stringify({ sub: "alice" })).toString("base64url");
  return answer(200, {
    access_token,
    ...(hasRefresh ? { refresh_token } : {}),
    expires_in: 3600,
    id_token: `e30.${claims}.x`,
  });
});
let origin: string;
let harness: Harness;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => server.close());
beforeEach(async () => {
  alive.clear();
  givesRefreshToken = true;
  meanwhile = undefined;
  atCode = undefined;
  harness = await createHarness(openIdProvider(origin));
});
afterEach(() => harness.close());

async function begin() {
  const needs = [permission("read"), permission("write")];
  const { id, authorizationUrl } = await harness.begin(needs);
  const state = new URL(authorizationUrl).searchParams.get("state") ?? "";
  const back = new URLSearchParams({ code: "c", state, iss: origin });
  return { id, url: `http://127.0.0.1:4321/oauth/callback?${back}` };
}

async function connect() {
  const { url } = await begin();
  expect((await harness.connections.complete({ url, principal })).status).toBe("granted");
  return (await harness.connections.list())[0]?.id ?? "";
}

const renew = () => {
  harness.pass(3600_000);
  return harness.credentials.get("acme", "user");
};

test("permissions that are given back do not come back with the answer", async () => {
  const id = await connect();
  meanwhile = () => harness.connections.giveBack(id, { scopes: ["write"] });
  expect(await renew()).toMatchObject({ status: "ok", scopes: ["read"] });
  expect(await harness.connections.get(id)).toMatchObject({ scopes: { user: ["read"] } });
  meanwhile = undefined;
  expect(await renew()).toMatchObject({ scopes: ["read"] });
});

test("an account that is disconnected leaves nothing that is good at the provider", async () => {
  const id = await connect();
  let gone: Promise<unknown> | undefined;
  meanwhile = async () => {
    gone = harness.connections.disconnect(id);
    await new Promise((resolve) => setTimeout(resolve, 100));
  };
  await renew();
  expect(await gone).toEqual({ revoked: true });
  expect(await harness.connections.list()).toEqual([]);
  expect([...alive]).toEqual([]);
});

test("a sign-in that brings no refresh token goes on with the new one, not with the one used up", async () => {
  await connect();
  givesRefreshToken = false;
  meanwhile = connect;
  expect(await renew()).toMatchObject({ status: "ok" });
  meanwhile = undefined;
  expect(await renew()).toMatchObject({ status: "ok" });
});

test("a request that is skipped while its code is exchanged connects nothing", async () => {
  const { id, url } = await begin();
  atCode = () => harness.connections.settle(id, "skipped");
  expect(await failureOf(harness.connections.complete({ url, principal }))).toMatchObject({
    code: "connection/request-closed",
  });
  expect(await harness.connections.list()).toEqual([]);
});
