import { rmSync } from "node:fs";
import { join } from "node:path";
import { Events, OAuth2Server } from "oauth2-mock-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { IssuedToken, Provider } from "../../src/catalog/provider.ts";
import {
  type Harness,
  createHarness,
  openIdProvider,
  permission,
  principal,
} from "./oauth-harness.ts";

/** A provider that gives a token of the app and one of the person, as Slack does with rotation on. */
const server = new OAuth2Server();
const { service } = server;
let harness: Harness;
let provider: Provider;
/** What the next answer to a code holds. */
let granted: { readonly bot?: string; readonly user?: string; readonly account: string };
let rotates: boolean;
let issued: number;

const write = permission("chat:write", "post", "bot");
const search = permission("search:read", "find", "user");

beforeAll(async () => {
  await server.issuer.keys.generate("RS256");
  await server.start(0, "127.0.0.1");
});
afterAll(() => server.stop());

beforeEach(async () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  server.issuer.url = origin;
  const { issuer: _, ...common } = openIdProvider(origin);
  provider = {
    ...common,
    authorizeUrl: `${origin}/authorize`,
    revokeUrl: `${origin}/revoke`,
    scopeParameters: { bot: "scope", user: "user_scope" },
    scopeSeparator: ",",
    pkce: false,
    clientAuthentication: "client_secret_post",
    readTokens: ({ tokens, account }, refreshing) => ({
      tokens: list(tokens).filter(({ kind }) => refreshing === undefined || kind === refreshing),
      ...(typeof account === "string" ? { account: { id: account, label: account } } : {}),
    }),
    revocation: "bearer",
    sharedGrant: "token",
  };
  issued = 0;
  rotates = true;
  granted = { bot: "chat:write", user: "search:read", account: "T1:U1" };
  service.on(Events.BeforeResponse, (answer, { body }) => {
    issued += 1;
    const token = (kind: IssuedToken["kind"], scope: string | undefined) => ({
      kind,
      accessToken: rotates ? `${kind}-token-${issued}` : `${kind}-token-of-the-workspace`,
      ...(rotates ? { refreshToken: `${kind}-refresh-${issued}`, expiresIn: 43_200 } : {}),
      ...(scope === undefined ? {} : { scopes: scope.split(",") }),
    });
    answer.body =
      body.grant_type === "refresh_token"
        ? { tokens: [token("bot", undefined), token("user", undefined)] }
        : {
            account: granted.account,
            tokens: [
              ...(granted.bot ? [token("bot", granted.bot)] : []),
              ...(granted.user ? [token("user", granted.user)] : []),
            ],
          };
  });
  harness = await createHarness(provider);
});
afterEach(async () => {
  for (const event of Object.values(Events)) service.removeAllListeners(event);
  await harness.close();
});

function list(value: unknown): readonly IssuedToken[] {
  return Array.isArray(value) ? value : [];
}

async function connect(permissions = [write, search], on = harness) {
  const { authorizationUrl } = await on.begin(permissions);
  const response = await fetch(authorizationUrl, { redirect: "manual" });
  const url = response.headers.get("location") ?? "";
  const asked = new URL(authorizationUrl).searchParams;
  return { asked, request: await on.connections.complete({ url, principal }) };
}

async function held() {
  const [bot, user] = await Promise.all([
    harness.credentials.get("acme", "bot"),
    harness.credentials.get("acme", "user"),
  ]);
  return [bot, user].map((answer) => (answer.status === "ok" ? answer.accessToken : answer.status));
}

describe("two kinds of token", () => {
  test("are asked for apart and stored apart", async () => {
    const { asked, request } = await connect();
    expect([asked.get("scope"), asked.get("user_scope")]).toEqual(["chat:write", "search:read"]);
    expect(request).toMatchObject({ status: "granted", missing: [] });
    expect(await held()).toEqual(["bot-token-1", "user-token-1"]);
    expect(await harness.connections.list()).toMatchObject([
      { scopes: { bot: ["chat:write"], user: ["search:read"] } },
    ]);
  });

  test("one that comes later leaves the other as it is", async () => {
    granted = { bot: "chat:write", account: "T1:U1" };
    expect((await connect([write])).request.status).toBe("granted");
    expect(await held()).toEqual(["bot-token-1", "not-connected"]);
    granted = { user: "search:read", account: "T1:U1" };
    const { asked, request } = await connect([write, search]);
    expect([asked.get("scope"), asked.get("user_scope")]).toEqual([null, "search:read"]);
    expect(request.status).toBe("granted");
    expect(await held()).toEqual(["bot-token-1", "user-token-2"]);
  });

  test("one that was not given is what is missing", async () => {
    granted = { bot: "chat:write", account: "T1:U1" };
    const { request } = await connect();
    expect(request).toMatchObject({ status: "partly-granted", missing: ["search:read"] });
    expect(request.detail).toContain("find");
  });

  test("are renewed each with its own refresh token, at the same time without loss", async () => {
    await connect();
    harness.pass(43_200_000);
    const renewed = await held();
    expect(renewed).toEqual([
      expect.stringMatching(/^bot-token-[23]$/),
      expect.stringMatching(/^user-token-[23]$/),
    ]);
    const sent = harness.sent("refresh_token").map((form) => form.get("refresh_token"));
    expect(sent.toSorted()).toEqual(["bot-refresh-1", "user-refresh-1"]);
    expect(await held()).toEqual(renewed);
  });
});

test("what the real provider issued is not renewed at its sandbox, nor ended by it", async () => {
  await connect();
  const [{ id } = { id: "" }] = await harness.connections.list();
  harness.pass(43_200_000);
  harness.point({ mode: "sandbox" });
  expect(await harness.credentials.getOf(id, "bot")).toEqual({ status: "not-connected" });
  expect(harness.sent("refresh_token")).toEqual([]);
  const revoked = {
    isMeant: () => true,
    reason: "tokens_revoked",
    at: new Date(harness.clock.now()),
  };
  expect(await harness.connections.markEnded("acme", revoked)).toBe(false);
  harness.point({ mode: "live" });
  expect(await harness.credentials.getOf(id, "bot")).toMatchObject({ status: "ok" });
});

describe("two accounts", () => {
  test("are two connections, and the last one signed in to is used", async () => {
    await connect();
    harness.pass(1);
    granted = { ...granted, account: "T2:U2" };
    await connect();
    expect((await harness.connections.list()).map(({ account }) => account.id)).toEqual([
      "T2:U2",
      "T1:U1",
    ]);
    expect(await held()).toEqual(["bot-token-2", "user-token-2"]);
    harness.pass(1);
    granted = { ...granted, account: "T1:U1" };
    await connect();
    expect(await held()).toEqual(["bot-token-3", "user-token-3"]);
  });

  test("that share a token: it is revoked with the last of them", async () => {
    rotates = false;
    await connect();
    harness.pass(1);
    granted = { bot: "chat:write", account: "T1:U2" };
    await connect([write]);
    const ids = (await harness.connections.list()).map(({ id }) => id);
    let revoked = 0;
    service.on(Events.BeforeRevoke, () => (revoked += 1));
    const first = await harness.connections.disconnect(ids[0] ?? "");
    expect(first).toMatchObject({ revoked: false, detail: expect.stringContaining("same Acme") });
    expect(revoked).toBe(0);
    expect(await harness.connections.disconnect(ids[1] ?? "")).toEqual({ revoked: true });
    expect(revoked).toBe(2);
  });
});

test("a process that died long ago while it renewed gives way at once", async () => {
  await connect([write]);
  const [connection] = await harness.connections.list();
  const used = harness.issued[0]?.accessToken ?? "";
  const claim = () => harness.store.claimRefresh(connection?.id ?? "", 45_000);
  expect(await claim()).toMatchObject({ status: "claimed", wasCutOff: false });
  const renewed = harness.credentials.renew("acme", "bot", used);
  expect(await claim()).toMatchObject({ status: "held", isLeft: false });
  expect(harness.sent("refresh_token")).toHaveLength(0);
  harness.pass(45_000 + 10 * 60_000);
  expect(await renewed).toMatchObject({ status: "ok", accessToken: "bot-token-2" });
});

test("with the key lost: an error says so, and a new sign-in or a disconnect gets out of it", async () => {
  await connect();
  rmSync(join(harness.dataDir, "encryption-key"));
  const after = await createHarness(provider, { dataDir: harness.dataDir });
  await expect(after.credentials.get("acme", "bot")).rejects.toMatchObject({ code: "vault/key" });
  const [connection] = await after.connections.list();
  await connect([write, search], after);
  expect(await after.credentials.get("acme", "bot")).toMatchObject({ status: "ok" });
  const disconnected = await harness.connections.disconnect(connection?.id ?? "");
  expect(disconnected).toMatchObject({ revoked: false });
  expect(await after.connections.list()).toEqual([]);
  await after.close();
});
