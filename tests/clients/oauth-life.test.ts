import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ConnectionStore } from "../../src/store/connections.ts";
import { startStrictProvider, visit } from "../support/strict-provider.ts";
import {
  type Harness,
  clientId,
  clientSecret,
  createHarness,
  failureOf,
  openIdProvider,
  permission,
  principal,
} from "./oauth-harness.ts";

/** What goes wrong in the life of a connection, at a provider that ends a grant whose token is used twice. */
let strict: Awaited<ReturnType<typeof startStrictProvider>>;
let harness: Harness;
/** Further processes on the same data. */
let others: Harness[] = [];

beforeAll(async () => {
  strict = await startStrictProvider();
});
afterAll(() => strict.close());
beforeEach(async () => {
  harness = await createHarness(openIdProvider(strict.origin));
});
afterEach(async () => {
  for (const one of others) await one.close();
  others = [];
  await harness.close();
});

const needs = [permission("files.read"), permission("openid")];
const nowhere = "http://127.0.0.1:9";

async function connect(as = "alice", name?: string) {
  const beside = name === undefined ? {} : ({ beside: true, name } as const);
  const { id } = await harness.connections.request({
    provider: "acme",
    permissions: needs,
    ...beside,
  });
  const { authorizationUrl } = await harness.connections.authorize(id, principal);
  const url = await visit(authorizationUrl, { as });
  expect((await harness.connections.complete({ url, principal })).status).toBe("granted");
  const connection = (await harness.store.list()).find(({ account }) => account.id === as);
  if (!connection) throw new Error("Nothing was connected.");
  return connection;
}

async function isAlive(token: string | undefined): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${strict.origin}/me`, { headers })).ok;
}

async function processWith(
  storeFor: (store: ConnectionStore) => ConnectionStore,
  clockMs = 0,
): Promise<Harness> {
  const { dataDir } = harness;
  const one = await createHarness(openIdProvider(strict.origin), {
    dataDir,
    storeFor,
    clockMs,
    // Waits pass at once: what counts is how many there are.
    wait: () => new Promise((resolve) => setImmediate(resolve)),
  });
  others.push(one);
  return one;
}

describe("names", () => {
  // Tools that a user added have one account only.
  beforeEach(async () => {
    await harness.close();
    harness = await createHarness(openIdProvider(strict.origin), {
      connectors: [
        {
          id: "acme",
          name: "Acme",
          category: "communication",
          description: "A tool",
          logo: "<svg/>",
          provider: "acme",
          examples: [],
          events: [],
          helper: { name: "acme", template: "acme", takes: "method" },
          scopes: [],
          operations: [],
          words: [],
        },
      ],
    });
  });

  test("a further account is called as its owner says, and a call chooses it", async () => {
    await connect();
    await connect("bob", "support");
    const list = await harness.connections.list();
    expect(list.map(({ name, inUse }) => [name, inUse])).toEqual([
      ["alice-acme", true],
      ["support", false],
    ]);
    const token = async (name?: string) => harness.credentials.get("acme", "user", { name });
    expect(await token("support")).toMatchObject({ status: "ok", connectionId: list[1]?.id });
    expect(await token()).toMatchObject({ status: "ok", connectionId: list[0]?.id });
    expect(await token("sales")).toEqual({ status: "not-connected" });
    // One that is named goes on being it, whichever is the default.
    await harness.connections.makeDefault(list[1]?.id ?? "");
    expect(await token("alice-acme")).toMatchObject({ connectionId: list[0]?.id });
    expect(await token()).toMatchObject({ connectionId: list[1]?.id });
  });

  test("a name that is taken or is none is refused before anybody signs in, with one that is free", async () => {
    const { id } = await connect();
    await connect("bob", "support");
    const request = { provider: "acme", permissions: needs, beside: true } as const;
    const taken = await failureOf(harness.connections.request({ ...request, name: "support" }));
    expect(taken).toMatchObject({ code: "connection/name-taken", extra: { free: "support-2" } });
    expect(await failureOf(harness.connections.rename(id, "support"))).toMatchObject({
      code: "connection/name-taken",
    });
    expect(await failureOf(harness.connections.rename(id, "user"))).toMatchObject({
      code: "connection/name",
    });
    await harness.connections.rename(id, "sales");
    await connect();
    expect((await harness.connections.get(id)).name).toBe("sales");
  });
});

describe("a refresh", () => {
  const due = 3_600_000;

  test("whose answer meets a busy database is stored later, and not lost", async () => {
    await connect();
    let refusals = 3;
    const busy = await processWith(
      (store) => ({
        ...store,
        async change(...given) {
          refusals -= 1;
          if (refusals >= 0) throw new Error("SQLITE_BUSY: database is locked");
          return store.change(...given);
        },
      }),
      due,
    );
    expect(await busy.credentials.get("acme", "user")).toMatchObject({ status: "ok" });
    expect(busy.sent("refresh_token")).toHaveLength(1);
    busy.pass(due);
    expect(await busy.credentials.get("acme", "user")).toMatchObject({ status: "ok" });
  });

  test("is not repeated by a process whose clock is minutes ahead", async () => {
    await connect();
    let sent = 0;
    let ahead: Promise<unknown> | undefined;
    const fast = await processWith((store) => store, due + 5 * 60_000);
    strict.hooks.beforeToken = async () => {
      sent += 1;
      // It sees the lease of the first and must not take its end for passed.
      ahead ??= fast.credentials.get("acme", "user");
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const first = await processWith((store) => store, due);
    const given = await first.credentials.get("acme", "user");
    expect(given).toMatchObject({ status: "ok" });
    expect(await ahead).toEqual(given);
    expect(sent).toBe(1);
    strict.hooks.beforeToken = async () => {};
  });

  test("that comes late brings back what another took for ended", async () => {
    await connect();
    const second = await processWith((store) => store, due);
    let answer: unknown;
    const slow = await processWith(
      (store) => ({
        ...store,
        async change(before, to) {
          answer ??= await second.credentials.get("acme", "user");
          return store.change(before, to);
        },
      }),
      due,
    );
    const given = await slow.credentials.get("acme", "user");
    expect(answer).toMatchObject({ status: "reconnect-needed" });
    expect(given).toMatchObject({ status: "ok" });
    expect(await harness.connections.list()).toMatchObject([{ status: "active" }]);
  });

  test("that is refused after an attempt without an answer says that it was cut off", async () => {
    const { id } = await connect();
    const one = await processWith((store) => store, due);
    one.point({ tokenUrl: `${nowhere}/token` });
    expect(await failureOf(one.credentials.get("acme", "user"))).toMatchObject({
      code: "outbound/failed",
    });
    expect(await harness.connections.get(id)).toMatchObject({ status: "active" });
    await fetch(`${strict.origin}/token/revocation`, {
      method: "POST",
      headers: { authorization: basic() },
      body: new URLSearchParams({ token: harness.issued.at(-1)?.refreshToken ?? "" }),
    });
    one.point({ tokenUrl: `${strict.origin}/token` });
    expect(await one.credentials.get("acme", "user")).toMatchObject({ status: "reconnect-needed" });
    expect((await harness.connections.get(id)).standing).toMatchObject({
      state: "reconnect-needed",
      sentence: expect.stringContaining("cut off"),
    });
  });
});

describe("a disconnect while the provider is down", () => {
  test("is done here, is owed there, and is made good later", async () => {
    const { id } = await connect();
    const [issued] = harness.issued;
    harness.point({ revokeUrl: `${nowhere}/revoke` });
    const gone = await harness.connections.disconnect(id);
    expect(gone).toMatchObject({ revoked: false, owed: true });
    expect(await harness.connections.list()).toEqual([]);
    const owed = await harness.connections.pendingRevocations();
    expect(owed).toMatchObject([{ id, provider: "acme", account: "alice @ Acme" }]);
    expect(await harness.leaks(gone, owed)).toEqual([]);
    expect(await isAlive(issued?.accessToken)).toBe(true);
    await harness.retryRevocations();
    expect(await harness.owed()).toMatchObject([{ tried: 1 }]);
    harness.pass(61_000);
    await harness.retryRevocations();
    expect(await harness.owed()).toMatchObject([{ tried: 2 }]);
    harness.point({ revokeUrl: `${strict.origin}/token/revocation` });
    harness.pass(3 * 60_000);
    await harness.retryRevocations();
    expect(await harness.owed()).toEqual([]);
    expect(await isAlive(issued?.accessToken)).toBe(false);
  });

  test("is given up after a week", async () => {
    const { id } = await connect();
    harness.point({ revokeUrl: `${nowhere}/revoke` });
    await harness.connections.disconnect(id);
    harness.pass(6 * 86_400_000);
    await harness.retryRevocations();
    expect(await harness.owed()).toHaveLength(1);
    harness.pass(2 * 86_400_000);
    await harness.retryRevocations();
    expect(await harness.owed()).toEqual([]);
  });

  test("ends nothing that somebody allowed anew meanwhile, where a grant is one for all", async () => {
    await harness.close();
    harness = await createHarness({ ...openIdProvider(strict.origin), sharedGrant: "account" });
    const { id } = await connect();
    harness.point({ revokeUrl: `${nowhere}/revoke` });
    await harness.connections.disconnect(id);
    await connect();
    harness.point({ revokeUrl: `${strict.origin}/token/revocation` });
    harness.pass(61_000);
    const before = harness.issued.at(0)?.accessToken;
    await harness.retryRevocations();
    expect(await harness.owed()).toEqual([]);
    expect(await isAlive(before)).toBe(true);
    expect(await isAlive(harness.issued.at(-1)?.accessToken)).toBe(true);
  });
});

test("an account of which another connection lives keeps its grant, where revoking ends it for all", async () => {
  await harness.close();
  harness = await createHarness({ ...openIdProvider(strict.origin), sharedGrant: "account" });
  await connect();
  const request = { provider: "acme", permissions: needs, userId: "user_alice" };
  const { id } = await harness.connections.request(request);
  const forUser = { forUser: "user_alice" };
  const { authorizationUrl } = await harness.connections.authorize(id, principal, forUser);
  await harness.connections.complete({ url: await visit(authorizationUrl), principal });
  const [own] = await harness.connections.listOwn("user_alice");
  const gone = await harness.connections.disconnect(own?.id ?? "", "user_alice");
  expect(gone).toMatchObject({ revoked: false, detail: expect.stringContaining("same Acme") });
  expect(gone).not.toHaveProperty("owed");
  expect(await harness.credentials.get("acme", "user")).toMatchObject({ status: "ok" });
  for (const { accessToken } of harness.issued) expect(await isAlive(accessToken)).toBe(true);
  const [last] = await harness.connections.list();
  expect(await harness.connections.disconnect(last?.id ?? "")).toEqual({ revoked: true });
});

function basic(): string {
  return `Basic ${Buffer.from([clientId, clientSecret].map(encodeURIComponent).join(":")).toString("base64")}`;
}
