import { afterEach, expect, test } from "vitest";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { openChat, partsOf, settled, writtenName } from "../support/chat.ts";
import { connect } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { standInsOf } from "../support/stand-ins.ts";

/** What an account's card tells: who uses it, whether it works, which of several is used. */
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function serve(): Promise<TestServer> {
  const server = await startServer();
  closing.push(server.close);
  return server;
}

/** A function that a prompt made, with its account connected. */
async function made(server: TestServer, chatId: string, prompt: string): Promise<string> {
  const chat = openChat(server, chatId);
  await chat.sendMessage({ text: prompt });
  const card = partsOf(chat, "tool-request_connection").at(-1);
  if (card?.state === "input-available") {
    await connect(server, card.input.request);
    const output = { status: "granted" as const, missing: [], brokenSteps: [] };
    await chat.addToolOutput({
      tool: "request_connection",
      toolCallId: card.toolCallId,
      output,
    });
    await settled(chat);
  }
  return writtenName(chat);
}

const listed = async (server: TestServer) =>
  (await server.json("/api/connections")).body.connections as any[];

/** Signs in at a stand-in as one of its people, by the place in its list. */
async function signIn(server: TestServer, body: object, person = 0): Promise<string> {
  const begun = await server.json("/api/connections", "POST", body);
  const page = await fetch(begun.body.authorizationUrl);
  const users = [...(await page.text()).matchAll(/name="user"[^>]*value="([^"]+)"/g)];
  const { action, fields } = await openConsent(begun.body.authorizationUrl);
  fields.set("user", users[person]?.[1] ?? "");
  await server.fetch(await submitConsent(action, fields));
  return begun.body.request;
}

async function pull(server: TestServer, provider: string, lever: string): Promise<void> {
  const { body } = await server.json("/api/status");
  const { inspector } = body.providers.find(({ id }: any) => id === provider);
  await fetch(new URL("/_sandbox/levers", inspector), {
    method: "POST",
    body: new URLSearchParams({ lever }),
  });
}

test("the uses name functions, what starts them, and what each permission is for", async () => {
  const server = await serve();
  const name = await made(server, "one", "Post to #sales on Slack");
  const request = await server.json("/api/connections", "POST", {
    connector: "slack",
    scopes: ["chat:write", "reactions:write"],
  });
  await connect(server, request.body.request);
  await server.json("/api/automations", "POST", {
    function: name,
    trigger: { type: "schedule", cron: "0 9 * * *", timezone: "Europe/Berlin" },
  });
  const [connection] = await listed(server);
  expect(connection).toMatchObject({
    inUse: true,
    mode: "sandbox",
    uses: { functions: 1, missing: [], unneeded: ["reactions:write"] },
  });
  const { body } = await server.json(`/api/connections/${connection.id}/uses`);
  expect(body).toMatchObject({
    functions: [name],
    automations: [{ function: name }],
    missing: [],
  });
  const usesOf = (scope: string) =>
    body.permissions.find((one: any) => one.scope === scope)?.functions;
  expect(usesOf("chat:write")).toEqual([name]);
  expect(usesOf("reactions:write")).toEqual([]);
  const ofTool = await server.json("/api/connectors/slack/uses");
  expect(ofTool.body.functions).toEqual([name]);
  expect((await server.json("/api/connectors/gmail/uses")).body.functions).toEqual([]);
});

test("what a function needs and the account lacks is named", async () => {
  const server = await serve();
  const name = await made(server, "two", "Post to #sales on Slack");
  const [connection] = await listed(server);
  await connect(
    server,
    (await server.json("/api/connections", "POST", { connector: "slack", scopes: ["pins:write"] }))
      .body.request,
  );
  await server.json(`/api/connections/${connection.id}/give-back`, "POST", {
    scopes: ["chat:write"],
  });
  const [after] = await listed(server);
  expect(after.uses).toMatchObject({ missing: ["chat:write"], unneeded: ["pins:write"] });
  const { body } = await server.json(`/api/connections/${after.id}/uses`);
  expect(body.missing).toMatchObject([{ scope: "chat:write", functions: [name] }]);
});

test("what signing in takes is needed without a function", async () => {
  const server = await serve();
  const name = await made(server, "videos", "List my TikTok videos");
  const [connection] = await listed(server);
  expect(connection.scopes.user).toContain("user.info.basic");
  expect(connection.uses).toEqual({ functions: 1, missing: [], unneeded: [] });
  const { body } = await server.json(`/api/connections/${connection.id}/uses`);
  expect(
    body.permissions.map(({ scope, functions, forSignIn }: any) => [scope, functions, forSignIn]),
  ).toEqual(
    expect.arrayContaining([
      ["user.info.basic", [], true],
      ["video.list", [name], undefined],
    ]),
  );
});

test("an event that an automation of its own waits for keeps its permission needed", async () => {
  const server = await serve();
  const name = await made(server, "three", "Post to #sales on Slack");
  const scopes = ["chat:write", "channels:history", "channels:read"];
  await connect(
    server,
    (await server.json("/api/connections", "POST", { connector: "slack", scopes })).body.request,
  );
  expect((await listed(server))[0].uses.unneeded).toContain("channels:history");
  await server.json("/api/automations", "POST", {
    function: name,
    trigger: { type: "event", event: "slack.message.channels" },
  });
  expect((await listed(server))[0].uses.unneeded).not.toContain("channels:history");
});

test("an account of another app, its functions and its tokens are not to be seen", async () => {
  const server = await serve();
  const name = await made(server, "four", "Post to #sales on Slack");
  const [connection] = await listed(server);
  const db = await openTestDatabase(server.dataDir);
  const now = new Date().toISOString();
  await db.insertInto("apps").values({ id: "app_other", name: "Other", created_at: now }).execute();
  const rowOf = async <Table extends "functions" | "function_versions">(table: Table) =>
    (await db.selectFrom(table).selectAll().execute())[0] as any;
  await db
    .insertInto("functions")
    .values({ ...(await rowOf("functions")), app_id: "app_other", name: "theirs" })
    .execute();
  await db
    .insertInto("function_versions")
    .values({ ...(await rowOf("function_versions")), app_id: "app_other" })
    .execute();
  const own = await db.selectFrom("connections").selectAll().executeTakeFirstOrThrow();
  await db
    .insertInto("connections")
    .values({ ...own, app_id: "app_other", id: "conn_theirs" })
    .execute();
  await db.destroy();
  const { body } = await server.json(`/api/connections/${connection.id}/uses`);
  expect(body.functions).toEqual([name]);
  for (const [path, method] of [
    ["/api/connections/conn_theirs/uses", "GET"],
    ["/api/connections/conn_theirs/check", "POST"],
    ["/api/connections/conn_theirs", "GET"],
  ] as const)
    expect((await server.json(path, method)).status).toBe(404);
  expect(await listed(server)).toHaveLength(1);
});

test("a look says that it works, and after a revocation that it does not, as a run would find out", async () => {
  const server = await serve();
  await made(server, "five", "Post to #sales on Slack");
  const [connection] = await listed(server);
  const look = () => server.json(`/api/connections/${connection.id}/check`, "POST");
  const fine = (await look()).body;
  expect(fine).toMatchObject({ outcome: "works", connection: { status: "active" } });
  expect(Date.parse(fine.connection.checkedAt)).toBeGreaterThan(0);
  await pull(server, "slack", "revoke");
  const gone = (await look()).body;
  expect(gone).toMatchObject({
    outcome: "reconnect-needed",
    connection: { status: "reconnect-needed", statusReason: "token_refused" },
  });
  expect((await listed(server))[0]).toMatchObject({ status: "reconnect-needed" });
});

const everywhere = [
  ["google", "gmail"],
  ["notion", "notion"],
  ["hubspot", "hubspot"],
  ["salesforce", "salesforce"],
  ["linkedin", "linkedin"],
  ["tiktok", "tiktok"],
] as const;

test.each(everywhere)(
  "%s: a look that works, then one that does not",
  async (provider, connector) => {
    const server = await serve();
    const { body } = await server.json("/api/connections", "POST", { connector });
    await connect(server, body.request);
    const [{ id }] = await listed(server);
    expect((await server.json(`/api/connections/${id}/check`, "POST")).body.outcome).toBe("works");
    await pull(server, provider, "revoke");
    const gone = (await server.json(`/api/connections/${id}/check`, "POST")).body;
    expect([gone.outcome, gone.connection.status]).toEqual([
      "reconnect-needed",
      "reconnect-needed",
    ]);
  },
);

test("a provider that does not answer is no reason to end a connection", async () => {
  const server = await serve();
  await made(server, "six", "Post to #sales on Slack");
  const [connection] = await listed(server);
  await pull(server, "slack", "fail");
  const { body } = await server.json(`/api/connections/${connection.id}/check`, "POST");
  expect(body).toMatchObject({ outcome: "unclear", connection: { status: "active" } });
  expect(body.connection.checkedAt).toBeUndefined();
});

test("a second account stands beside the first, which functions go on with", async () => {
  const server = await serve();
  await signIn(server, { connector: "gmail" });
  const [first] = await listed(server);
  await signIn(server, { connector: "gmail", beside: true }, 1);
  const both = await listed(server);
  expect(both.map(({ id, inUse }) => [id === first.id, inUse])).toEqual([
    [true, true],
    [false, false],
  ]);
  const [, second] = both;
  expect(second.account.label).not.toBe(first.account.label);
  // To renew it does not put it in the place of the first; to switch to it does.
  const renewed = await server.json(`/api/connections/${second.id}/reconnect`, "POST");
  await signIn(server, { request: renewed.body.request }, 1);
  expect((await listed(server))[0]).toMatchObject({ id: first.id, inUse: true });
  const switched = await server.json(`/api/connections/${first.id}/reconnect`, "POST");
  await signIn(server, { request: switched.body.request }, 1);
  expect((await listed(server))[0]).toMatchObject({ id: second.id, inUse: true });
  await server.json(`/api/connections/${second.id}`, "DELETE");
  expect(await listed(server)).toMatchObject([{ id: first.id, inUse: true, status: "active" }]);
});

test("when a call took the credential is told to the minute; a look does not count", async () => {
  const server = await serve();
  const name = await made(server, "seven", "Post to #sales on Slack");
  const [before] = await listed(server);
  await server.json(`/api/connections/${before.id}/check`, "POST");
  expect((await listed(server))[0].lastUsedAt).toBeUndefined();
  const run = await server.json(`/api/functions/${name}/run`, "POST", { input: { text: "x" } });
  expect(run.body.status).toBe("succeeded");
  const { lastUsedAt } = (await listed(server))[0];
  expect(Date.now() - Date.parse(lastUsedAt)).toBeLessThan(60_000);
  await server.json(`/api/functions/${name}/run`, "POST", { input: { text: "y" } });
  expect((await listed(server))[0].lastUsedAt).toBe(lastUsedAt);
});

test("no answer holds a token", async () => {
  const server = await serve();
  await made(server, "eight", "Post to #sales on Slack");
  const [{ id }] = await listed(server);
  const answers = await Promise.all(
    [
      ["/api/connections", "GET"],
      [`/api/connections/${id}`, "GET"],
      [`/api/connections/${id}/uses`, "GET"],
      [`/api/connections/${id}/check`, "POST"],
      [`/api/connections/${id}/reconnect`, "POST"],
      ["/api/connectors/slack", "GET"],
      ["/api/connectors/slack/uses", "GET"],
      [`/api/connections/${id}`, "DELETE"],
    ].map(async ([path = "", method = ""]) => JSON.stringify(await server.json(path, method))),
  );
  const tokens = new Set(standInsOf(server)["slack.json"]?.match(/xox[\w.-]{20,}/g));
  expect(tokens.size).toBeGreaterThan(0);
  expect([...tokens].filter((token) => answers.join("\n").includes(token))).toEqual([]);
});
