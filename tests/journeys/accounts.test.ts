import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import { openChat, partsOf, sayIn, settled, writtenName } from "../support/chat.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Several accounts of one tool: a sentence says which, each is asked for by its name, and each acts as itself. */
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function serve(): Promise<TestServer> {
  const server = await startServer();
  closing.push(server.close);
  return server;
}

type Journey = ReturnType<typeof openChat>;

const cardsOf = (chat: Journey) =>
  partsOf(chat, "tool-request_connection").filter(({ state }) => state === "input-available");

/** Signs in at the stand-in as one of its people, by the place in its list; gives what the card said. */
async function signIn(server: TestServer, chat: Journey, person: number) {
  const [card] = cardsOf(chat);
  if (card?.state !== "input-available") throw new Error("There is no card.");
  const { request } = card.input;
  const asked = (await server.json(`/api/connection-requests/${request}`)).body;
  const begun = await server.json("/api/connections", "POST", { request });
  const page = await fetch(begun.body.authorizationUrl);
  const users = [...(await page.text()).matchAll(/name="user"[^>]*value="([^"]+)"/g)];
  const { action, fields } = await openConsent(begun.body.authorizationUrl);
  fields.set("user", users[person]?.[1] ?? "");
  await server.fetch(await submitConsent(action, fields));
  const output = { status: "granted" as const, missing: [], brokenSteps: [] };
  await chat.addToolOutput({ tool: "request_connection", toolCallId: card.toolCallId, output });
  await settled(chat);
  return asked;
}

const accountsOf = async (server: TestServer) =>
  (await server.json("/api/connections")).body.connections as any[];

const stateOf = ({ dataDir }: TestServer, provider: string): any =>
  JSON.parse(readFileSync(join(dataDir, "sandbox", `${provider}.json`), "utf8"));

test("a message goes from one account of Slack to another", async () => {
  const server = await serve();
  const chat = openChat(server, "two");
  await sayIn(
    chat,
    "Read the last 5 messages of #general in slack:support and post 'Copied' to #random with slack:sales",
  );
  expect(await signIn(server, chat, 0)).toMatchObject({
    accountName: "support",
    permissions: expect.arrayContaining([
      expect.objectContaining({ scope: "channels:history", account: "support" }),
    ]),
  });
  const second = await signIn(server, chat, 1);
  expect(second).toMatchObject({ accountName: "sales", missing: ["chat:write"] });
  const name = writtenName(chat);
  const accounts = await accountsOf(server);
  expect(accounts.map((one) => [one.name, one.inUse, one.uses.functions])).toEqual([
    ["support", true, 1],
    ["sales", false, 1],
  ]);

  const saved = (await server.json(`/api/functions/${name}`)).body;
  expect(saved.code).toContain('{ account: "sales" }');
  expect(saved.missing).toEqual([]);
  expect(saved.permissions).toContainEqual({
    connector: "slack",
    account: "sales",
    scopes: ["chat:write"],
  });
  const run = await server.json(`/api/functions/${name}/run`, "POST", {});
  expect(run.body).toMatchObject({ status: "succeeded" });
  expect(
    run.body.calls.map(({ operation, account, status }: any) => [operation, account, status]),
  ).toEqual([
    ["slack.conversations.list", "support", 200],
    ["slack.conversations.history", "support", 200],
    ["slack.chat.postMessage", "sales", 200],
  ]);

  const [, sales] = accounts;
  const uses = (await server.json(`/api/connections/${sales.id}/uses`)).body;
  expect(uses.functions).toEqual([name]);
  await server.json(`/api/connections/${sales.id}`, "DELETE");
  const refused = await server.json(`/api/functions/${name}/run`, "POST", {});
  expect(refused.body).toMatchObject({ status: "failed" });
  expect(refused.body.calls.at(-1).refused).toBe("Slack (sales) is not connected");
  expect((await server.json(`/api/functions/${name}`)).body.missing).toEqual([
    { connector: "slack", account: "sales", scopes: ["chat:write"] },
  ]);
  const asked = await server.json(`/api/functions/${name}/connection-requests`, "POST");
  expect(asked.body.requests).toMatchObject([{ accountName: "sales", missing: ["chat:write"] }]);
});

test("what is sent with an account is sent by whose it is, and a change of it is a version", async () => {
  const server = await serve();
  const chat = openChat(server, "mail");
  await sayIn(
    chat,
    "Send an email to vera@example.com with the subject 'Done' and the text 'All of it' from gmail:desk",
  );
  await signIn(server, chat, 0);
  const name = writtenName(chat);
  const run = () => server.json(`/api/functions/${name}/run`, "POST", {});
  expect((await run()).body).toMatchObject({ status: "succeeded" });
  await sayIn(chat, "send it with gmail:field instead");
  await signIn(server, chat, 1);
  expect((await server.json(`/api/functions/${name}`)).body).toMatchObject({ version: 2 });
  expect((await run()).body).toMatchObject({ status: "succeeded" });
  const [desk, field] = (await accountsOf(server)).toSorted((a, b) => a.name.localeCompare(b.name));
  expect([desk.name, field.name]).toEqual(["desk", "field"]);
  const { messages } = stateOf(server, "google").apps.gmail;
  const sent = messages.filter(({ labelIds }: any) => labelIds.includes("SENT")).slice(-2);
  expect(sent.map(({ owner }: any) => owner)).toEqual([desk.account.id, field.account.id]);

  // A version is never changed: it goes on with what it says, whatever the account is called now.
  await server.json(`/api/connections/${field.id}`, "PATCH", { name: "depot" });
  expect((await run()).body).toMatchObject({
    status: "succeeded",
    calls: [{ account: "field", status: 200 }],
  });
  const renamed = (await server.json(`/api/connections/${field.id}`)).body;
  expect(renamed).toMatchObject({ name: "depot", formerNames: ["field"], uses: { functions: 1 } });
  expect((await server.json(`/api/functions/${name}`)).body.missing).toEqual([]);
});

test("a function is called by its name and given another account, with others beside it", async () => {
  const server = await serve();
  const first = openChat(server, "posts");
  await sayIn(first, "Post 'hello' to #general in Slack");
  await signIn(server, first, 0);
  const name = writtenName(first);
  const second = openChat(server, "channels");
  await sayIn(second, "Create a channel called stockroom in Slack");
  await signIn(server, second, 0);

  const chat = openChat(server, "switches");
  await sayIn(chat, `Make ${name} use slack:acme-2`);
  await signIn(server, chat, 1);
  expect((await server.json(`/api/functions/${name}`)).body).toMatchObject({
    version: 2,
    flow: { steps: [{ use: "slack.chat.postMessage", account: "acme-2" }] },
  });
  expect((await server.json("/api/functions")).body.functions).toHaveLength(2);

  const back = openChat(server, "back");
  const [account] = await accountsOf(server);
  await sayIn(back, `let ${name} post from the ${account.name} account`);
  expect((await server.json(`/api/functions/${name}`)).body).toMatchObject({
    version: 3,
    flow: { steps: [{ use: "slack.chat.postMessage", account: account.name }] },
  });

  // A run takes the account that its function says: another one is a change, which is asked about first.
  const runsOf = async () => (await server.json(`/api/runs?function=${name}`)).body.runs;
  await sayIn(back, "run it with slack:acme-2");
  expect(partsOf(back, "tool-ask_person").at(-1)).toMatchObject({
    input: {
      questions: [
        {
          question: expect.stringContaining(`${name} acts with slack:${account.name}`),
          options: expect.arrayContaining(["Change it to slack:acme-2 and run it"]),
        },
      ],
    },
  });
  expect((await server.json(`/api/functions/${name}`)).body.version).toBe(3);
  expect(await runsOf()).toEqual([]);
  await sayIn(back, "yes");
  const [asked] = partsOf(back, "tool-run_function");
  if (asked?.state !== "approval-requested") throw new Error("No run was asked for.");
  await back.addToolApprovalResponse({ id: asked.approval.id, approved: true });
  await settled(back);
  expect((await server.json(`/api/functions/${name}`)).body).toMatchObject({
    version: 4,
    flow: { steps: [{ account: "acme-2" }] },
  });
  const [run] = await runsOf();
  expect((await server.json(`/api/runs/${run.id}`)).body).toMatchObject({
    status: "succeeded",
    version: 4,
    calls: [{ account: "acme-2" }],
  });
});
