import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExportTarget } from "../../src/contract/function-transfer.ts";
import type { FunctionVersion } from "../../src/store/function-version.ts";
import {
  type Running,
  catalog,
  checkInDeno,
  engines,
  exporter,
  ofCode,
  signIn,
  versionOf,
} from "./export-harness.ts";
import { type StandIn, startStandIn } from "./rest-harness.ts";

/** Exported functions in the engines that they are for, against the stand-ins. */
const targets = ["deno", "node", "cloudflare"] as const;
const running: Running[] = [];
let [slack, google, notion]: StandIn[] = [];
let environment: Record<string, string> = {};

const providerOf = (id: string) => {
  const provider = catalog.provider(id);
  if (!provider) throw new Error(`No provider ${id}`);
  return provider;
};

beforeAll(async () => {
  [slack, google, notion] = await Promise.all(["slack", "google", "notion"].map(startStandIn));
  if (!slack || !google || !notion) throw new Error("A stand-in did not start");
  environment = {
    SLACK_API_BASE: slack.url,
    SLACK_BOT_TOKEN: await signIn(slack, providerOf("slack"), ["chat:write"], "bot"),
    GOOGLE_API_BASE: google.url,
    GOOGLE_TOKEN: await signIn(google, providerOf("google"), [
      "https://www.googleapis.com/auth/calendar.events.readonly",
    ]),
    NOTION_API_BASE: notion.url,
    NOTION_TOKEN: await signIn(notion, providerOf("notion"), []),
  };
});
afterAll(async () => {
  for (const one of running) one.close();
  await Promise.all([slack, google, notion].map((one) => one?.close()));
});

async function run(
  version: FunctionVersion,
  target: Exclude<ExportTarget, "base44">,
  env: Record<string, string> = environment,
): Promise<Running> {
  const started = await engines[target](await exporter.files([version], target), env);
  running.push(started);
  return started;
}

async function call({ url }: Running, input: object): Promise<any> {
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(input) });
  const text = await answer.text();
  return answer.ok ? JSON.parse(text) : text;
}

async function messages(): Promise<string> {
  return (await fetch(`${slack?.url}/_sandbox/state`)).text();
}

describe.each(targets)("in %s", (target) => {
  test("a function of one step does what it does in Patchbay", async () => {
    const version = await versionOf({
      name: "post",
      inputs: { text: { type: "string" } },
      steps: [
        {
          id: "message",
          use: "slack.chat.postMessage",
          with: { channel: "#general", text: "${inputs.text}" },
        },
      ],
    });
    const text = `Hello from ${target}`;
    expect(await call(await run(version, target), { text })).toMatchObject({ ok: true });
    expect(await messages()).toContain(text);
  });

  test("steps of several tools get the token of each", async () => {
    const version = await versionOf({
      name: "announce",
      steps: [
        {
          id: "events",
          use: "googlecalendar.events.list",
          with: { calendarId: "primary", maxResults: 3 },
        },
        {
          id: "message",
          use: "slack.chat.postMessage",
          with: { channel: "#general", text: `${target} sees \${events.items.length} events` },
        },
      ],
    });
    await call(await run(version, target), {});
    expect(await messages()).toMatch(new RegExp(`${target} sees [1-9]\\d* events`));
  });

  test("a header that the API wants goes along", async () => {
    const version = await versionOf({
      name: "search",
      steps: [{ id: "found", use: "notion.search", with: { query: "Roadmap" } }],
    });
    expect(JSON.stringify(await call(await run(version, target), {}))).toContain("Roadmap");
  });

  test("what is missing is said by its name", async () => {
    const version = await versionOf({
      name: "post",
      steps: [
        { id: "m", use: "slack.chat.postMessage", with: { channel: "#general", text: "Hi" } },
      ],
    });
    const started = await run(version, target, {});
    await call(started, {});
    await expect.poll(started.output).toContain("SLACK_BOT_TOKEN or SLACK_TOKEN is not set");
  });
});

describe("a schedule", () => {
  const daily = (text: string) =>
    versionOf({
      name: "daily",
      trigger: { type: "schedule", cron: "0 9 * * 1-5", timezone: "Europe/Berlin" },
      steps: [
        { id: "message", use: "slack.chat.postMessage", with: { channel: "#general", text } },
      ],
    });

  test("is taken by Deno, and the function answers as before", async () => {
    await call(await run(await daily("Daily in Deno"), "deno"), {});
    expect(await messages()).toContain("Daily in Deno");
  });

  test("starts the Worker", async () => {
    const { url } = await run(await daily("Daily in a Worker"), "cloudflare");
    expect(await (await fetch(`${url}scheduled`)).json()).toBe("ok");
    expect(await messages()).toContain("Daily in a Worker");
  });

  test("that fails is a failure to the Worker's clock", async () => {
    const { url } = await run(await daily("Never"), "cloudflare", {});
    expect(await (await fetch(`${url}scheduled`)).json()).toBe("exception");
  });
});

test.each([
  ["a flow with a schedule", undefined],
  ["a function", "export default () => new Response();\n"],
  ["secrets", "export default { fetch: () => new Response('{{secrets.ACME_KEY}}') };\n"],
])("Deno finds no fault in the types of %s", async (_, code) => {
  const version =
    code === undefined
      ? await versionOf({
          name: "daily",
          trigger: { type: "schedule", cron: "0 9 * * *" },
          steps: [{ id: "found", use: "salesforce.query", with: { q: "SELECT Id FROM Account" } }],
        })
      : ofCode("typed", code, [{ operation: "linkedin.posts.create", token: "user" }]);
  expect(checkInDeno(await exporter.files([version], "deno"))).toBe(0);
});
