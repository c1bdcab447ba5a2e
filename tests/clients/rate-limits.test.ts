/* oxlint-disable unicorn/require-post-message-target-origin -- Slack's postMessage is not the window's */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { createOutbound } from "../../src/core/outbound.ts";
import { flowSchema } from "../../src/flow/schema.ts";
import { createRenderer } from "../../src/functions/render.ts";
import { createBroker } from "../../src/runs/broker/broker.ts";
import { createRateLimits } from "../../src/runs/broker/rate-limits.ts";
import { createProcesses, createRunner } from "../../src/runs/deno/runner.ts";
import type { RunCall } from "../../src/runs/types.ts";
import { startGoogle } from "./google-harness.ts";
import { redirectUri, startStandIn } from "./rest-harness.ts";
import { type SlackHarness, startSlack } from "./slack-harness.ts";

/**
 * Functions in their processes against stand-ins that keep their provider's limits. Time stands
 * still but for what calls wait: what a run took by that clock is what it waited.
 */
const [maya, sam] = ["U01MAYAOKA", "U02SAMRIVE"] as const;
const catalog = createCatalog(connectors, providers);
const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../templates", import.meta.url)),
});
const closing: (() => Promise<unknown> | void)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

interface Clock {
  time: number;
  readonly now: () => number;
}

/** Runs that use the connections of one app, each with its token; the limits may be shared with others. */
function createApp(
  apiBase: string,
  time: Time,
  accessToken: string,
  limits = createRateLimits(time),
) {
  const { clock } = time;
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-limits-"));
  const outbound = createOutbound({
    fetch: (input, init) => time.during(fetch(input, init)),
    allowInsecureOrigin: (origin) => origin === apiBase,
  });
  const scopes = catalog.connectors.flatMap((one) => one.scopes.map(({ scope }) => scope));
  const credential = {
    status: "ok",
    accessToken,
    scopes,
    connectionId: accessToken,
    mode: "sandbox",
  } as const;
  const broker = createBroker({
    secretOf: async () => ({ status: "unknown" }),
    catalog,
    credentials: { get: async () => credential, renew: async () => credential },
    endpointsOf: async () => ({
      mode: "sandbox",
      clientId: "",
      clientSecret: "",
      authorizeUrl: "",
      tokenUrl: "",
      apiBase,
    }),
    openOutbound: () => outbound,
    limits,
    clock,
  });
  const processes = createProcesses(dataDir, { poolSize: 0 });
  const runner = createRunner({ processes, broker, clock });
  closing.push(async () => {
    await processes.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return async (name: string, code: string, operation: string, input: unknown) => {
    const [request, from] = [requestOf(input), clock.time];
    const rights = { runId: name, approvals: [{ operation, token: "user" }] } as const;
    const target = { function: name, version: 1, code, principal: "app" };
    const running = runner.run({ target, rights, request });
    const answer = await (await running.response).text();
    const { status, calls, callsLeftOut } = await running.done;
    expect({ answer, status }).toEqual({ answer, status: "succeeded" });
    return { calls, callsLeftOut, waitedMs: clock.time - from };
  };
}

/** Time that goes on by waits alone, and by none as long as a call is on its way. */
function timeOf(clock: Clock) {
  const onTheWay = new Set<Promise<unknown>>();
  return {
    clock,
    async during<T>(call: Promise<T>): Promise<T> {
      onTheWay.add(call);
      return call.finally(() => onTheWay.delete(call));
    },
    async wait(ms: number, signal: AbortSignal): Promise<void> {
      const at = clock.time + ms;
      do await new Promise((resolve) => setImmediate(resolve));
      while (onTheWay.size > 0);
      if (signal.aborted) throw signal.reason;
      clock.time = Math.max(clock.time, at);
    },
  };
}

type Time = ReturnType<typeof timeOf>;

function requestOf(input: unknown): Request {
  const init = { method: "POST", body: JSON.stringify(input) };
  return new Request("https://functions.invalid/", init);
}

/** Went out once, and was answered well. */
function expectSmooth(calls: readonly RunCall[]): void {
  const told = new Set(calls.map(({ status, attempts }) => `${status} after ${attempts}`));
  expect([...told]).toEqual(["200 after 1"]);
}

describe("Slack, which takes a message a second in each channel", () => {
  let slack: SlackHarness;
  let code: string;
  const posting = "slack.chat.postMessage";
  beforeAll(async () => {
    slack = await startSlack();
    closing.push(() => slack.close());
    await slack.lever({ lever: "limits" });
    const flow = flowSchema.parse({
      name: "tellAll",
      description: "Posts each row",
      trigger: { type: "manual" },
      inputs: { rows: { type: "array" }, channel: { type: "string" } },
      steps: [
        {
          id: "post",
          use: posting,
          forEach: "${inputs.rows}",
          with: { channel: "${inputs.channel}", text: "${item}" },
        },
      ],
    });
    code = await renderer.render(flow, "Post each row");
  });
  const rowsOf = (count: number) => Array.from({ length: count }, (_, row) => `row ${row}`);
  /** The window of an earlier test is over. */
  beforeEach(() => {
    slack.clock.time += 60_000;
  });
  async function tokenOf(id: string): Promise<string> {
    const { authed_user } = await slack.install({ user_scope: "chat:write" }, { id });
    return authed_user.access_token;
  }

  test("the stand-in refuses a second one at once", async () => {
    const client = slack.client(await tokenOf(maya));
    const post = () => client.chat.postMessage({ channel: "#random", text: "hello" });
    await post();
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    slack.clock.time += 1_000;
    await post();
  });

  test("a forEach over 500 rows is never told to slow down, and takes no longer than it must", async () => {
    const run = createApp(slack.running.url, timeOf(slack.clock), await tokenOf(maya));
    const input = { rows: rowsOf(500), channel: "#general" };
    const { calls, callsLeftOut, waitedMs } = await run("tellAll", code, posting, input);
    expectSmooth(calls);
    expect([calls.length, callsLeftOut]).toEqual([250, 250]);
    expect(waitedMs).toBe(499_000);
    const { messages } = await slack.channel("general");
    const posted = messages.filter(({ text }: { text: string }) => text.startsWith("row "));
    expect(posted).toHaveLength(500);
  });

  test("two functions share what their connection has, and another channel is not held up", async () => {
    const run = createApp(slack.running.url, timeOf(slack.clock), await tokenOf(maya));
    const general = { rows: rowsOf(10), channel: "#general" };
    const runs = await Promise.all([
      run("one", code, posting, general),
      run("two", code, posting, general),
      run("three", code, posting, { rows: rowsOf(1), channel: "#support" }),
    ]);
    for (const { calls } of runs) expectSmooth(calls);
    expect(Math.max(...runs.map(({ waitedMs }) => waitedMs))).toBe(19_000);
    expect(runs[2]?.calls[0]?.phases?.wait).toBe(0);
  });

  test("two connections do not", async () => {
    const time = timeOf(slack.clock);
    const limits = createRateLimits(time);
    const apps = [await tokenOf(maya), await tokenOf(sam)].map((token) =>
      createApp(slack.running.url, time, token, limits),
    );
    const input = { rows: rowsOf(1), channel: "#general" };
    const runs = await Promise.all(apps.map((run) => run("tellAll", code, posting, input)));
    for (const { calls, waitedMs } of runs) {
      expectSmooth(calls);
      expect(waitedMs).toBe(0);
    }
  });
});

test("Google Docs, which takes 60 writes a minute of a user", async () => {
  const clock = { time: Date.UTC(2026, 10, 23, 9), now: () => clock.time };
  const google = await startGoogle(clock);
  closing.push(() => google.close());
  google.sandbox.state.current.shared.levers.keepsLimits = true;
  const { access_token: token = "" } = google.auth(["documents", "drive.file"]).credentials;
  const run = createApp(google.url, timeOf(clock), String(token));
  const code = repeated("https://docs.googleapis.com/v1/documents", { title: "Notes" }, 130);
  const { calls, waitedMs } = await run("notes", code, "googledocs.documents.create", {});
  expectSmooth(calls);
  expect(calls).toHaveLength(130);
  expect(waitedMs).toBe(120_000);
});

test("HubSpot, which takes 5 searches a second of an account", async () => {
  const hubspot = await startStandIn("hubspot");
  closing.push(() => hubspot.close());
  await hubspot.lever({ lever: "limits" });
  const client = { client_id: hubspot.clientId, redirect_uri: redirectUri };
  const back = await hubspot.consent({ ...client, scope: "oauth crm.objects.contacts.read" });
  const { body } = await hubspot.post(
    "/oauth/2026-03/token",
    new URLSearchParams({
      ...client,
      grant_type: "authorization_code",
      code: back.searchParams.get("code") ?? "",
      client_secret: hubspot.clientSecret,
    }),
  );
  const run = createApp(hubspot.url, timeOf(hubspot.clock), body.access_token);
  const address = "https://api.hubapi.com/crm/objects/2026-09/contacts/search";
  const code = repeated(address, { limit: 1 }, 23);
  const { calls, waitedMs } = await run("find", code, "hubspot.crm.contacts.search", {});
  expectSmooth(calls);
  expect(waitedMs).toBe(4_000);
});

/** All at once, so that only the broker keeps them apart. */
function repeated(url: string, body: unknown, times: number): string {
  return `export default {
    async fetch() {
      const answers = await Promise.all(Array.from({ length: ${times} }, () => fetch(${JSON.stringify(url)}, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: ${JSON.stringify(JSON.stringify(body))},
      })));
      const refused = answers.filter(({ ok }) => !ok);
      return refused.length ? new Response(await refused[0].text(), { status: 500 }) : new Response("done");
    },
  };`;
}
