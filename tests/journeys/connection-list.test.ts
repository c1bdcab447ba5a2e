import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { type Database, defaultAppId } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { openChat, sayIn } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** The list of accounts where there are many: pages, filters, and what there is of each provider. */
let server: TestServer;
let db: Database;

const old = "2026-01-01T00:00:00.000Z";
/** Accounts that were added beside the default, which a function uses and which lacks something. */
const many = 450;

beforeAll(async () => {
  server = await startServer();
  db = await openTestDatabase(server.dataDir);
  const chat = openChat(server, "posts");
  await sayIn(chat, "Post 'Hello' to #general on Slack");
  await connectAll(server, chat);
  const row = {
    app_id: defaultAppId,
    provider: "slack",
    mode: "sandbox",
    user_id: "",
    status: "active",
    scopes: '{"bot":["chat:write"]}',
    tokens: "",
    probes_failed: 0,
    created_at: old,
    updated_at: old,
  };
  const rows = Array.from({ length: many }, (_, at) => ({
    ...row,
    id: `conn_${String(at).padStart(4, "0")}`,
    name: `branch-${at}`,
    account_id: `T${at}`,
    account_label: `Branch ${at} of Oslo`,
  }));
  for (let from = 0; from < many; from += 50)
    await db
      .insertInto("connections")
      .values(rows.slice(from, from + 50))
      .execute();
  const google = { ...row, provider: "google", scopes: '{"user":["openid"]}', account_label: "G" };
  await db
    .insertInto("connections")
    .values([
      { ...google, id: "conn_g1", name: "one", account_id: "g1", used_from: old },
      {
        ...google,
        id: "conn_g2",
        name: "two",
        account_id: "g2",
        status: "reconnect-needed",
        status_reason: "invalid_grant",
      },
      { ...google, id: "conn_g3", name: "three", account_id: "g3", ends_at: old },
      { ...google, id: "conn_g4", name: "real", account_id: "g4", mode: "live" },
      { ...google, id: "conn_g5", name: "own", account_id: "g5", user_id: "user_olu" },
    ])
    .execute();
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await server.close();
});

const list = async (query = "") => (await server.json(`/api/connections${query}`)).body;
const namesOf = ({ connections }: any): string[] => connections.map(({ name }: any) => name);

test("without a limit all come, as ever, and nothing else does", async () => {
  const all = await list();
  expect(Object.keys(all).toSorted()).toEqual(["connections", "pendingRevocations"]);
  expect(all.connections).toHaveLength(many + 5);
  expect(namesOf(all)).not.toContain("own");
});

test("pages hold each account once, in the order of the whole, with totals on the first", async () => {
  const whole = namesOf(await list());
  const [first, ...others] = await pagesOf("?limit=100");
  expect([first, ...others].flatMap(namesOf)).toEqual(whole);
  expect(first).toMatchObject({ total: many + 5 });
  expect(others).toHaveLength(4);
  for (const page of others) expect(page).not.toHaveProperty("providers");
  expect(first.providers).toEqual([
    {
      provider: "google",
      accounts: 3,
      default: { id: "conn_g1", name: "one", label: "G" },
      connectors: [],
    },
    {
      provider: "slack",
      accounts: many + 1,
      default: expect.objectContaining({ label: "Acme" }),
      connectors: [{ id: "slack", accounts: many + 1, needsReconnect: false }],
    },
  ]);
});

async function pagesOf(query: string) {
  const pages = [await list(query)];
  for (let { next } = pages[0]; next !== undefined; { next } = pages.at(-1))
    pages.push(await list(`${query}&cursor=${encodeURIComponent(next)}`));
  return pages;
}

test("words, a provider and a name narrow it", async () => {
  const found = await list("?limit=50&q=oslo+BRANCH+44");
  expect(found.total).toBe(14);
  expect(found.connections).toHaveLength(14);
  expect(namesOf(await list("?limit=50&q=slack:branch-449"))).toEqual(["branch-449"]);
  expect((await list("?limit=50&q=100%25")).total).toBe(0);
  expect((await list("?limit=1&provider=google")).total).toBe(4);
  expect(namesOf(await list("?provider=slack&name=branch-7"))).toEqual(["branch-7"]);
  expect(namesOf(await list("?default=true")).toSorted()).toEqual(["acme", "one"]);
});

test("each account is found by the state that it has, and by no other", async () => {
  const whole = await list();
  for (const state of [
    "active",
    "partly-granted",
    "reconnect-needed",
    "revoked",
    "provider-down",
  ]) {
    const expected = whole.connections.filter(({ standing }: any) => standing.state === state);
    expect(namesOf(await list(`?state=${state}`))).toEqual(namesOf({ connections: expected }));
  }
  expect(namesOf(await list("?state=revoked"))).toEqual(["two"]);
  expect(namesOf(await list("?state=reconnect-needed"))).toEqual(["three"]);
});

test("an account that lacks what a function needs of it is found, and one of a provider that is down", async () => {
  await db
    .updateTable("connections")
    .set({ scopes: '{"bot":["pins:write"]}' })
    .where("app_id", "=", defaultAppId)
    .where("name", "=", "acme")
    .execute();
  expect(namesOf(await list("?state=partly-granted&limit=5"))).toEqual(["acme"]);
  expect((await list("?state=active&limit=5&provider=slack")).total).toBe(many);
  expect(namesOf(await list("?state=active&default=true"))).toEqual(["one"]);
  await db
    .insertInto("provider_outages")
    .values({
      app_id: defaultAppId,
      provider: "slack",
      mode: "sandbox",
      since: old,
      reason: "status 503",
      tried: 1,
      probe_at: "2099-01-01T00:00:00.000Z",
    })
    .execute();
  expect((await list("?state=provider-down&limit=5")).total).toBe(many + 1);
  expect((await list("?state=active&limit=5")).total).toBe(2);
  await sql`delete from provider_outages where app_id = ${defaultAppId}`.execute(db);
});

test("how many a person has to see to is counted without the accounts", async () => {
  expect((await server.json("/api/status")).body).toMatchObject({ accountsToSeeTo: 2 });
});

test("what is no query is refused", async () => {
  for (const query of ["?limit=0", "?limit=201", "?state=fine", "?cursor=x"])
    expect((await server.json(`/api/connections${query}`)).status).toBe(400);
});
