import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { type AddressInfo } from "node:net";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { text } from "node:stream/consumers";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { keyId } from "../../src/connections/key-ring.ts";
import { createVault } from "../../src/connections/vault.ts";
import { connectors } from "../../src/connectors/index.ts";
import { cliFile } from "../support/command-line.ts";
import { connect } from "../support/consent.ts";
import type { TestServer } from "../support/server.ts";

/**
 * A whole journey in a process of its own with credentials that are known; afterwards everything that
 * came out of it, or lies on its disk, is searched for each of them.
 */
const encryptionKey = Buffer.alloc(32, 0xa7);
const planted: Record<string, string> = {
  model: "sk-planted-model-0123456789abcdef",
  client: "planted0client0secret0value",
  secret: "planted0secret0of0acme0value",
  encryption: encryptionKey.toString("base64"),
  encryptionHex: encryptionKey.toString("hex"),
  // A token that a function gives back, as a provider's answer may hold one.
  output: "xoxb-99999999999-planted0in0output0000",
};
/** All that came out, by where. */
const outputs = new Map<string, string>();
const outcome = (where: string, said: string) =>
  outputs.set(where, `${outputs.get(where) ?? ""}\n${said}`);

let dataDir: string;
let child: ChildProcess;
let origin: string;
let apiKey: string;
const prompts = createServer(async (request, response) => {
  outcome("what the model was asked", await text(request));
  response.writeHead(500, { "content-type": "application/json" }).end("{}");
});

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  prompts.listen(0, "127.0.0.1");
  await once(prompts, "listening");
  const { PATH = "", HOME = "" } = process.env;
  child = spawn(process.execPath, [cliFile, "start"], {
    env: {
      PATH,
      HOME,
      DATA_DIR: dataDir,
      FUNCTIONS_DIR: join(dataDir, "functions"),
      PORT: "0",
      ENCRYPTION_KEY: planted["encryption"],
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout?.on("data", (chunk) => outcome("stdout", String(chunk)));
  child.stderr?.on("data", (chunk) => outcome("stderr", String(chunk)));
  await vi.waitUntil(() => outputs.get("stdout")?.includes("/open/"), { timeout: 60_000 });
  const address = /http:\S+/.exec(outputs.get("stdout") ?? "")?.[0] ?? "";
  origin = new URL(address).origin;
  apiKey = readFileSync(join(dataDir, "api-key"), "utf8").trim();
  planted["api key"] = apiKey;
  planted["approval key"] = readFileSync(join(dataDir, "approval-key"), "utf8").trim();
  const opened = await fetch(address, { redirect: "manual" });
  planted["session"] = /=([\w-]+);/.exec(opened.headers.get("set-cookie") ?? "")?.[1] ?? "";
}, 90_000);
afterAll(async () => {
  if (child.exitCode === null) {
    const ended = once(child, "close");
    child.kill("SIGTERM");
    await ended;
  }
  prompts.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function send(path: string | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${apiKey}`);
  const response = await fetch(new URL(path, origin), { ...init, headers });
  const told = JSON.stringify([...response.headers]) + (await response.clone().text());
  outcome(`answer to ${init.method ?? "GET"} ${new URL(path, origin).pathname}`, told);
  return response;
}
function parsed(said: string): any {
  try {
    return JSON.parse(said);
  } catch {
    return said;
  }
}
async function json(path: string, method = "GET", body?: unknown) {
  const answer = await send(path, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const said = await answer.text();
  return { status: answer.status, body: parsed(said) };
}
/** What is shown once is planted from then on; the one answer that shows it is no leak. */
async function shownOnce(
  name: string,
  member: string,
  path: string,
  method: string,
  body?: unknown,
) {
  const answer = await json(path, method, body);
  planted[name] = answer.body[member];
  expect(answer.body).toMatchObject({ [member]: expect.stringMatching(/.{20}/) });
  outputs.delete(`answer to ${method} ${path}`);
  return answer.body;
}

test("no credential is in anything that comes out, or in clear on the disk", async () => {
  // Accounts of two tools, with tokens that only the vault knows.
  const asTestServer = { origin, fetch: send, json } as unknown as TestServer;
  for (const connector of ["slack", "gmail"]) {
    const { request } = (await json("/api/connections", "POST", { connector })).body;
    await connect(asTestServer, request);
  }
  outputs.delete("answer to GET /oauth/callback");
  await json("/api/secrets/ACME", "PUT", { value: planted["secret"], hosts: ["api.acme.test"] });
  const client = { clientId: "planted-id", clientSecret: planted["client"] };
  await json("/api/settings/providers/hubspot/client", "PUT", client);
  await shownOnce("program key", "key", "/api/keys", "POST", { name: "Nightly" });

  // Functions: one that gives a token back, and one that fails with what a provider said.
  const code = (body: string) => ({ code: `export default async () => {\n${body}\n};\n` });
  const leaks = `const token = ["xo", "xb-99999999999-planted0in0output0000"].join("");
console.log(token);
return Response.json({ token });`;
  await json("/api/functions/leaks", "PUT", code(leaks));
  await json(
    "/api/functions/fails",
    "PUT",
    code(`throw new Error(await (await fetch("https://slack.com/api/auth.test")).text());`),
  );
  await json("/api/functions/leaks/run", "POST", { input: {} });
  await json("/functions/fails", "POST", {});
  await shownOnce("signing secret", "secret", "/api/functions/leaks/signing-secret", "POST");
  const trigger = { type: "webhook" };
  await shownOnce("webhook secret", "secret", "/api/automations", "POST", {
    function: "leaks",
    trigger,
  });
  const spec = { slug: "p", title: "P", blocks: [{ id: "a", type: "text", text: "x" }] };
  await json("/api/pages", "POST", { spec });
  await shownOnce("embed key", "key", "/api/pages/p/embed", "PUT", {
    origins: ["https://site.test"],
  });

  // Chats, with the built-in model and with one whose requests are recorded.
  const say = (id: string) => ({
    id,
    message: { id: `m${id}`, role: "user", parts: [{ type: "text", text: "Post to #general" }] },
  });
  await json("/api/chat", "POST", say("one"));
  const { port } = prompts.address() as AddressInfo;
  await json("/api/settings/model", "PUT", {
    kind: "hosted",
    baseUrl: `http://127.0.0.1:${port}/v1`,
    api: "chat",
    id: "small",
    key: planted["model"],
    allowPrivateNetwork: true,
  });
  await json("/api/chat", "POST", say("two"));

  // Everything that can be read of it, and what is refused with a credential in it.
  const { paths } = (await json("/openapi.json")).body;
  for (const [path, methods] of Object.entries(paths))
    if ("get" in (methods as object) && !path.includes("{") && path !== "/api/archive")
      await json(path);
  for (const { id } of (await json("/api/runs")).body.runs) await json(`/api/runs/${id}`);
  for (const path of [
    "/api/chats/one",
    "/api/chats/two",
    "/api/functions/leaks/export?target=deno",
  ])
    await json(path);
  for (const value of Object.values(planted)) {
    await json(`/api/plan`, "POST", { prompt: [value], functionName: { value } });
    await send("/api/status", { headers: { "x-key": value } });
  }
  const archive = await fetch(new URL("/api/archive", origin), {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  outcome("archive", gunzipSync(Buffer.from(await archive.arrayBuffer())).toString());

  // What the vault holds: each token of each account, opened as the server opens it.
  const file = new SQLite(join(dataDir, "patchbay.sqlite"), { readonly: true });
  const rows = file.prepare("select id, tokens from connections").all() as readonly {
    id: string;
    tokens: string;
  }[];
  file.close();
  const vault = createVault([encryptionKey]);
  for (const { id, tokens } of rows) {
    expect(tokens).toContain(keyId(encryptionKey));
    const context = { appId: "app_default", row: id, purpose: "tokens" } as const;
    const opened = vault.decrypt(tokens, context);
    for (const [, kind, token] of opened.matchAll(/"(accessToken|refreshToken)":"([^"]+)"/g))
      planted[`${kind} ${planted[`${kind}`] ? id : ""}${token?.slice(0, 8)}`] = token ?? "";
  }
  expect(Object.keys(planted).filter((name) => name.includes("Token")).length).toBeGreaterThan(2);

  const ended = once(child, "close");
  child.kill("SIGTERM");
  await ended;
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // The stand-ins are the providers: what they issue, they know. Two files are keys themselves.
    const isKeys = /^(?:api|approval)-key$/.test(entry.name) || path.includes("/sandbox/");
    if (entry.isFile() && !isKeys) outcome(`file ${entry.name}`, readFileSync(path, "latin1"));
  }
  // What a function itself gives to who called it is theirs; the code of one is a person's.
  const isOwn = (where: string, name: string) =>
    name === "output" && where === "answer to POST /api/functions/leaks/run";
  const found = [...outputs].flatMap(([where, said]) =>
    Object.entries(planted).flatMap(([name, value]) =>
      said.includes(value) && !isOwn(where, name) ? [`${name} in ${where}`] : [],
    ),
  );
  expect(outputs.size).toBeGreaterThan(50);
  expect(outputs.get("what the model was asked")?.length ?? 0).toBeGreaterThan(500);
  expect(found).toEqual([]);
}, 120_000);

test("what is searched with finds what is there", () => {
  expect(connectors.length).toBeGreaterThan(10);
  outcome("probe", planted["secret"] ?? "");
  expect([...outputs].some(([, said]) => said.includes(planted["secret"] ?? "-"))).toBe(true);
});
