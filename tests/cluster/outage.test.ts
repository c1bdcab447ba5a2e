import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testPlace } from "../../src/store/ground.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { startSlowModel } from "./slow-model.ts";

/** Two servers on one Postgres that is away for a while, as when it changes over to its stand-by. */
let a: TestServer;
let b: TestServer;
let admin: pg.Client;
let database: string;
let model: Awaited<ReturnType<typeof startSlowModel>>;
const folders = Array.from({ length: 3 }, () => mkdtempSync(join(tmpdir(), "patchbay-")));
const [place = "", mine = "", theirs = ""] = folders;

beforeAll(async () => {
  model = await startSlowModel(40);
  const { databaseUrl = "" } = await testPlace(place, "postgres");
  const url = new URL(databaseUrl);
  database = url.pathname.slice(1);
  url.pathname = "/postgres";
  admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  const env = {
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY: Buffer.alloc(32, "key").toString("base64"),
    MODEL: "slow",
    OPENAI_API: "chat",
    OPENAI_BASE_URL: model.url,
  };
  a = await startServer(env, mine);
  b = await startServer(env, theirs);
}, 120_000);
afterAll(async () => {
  await Promise.all([a?.close(), b?.close()]);
  model?.close();
  await admin?.end();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Cuts all connections and takes none for so long. */
async function away(ms: number): Promise<void> {
  await admin.query(`alter database ${database} allow_connections false`);
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
    database,
  ]);
  expect((await fetch(`${b.origin}/readyz`)).status).toBe(503);
  await sleep(ms);
  await admin.query(`alter database ${database} allow_connections true`);
}
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000 });

test("what ends while the database is away is on record when it is back, and holds nothing up", async () => {
  const code = `export default {
    async fetch(): Promise<Response> {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return Response.json({ done: true });
    },
  };\n`;
  await a.json("/api/functions/slowly", "PUT", { code });
  const { body: hook } = await a.json("/api/automations", "POST", {
    function: "slowly",
    trigger: { type: "webhook" },
    settings: { overlap: "queue" },
  });
  const call = (server: TestServer, key: string) =>
    fetch(`${server.origin}/hooks/${hook.id}`, {
      method: "POST",
      headers: { authorization: `Bearer ${hook.secret}`, "idempotency-key": key },
      body: "{}",
    });
  const ask = (server: TestServer, question: string) =>
    server.fetch("/api/chat", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        id: "question-away",
        message: { id: question, role: "user", parts: [{ type: "text", text: question }] },
      }),
    });
  for (const key of ["first", "second"]) expect((await call(a, key)).status).toBe(202);
  void ask(a, "question-away").then((answer) => answer.text().catch(() => ""));
  const run = a.json("/api/functions/slowly/run", "POST", { input: {} });
  await eventually(async () => {
    const { body } = await b.json("/api/runs?status=running");
    expect(body.runs).toHaveLength(2);
    expect((await b.json("/api/chats/question-away")).body.running).toBe(true);
  });

  await away(2_000);

  // It ran, and whoever waited for it is told so.
  expect((await run).body).toMatchObject({ status: "succeeded" });
  await eventually(async () => {
    const { body } = await b.json(`/api/automations/${hook.id}/deliveries`);
    const all = body.deliveries.map(({ key, status, attempts }: any) => [key, status, attempts]);
    expect(all).toEqual([
      ["second", "succeeded", 1],
      ["first", "succeeded", 1],
    ]);
    const { runs } = (await b.json("/api/runs")).body;
    expect(runs.map(({ status }: any) => status)).toEqual(Array(3).fill("succeeded"));
  });
  await eventually(async () => {
    const again = await ask(b, "question-again");
    await again.text();
    expect(again.status).toBe(200);
  });
}, 60_000);
