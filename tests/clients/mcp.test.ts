import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChat, settled } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { readBackWith } from "../support/read-back.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** `/mcp` with the protocol's own client, with its Inspector, and with requests of no client at all. */
let server: TestServer;
let client: Client;

async function connected(): Promise<Client> {
  const made = new Client({ name: "test", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL("/mcp", server.origin), {
    requestInit: { headers: { authorization: `Bearer ${server.server.apiKey}` } },
  });
  await made.connect(transport as Parameters<Client["connect"]>[0]);
  return made;
}

/** Saves code alone as a function. */
async function save(name: string, code: string): Promise<void> {
  const saved = await server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json", "if-none-match": "*" },
    body: JSON.stringify({ code }),
  });
  expect([saved.status, await saved.json()]).toEqual([201, expect.anything()]);
}

const handler = (body: string) => {
  const parameter = body.includes("request.") ? "request: Request" : "";
  return `export default {\n  async fetch(${parameter}): Promise<Response> {\n    ${body}\n  },\n};\n`;
};

beforeAll(async () => {
  server = await startServer();
  const chat = openChat(server, "mcp");
  await chat.sendMessage({
    text: "Send a Slack message to #product-updates when this function runs",
  });
  await settled(chat);
  await connectAll(server, chat);
  await save("process-order", handler("return Response.json({ got: await request.json() });"));
  await save("plan", handler('return Response.json(["a function", request.method]);'));
  client = await connected();
}, 60_000);
afterAll(async () => {
  await client?.close();
  await server?.close();
});

const textOf = ({ content }: Awaited<ReturnType<Client["callTool"]>>) =>
  (content as { text: string }[]).map(({ text }) => text).join("\n");

describe("the SDK's client", () => {
  test("lists functions and the catalog as tools", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).toSorted()).toEqual([
      "plan",
      "plan_",
      "postToProductUpdates",
      "process-order",
      "search_catalog",
    ]);
    expect(tools.find(({ name }) => name === "postToProductUpdates")).toEqual({
      name: "postToProductUpdates",
      title: "Post to product updates",
      description: expect.stringContaining("Does: Send a message (Slack, write)."),
      inputSchema: {
        type: "object",
        properties: {
          text: {
            type: "string",
            description: "Text of the message",
            default: "Hello from Patchbay",
          },
        },
        additionalProperties: false,
      },
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: false,
        openWorldHint: true,
      },
    });
    expect(tools.find(({ name }) => name === "process-order")).toMatchObject({
      title: "Process order",
      inputSchema: { type: "object", properties: {}, additionalProperties: {} },
      annotations: { readOnlyHint: true, openWorldHint: false },
    });
  });

  test("says what the server is for", () => {
    expect(client.getServerVersion()).toMatchObject({ name: "patchbay", title: "Patchbay" });
    expect(client.getInstructions()).toContain("search_catalog");
  });

  test("calls a function that writes, and the message is there", async () => {
    const answer = await client.callTool({
      name: "postToProductUpdates",
      arguments: { text: "Said by a tool" },
    });
    expect(answer.isError).toBeUndefined();
    expect(answer.structuredContent).toMatchObject({ ts: expect.any(String) });
    expect(JSON.parse(textOf(answer))).toEqual(answer.structuredContent);
    const { channel } = answer.structuredContent as { channel: string };
    const read = { operation: "slack.conversations.history", with: { channel } };
    expect(await readBackWith(server, read, {})).toContain("Said by a tool");
    const { body } = await server.json("/api/runs?limit=1");
    expect(body.runs[0]).toMatchObject({ function: "postToProductUpdates", trigger: "mcp" });
  });

  test("is told which field of the input does not fit, and nothing runs", async () => {
    const before = (await server.json("/api/runs")).body.runs.length;
    const wrong = await client.callTool({ name: "postToProductUpdates", arguments: { text: 7 } });
    expect(wrong).toMatchObject({ isError: true });
    expect(textOf(wrong)).toMatch(/"text": .*expected string/);
    const unknown = await client.callTool({
      name: "postToProductUpdates",
      arguments: { message: "Hi" },
    });
    expect(unknown).toMatchObject({ isError: true });
    expect(textOf(unknown)).toContain('"message"');
    expect((await server.json("/api/runs")).body.runs).toHaveLength(before);
  });

  test("passes what it likes to code of which nothing is known", async () => {
    const answer = await client.callTool({
      name: "process-order",
      arguments: { id: 1, at: ["x"] },
    });
    expect(answer.structuredContent).toEqual({ got: { id: 1, at: ["x"] } });
  });

  test("gets a list as text alone, since structure is an object", async () => {
    const answer = await client.callTool({ name: "plan_" });
    expect(answer.structuredContent).toBeUndefined();
    expect(JSON.parse(textOf(answer))).toEqual(["a function", "POST"]);
  });

  test("searches the catalog", async () => {
    const answer = await client.callTool({
      name: "search_catalog",
      arguments: { query: "send a slack message", limit: 3 },
    });
    expect(answer.structuredContent).toMatchObject({
      operations: expect.arrayContaining([
        {
          id: "slack.chat.postMessage",
          title: "Send a message",
          kind: "write",
          scopes: ["chat:write"],
        },
      ]),
    });
    const empty = await client.callTool({ name: "search_catalog", arguments: { query: " " } });
    expect(empty).toMatchObject({ isError: true });
    expect(textOf(empty)).toContain('"query"');
  });

  test("plans with the server's own tool, whatever function has its name", async () => {
    const answer = await client.callTool({
      name: "plan",
      arguments: { prompt: "Send a Slack message to #general" },
    });
    expect(answer.structuredContent).toMatchObject({
      kind: "create",
      operations: ["slack.chat.postMessage"],
    });
    const names = (await server.json("/api/functions")).body.functions.map((one: any) => one.name);
    expect(names.toSorted()).toEqual(["plan", "postToProductUpdates", "process-order"]);
  });

  test("hears what failed, which run it was and what a person can do", async () => {
    await save(
      "mail",
      handler(
        'const answer = await fetch("https://gmail.googleapis.com/gmail/v1/users/me/labels");\n    if (!answer.ok) throw new Error((await answer.json()).detail);\n    return Response.json(await answer.json());',
      ),
    );
    const answer = await client.callTool({ name: "mail" });
    expect(answer).toMatchObject({ isError: true });
    expect(textOf(answer)).toMatch(/Google is not connected/);
    expect(textOf(answer)).toMatch(/Run run_\w+ of mail, version 1: failed\./);
    expect(textOf(answer)).toContain(`must connect Gmail (`);
    expect(textOf(answer)).toContain(`${server.origin}/code/mail`);
    await save("fails", handler('throw new Error("out of paper");'));
    const other = textOf(await client.callTool({ name: "fails" }));
    expect(other).toContain("out of paper");
    expect(other).toContain(`${server.origin}/code/fails/run`);
  });

  test("gets words of others without what hides in them", async () => {
    await save(
      "smuggle",
      handler('return Response.json({ text: "a\\u202eb\\u{e0041}c\\u200bd" });'),
    );
    const answer = await client.callTool({ name: "smuggle" });
    expect(answer.structuredContent).toEqual({ text: "abcd" });
    expect(textOf(answer)).toBe('{"text":"abcd"}');
  });

  test("reaches a function under the name it had when the list was read", async () => {
    await save("oldName", handler("return Response.json({ ok: true });"));
    await server.json("/api/functions/oldName/rename", "POST", { name: "newName" });
    const answer = await client.callTool({ name: "oldName" });
    expect(answer.structuredContent).toEqual({ ok: true });
  });

  test("is told that a tool does not exist, and which do", async () => {
    await expect(client.callTool({ name: "nope" })).rejects.toThrow(
      /no tool "nope"; there are: search_catalog/,
    );
  });

  test("takes back its own call and no other's", async () => {
    await save("slow", handler("await new Promise(() => {});\n    return new Response();"));
    const running = async () =>
      (await server.json("/api/runs?function=slow")).body.runs.map((run: any) => run.status);
    const until = async (wanted: readonly string[]) => {
      await expect.poll(running, { timeout: 10_000 }).toEqual(wanted);
    };
    // Two clients that both are at the same request.
    const [one, other] = [await connected(), await connected()];
    const [cancelling, staying] = [new AbortController(), new AbortController()];
    const kept = other.callTool({ name: "slow" }, undefined, { signal: staying.signal });
    await until(["running"]);
    const ended = one.callTool({ name: "slow" }, undefined, { signal: cancelling.signal });
    await until(["running", "running"]);
    cancelling.abort();
    await expect(ended).rejects.toThrow();
    await until(["cancelled", "running"]);
    staying.abort();
    await expect(kept).rejects.toThrow();
    await until(["cancelled", "cancelled"]);
    await Promise.all([one.close(), other.close()]);
  });
});

describe("the Inspector", () => {
  const require = createRequire(import.meta.url);
  const launcher = join(
    dirname(require.resolve("@modelcontextprotocol/inspector/package.json")),
    "clients/launcher/build/index.js",
  );

  const key = () => `Authorization: Bearer ${server.server.apiKey}`;
  const address = () => [`${server.origin}/mcp`, "--header", key()];

  async function inspect(...args: string[]): Promise<{ code: number | null; answer: any }> {
    const child = spawn(
      process.execPath,
      [launcher, "--cli", ...args, "--format", "json"],
      // What it keeps of servers and secrets goes into the test's own folder.
      {
        env: { PATH: process.env["PATH"], HOME: server.dataDir },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    if (!stdout) throw new Error(stderr);
    return { code, answer: JSON.parse(stdout) };
  }

  test("lists the tools and finds nothing that a client could stumble over", async () => {
    const { code, answer } = await inspect(...address(), "--method", "tools/list", "--strict");
    expect(code).toBe(0);
    expect(JSON.stringify(answer)).toContain("postToProductUpdates");
  }, 60_000);

  test("calls a function", async () => {
    const { code, answer } = await inspect(
      ...address(),
      "--method",
      "tools/call",
      "--tool-name",
      "postToProductUpdates",
      "--tool-arg",
      "text=From the Inspector",
    );
    expect(code).toBe(0);
    expect(JSON.stringify(answer)).toContain('"ts"');
  }, 60_000);

  test("connects as README says", async () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const [, given = ""] = /```json\n([^]*?"mcpServers"[^]*?)```/.exec(readme) ?? [];
    const config = join(server.dataDir, "mcp.json");
    writeFileSync(
      config,
      given
        .replace("http://127.0.0.1:4321", server.origin)
        .replace("YOUR_API_KEY", server.server.apiKey),
    );
    const { code, answer } = await inspect(
      "--config",
      config,
      "--server",
      "patchbay",
      "--method",
      "tools/list",
    );
    expect(code).toBe(0);
    expect(JSON.stringify(answer)).toContain("search_catalog");
  }, 60_000);
});

describe("who may come in, and how", () => {
  const initialize = {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: {
      protocolVersion: "2025-11-25",
      capabilities: {},
      clientInfo: { name: "bare", version: "1" },
    },
  };
  const list = { jsonrpc: "2.0", id: 2, method: "tools/list" };
  const both = "application/json, text/event-stream";

  const send = (body: unknown, headers: Record<string, string> = {}, method = "POST") =>
    server.fetch("/mcp", {
      method,
      headers: { "content-type": "application/json", accept: both, ...headers },
      ...(method === "POST"
        ? { body: typeof body === "string" ? body : JSON.stringify(body) }
        : {}),
    });

  test("nobody without the key or a session, and a client is told what it takes", async () => {
    for (const method of ["POST", "GET", "DELETE"]) {
      const answer = await fetch(new URL("/mcp", server.origin), { method });
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
    }
    const wrong = { authorization: "Bearer wrong" };
    expect((await fetch(new URL("/mcp", server.origin), { headers: wrong })).status).toBe(401);
    const opened = await fetch(`${server.origin}/open/${server.server.openCode}`, {
      redirect: "manual",
    });
    const [cookie = ""] = (opened.headers.get("set-cookie") ?? "").split(";");
    const answer = await fetch(new URL("/mcp", server.origin), {
      method: "POST",
      headers: { "content-type": "application/json", accept: both, cookie },
      body: JSON.stringify(list),
    });
    expect(answer.status).toBe(200);
  });

  test("no page of another site and no foreign name, even with the key", async () => {
    expect((await send(list, { origin: "https://evil.example" })).status).toBe(403);
    expect((await send(list, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await send(list, { origin: server.origin })).status).toBe(200);
    const renamed = await server.server.request(
      new Request(`${server.origin}/mcp`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${server.server.apiKey}`,
          "content-type": "application/json",
          accept: both,
          host: "evil.example",
        },
        body: JSON.stringify(list),
      }),
    );
    expect(renamed.status).toBe(403);
  });

  test("a session is a name that a new client gets, and no request needs one", async () => {
    const begun = await send(initialize);
    expect(begun.status).toBe(200);
    expect(begun.headers.get("mcp-session-id")).toMatch(/^[\w-]{43}$/);
    expect((await send(list)).status).toBe(200);
    expect((await send(list, { "mcp-session-id": "of an earlier start" })).status).toBe(200);
  });

  test("there is no stream to wait on, and no session to end", async () => {
    for (const method of ["GET", "DELETE"]) {
      for (const accept of ["text/event-stream", "text/html"]) {
        const answer = await send(undefined, { accept }, method);
        expect(answer.status).toBe(405);
        expect(answer.headers.get("allow")).toBe("POST");
      }
    }
  });

  test("a body, an Accept or a version that is not of the protocol", async () => {
    expect((await send("{not json")).status).toBe(400);
    expect((await send({ hello: 1 })).status).toBe(400);
    expect((await send(list, { accept: "text/html" })).status).toBe(406);
    expect((await send(list, { "content-type": "text/plain" })).status).toBe(415);
    expect((await send(list, { "mcp-protocol-version": "1999-01-01" })).status).toBe(400);
    expect((await send(list, { "mcp-protocol-version": "2025-06-18" })).status).toBe(200);
    const large = { ...list, params: { _meta: { text: "x".repeat(2_000_000) } } };
    expect((await send(large)).status).toBe(413);
  });
});
