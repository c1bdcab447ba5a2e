import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type IncomingMessage, createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import { sandboxes } from "../../src/connectors/index.ts";
import { systemClock } from "../../src/core/clock.ts";
import { createSandboxHost } from "../../src/sandbox/host/host.ts";
import { openChat, partsOf, settled, writtenName } from "../support/chat.ts";
import { connect, connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Another Slack, at an address of its own, that keeps what it was asked. */
async function elsewhere(redirectUri: () => string) {
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  const host = createSandboxHost({ dataDir, clock: systemClock, definitions: sandboxes });
  const asked: { readonly path: string; readonly authorization: string; readonly body: string }[] =
    [];
  let target = "";
  const front = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const { authorization = "", "content-type": type = "", cookie = "" } = request.headers;
    const path = request.url ?? "";
    asked.push({ path, authorization, body });
    const answer = await fetch(new URL(path, target), {
      method: request.method ?? "GET",
      redirect: "manual",
      headers: { authorization, "content-type": type, cookie },
      ...(body ? { body } : {}),
    });
    const headers = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, headers);
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  const { port } = front.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  closing.push(async () => {
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
    await host.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    url,
    asked,
    env: {
      SLACK_AUTHORIZE_URL: `${url}/oauth/v2/authorize`,
      SLACK_TOKEN_URL: `${url}/api/oauth.v2.access`,
      SLACK_REVOKE_URL: `${url}/api/auth.revoke`,
      SLACK_API_BASE: url,
    },
    /** Started once it is known where people come back to. */
    async start() {
      const started = await host.start("slack", { redirectUris: [redirectUri()] });
      target = started.url;
      return { clientId: started.clientId, clientSecret: started.clientSecret };
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
  return body;
}

async function ground() {
  let server: TestServer;
  const slack = await elsewhere(() => `${server.origin}/oauth/callback`);
  server = await startServer(slack.env);
  closing.push(server.close);
  return { server, slack, client: await slack.start() };
}

const clientPath = "/api/settings/providers/slack/client";
const prompt = "Post to #sales on Slack";

async function write(server: TestServer, id: string) {
  const chat = openChat(server, id);
  await chat.sendMessage({ text: prompt });
  await connectAll(server, chat);
  const name = writtenName(chat);
  const run = async () =>
    (await server.json(`/api/functions/${name}/run`, "POST", { input: {} })).body;
  return { name, run };
}

const connectionsOf = async (server: TestServer) =>
  (await server.json("/api/connections")).body.connections.map(
    ({ mode, isPresent, status }: any) => ({ mode, isPresent, status }),
  );

test("a client makes the provider live at once; what the sandbox issued is kept, unused, and comes back", async () => {
  const { server, slack, client } = await ground();
  const { name, run } = await write(server, "first");
  expect((await run()).status).toBe("succeeded");
  expect(slack.asked).toEqual([]);

  const put = await server.json(clientPath, "PUT", client);
  expect(put).toMatchObject({ status: 200, body: { mode: "live", connected: 0, kept: 1 } });
  expect(JSON.stringify(put.body)).not.toContain(client.clientSecret);
  expect((await server.json("/api/status")).body.providers[0]).toMatchObject({
    id: "slack",
    mode: "live",
  });
  expect(await connectionsOf(server)).toEqual([
    { mode: "sandbox", isPresent: false, status: "active" },
  ]);
  const without = await run();
  expect(without.status).toBe("failed");
  expect(without.error.message).toContain("not connected");
  expect(slack.asked).toEqual([]);

  const { body } = await server.json(`/api/functions/${name}/connection-requests`, "POST");
  await connect(server, body.requests[0].id);
  expect((await run()).status).toBe("succeeded");
  expect(slack.asked.map(({ path }) => path)).toContain("/api/chat.postMessage");

  const before = slack.asked.length;
  const back = await server.json(clientPath, "DELETE");
  expect(back.body).toMatchObject({ mode: "sandbox", connected: 1, kept: 1, hasSecret: false });
  expect((await run()).status).toBe("succeeded");
  expect(slack.asked.length).toBe(before);
  expect(await connectionsOf(server)).toEqual([
    { mode: "live", isPresent: false, status: "active" },
    { mode: "sandbox", isPresent: true, status: "active" },
  ]);
});

test("a look at what the sandbox issued, and disconnecting it, ask nothing of the real provider", async () => {
  const { server, slack, client } = await ground();
  await write(server, "kept");
  await server.json(clientPath, "PUT", client);
  const [{ id }] = (await server.json("/api/connections")).body.connections;
  const looked = await server.json(`/api/connections/${id}/check`, "POST");
  expect(looked.body).toMatchObject({ outcome: "unclear", connection: { status: "active" } });
  const gone = await server.json(`/api/connections/${id}`, "DELETE");
  expect(gone.body).toEqual({ revoked: true });
  expect(slack.asked).toEqual([]);
  expect(await connectionsOf(server)).toEqual([]);
});

test("a sign-in that began in the sandbox does not end at the real provider", async () => {
  const { server, slack, client } = await ground();
  const chat = openChat(server, "between");
  await chat.sendMessage({ text: prompt });
  const card = partsOf(chat, "tool-request_connection").at(-1);
  const request = card?.input?.request ?? "";
  const begun = await server.json("/api/connections", "POST", { request });
  const { action, fields } = await openConsent(begun.body.authorizationUrl);
  const callback = await submitConsent(action, fields);
  await server.json(clientPath, "PUT", client);
  await server.fetch(callback);
  const { body } = await server.json(`/api/connection-requests/${request}`);
  expect(body.status).toBe("failed");
  expect(body.detail).toContain("its set-up was changed in between");
  expect(slack.asked).toEqual([]);
  await settled(chat);
});

test("a client can be tried without a sign-in", async () => {
  const { server, client } = await ground();
  const tried = async () => (await server.json("/api/settings/providers/slack/test", "POST")).body;
  await server.json(clientPath, "PUT", client);
  expect(await tried()).toMatchObject({ status: "works" });
  const secret = "canary-of-a-client-0123456789";
  await server.json(clientPath, "PUT", { ...client, clientSecret: secret });
  const wrong = await tried();
  expect(wrong).toMatchObject({ status: "wrong" });
  expect(wrong.detail).toContain("Client Secret");
  expect(JSON.stringify(wrong)).not.toContain("canary");
});

test("the page gives what the console wants, and the secret never", async () => {
  const { server, client } = await ground();
  await write(server, "scopes");
  const clientSecret = "canary-of-a-client-0123456789";
  const signingSecret = "canary-of-events-0123456789ab";
  await server.json(clientPath, "PUT", { ...client, clientSecret, signingSecret });
  const { body } = await server.json("/api/settings/providers/slack");
  expect(JSON.stringify(body)).not.toContain("canary");
  expect(body).toMatchObject({
    clientId: client.clientId,
    hasSecret: true,
    secretEnds: "6789",
    signing: { isKept: true },
    redirectUri: `${server.origin}/oauth/callback`,
    webhook: { provider: "slack", ready: true },
  });
  expect(body.redirectProblem).toContain("https addresses only");
  const manifest = JSON.parse(body.scopes.needed.text);
  expect(manifest.oauth_config).toEqual({
    redirect_urls: [body.redirectUri],
    scopes: { bot: ["chat:write"] },
  });
  expect(JSON.parse(body.scopes.all.text).oauth_config.scopes.user).toContain("search:read");
  // The id alone may be sent again, another one not without its secret.
  expect(await server.json(clientPath, "PUT", { clientId: client.clientId })).toMatchObject({
    status: 200,
    body: { secretEnds: "6789" },
  });
  expect(await server.json(clientPath, "PUT", { clientId: "another" })).toMatchObject({
    status: 422,
    body: { where: "clientSecret" },
  });
});

test("a client of the environment goes before the page, which says so", async () => {
  const server = await startServer({
    SLACK_CLIENT_ID: "from-environment",
    SLACK_CLIENT_SECRET: "canary-of-the-environment-0123",
  });
  closing.push(server.close);
  const { body } = await server.json("/api/settings/providers/slack");
  expect(body).toMatchObject({
    mode: "live",
    setBy: ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"],
    clientId: "from-environment",
  });
  expect(JSON.stringify(body)).not.toContain("canary");
  const given = { clientId: "mine", clientSecret: "of-my-own" };
  for (const [method, what] of [
    ["PUT", given],
    ["DELETE", undefined],
  ] as const) {
    const refused = await server.json(clientPath, method, what);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain("SLACK_CLIENT_ID");
  }
  expect((await server.json("/api/settings/providers/nowhere")).status).toBe(404);
});
