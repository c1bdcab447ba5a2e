import { createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import type { EventGiven } from "../catalog/event.ts";
import { createConnections } from "../connections/connections.ts";
import type { RequestBody } from "../connections/requests.ts";
import type { ProviderEndpoints } from "../connections/types.ts";
import { createVault } from "../connections/vault.ts";
import { createWebhookSecrets } from "../connections/webhook-secrets.ts";
import { connectors, providers } from "../connectors/index.ts";
import { createConnectionRequestStore } from "../store/connection-requests.ts";
import { createConnectionStore } from "../store/connections.ts";
import { type Database, defaultAppId, openDatabase } from "../store/database.ts";
import { createOAuthAttemptStore } from "../store/oauth-attempts.ts";
import { createPendingRevocationStore } from "../store/pending-revocations.ts";
import { createWebhookSecretStore } from "../store/webhook-secrets.ts";
import { createHookAddresses } from "./hook-addresses.ts";
import { createPushSetUp } from "./push-setup.ts";
import { createPushed } from "./pushed.ts";

const start = Date.parse("2026-03-02T10:00:00Z");
const secret = "a-secret-of-the-test";
const catalog = createCatalog(connectors, providers);
let folder: string;
let db: Database;
let now: number;
let mode: ProviderEndpoints["mode"];
let log: string[];
let waiting: Record<string, { id: string; given: EventGiven }[]>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-pushed-"));
  db = await openDatabase(folder);
  [now, mode, log, waiting] = [start, "live", [], {}];
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

function open() {
  const clock = { now: () => now };
  const vault = createVault([randomBytes(32)]);
  const endpointsOf = async (): Promise<ProviderEndpoints> => ({
    mode,
    clientId: "id",
    clientSecret: secret,
    authorizeUrl: "https://a.example/",
    tokenUrl: "https://a.example/",
    ...(mode === "sandbox" ? { signingSecret: secret } : {}),
  });
  const store = createConnectionStore(db, defaultAppId, clock, { modeOf: () => mode });
  const connections = createConnections({
    stores: {
      connections: store,
      requests: createConnectionRequestStore<RequestBody>(db, defaultAppId, clock),
      attempts: createOAuthAttemptStore(db, defaultAppId, clock),
      revocations: createPendingRevocationStore(db, defaultAppId, clock),
    },
    health: { list: async () => [] },
    vault,
    catalog,
    endpointsOf,
    outbound: async () => new Response(),
    clock,
    redirectUri: () => "https://patchbay.example/oauth/callback",
  });
  const secrets = createWebhookSecrets({
    store: createWebhookSecretStore(db, defaultAppId, clock),
    vault,
    clock,
  });
  const hooks = createHookAddresses(() => ["https://patchbay.example", "http://127.0.0.1:4321"]);
  const pushed = createPushed({
    catalog,
    endpointsOf,
    secrets,
    connections,
    automationsFor: async (event) => waiting[event] ?? [],
    hooks,
    clock,
    log: { write: (_, message) => log.push(message) },
  });
  const connect = (provider: string, account: string) =>
    store.add({
      id: store.newId(),
      provider,
      name: account.toLowerCase(),
      account: { id: account, label: account },
      mode,
      status: "active",
      scopes: { user: [] },
      tokens: "sealed",
    });
  const post = async (
    provider: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    path = `/hooks/${provider}`,
  ) =>
    (await pushed.receive(provider, {
      method: "POST",
      url: `http://127.0.0.1:4321${path}`,
      headers: new Headers({ "content-type": "application/json", ...headers }),
      body: new TextEncoder().encode(body),
    })) ?? { status: 404, deliveries: [] };
  const setUp = createPushSetUp({ catalog, endpointsOf, secrets, hooks });
  return { pushed, connections, secrets, store, connect, post, setUp };
}

const hmac = (key: string, text: string, encoding: "hex" | "base64") =>
  createHmac("sha256", key).update(text).digest(encoding);

const hubspot = (body: string, url = "https://patchbay.example/hooks/hubspot") => ({
  "x-hubspot-request-timestamp": String(now),
  "x-hubspot-signature-v3": hmac(secret, `POST${url}${body}${now}`, "base64"),
});

const change = (more: object = {}) => ({
  eventId: 1,
  subscriptionId: 7,
  portalId: 8_675_309,
  appId: 55,
  occurredAt: start,
  subscriptionType: "deal.propertyChange",
  objectId: 998_877,
  propertyName: "dealstage",
  propertyValue: "closedwon",
  changeSource: "CRM_UI",
  ...more,
});

test("one message of several accounts becomes the deliveries of the connected one", async () => {
  const { connect, post } = open();
  await connect("hubspot", "8675309");
  waiting = {
    "hubspot.deal.propertyChange": [
      { id: "auto_1", given: {} },
      { id: "auto_2", given: {} },
    ],
    "hubspot.deal.creation": [{ id: "auto_3", given: {} }],
  };
  const body = JSON.stringify([
    change(),
    change({ portalId: 1 }),
    change({ subscriptionType: "deal.creation", objectId: 2, propertyName: undefined }),
    change({ changeSource: "INTEGRATION", sourceId: "55" }),
    change({ changeSource: "INTEGRATION" }),
    change({ changeSource: "INTEGRATION", sourceId: "56", objectId: 3 }),
    { nonsense: true },
  ]);
  const { status, deliveries } = await post("hubspot", body, hubspot(body));
  expect(status).toBe(200);
  expect(deliveries.map(({ automation, key }) => [automation, key])).toEqual([
    ["auto_1", `7:998877::${start}:dealstage`],
    ["auto_2", `7:998877::${start}:dealstage`],
    ["auto_3", `7:2::${start}:`],
    ["auto_1", `7:3::${start}:dealstage`],
    ["auto_2", `7:3::${start}:dealstage`],
  ]);
});

test("the address that was signed is the server's own, whatever the request says", async () => {
  const { connect, post } = open();
  await connect("hubspot", "8675309");
  const evil = hubspot("[]", "https://evil.example/hooks/hubspot");
  expect((await post("hubspot", "[]", evil)).status).toBe(401);
  const withQuery = hubspot("[]", "https://patchbay.example/hooks/hubspot?x=1");
  expect((await post("hubspot", "[]", withQuery)).status).toBe(401);
  expect((await post("hubspot", "[]", withQuery, "/hooks/hubspot?x=1")).status).toBe(200);
  mode = "sandbox";
  const local = hubspot("[]", "http://127.0.0.1:4321/hooks/hubspot");
  expect((await post("hubspot", "[]", local)).status).toBe(200);
});

test("without a connection, or with another, nothing is delivered", async () => {
  const { connect, post } = open();
  waiting = { "hubspot.deal.propertyChange": [{ id: "auto_1", given: {} }] };
  const body = JSON.stringify([change()]);
  expect(await post("hubspot", body, hubspot(body))).toEqual({ status: 200, deliveries: [] });
  await connect("hubspot", "1");
  expect(await post("hubspot", body, hubspot(body))).toEqual({ status: 200, deliveries: [] });
});

test("a refusal tells the sender nothing, and the operator why, once a minute", async () => {
  const { post } = open();
  const refused = await post("hubspot", "[]", {});
  expect(refused).toEqual({ status: 401, deliveries: [] });
  await post("hubspot", "[]", {});
  expect(log).toEqual(["A message to /hooks/hubspot was refused: it has no timestamp."]);
  now += 61_000;
  await post("hubspot", "[]", {});
  expect(log).toHaveLength(2);
  expect(log.join()).not.toContain(secret);
});

test("a provider counts as heard with its first message that is really its own", async () => {
  const { post, secrets } = open();
  await post("hubspot", "[]", {});
  expect(secrets.isHeard("hubspot")).toBe(false);
  await post("hubspot", "[]", hubspot("[]"));
  expect([secrets.isHeard("hubspot"), secrets.isHeard("slack")]).toEqual([true, false]);
  const later = open().secrets;
  await later.load();
  expect(later.isHeard("hubspot")).toBe(true);
});

test("a huge message is refused unread, and an unknown provider has no address", async () => {
  const { post } = open();
  const huge = `[${" ".repeat(1024 * 1024)}]`;
  expect((await post("hubspot", huge, hubspot(huge))).status).toBe(413);
  expect((await post("google", "[]", {})).status).toBe(404);
  expect((await post("toString", "[]", {})).status).toBe(404);
});

test("Notion's token is taken once, while the set-up is open, and signs from then on", async () => {
  const { post, setUp, connect, secrets } = open();
  const workspace = "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c9000";
  await connect("notion", `${workspace}:someone`);
  waiting = { "notion.page.created": [{ id: "auto_1", given: {} }] };
  const [token, other] = ["secret_of_the_subscription_1", "secret_of_somebody_else_2"];
  const give = (value: string) => post("notion", JSON.stringify({ verification_token: value }), {});
  expect((await give(token)).status).toBe(401);

  expect(await setUp.open("notion")).toMatchObject({
    address: "https://patchbay.example/hooks/notion",
    reachable: true,
    ready: false,
    openUntil: new Date(now + 30 * 60_000).toISOString(),
    verificationToken: null,
  });
  const both = await Promise.all([give(token), give(other)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  const kept = await secrets.valueOf("notion");
  expect([token, other]).toContain(kept);
  const notionView = async () => (await setUp.list()).find(({ provider }) => provider === "notion");
  expect(await notionView()).toMatchObject({
    ready: true,
    openUntil: null,
    verificationToken: kept,
  });
  now += 31 * 60_000;
  expect(await notionView()).toMatchObject({ ready: true, verificationToken: null });
  expect((await give(other)).status).toBe(401);
  const row = await db.selectFrom("webhook_secrets").selectAll().executeTakeFirstOrThrow();
  expect(row.value).not.toContain(kept);

  const body = JSON.stringify({
    id: "ev-1",
    timestamp: new Date(now).toISOString(),
    workspace_id: workspace,
    type: "page.created",
    authors: [{ id: "p", type: "person" }],
    accessible_by: [{ id: "b", type: "bot" }],
    entity: { id: "page-1", type: "page" },
    data: {},
  });
  const signed = { "x-notion-signature": `sha256=${hmac(kept ?? "", body, "hex")}` };
  expect(await post("notion", body, signed)).toMatchObject({
    status: 200,
    deliveries: [{ automation: "auto_1", key: "ev-1", payload: { id: "page-1" } }],
  });
  const byBot = body.replace('{"id":"p","type":"person"}', '{"id":"b","type":"bot"}');
  const signedByBot = { "x-notion-signature": `sha256=${hmac(kept ?? "", byBot, "hex")}` };
  expect(await post("notion", byBot, signedByBot)).toEqual({ status: 200, deliveries: [] });
  now += 49 * 60 * 60_000;
  expect((await post("notion", body, signed)).status).toBe(401);
});

test("a set-up that stays open too long closes by itself", async () => {
  const { post, setUp } = open();
  await setUp.open("notion");
  now += 30 * 60_000;
  const body = JSON.stringify({ verification_token: "secret_of_the_subscription_1" });
  expect((await post("notion", body, {})).status).toBe(401);
  await expect(setUp.open("slack")).rejects.toThrow("sends no secret");
  mode = "sandbox";
  await expect(setUp.open("notion")).rejects.toThrow("needs no set-up");
});

test("an access that TikTok took back is marked, but not one of a later sign-in", async () => {
  const { post, connect, connections } = open();
  await connect("tiktok", "open-1");
  const removed = (at: number) => {
    const time = Math.floor(at / 1000);
    const body = JSON.stringify({
      client_key: "k",
      event: "authorization.removed",
      create_time: time,
      user_openid: "open-1",
      content: '{"reason":1}',
    });
    const stamp = Math.floor(now / 1000);
    const signature = `t=${stamp},s=${hmac(secret, `${stamp}.${body}`, "hex")}`;
    return post("tiktok", body, { "tiktok-signature": signature });
  };
  const statuses = async () => (await connections.list()).map(({ status }) => status);
  expect(await removed(start - 60_000)).toEqual({ status: 200, deliveries: [] });
  expect(await statuses()).toEqual(["active"]);
  now += 120_000;
  await removed(now);
  expect(await statuses()).toEqual(["reconnect-needed"]);
  expect(log.join()).toContain("tiktok ended the access");
});
