import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, sayIn, writtenName } from "../support/chat.ts";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import { connect, connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Which account the steps of a function act with, chosen without a prompt: each choice is a version like any other. */
let server: TestServer;
let name: string;

beforeAll(async () => {
  server = await startServer();
  const chat = openChat(server, "copies");
  await sayIn(chat, "Read the last 5 messages of #general in Slack and post 'Copied' to #random");
  await connectAll(server, chat);
  name = writtenName(chat);
  await add("slack", "sales", ["chat:write"]);
}, 60_000);
afterAll(() => server.close());

/** Connects another account, which functions do not go over to. */
async function add(connector: string, called: string, scopes: readonly string[]): Promise<void> {
  const body = { connector, scopes, beside: true, name: called };
  const { body: begun } = await server.json("/api/connections", "POST", body);
  const page = await (await fetch(begun.authorizationUrl)).text();
  const users = [...page.matchAll(/name="user"[^>]*value="([^"]+)"/g)];
  const { action, fields } = await openConsent(begun.authorizationUrl);
  fields.set("user", users[1]?.[1] ?? "");
  await server.fetch(await submitConsent(action, fields));
}

const path = (more = "") => `/api/functions/${name}${more}`;
const read = async () => (await server.json(path())).body;

async function choose(accounts: unknown, headers: Record<string, string> = {}) {
  const response = await server.fetch(path("/accounts"), {
    method: "PATCH",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ accounts }),
  });
  const body: any = await response.json();
  return { status: response.status, etag: response.headers.get("etag"), body };
}

const accountsOf = ({ accounts }: any) => accounts.map(({ step, account }: any) => [step, account]);
const calls = async () => {
  const { body } = await server.json(path("/run"), "POST", {});
  return body.calls.map(({ operation, account, refused }: any) => [operation, account, refused]);
};

test("a function says what it does with which account", async () => {
  const { accounts, flow } = await read();
  expect(accounts).toEqual([
    {
      step: flow.steps[0].id,
      use: "slack.conversations.history",
      title: expect.any(String),
      connector: "slack",
      provider: "slack",
      now: { id: expect.any(String), name: "acme", label: "Acme", state: "active" },
    },
    expect.objectContaining({ step: flow.steps[1].id, use: "slack.chat.postMessage" }),
  ]);
});

test("one step is given another account, in a version that says so", async () => {
  const before = await read();
  const [reading, posting] = before.flow.steps.map(({ id }: any) => id);
  const chosen = await choose({ [posting]: "sales" }, { "if-match": `"${before.etag}"` });
  expect(chosen).toMatchObject({
    status: 200,
    body: { version: 2, origin: "flow", madeBy: { what: "account", via: "api" }, missing: [] },
  });
  expect(chosen.etag).toBe(`"${chosen.body.etag}"`);
  expect(accountsOf(chosen.body)).toEqual([
    [reading, undefined],
    [posting, "sales"],
  ]);
  expect(chosen.body.prompt).toBe(before.prompt);
  expect(chosen.body.code).toContain('{ account: "sales" }');
  expect(chosen.body.permissions).toContainEqual({
    connector: "slack",
    account: "sales",
    scopes: ["chat:write"],
  });
  expect((await calls()).at(-1)).toEqual(["slack.chat.postMessage", "sales", undefined]);
});

test("a choice is undone by restoring, and the default comes back by null", async () => {
  const [reading, posting] = (await read()).flow.steps.map(({ id }: any) => id);
  const both = await choose({ [reading]: "sales" });
  expect(both.body).toMatchObject({ version: 3, missing: [] });
  expect(new Set((await calls()).map(([, account]: any) => account))).toEqual(new Set(["sales"]));
  const back = await choose({ [reading]: null, [posting]: null });
  expect(back.body).toMatchObject({ version: 4 });
  expect(back.body.etag).toBe((await server.json(path("/versions/1"))).body.etag);
  expect(await choose({ [posting]: null })).toMatchObject({ body: { version: 4 } });
  const restored = await server.json(path("/restore"), "POST", { version: 2 });
  expect(accountsOf(restored.body)).toEqual([
    [reading, undefined],
    [posting, "sales"],
  ]);
});

test("each person's own is a choice too, and then nothing runs for nobody", async () => {
  const [, posting] = (await read()).flow.steps.map(({ id }: any) => id);
  const chosen = await choose({ [posting]: "user" });
  expect(chosen.body.permissions).toContainEqual(
    expect.objectContaining({ connector: "slack", account: "user" }),
  );
  expect(await server.json(path("/run"), "POST", {})).toMatchObject({
    status: 409,
    body: { type: "urn:patchbay:connection/person-needed" },
  });
  await choose({ [posting]: null });
});

test("an account that nobody connected is asked for under its name", async () => {
  const [, posting] = (await read()).flow.steps.map(({ id }: any) => id);
  const chosen = await choose({ [posting]: "field" });
  expect(chosen.body.missing).toEqual([
    { connector: "slack", account: "field", scopes: ["chat:write"] },
  ]);
  const { body } = await server.json(path("/connection-requests"), "POST");
  expect(body.requests).toMatchObject([{ accountName: "field", missing: ["chat:write"] }]);
  await choose({ [posting]: null });
});

test("what cannot be chosen is refused, and saves nothing", async () => {
  const before = await read();
  const [, posting] = before.flow.steps.map(({ id }: any) => id);
  expect(await choose({ [posting]: "sales" }, { "if-match": '"another"' })).toMatchObject({
    status: 412,
    body: { type: "urn:patchbay:function/changed", version: before.version },
  });
  expect(await choose({ nothing: "sales" })).toMatchObject({
    status: 422,
    body: {
      type: "urn:patchbay:function/account",
      detail: expect.stringContaining(`there are: ${before.flow.steps[0].id}, ${posting}`),
    },
  });
  expect((await choose({ [posting]: "Sales Team" })).status).toBe(400);
  expect((await choose({ trigger: "sales" })).status).toBe(422);
  expect((await read()).version).toBe(before.version);
});

test("code that was edited by hand says itself which account a call takes", async () => {
  const { code, etag } = await read();
  await server.fetch(path(), {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": `"${etag}"` },
    body: JSON.stringify({ code: `${code}\n// Mine.\n` }),
  });
  const edited = await read();
  expect(edited).toMatchObject({ origin: "hand" });
  expect(accountsOf(edited).every(([step]: any) => step === undefined)).toBe(true);
  expect(await choose({ [edited.flow.steps[0].id]: "sales" })).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining("Patchbay-Account: support") },
  });
});

test("what an account lacks is asked for in its name", async () => {
  const chat = openChat(server, "mail");
  await sayIn(chat, "Send an email to vera@example.com that says 'Done' with the subject 'Done'");
  await connectAll(server, chat);
  name = writtenName(chat);
  await add("googlecalendar", "desk", ["https://www.googleapis.com/auth/calendar.events"]);
  const [{ id: step }] = (await read()).flow.steps;
  const { body: chosen } = await choose({ [step]: "desk" });
  expect(chosen.missing).toEqual([
    {
      connector: "gmail",
      account: "desk",
      scopes: ["https://www.googleapis.com/auth/gmail.send"],
    },
  ]);
  expect((await calls())[0][2]).toContain("was not granted");
  const { body } = await server.json(path("/connection-requests"), "POST");
  expect(body.requests).toMatchObject([{ accountName: "desk", widens: true }]);
  await connect(server, body.requests[0].id);
  expect((await read()).missing).toEqual([]);
  expect(await calls()).toEqual([["gmail.users.messages.send", "desk", undefined]]);
});
