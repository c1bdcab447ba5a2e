import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { cliFile } from "../support/command-line.ts";
import { type KeyedModel, startKeyedModel } from "../support/keyed-model.ts";

/** Keys that are entered, made and used wrongly are in no line that the server writes. */
const planted = {
  model: "sk-planted-model-0123456789abcdef",
  wrongModel: "sk-planted-wrong-0123456789abcdef",
  // Nothing in its form says that it is a credential.
  client: "planted0client0secret0value",
  secret: "planted0secret0of0acme0value",
} as const;

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A server in a process of its own, and all that it writes. */
async function spawned() {
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  const { PATH = "", HOME = "" } = process.env;
  const dead = "http://127.0.0.1:9";
  const child: ChildProcess = spawn(process.execPath, [cliFile, "start"], {
    env: {
      PATH,
      HOME,
      DATA_DIR: dataDir,
      FUNCTIONS_DIR: join(dataDir, "functions"),
      PORT: "0",
      GOOGLE_TOKEN_URL: `${dead}/token`,
      GOOGLE_AUTHORIZE_URL: `${dead}/authorize`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => (written.stdout += String(chunk)));
  child.stderr?.on("data", (chunk) => (written.stderr += String(chunk)));
  const ended = new Promise((resolve) => child.once("close", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  closing.push(async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await expect.poll(() => written.stdout, { timeout: 60_000 }).toContain("/open/");
  const origin = new URL(/http:\S+/.exec(written.stdout)?.[0] ?? "").origin;
  const apiKey = readFileSync(join(dataDir, "api-key"), "utf8").trim();
  return {
    apiKey,
    written,
    stop,
    async send(path: string, method = "GET", body?: unknown, key = apiKey) {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        ...(body === undefined
          ? {}
          : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, text, body: json(text) };
    },
  };
}

function json(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const say = (id: string, text: string) => ({
  id,
  message: { id: `m-${id}`, role: "user", parts: [{ type: "text", text }] },
});

test("none of them is in the log, whatever goes wrong", { timeout: 120_000 }, async () => {
  const model: KeyedModel = await startKeyedModel(planted.model, ["small"]);
  closing.push(model.close);
  const server = await spawned();
  const { send, written } = server;
  const given = (key: string) => ({
    kind: "hosted",
    baseUrl: model.baseUrl,
    api: "chat",
    id: "small",
    key,
    allowPrivateNetwork: true,
  });

  // The model: refused, taken, and failing with its key in what it says.
  const tried = await send("/api/settings/model/test", "POST", given(planted.wrongModel));
  expect(tried.body).toMatchObject({ status: expect.not.stringMatching(/works/) });
  expect((await send("/api/settings/model", "PUT", given(planted.model))).status).toBe(200);
  for (const status of [500, 400, 200]) {
    model.fail(status, { error: { message: `Bearer ${planted.model} is out of luck` } });
    await send("/api/chat", "POST", say(`turn${status}`, "Post to #sales on Slack"));
  }
  model.fail(undefined);
  await send("/api/settings/model", "PUT", { kind: "builtin" });

  // A client, a secret, and what no shape takes.
  const client = { clientId: "planted-id", clientSecret: planted.client };
  await send("/api/settings/providers/google/client", "PUT", client);
  await send("/api/settings/providers/google/test", "POST");
  await send("/api/settings/providers/slack/client", "PUT", client);
  const kept = { value: planted.secret, hosts: ["api.acme.test"] };
  expect((await send("/api/secrets/ACME_KEY", "PUT", kept)).status).toBeLessThan(300);
  await send("/api/secrets/ACME_KEY", "PUT", { ...kept, hosts: planted.secret });
  await send("/api/secrets/ACME_KEY", "PUT", `{"value": "${planted.secret}"`);
  const code = `export default async () => {
  const answer = await fetch("https://api.acme.test/", { headers: { "x-key": "{{secrets.ACME_KEY}}" } });
  throw new Error(await answer.text());
};
`;
  await send("/api/functions/callAcme", "PUT", { code });
  await send("/functions/callAcme", "POST", {});

  // Keys for programs and for pages, used where they do not belong.
  const made = (await send("/api/keys", "POST", { name: "Nightly" })).body.key;
  const page = {
    slug: "planted",
    title: "Planted",
    blocks: [{ id: "a", type: "text", text: "x" }],
  };
  expect((await send("/api/pages", "POST", { spec: page })).text).toContain("Planted");
  const embedding = await send("/api/pages/planted/embed", "PUT", {
    origins: ["https://site.test"],
  });
  const embed: string = embedding.body?.key ?? "";
  expect([made, embed]).toEqual([expect.any(String), expect.stringMatching(/^pbe_/)]);
  for (const key of [made, embed, `${made}x`, `${embed}x`]) {
    await send("/api/status", "GET", undefined, key);
    await send("/api/keys", "GET", undefined, key);
    await send(`/api/nowhere/${key}?key=${key}`, "GET", undefined, key);
    await send(`/api/functions/${key}`, "PUT", { code: key }, key);
    await send(`/functions/${key}`, "POST", { key }, key);
    await send("/mcp", "POST", { jsonrpc: "2.0", id: 1, method: key }, key);
  }

  await server.stop();
  const all = `${written.stdout}${written.stderr}`;
  expect(written.stderr).toContain("chat turn");
  for (const key of [...Object.values(planted), made, embed, server.apiKey])
    expect(all).not.toContain(key);
});
