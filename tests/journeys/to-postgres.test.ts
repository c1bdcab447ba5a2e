import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyToPostgres } from "../../src/cli/to-postgres.ts";
import { providers } from "../../src/connectors/index.ts";
import { readSettings } from "../../src/settings.ts";
import { emptyPostgres } from "../../src/store/ground.ts";
import { openChat, sayIn, writtenName } from "../support/chat.ts";
import { cliFile } from "../support/command-line.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, onSqlite, startServer } from "../support/server.ts";

/** From a data folder with SQLite to servers on Postgres, as the command line does it. */
const dataDir = mkdtempSync(join(tmpdir(), "patchbay-move-"));
let env: { readonly DATABASE_URL: string; readonly ENCRYPTION_KEY: string };
let name: string;
let apiKey: string;

const settingsWith = (more: Record<string, string>) =>
  readSettings({ DATA_DIR: dataDir, ...env, ...more }, providers);

beforeAll(async () => {
  const server = await startServer(onSqlite, dataDir);
  const chat = openChat(server, "first");
  await chat.sendMessage({ text: "Post to #sales on Slack every weekday at 9" });
  await connectAll(server, chat);
  name = writtenName(chat);
  await sayIn(chat, "My café is called Öztürk 100%");
  await server.json("/api/secrets/ACME_KEY", "PUT", { value: "s3cret", hosts: ["a.test"] });
  await server.json(`/api/functions/${name}/run`, "POST", { input: {} });
  apiKey = server.server.apiKey;
  await server.close();
  env = {
    DATABASE_URL: await emptyPostgres(dataDir),
    ENCRYPTION_KEY: readFileSync(join(dataDir, "encryption-key"), "utf8").trim(),
  };
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("it says what to set where something is missing, and never the password", async () => {
  expect(() => settingsWith({ ENCRYPTION_KEY: "" })).toThrow(/file encryption-key of the data/);
  await expect(copyToPostgres(settingsWith({ DATABASE_URL: "" }))).rejects.toThrow(/DATABASE_URL/);
  await expect(copyToPostgres(settingsWith({ DATA_DIR: tmpdir() }))).rejects.toThrow(
    /patchbay.sqlite/,
  );
  const otherKey = Buffer.alloc(32, "other").toString("base64");
  await expect(copyToPostgres(settingsWith({ ENCRYPTION_KEY: otherKey }))).rejects.toMatchObject({
    code: "vault/key",
  });
});

test("a server on the folder is stopped first", async () => {
  const server = await startServer(onSqlite, dataDir);
  const file = join(dataDir, "server.json");
  writeFileSync(file, JSON.stringify({ url: server.origin }));
  await expect(copyToPostgres(settingsWith({}))).rejects.toMatchObject({ code: "data/in-use" });
  rmSync(file);
  await server.close();
});

test("all there was is there, works, and is found; a second copy is refused", async () => {
  const said = await run(["to-postgres"]);
  expect(said).toMatchObject({ code: 0 });
  expect(said.stderr).toMatch(/functions: 1\n[^]*messages: \d+\n[^]*Start the server/);
  expect(said.stderr).not.toContain(new URL(env.DATABASE_URL).password);

  // Another machine: a folder of its own, of which nothing is asked but what stand-ins keep there.
  const server = await startServer({ ...env }, dataDir);
  expect(server.server.apiKey).toBe(apiKey);
  const get = async (path: string) => (await server.json(path)).body;
  expect((await get("/api/functions")).functions).toMatchObject([{ name }]);
  expect((await get("/api/automations")).automations).toHaveLength(1);
  expect((await get("/api/runs")).runs).toMatchObject([{ function: name, status: "succeeded" }]);
  for (const word of ["öztürk", "CAFE", "100%", "zt"])
    expect((await get(`/api/chats?q=${encodeURIComponent(word)}`)).chats).toMatchObject([
      { id: "first" },
    ]);
  expect((await get("/api/chats?q=nothing")).chats).toEqual([]);
  const ran = await server.json(`/api/functions/${name}/run`, "POST", { input: {} });
  expect(ran.body).toMatchObject({ status: "succeeded", calls: [{ status: 200 }] });
  await sayIn(openChat(server, "second"), "Post to #random on Slack");
  expect((await get("/api/chats?q=random")).chats).toMatchObject([{ id: "second" }]);
  await server.close();

  const again = await run(["to-postgres"]);
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toContain("nothing was copied");
});

test("servers that start at once on one database have the same keys, each in its folder", async () => {
  const folders = ["a", "b", "c"].map((one) => mkdtempSync(join(tmpdir(), `patchbay-${one}-`)));
  const shared = { ...env, DATABASE_URL: await emptyPostgres(`${dataDir}/shared`) };
  const servers: readonly TestServer[] = await Promise.all(
    folders.map((folder) => startServer(shared, folder)),
  );
  const keys = servers.map(({ server }) => server.apiKey);
  expect(new Set(keys).size).toBe(1);
  for (const folder of folders)
    expect(readFileSync(join(folder, "api-key"), "utf8").trim()).toBe(keys[0]);
  const [first, second] = servers;
  if (!first || !second) throw new Error("There are three.");
  const { body } = await first.json("/api/key-file/replace", "POST");
  const headers = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
  const status = async (key: string) =>
    (await fetch(new URL("/api/functions", second.origin), headers(key))).status;
  expect(await status(keys[0] ?? "")).toBe(401);
  expect(await status(body.key)).toBe(200);
  await Promise.all(servers.map((one) => one.close()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function run(args: readonly string[]) {
  const child = spawn(process.execPath, [cliFile, ...args], {
    env: { PATH: process.env["PATH"], DATA_DIR: dataDir, ...env },
    cwd: dataDir,
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stderr };
}
