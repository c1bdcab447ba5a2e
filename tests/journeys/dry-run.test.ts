import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consentInSandbox } from "../../src/cli/consent.ts";
import { openChat, partsOf } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { allOf } from "../support/events.ts";
import { type FlowModel, startFlowModel } from "../support/flow-model.ts";
import { saveUnchecked } from "../support/saved-function.ts";
import { standInsOf } from "../support/stand-ins.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A dry run against the stand-ins: reads are real, nothing of theirs changes, and the live run then does it. */
let model: FlowModel;
let server: TestServer;
beforeAll(async () => {
  model = await startFlowModel("sk-test-0000000000000000");
  server = await startServer(model.env);
});
afterAll(async () => {
  await server.close();
  await model.close();
});

const standIns = () => standInsOf(server);

const wordsOf = ({ would }: any): readonly string[] => would.map(({ words }: any) => words);

async function connectScopes(scopes: readonly string[]) {
  const { body } = await server.json("/api/connections", "POST", {
    connector: "googletasks",
    scopes,
  });
  const client = { origin: server.origin, fetch: server.fetch, close: async () => {} };
  await consentInSandbox(client, body.authorizationUrl);
}

const run = async (name: string, body: unknown) =>
  (await server.json(`/api/functions/${name}/run`, "POST", body)).body;

async function write(flow: { readonly name: string; readonly [member: string]: unknown }) {
  model.play(
    { trigger: { type: "manual" }, inputs: {}, description: "Does a lot", ...flow },
    () => "",
  );
  const chat = openChat(server, flow.name);
  await chat.sendMessage({ text: `Make ${flow.name}` });
  await connectAll(server, chat);
  expect(partsOf(chat, "tool-propose_flow").at(-1)?.output).toMatchObject({ status: "ready" });
  expect(partsOf(chat, "tool-write_function").at(-1)?.output).toMatchObject({ status: "saved" });
}

const leads = "1LeadsSheet2026";
const everywhere = {
  name: "everywhere",
  steps: [
    {
      id: "all",
      use: "googlesheets.spreadsheets.values.get",
      with: { spreadsheetId: leads, range: "Leads!A1:D20" },
    },
    {
      id: "posted",
      use: "slack.chat.postMessage",
      with: { channel: "#sales", text: "Three new leads" },
    },
    { id: "pinned", use: "slack.pins.add", with: { channel: "#sales", timestamp: "${posted.ts}" } },
    {
      id: "rows",
      use: "googlesheets.spreadsheets.values.append",
      with: {
        spreadsheetId: leads,
        range: "Leads",
        values: [
          ["Ann", "a@example.com"],
          ["Bo", "b@example.com"],
          ["Cy", "c@example.com"],
        ],
      },
    },
    {
      id: "mail",
      use: "gmail.users.messages.send",
      with: { to: "ana@example.com", subject: "Grüße ☀", body: "Hello" },
    },
    {
      id: "event",
      use: "googlecalendar.events.insert",
      with: { summary: "Call Ann", start: "2027-03-01" },
    },
    { id: "gone", use: "googlecalendar.events.delete", with: { eventId: "${event.id}" } },
    {
      id: "contact",
      use: "hubspot.crm.contacts.create",
      with: { email: "new-lead@example.com", firstname: "Ann" },
    },
    { id: "same", use: "hubspot.crm.contacts.get", with: { contactId: "${contact.id}" } },
    {
      id: "changed",
      use: "hubspot.crm.contacts.update",
      with: { contactId: "${same.id}", lastname: "Lee" },
    },
    {
      id: "page",
      use: "notion.pages.create",
      with: { page_id: "59833787-2cf9-4fdf-8782-e53db20768a5", title: "Leads of today" },
    },
    {
      id: "text",
      use: "notion.blocks.children.append",
      with: { block_id: "${page.id}", text: "Ann\nBo" },
    },
    {
      id: "lead",
      use: "salesforce.sobjects.create",
      with: { sobject: "Lead", LastName: "Lee", Company: "Acme" },
    },
    {
      id: "rated",
      use: "salesforce.sobjects.update",
      with: { sobject: "Lead", id: "${lead.id}", Title: "CEO" },
    },
  ],
  output: { rows: "${rows.updates.updatedRows}", mail: "${mail.id}", read: "${all.values.length}" },
};

describe("a function that writes to seven tools", () => {
  test("changes nothing in a dry run, and says what it would do", async () => {
    await write(everywhere);
    const before = standIns();
    const dry = await run("everywhere", { input: {}, dryRun: true });
    expect({ error: dry.error, status: dry.status }).toEqual({ error: null, status: "succeeded" });
    expect(standIns()).toEqual(before);
    expect(wordsOf(dry)).toEqual([
      "Post 1 message to #sales",
      "Pin 1 message in #sales",
      "Append 3 rows to Leads (spreadsheet 1LeadsSheet2026)",
      "Send 1 email to ana@example.com",
      "Create 1 event in primary",
      "Delete 1 event from primary",
      "Create 1 contact: new-lead@example.com",
      "Change the contact (new)",
      "Create 1 page in 59833787-2cf9-4fdf-8782-e53db20768a5",
      "Add 2 blocks to (new)",
      "Create 1 record of type Lead",
      "Change 1 record of type Lead",
    ]);
    expect(dry.would.find(({ words }: any) => words.startsWith("Send"))).toMatchObject({
      kind: "write",
      connector: "gmail",
      shows: ["Grüße ☀"],
    });
    expect(dry).toMatchObject({ dryRun: true, trigger: "test" });
    // What was read is real, what was written is made up.
    expect(dry.output).toMatchObject({ rows: 3, mail: expect.stringMatching(/^dryRun/) });
    expect(dry.output.read).toBeGreaterThan(3);
    const out = dry.calls.filter(({ held }: any) => !held);
    expect(out.map(({ operation }: any) => operation)).toEqual([
      "googlesheets.spreadsheets.values.get",
      "slack.conversations.list",
      "salesforce.sobjects.describe",
    ]);
    expect(dry.calls.filter(({ held }: any) => held).map(({ attempts }: any) => attempts)).toEqual(
      Array.from({ length: 13 }, () => 0),
    );
  });

  test("is not run by that, and then does it", async () => {
    const status = async () => (await server.json("/api/functions/everywhere")).body;
    expect(await status()).toMatchObject({ writes: true, hasRun: false });
    const before = standIns();
    const live = await run("everywhere", { input: {} });
    expect({ error: live.error, status: live.status }).toEqual({
      error: null,
      status: "succeeded",
    });
    expect(live).not.toHaveProperty("would");
    expect(live.calls.filter(({ held }: any) => held)).toEqual([]);
    expect(await status()).toMatchObject({ hasRun: true });
    const changed = Object.entries(standIns()).filter(([name, text]) => text !== before[name]);
    expect(changed.map(([name]) => name).toSorted()).toEqual([
      "google.json",
      "hubspot.json",
      "notion.json",
      "salesforce.json",
      "slack.json",
    ]);
  });

  test("is stored as a dry run", async () => {
    const { body } = await server.json("/api/runs?function=everywhere");
    expect(body.runs.map(({ dryRun = false }: any) => dryRun)).toEqual([false, true]);
  });

  test("replayed is a dry run again", async () => {
    const { body } = await server.json("/api/runs?function=everywhere");
    const { id, would } = body.runs.find(({ dryRun }: any) => dryRun);
    const before = standIns();
    const begun = (await server.json(`/api/runs/${id}/replay`, "POST")).body;
    expect(begun).toMatchObject({ dryRun: true, trigger: "replay", replayOf: id });
    await allOf(
      await server.fetch(`/api/runs/${begun.id}`, { headers: { accept: "text/event-stream" } }),
    );
    const { body: again } = await server.json(`/api/runs/${begun.id}`);
    expect(again).toMatchObject({ status: "succeeded", dryRun: true, would });
    expect(standIns()).toEqual(before);
  });
});

test("what the run itself looked up stands by its name, and many targets are counted", async () => {
  await write({
    name: "tellAll",
    steps: [
      { id: "people", use: "slack.users.list", with: { limit: 100 } },
      { id: "channels", use: "slack.conversations.list", with: { limit: 100 } },
      {
        id: "archived",
        use: "slack.conversations.archive",
        with: { channel: "${channels.channels[0].id}" },
      },
      {
        id: "posts",
        use: "slack.chat.postMessage",
        forEach: "${channels.channels}",
        with: { channel: "${item.id}", text: "Hello" },
      },
    ],
  });
  const { would, output } = await run("tellAll", { input: {}, dryRun: true });
  const count = would[1].count;
  expect(count).toBeGreaterThan(5);
  expect(would.map(({ words }: any) => words)).toEqual([
    "Archive #general",
    `Post ${count} messages to ${count} channels`,
  ]);
  expect(would[0].kind).toBe("destructive");
  expect(output).not.toBeUndefined();
});

describe("what would fail is told beforehand", () => {
  test("a tool that is not connected", async () => {
    const { body } = await server.json("/api/connections");
    const slack = body.connections.find(({ provider }: any) => provider === "slack");
    await server.json(`/api/connections/${slack.id}`, "DELETE");
    const dry = await run("tellAll", { input: {}, dryRun: true });
    expect(dry).toMatchObject({ status: "failed", would: [], dryRun: true });
    expect(dry.calls.at(-1).refused).toBe("Slack is not connected");
  });

  test("a call that is not approved is refused, not held", async () => {
    const code = `export default { fetch: async () => {
      const response = await fetch("https://slack.com/api/chat.delete", { method: "POST" });
      return Response.json({ status: response.status });
    } };`;
    await saveUnchecked(server, "sneaky", code, ["slack.chat.postMessage"]);
    const dry = await run("sneaky", { input: {}, dryRun: true });
    expect(dry.output).toEqual({ status: 403 });
    expect(dry.would).toEqual([]);
    expect(dry.calls[0].refused).toMatch(/not an approved operation/);
  });
});

test("what a dry run made up is not there in the run after it", async () => {
  const code = `let kept;
  export default { fetch: async () => {
    kept ??= await (await fetch("https://tasks.googleapis.com/tasks/v1/users/@me/lists", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ title: "Kept" }),
    })).json();
    return Response.json({ id: kept.id });
  } };`;
  await saveUnchecked(server, "keeps", code, ["googletasks.tasklists.insert"]);
  await connectScopes(["https://www.googleapis.com/auth/tasks"]);
  const dry = await run("keeps", { input: {}, dryRun: true });
  expect(dry.output.id).toMatch(/^dryRun/);
  const live = await run("keeps", { input: {} });
  expect({ error: live.error, id: live.output.id }).toEqual({
    error: null,
    id: expect.not.stringMatching(/^dryRun/),
  });
});
