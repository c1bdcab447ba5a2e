import { createServer } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { sandboxes } from "../../src/connectors/index.ts";
import { systemClock } from "../../src/core/clock.ts";
import { createSandboxHost } from "../../src/sandbox/host/host.ts";
import { storedText } from "../../src/store/ground.ts";
import { openChat, partsOf, settled, writtenName } from "../support/chat.ts";
import { connect, connectWithout, deny } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function serve(env: Record<string, string> = {}, dataDir?: string): Promise<TestServer> {
  const server = await startServer(env, dataDir);
  closing.push(server.close);
  return server;
}

const two = "Post to #sales on Slack and react to the message with :moneybag:";

async function cardOf(server: TestServer, chatId: string, prompt: string) {
  const chat = openChat(server, chatId);
  await chat.sendMessage({ text: prompt });
  const card = partsOf(chat, "tool-request_connection").at(-1);
  const request = card?.input?.request ?? "";
  const goOn = async () => {
    const output = { status: "granted" as const, missing: [], brokenSteps: [] };
    await chat.addToolOutput({
      tool: "request_connection",
      toolCallId: card?.toolCallId ?? "",
      output,
    });
    await settled(chat);
    return partsOf(chat, "tool-request_connection").at(-1)?.output;
  };
  return { chat, request, goOn };
}

test("a partial grant is kept as granted, and the chat says which step cannot work", async () => {
  const server = await serve();
  const { chat, request, goOn } = await cardOf(server, "partly", two);
  const { body } = await server.json(`/api/connection-requests/${request}`);
  expect(body.missing).toEqual(["chat:write", "reactions:write"]);
  await connectWithout(server, request, ["reactions:write"]);
  const output = await goOn();
  expect(output).toMatchObject({
    status: "partly-granted",
    missing: ["reactions:write"],
    account: "Acme",
  });
  expect(output?.brokenSteps).toHaveLength(1);
  const name = writtenName(chat);
  const { body: run } = await server.json(`/api/functions/${name}/run`, "POST", { input: {} });
  expect(run.status).toBe("failed");
  expect(run.error.message).toContain(
    "slack.reactions.add needs the permission reactions:write, which was not granted",
  );
  expect(run.calls.map(({ operation }: any) => operation)).toEqual([
    "slack.chat.postMessage",
    "slack.reactions.add",
  ]);
});

test("a no at the provider is a no: the function is written, the card can be tried again", async () => {
  const server = await serve();
  const { chat, request, goOn } = await cardOf(server, "denied", two);
  await deny(server, request);
  expect((await server.json(`/api/connection-requests/${request}`)).body.status).toBe("denied");
  expect((await goOn())?.status).toBe("denied");
  expect(partsOf(chat, "tool-write_function")).toHaveLength(1);
  expect((await server.json("/api/connections")).body.connections).toEqual([]);
  await connect(server, request);
  expect((await server.json(`/api/connection-requests/${request}`)).body.status).toBe("granted");
});

test("the callback needs the browser that began", async () => {
  const server = await serve();
  const { request } = await cardOf(server, "other", two);
  const { body } = await server.json("/api/connections", "POST", { request });
  const state = new URL(body.authorizationUrl).searchParams.get("state");
  const opened = await fetch(`${server.origin}/open/${server.server.openCode}`, {
    redirect: "manual",
  });
  const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
  const stranger = await fetch(`${server.origin}/oauth/callback?state=${state}&code=x`, {
    headers: { cookie },
  });
  expect(stranger.status).toBe(400);
  expect(((await stranger.json()) as any).type).toBe("urn:patchbay:oauth/state");
});

test("disconnecting revokes at the provider, and runs say what is missing", async () => {
  const server = await serve();
  const { chat, request, goOn } = await cardOf(server, "gone", two);
  await connect(server, request);
  await goOn();
  const [connection] = (await server.json("/api/connections")).body.connections;
  expect((await server.json(`/api/connections/${connection.id}`, "DELETE")).body).toEqual({
    revoked: true,
  });
  const name = writtenName(chat);
  const { body: run } = await server.json(`/api/functions/${name}/run`, "POST", { input: {} });
  expect(run.calls[0].refused).toContain("not connected");
});

test("a restart keeps chats, functions, connections and the stand-in's state; no token is in any file but encrypted", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  closing.push(async () => rmSync(dataDir, { recursive: true, force: true }));
  const first = await startServer({}, dataDir);
  const { chat, request, goOn } = await cardOf(first, "kept", two);
  await connect(first, request);
  await goOn();
  const name = writtenName(chat);
  await first.close();
  const stored = await storedText(dataDir);
  expect(stored).toContain(name);
  expect(stored).not.toMatch(/xox[bp]-/);
  const second = await serve({}, dataDir);
  expect((await second.json("/api/chats/kept")).body.messages).toHaveLength(2);
  const { body: run } = await second.json(`/api/functions/${name}/run`, "POST", { input: {} });
  expect(run.status).toBe("succeeded");
});

test("a client of one's own and other addresses make the provider live", async () => {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  const host = createSandboxHost({ dataDir, clock: systemClock, definitions: sandboxes });
  closing.push(async () => {
    await host.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const slack = await host.start("slack", {
    redirectUris: [`http://127.0.0.1:${port}/oauth/callback`],
  });
  const server = await serve({
    PORT: String(port),
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_AUTHORIZE_URL: slack.authorizeUrl,
    SLACK_TOKEN_URL: slack.tokenUrl,
    SLACK_REVOKE_URL: slack.revokeUrl ?? "",
    SLACK_API_BASE: slack.url,
  });
  const { chat, request, goOn } = await cardOf(server, "live", two);
  expect((await server.json(`/api/connection-requests/${request}`)).body.mode).toBe("live");
  await connect(server, request);
  expect((await goOn())?.status).toBe("granted");
  const name = writtenName(chat);
  const { body: run } = await server.json(`/api/functions/${name}/run`, "POST", { input: {} });
  expect(run).toMatchObject({ status: "succeeded", calls: [{ status: 200 }, { status: 200 }] });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
