import { createClient } from "@base44/sdk";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { consentInSandbox } from "../../src/cli/consent.ts";
import { defaultAppId } from "../../src/store/database.ts";
import { saveUnchecked } from "../support/saved-function.ts";
import { type TestServer, startServer } from "../support/server.ts";
import * as sources from "./base44-functions.ts";

/** Functions written for Base44 with the published SDK in them, and the SDK's client against this server. */
let server: TestServer;
let base44: ReturnType<typeof createClient>;

beforeAll(async () => {
  // The SDK writes each failure there.
  vi.spyOn(console, "error").mockImplementation(() => {});
  server = await startServer();
  base44 = clientAt();
  await importFunctions({
    "post-to-slack": sources.postToSlack,
    listEvents: sources.listEvents,
    announce: sources.announce,
    echo: sources.echo,
    attempt: sources.attempt,
  });
  // Which calls its input asks for, no check can tell.
  await saveUnchecked(server, "callApi", sources.callApi, ["slack.chat.postMessage"]);
}, 60_000);
afterAll(() => server?.close());

/** As a project of Base44 has them. */
async function importFunctions(codes: Readonly<Record<string, string>>): Promise<void> {
  const files = Object.entries(codes).map(([name, text]) => ({
    path: `base44/functions/${name}/entry.ts`,
    text,
  }));
  const { status, body } = await server.json("/api/functions/import", "POST", { files });
  if (status !== 200) throw new Error(JSON.stringify(body));
  for (const [name, code] of Object.entries(codes)) {
    const saved = await server.json(`/api/functions/${name}`);
    if (saved.body.code !== code) throw new Error(`${name}: ${JSON.stringify(body)}`);
  }
}

function clientAt(prefix = "", appId = defaultAppId) {
  const { apiKey } = server.server;
  return createClient({ serverUrl: server.origin + prefix, appId, token: apiKey });
}

const connect = async (connector: string) =>
  consentInSandbox(
    { origin: server.origin, fetch: server.fetch, close: async () => {} },
    String(await base44.connectors.connectAppUser(connector)),
  );

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: any) => error,
  );
const lastRun = async (name: string) =>
  (await server.json(`/api/runs?function=${name}&limit=1`)).body.runs[0];

describe("before anything is connected", () => {
  test("getConnection fails with words that say what to do", async () => {
    const error = await failure(base44.functions.invoke("post-to-slack", { channel: "#general" }));
    expect(error.response.data).toEqual({
      error: "Slack is not connected; connect it in Patchbay.",
      code: "not_connected",
    });
    const run = await lastRun("post-to-slack");
    expect(run.calls).toMatchObject([
      {
        operation: "base44.connectors.getConnection",
        status: 409,
        refused: expect.stringContaining("Slack"),
      },
    ]);
  });
});

describe("connecting by the SDK", () => {
  test("leads through the consent to a real connection, and back", async () => {
    await connect("slackbot");
    const connected = async () => (await server.json("/api/connections")).body.connections;
    expect(await connected()).toMatchObject([
      { provider: "slack", status: "active", scopes: { bot: ["chat:write"] } },
    ]);
    await base44.connectors.disconnectAppUser("slackbot");
    expect(await connected()).toEqual([]);
    expect((await failure(base44.connectors.disconnectAppUser("slack"))).message).toBe(
      "Slack is not connected.",
    );
  });

  test("asks for nothing that no function needs", async () => {
    const error = await failure(base44.connectors.connectAppUser("notion"));
    expect(error).toMatchObject({
      status: 400,
      message: expect.stringContaining("No function uses Notion"),
    });
  });
});

describe("a function that was written for Base44", () => {
  beforeAll(async () => {
    await connect("slack");
    await connect("googlecalendar");
  });

  test("posts to Slack with a token that it never sees", async () => {
    const { data } = await base44.functions.invoke("post-to-slack", {
      channel: "#product-updates",
      text: "From the SDK",
    });
    expect(data).toEqual({ posted: expect.stringMatching(/^\d+\.\d+$/) });
    const run = await lastRun("post-to-slack");
    expect(run).toMatchObject({
      status: "succeeded",
      trigger: "http",
      calls: [
        { operation: "base44.connectors.getConnection", status: 200, attempts: 1 },
        { operation: "slack.chat.postMessage", status: 200 },
      ],
      logs: [],
    });
  });

  test("reads a calendar, knows its user, and has a default export", async () => {
    const { data } = await base44.functions.invoke("listEvents", {});
    expect(data).toMatchObject({ status: 200, role: "admin" });
    const run = await lastRun("listEvents");
    expect(run.calls.map(({ operation }: any) => operation)).toEqual([
      "base44.auth.me",
      "base44.connectors.getConnection",
      "googlecalendar.events.list",
    ]);
  });

  test("a dry run is one of all functions that it calls", async () => {
    const { body: run } = await server.json("/api/functions/announce/run", "POST", {
      input: { text: "Hello" },
      dryRun: true,
    });
    expect({ error: run.error, words: run.would.map(({ words }: any) => words) }).toEqual({
      error: null,
      words: ["Post 1 message to #product-updates"],
    });
    expect(await lastRun("post-to-slack")).toMatchObject({ dryRun: true, would: run.would });
  });

  test("calls other functions, each with a run of its own", async () => {
    const { data } = await base44.functions.invoke("announce", { text: "Hello" });
    expect(data).toMatchObject({
      posted: { posted: expect.any(String) },
      told: { method: "PUT", pathname: "/functions/echo/things/1", search: "?x=1", body: "raw" },
    });
    expect(await lastRun("announce")).toMatchObject({
      calls: [
        { operation: "base44.functions.invoke", status: 200 },
        { operation: "base44.functions.fetch", status: 200 },
      ],
    });
    expect(await lastRun("echo")).toMatchObject({ trigger: "function", status: "succeeded" });
    expect(await lastRun("post-to-slack")).toMatchObject({ trigger: "function" });
  });

  test("calls a tool by callApi, judged like a fetch of its own", async () => {
    const ask = async (call: object) =>
      (await base44.functions.invoke("callApi", { call }))["data"];
    const body = { channel: "#product-updates", text: "By callApi" };
    expect(await ask({ method: "POST", path: "/api/chat.postMessage", body })).toMatchObject({
      success: true,
      phase: "responded",
      status: 200,
      data: { ok: true },
      creditsCharged: 0,
    });
    expect(await lastRun("callApi")).toMatchObject({
      calls: [
        { operation: "base44.connectors.callApi", status: 200 },
        { operation: "slack.chat.postMessage", status: 200 },
      ],
    });
    const refused = await ask({ path: "/api/users.list", query: { limit: 2, team: ["a", "b"] } });
    expect(refused).toMatchObject({ success: false, phase: "not_sent", status: 403 });
    expect((await lastRun("callApi")).calls[1]).toMatchObject({
      url: "https://slack.com/api/users.list?limit=2&team=a&team=b",
      refused: expect.stringContaining("not an approved operation"),
    });
  });

  test.each([
    ["an unknown connector", "unknown", 404, 'There is no connector "nosuchtool"', true],
    ["one that is not connected", "notConnected", 409, "Notion is not connected", true],
    ["a part that Patchbay has not", "entities", 501, 'Patchbay has no "entities"', true],
    ["a function that is not there", "noFunction", 404, "status code 404", false],
  ])("gets an error it can read: %s", async (_, what, status, message, known) => {
    const { data } = await base44.functions.invoke("attempt", { what });
    expect(data).toMatchObject({ status, known, message: expect.stringContaining(message) });
  });

  test("keeps its lines in errors", async () => {
    const code = `import {\n  createClientFromRequest,\n} from "npm:@base44/sdk@0.8.6";\n\nDeno.serve((req) => {\n  createClientFromRequest(req);\n  throw new Error("on line 7");\n});\n`;
    await importFunctions({ lines: code });
    await failure(base44.functions.invoke("lines", {}));
    const { error } = await lastRun("lines");
    expect(error).toMatchObject({ message: "on line 7" });
    expect(error.stack).toContain(":7:9");
  });

  test("names secrets in its environment and does not see them", async () => {
    await server.json("/api/secrets/ACME_KEY", "PUT", { value: "s3cr3t", hosts: ["acme.test"] });
    const code = `Deno.serve(() => Response.json([Deno.env.get("ACME_KEY"), process.env.ACME_KEY, Deno.env.has("OTHER"), Deno.env.get("OTHER") ?? null]));`;
    await importFunctions({ environment: code });
    const { data } = await base44.functions.invoke("environment", {});
    const placeholder = "{{secrets.ACME_KEY}}";
    expect(data).toEqual([placeholder, placeholder, false, null]);
    await server.json("/api/secrets/OTHER", "PUT", { value: "more", hosts: ["acme.test"] });
    expect((await base44.functions.invoke("environment", {}))["data"][2]).toBe(true);
  });
});

describe("the SDK's client from outside", () => {
  const seen = async (path: string, init?: RequestInit, prefix = "") => {
    const answer = await clientAt(prefix).functions.fetch(path, init ?? {});
    return { status: answer.status, body: (await answer.json()) as any };
  };

  test("invokes with JSON and with a form", async () => {
    const { data: told } = await base44.functions.invoke("echo", { a: [1], b: "x" });
    expect(told).toMatchObject({
      method: "POST",
      pathname: "/functions/echo",
      body: '{"a":[1],"b":"x"}',
      from: "tcp",
    });
    const { data: form } = await base44.functions.invoke("echo", {
      file: new File(["content"], "name.txt"),
      more: { deep: true },
    });
    expect(form.body).toEqual([
      ["file", ["name.txt", "content"]],
      ["more", '{"deep":true}'],
    ]);
  });

  test("does not tell a function who calls Patchbay", async () => {
    const headers = {
      cookie: "patchbay_session=abc",
      "base44-api-url": "https://evil.test",
      "base44-service-authorization": "Bearer x",
      "x-mine": "1",
    };
    const { body } = await seen("/echo", { method: "POST", headers });
    const names = body.headers.map(([name]: [string]) => name);
    expect(names).toContain("x-mine");
    expect(names.filter((name: string) => /^(authorization|cookie|base44-)/.test(name))).toEqual(
      [],
    );
    expect(JSON.stringify(body)).not.toContain(server.server.apiKey);
    const direct = await (await server.fetch("/functions/echo")).text();
    expect(direct).not.toContain(server.server.apiKey);
  });

  test("fetches by POST and PATCH beside the management, and by any method below /base44", async () => {
    expect(await seen("/echo/sub/1?x=1", { method: "POST", body: "text" })).toMatchObject({
      status: 200,
      body: { pathname: "/functions/echo/sub/1", search: "?x=1", body: "text" },
    });
    expect(await seen("/echo", { method: "PATCH" })).toMatchObject({ status: 202 });
    expect(await seen("/echo")).toMatchObject({ status: 200, body: { name: "echo", version: 1 } });
    expect(await seen("/echo/versions", { method: "POST" })).toMatchObject({
      body: { pathname: "/functions/echo/versions" },
    });
    for (const method of ["GET", "PUT", "DELETE"])
      expect(await seen("/echo", { method }, "/base44")).toMatchObject({
        body: { method, pathname: "/functions/echo" },
      });
    expect(await seen("/echo/check", { method: "POST" }, "/base44")).toMatchObject({
      body: { pathname: "/functions/echo/check" },
    });
    const { data } = await clientAt("/base44").functions.invoke("echo", { a: 1 });
    expect(data).toMatchObject({ pathname: "/functions/echo", body: '{"a":1}' });
  });

  test("management below a function stays where it is", async () => {
    const run = await server.json("/api/functions/echo/run", "POST", { input: {} });
    expect(run.body).toMatchObject({ function: "echo", trigger: "test" });
    const text = await server.fetch("/api/functions/echo/run", { method: "POST", body: "x" });
    expect(text.status).toBe(415);
  });

  test("finds the longest name that a path begins with", async () => {
    await importFunctions({ "echo-loud": sources.echo.replace("json({", "json({ loud: true,") });
    expect(await seen("/echo/loud/1", { method: "POST" })).toMatchObject({ body: { loud: true } });
    expect((await base44.functions.invoke("echo/loud", {}))["data"]).toMatchObject({ loud: true });
    expect((await failure(base44.functions.invoke("echo/quiet", {}))).status).toBe(404);
  });

  test("is told what is wrong", async () => {
    const wrong = clientAt("", "nobodys");
    expect((await failure(wrong.functions.invoke("echo", {}))).response.data).toMatchObject({
      status: 404,
      detail: 'There is no app "nobodys". The app of this Patchbay is "app_default".',
    });
    expect(await failure(base44.entities["Task"]?.list() ?? Promise.resolve())).toMatchObject({
      status: 501,
      message: expect.stringContaining('no "entities"'),
    });
    const { serverUrl, appId } = { serverUrl: server.origin, appId: defaultAppId };
    const keyless = createClient({ serverUrl, appId });
    expect((await failure(keyless.functions.invoke("echo", {}))).status).toBe(401);
    expect(await base44.auth.me()).toEqual({ id: defaultAppId, role: "admin" });
  });

  test("gets no token, even of what is connected", async () => {
    const { apiKey } = server.server;
    const service = createClient({
      serverUrl: server.origin,
      appId: defaultAppId,
      serviceToken: apiKey,
    }).asServiceRole.connectors;
    for (const ask of [
      () => service.getConnection("slack"),
      () => service.getWorkspaceConnection("slack"),
      () => service.getCurrentAppUserConnection("slack"),
    ])
      expect(await failure(ask())).toMatchObject({
        status: 403,
        message: expect.stringContaining("keeps access tokens"),
      });
  });
});
