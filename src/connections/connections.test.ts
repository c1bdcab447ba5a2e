import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { defineProvider } from "../catalog/provider.ts";
import type { Permission } from "../permissions/compute.ts";
import { createConnectionRequestStore } from "../store/connection-requests.ts";
import { createConnectionStore } from "../store/connections.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { createOAuthAttemptStore } from "../store/oauth-attempts.ts";
import { createPendingRevocationStore } from "../store/pending-revocations.ts";
import { type Connections, createConnections } from "./connections.ts";
import type { RequestBody } from "./requests.ts";
import { createVault } from "./vault.ts";

/** The life of a request; the ways to a provider and back are in tests/clients/oauth-*.test.ts. */
let dataDir: string;
let db: Database;
let connections: Connections;
let now: number;
const hour = 60 * 60 * 1000;
const principal = "session:1";
const callback = "http://127.0.0.1:1/oauth/callback";
const needs: readonly Permission[] = [
  {
    connector: "desk",
    scope: "chat:write",
    token: "bot",
    sentence: "Send messages",
    sensitivity: "write",
    access: "write",
    avoids: [],
    neededBy: [{ step: "post", operation: "desk.post" }],
  },
];

const desk = defineProvider({
  id: "desk",
  name: "Desk",
  env: "DESK",
  authorizeUrl: "https://desk.test/authorize",
  tokenUrl: "https://desk.test/token",
  apiHosts: ["desk.test"],
  scopeParameters: { bot: "scope", user: "user_scope" },
  scopeSeparator: ",",
  authorizeParameters: { prompt: "consent" },
  pkce: false,
  clientAuthentication: "client_secret_post",
  readTokens: () => ({ tokens: [] }),
  readError: () => undefined,
  reconnectErrors: [],
  goneErrors: [],
  sharedGrant: false,
  docs: "https://desk.test/docs",
});

function connectionsOf(appId: string): Connections {
  const clock = { now: () => now };
  return createConnections({
    stores: {
      connections: createConnectionStore(db, appId, clock, { modeOf: () => "sandbox" }),
      requests: createConnectionRequestStore<RequestBody>(db, appId, clock),
      attempts: createOAuthAttemptStore(db, appId, clock),
      revocations: createPendingRevocationStore(db, appId, clock),
    },
    health: { list: async () => [] },
    vault: createVault([Buffer.alloc(32, 1)]),
    catalog: createCatalog([], [desk]),
    endpointsOf: async () => ({
      mode: "sandbox",
      clientId: "client",
      clientSecret: "secret",
      authorizeUrl: "http://127.0.0.1:1/authorize?team=T1",
      tokenUrl: "http://127.0.0.1:1/token",
    }),
    outbound: async () => {
      throw new Error("Nothing is sent in these tests");
    },
    clock,
    redirectUri: () => callback,
  });
}

beforeEach(async () => {
  now = Date.UTC(2026, 10, 23);
  dataDir = mkdtempSync(join(tmpdir(), "patchbay-connections-"));
  db = await openDatabase(dataDir);
  connections = connectionsOf("app_default");
});
afterEach(async () => {
  await db.destroy();
  rmSync(dataDir, { recursive: true });
});

const open = () => connections.request({ chatId: "chat_1", provider: "desk", permissions: needs });

/** Comes back denied. */
async function deny(id: string): Promise<void> {
  const { authorizationUrl } = await connections.authorize(id, principal);
  const state = new URL(authorizationUrl).searchParams.get("state") ?? "";
  await connections.complete({
    url: `${callback}?error=access_denied&state=${state}`,
    principal,
  });
}

test("a request shows what is needed, by which step, and for how long", async () => {
  const request = await open();
  expect(request).toEqual({
    id: expect.stringMatching(/^creq_/),
    provider: "desk",
    providerName: "Desk",
    mode: "sandbox",
    connectors: [],
    account: "shared",
    status: "pending",
    permissions: needs,
    missing: ["chat:write"],
    chatId: "chat_1",
    expiresAt: new Date(now + hour).toISOString(),
  });
  expect(await connections.view(request.id)).toEqual(request);
});

test("authorize sends the browser off with a state, and keeps the provider's own parameters", async () => {
  const { id } = await open();
  const first = new URL((await connections.authorize(id, principal)).authorizationUrl);
  expect(Object.fromEntries(first.searchParams)).toEqual({
    team: "T1",
    prompt: "consent",
    scope: "chat:write",
    response_type: "code",
    client_id: "client",
    redirect_uri: callback,
    state: expect.stringMatching(/^[\w-]{43}$/),
  });
  const second = new URL((await connections.authorize(id, principal)).authorizationUrl);
  expect(second.searchParams.get("state")).not.toBe(first.searchParams.get("state"));
  expect((await connections.view(id)).status).toBe("connecting");
});

describe("a request", () => {
  test("expires an hour after it was opened or last begun, and can be begun again", async () => {
    const { id } = await open();
    now += hour - 1;
    expect((await connections.view(id)).status).toBe("pending");
    now += 1;
    expect((await connections.view(id)).status).toBe("expired");
    await connections.authorize(id, principal);
    now += hour - 1;
    expect((await connections.view(id)).status).toBe("connecting");
    now += 1;
    expect((await connections.view(id)).status).toBe("expired");
  });

  test("that was denied can be begun again, and then says nothing of before", async () => {
    const { id } = await open();
    await deny(id);
    expect(await connections.view(id)).toMatchObject({
      status: "denied",
      detail: expect.stringContaining("Access was denied at Desk"),
    });
    await connections.authorize(id, principal);
    expect(await connections.view(id)).not.toHaveProperty("detail");
  });

  test("that was skipped stays skipped", async () => {
    const { id } = await open();
    expect((await connections.settle(id, "skipped")).status).toBe("skipped");
    const late = [connections.authorize(id, principal), connections.settle(id, "skipped")];
    for (const attempt of late) {
      await expect(attempt).rejects.toMatchObject({
        code: "connection/request-closed",
        extra: { status: "skipped" },
      });
    }
    expect((await connections.settle(id, "closed")).status).toBe("skipped");
    now += 2 * hour;
    expect((await connections.view(id)).status).toBe("skipped");
  });

  test("whose window was closed can be begun again or skipped", async () => {
    const { id } = await open();
    await connections.authorize(id, principal);
    expect((await connections.settle(id, "closed")).status).toBe("closed");
    await connections.authorize(id, principal);
    await connections.settle(id, "closed");
    expect((await connections.settle(id, "skipped")).status).toBe("skipped");
  });

  test("that was denied is not closed by a window that goes", async () => {
    const { id } = await open();
    await deny(id);
    expect((await connections.settle(id, "closed")).status).toBe("denied");
    expect((await connections.view(id)).status).toBe("denied");
  });
});

test("what belongs to one app is not there for another", async () => {
  const { id } = await open();
  const { authorizationUrl } = await connections.authorize(id, principal);
  const other = connectionsOf("app_other");
  await expect(other.view(id)).rejects.toMatchObject({ code: "connection/request-not-found" });
  const state = new URL(authorizationUrl).searchParams.get("state") ?? "";
  await expect(
    other.complete({ url: `${callback}?error=access_denied&state=${state}`, principal }),
  ).rejects.toMatchObject({ code: "oauth/state" });
  expect((await connections.view(id)).status).toBe("connecting");
});

test("what is not there says what to do", async () => {
  await expect(connections.view("creq_no")).rejects.toThrow("Ask for the connection again");
  await expect(connections.get("conn_no")).rejects.toMatchObject({ code: "connection/not-found" });
  await expect(connections.reconnect("conn_no")).rejects.toMatchObject({
    code: "connection/not-found",
  });
  await expect(connections.request({ provider: "dask", permissions: [] })).rejects.toThrow(
    'No provider "dask"; there are: desk',
  );
});
