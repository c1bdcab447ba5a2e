import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { catalogOf } from "../../bench/catalog.ts";
import { openChat, partsOf, settled, textOf } from "../support/chat.ts";
import { connect } from "../support/consent.ts";
import { type HostedModel, script, startHostedModel, tokensIn } from "../support/hosted-model.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** What a hosted model costs, counted from the requests as they were sent. */
const maxFirstRequest = 4_000;
const maxCalls = 5;
const maxWhole = 20_000;

let model: HostedModel;
let server: TestServer;

beforeEach(async () => {
  model = await startHostedModel();
});
afterEach(async () => {
  await server.close();
  await model.close();
});

async function start(api: "responses" | "chat", size: number): Promise<void> {
  const env = { OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: model.url, OPENAI_API: api };
  server = await startServer({ ...env, MODEL: "gpt-test" }, undefined, catalogOf(size));
}

describe.each(["responses", "chat"] as const)("the first request over the %s API", (api) => {
  test.each([150, 10_000])("stays small with %i operations", async (size) => {
    script(model.mock, ["Hello."]);
    await start(api, size);
    await openChat(server, "first").sendMessage({
      text: "Send a Slack message to #product-updates when this function runs",
    });
    expect(model.bodies).toHaveLength(1);
    const [body = ""] = model.bodies;
    expect(body).toContain("search_catalog");
    expect(tokensIn(body)).toBeLessThan(maxFirstRequest);
  });
});

interface Case {
  readonly prompt: string;
  readonly query: string;
  readonly step: { readonly use: string; readonly with: Readonly<Record<string, unknown>> };
  /** What a model must have been told of the operation by the search alone. */
  readonly told: readonly string[];
}

const cases: readonly Case[] = [
  {
    prompt: "Send a Slack message to #product-updates when this function runs",
    query: "send a slack message to a channel",
    step: { use: "slack.chat.postMessage", with: { channel: "#product-updates", text: "Hello" } },
    told: ["channel: string", "text: string"],
  },
  {
    prompt: "Email kim@example.com 'The build is ready' with Gmail",
    query: "send an email with gmail",
    step: {
      use: "gmail.users.messages.send",
      with: { to: "kim@example.com", subject: "Build", body: "The build is ready" },
    },
    told: ["to: string", "subject?: string", "body?: string"],
  },
  {
    prompt: "Add a row with name and amount to the Google Sheets spreadsheet Leads",
    query: "add a row to a google sheets spreadsheet",
    step: {
      use: "googlesheets.spreadsheets.values.append",
      with: { spreadsheetId: "Leads", record: { Name: "Ada", Amount: 3 } },
    },
    told: ["spreadsheetId: string", "record?: "],
  },
  {
    prompt: "Create a Notion page called Meeting notes in the page Team",
    query: "create a notion page",
    step: { use: "notion.pages.create", with: { title: "Meeting notes", page_id: "Team" } },
    told: ["title?: string", "page_id?: string"],
  },
];

describe.each([
  { api: "responses", size: 150 },
  { api: "chat", size: 150 },
  { api: "responses", size: 10_000 },
] as const)("a function of one tool over the $api API, catalog of $size", ({ api, size }) => {
  test.each(cases)("$prompt", async ({ prompt, query, step, told }) => {
    const flow = {
      name: "build",
      description: prompt,
      trigger: { type: "manual" },
      steps: [{ id: "done", ...step }],
    };
    const said = script(model.mock, [
      [{ tool: "search_catalog", input: { query } }],
      ([found]) => {
        const { operations } = found as { operations: { id: string; input?: string }[] };
        const hit = operations.find(({ id }) => id === step.use);
        for (const words of told) expect(hit?.input).toContain(words);
        return [{ tool: "propose_flow", input: { flow } }];
      },
      ([, proposed]) => {
        const { connect: wanted } = proposed as { connect: { request: string }[] };
        return [{ tool: "request_connection", input: { request: wanted[0]?.request } }];
      },
      ([, proposed]) => {
        const { proposal } = proposed as { proposal: string };
        return [{ tool: "write_function", input: { proposal } }];
      },
      "I wrote build. It does what you said. Run it to try it.",
    ]);
    await start(api, size);
    const chat = openChat(server, "whole");
    await chat.sendMessage({ text: prompt });
    const [card] = partsOf(chat, "tool-request_connection");
    await connect(server, card?.input?.request ?? "");
    await chat.addToolOutput({
      tool: "request_connection",
      toolCallId: card?.toolCallId ?? "",
      output: { status: "granted", missing: [], brokenSteps: [] },
    });
    await settled(chat);
    expect(textOf(chat)).toContain("I wrote build.");
    expect((await server.json("/api/functions/build")).body.operations).toContain(step.use);
    expect(model.bodies.length).toBeLessThanOrEqual(maxCalls);
    const all = [...model.bodies, ...said].map(tokensIn);
    expect(all.reduce((sum, tokens) => sum + tokens, 0)).toBeLessThan(maxWhole);
  });
});
