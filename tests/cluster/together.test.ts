import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { testPlace } from "../../src/store/ground.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { startSlowModel } from "./slow-model.ts";

/** Two servers on one Postgres: what one is told, the other knows. */
let servers: readonly [TestServer, TestServer];
let model: Awaited<ReturnType<typeof startSlowModel>>;
const folders: string[] = [];
const place = mkdtempSync(join(tmpdir(), "patchbay-"));
let env: Readonly<Record<string, string>>;

async function open(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  folders.push(folder);
  return startServer(env, folder);
}

beforeAll(async () => {
  model = await startSlowModel(40);
  const { databaseUrl = "" } = await testPlace(place, "postgres");
  env = { DATABASE_URL: databaseUrl, ENCRYPTION_KEY: Buffer.alloc(32, "key").toString("base64") };
  servers = [await open(), await open()];
  await takeSlowModel(servers[0]);
});
afterAll(async () => {
  await Promise.all((servers ?? []).map((one) => one.close()));
  model?.close();
  for (const folder of [place, ...folders]) rmSync(folder, { recursive: true, force: true });
});

/** Set on the page, so that it is one of the things that the others have to learn of. */
const takeSlowModel = (server: TestServer) =>
  server.json("/api/settings/model", "PUT", {
    kind: "hosted",
    id: "slow",
    api: "chat",
    baseUrl: model.url,
    key: "sk-test",
    allowPrivateNetwork: true,
  });

/** Answers go on while others read of them. */
const ask = (server: TestServer, id: string) =>
  server.fetch("/api/chat", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      id,
      message: { id: `m-${id}`, role: "user", parts: [{ type: "text", text: id }] },
    }),
  });

const textOf = ({ messages }: any): string =>
  messages
    .at(-1)
    .parts.flatMap(({ type, text }: any) => (type === "text" ? text : []))
    .join("");

const code = (body: string) =>
  `export default {\n  async fetch(): Promise<Response> {\n    ${body}\n    return Response.json({ done: true });\n  },\n};\n`;
const slowly = code("await new Promise((resolve) => setTimeout(resolve, 4_000));");

describe("what is kept in memory", () => {
  test("a model that is set at one answers at the other, and goes with it", async () => {
    const [a, b] = servers;
    await vi.waitFor(async () =>
      expect((await b.json("/api/settings/model")).body).toMatchObject({ id: "slow" }),
    );
    await a.json("/api/settings/model", "PUT", { kind: "builtin" });
    await vi.waitFor(async () =>
      expect((await b.json("/api/settings/model")).body).toMatchObject({ kind: "builtin" }),
    );
    await takeSlowModel(a);
    await vi.waitFor(async () =>
      expect((await b.json("/api/settings/model")).body).toMatchObject({ id: "slow" }),
    );
  });

  test("a client of a provider, and that it is gone", async () => {
    const [a, b] = servers;
    const path = "/api/settings/providers/notion";
    const client = { clientId: "client-1", clientSecret: "secret-1" };
    expect((await a.json(`${path}/client`, "PUT", client)).status).toBe(200);
    const idAtB = async () => JSON.stringify((await b.json(path)).body);
    await vi.waitFor(async () => expect(await idAtB()).toContain("client-1"));
    await a.json(`${path}/client`, "DELETE");
    await vi.waitFor(async () => expect(await idAtB()).not.toContain("client-1"));
  });

  test("a tool that somebody adds is in the other's catalog, and leaves it", async () => {
    const [a, b] = servers;
    const document = JSON.stringify({
      openapi: "3.0.0",
      info: { title: "Weather", version: "1" },
      servers: [{ url: "https://weather.example.com" }],
      paths: {
        "/now": {
          get: {
            operationId: "now",
            summary: "Now",
            responses: { 200: { description: "Weather" } },
          },
        },
      },
    });
    const added = await a.json("/api/integrations", "POST", {
      id: "weather",
      name: "Weather of ours",
      document,
      operations: ["now"],
    });
    expect(added.body).toMatchObject({ id: "weather" });
    await vi.waitFor(async () =>
      expect((await b.json("/api/connectors/weather")).status).toBe(200),
    );
    await a.json("/api/integrations/weather", "DELETE");
    await vi.waitFor(async () =>
      expect((await b.json("/api/connectors/weather")).status).toBe(404),
    );
  });

  test("a value that must not be shown is in no record of the other", async () => {
    const [a, b] = servers;
    const value = "a-value-that-nobody-may-read";
    await a.json("/api/functions/tells", "PUT", { code: code(`console.log("It is ${value}");`) });
    // Both have decrypted what there is.
    await b.json("/api/functions/tells/run", "POST", { input: {} });
    await a.json("/api/secrets/QUIET", "PUT", { value, hosts: ["example.com"] });
    await vi.waitFor(async () => {
      const { body } = await b.json("/api/functions/tells/run", "POST", { input: {} });
      expect(JSON.stringify(body)).not.toContain(value);
    });
  });

  test("files of functions are kept by all", async () => {
    const [a, b] = servers;
    const fileAtB = join(b.dataDir, "functions", "mirrored", "entry.ts");
    await a.json("/api/functions/mirrored", "PUT", { code: code("") });
    await vi.waitFor(() => expect(existsSync(fileAtB)).toBe(true));
    const { etag } = (await b.json("/api/functions/mirrored")).body;
    await a.fetch("/api/functions/mirrored", {
      method: "PUT",
      headers: { "content-type": "application/json", "if-match": `"${etag}"` },
      body: JSON.stringify({ code: code('console.log("second");') }),
    });
    await vi.waitFor(() => expect(readFileSync(fileAtB, "utf8")).toContain("second"));
    await a.json("/api/functions/mirrored", "DELETE");
    await vi.waitFor(() => expect(existsSync(fileAtB)).toBe(false));
  });
});

describe("sign-in", () => {
  test("a session that one began is the other's too", async () => {
    const [a, b] = servers;
    const opened = await fetch(`${a.origin}/open/${a.server.openCode}`, { redirect: "manual" });
    // Behind one address the cookie has one name; here it is called after the port.
    const [portA = "", portB = ""] = [a, b].map(({ origin }) => new URL(origin).port);
    const cookie = (opened.headers.get("set-cookie")?.split(";")[0] ?? "").replace(portA, portB);
    expect((await fetch(`${b.origin}/api/chats`)).status).toBe(401);
    expect((await fetch(`${b.origin}/api/chats`, { headers: { cookie } })).status).toBe(200);
  });
});

describe("runs", () => {
  test("of another process are told as they begin and end, can be followed, and ended", async () => {
    const [a, b] = servers;
    await a.json("/api/functions/slowly", "PUT", { code: slowly });
    const list = await eventsOf(b, "/api/runs");
    const ended = a.json("/api/functions/slowly/run", "POST", { input: {} });
    const id: string = await vi.waitFor(() => {
      const begun = list.heard.find((one) => one.event === "started");
      if (!begun) throw new Error("It has not begun.");
      return begun.data.id;
    });
    const followed = await eventsOf(b, `/api/runs/${id}`);
    const cancelled = await b.json(`/api/runs/${id}/cancel`, "POST");
    expect(cancelled.body).toMatchObject({ id, status: "cancelled", cancelledBy: "api" });
    expect((await ended).body).toMatchObject({ status: "cancelled" });
    await vi.waitFor(() => {
      expect(list.heard.at(-1)).toMatchObject({ event: "finished", data: { id } });
      expect(followed.heard.at(-1)).toMatchObject({ event: "end", data: { status: "cancelled" } });
    });
    await Promise.all([list.close(), followed.close()]);
  });

  test("one at a time is one at a time in all processes together", async () => {
    const [a, b] = servers;
    const short = "await new Promise((resolve) => setTimeout(resolve, 150));";
    await a.json("/api/functions/single", "PUT", { code: code(short) });
    const { body: hook } = await a.json("/api/automations", "POST", {
      function: "single",
      trigger: { type: "webhook" },
      settings: { overlap: "queue" },
    });
    const calls = Array.from({ length: 10 }, (_, at) =>
      fetch(`${[a, b][at % 2]?.origin}/hooks/${hook.id}`, {
        method: "POST",
        headers: { authorization: `Bearer ${hook.secret}`, "idempotency-key": `call-${at}` },
        body: "{}",
      }),
    );
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(10).fill(202));
    const done = await vi.waitFor(
      async () => {
        const { body } = await b.json(`/api/automations/${hook.id}/deliveries`);
        expect(body.deliveries.filter(({ status }: any) => status === "succeeded")).toHaveLength(
          10,
        );
        return body.deliveries;
      },
      { timeout: 25_000, interval: 200 },
    );
    const runs = await Promise.all(
      done.map(async ({ run }: any) => (await a.json(`/api/runs/${run}`)).body),
    );
    const spans = runs
      .map(({ startedAt, ms }) => [Date.parse(startedAt), Date.parse(startedAt) + ms] as const)
      .toSorted(([one], [other]) => one - other);
    for (const [at, [from]] of spans.entries())
      expect(from).toBeGreaterThanOrEqual((spans[at - 1]?.[1] ?? 0) - 5);
  }, 40_000);
});

describe("chats", () => {
  test("an answer of one is followed at the other, from its start and to its end", async () => {
    const [a, b] = servers;
    const here = ask(a, "question-shared").then((answer) => answer.text());
    await isAnswering(b, "question-shared");
    const again = await ask(b, "question-shared");
    expect(again.status).toBe(409);
    const there = (await b.fetch("/api/chats/question-shared/stream")).text();
    const chunks = (text: string) =>
      text
        .split("\n\n")
        .filter((part) => part.startsWith("data: "))
        .map((part) => part.slice(6));
    expect(chunks(await there)).toEqual(chunks(await here));
    expect((await b.fetch("/api/chats/question-shared/stream")).status).toBe(204);
    expect(textOf((await b.json("/api/chats/question-shared")).body)).toBe(
      model.wholeOf("question-shared"),
    );
  });

  test("an answer of one is stopped at the other, and what stands is kept", async () => {
    const [a, b] = servers;
    const here = ask(a, "question-stopped").then((answer) => answer.text());
    await isAnswering(b, "question-stopped");
    await sleep(400);
    expect((await b.json("/api/chats/question-stopped/stop", "POST")).body).toEqual({
      stopped: true,
    });
    await here;
    const { body } = await a.json("/api/chats/question-stopped");
    expect(body.running).toBe(false);
    expect(model.wholeOf("question-stopped")).toContain(textOf(body));
    expect(textOf(body)).not.toBe(model.wholeOf("question-stopped"));
  });

  test("a server that is stopped hands its answer over, and the message goes on as the same", async () => {
    const [a] = servers;
    const third = await open();
    void ask(third, "question-handed").then((answer) => answer.text().catch(() => ""));
    await isAnswering(a, "question-handed");
    await sleep(400);
    await third.close();
    await vi.waitFor(
      async () => {
        const { body } = await a.json("/api/chats/question-handed");
        expect(body.running).toBe(false);
        expect(body.messages).toHaveLength(2);
        expect(textOf(body)).toBe(model.wholeOf("question-handed"));
      },
      { timeout: 15_000, interval: 100 },
    );
  }, 30_000);
});

async function isAnswering(server: TestServer, id: string): Promise<void> {
  await vi.waitFor(async () =>
    expect((await server.json(`/api/chats/${id}`)).body.running).toBe(true),
  );
}

interface HeardEvent {
  readonly event: string;
  readonly data: any;
}

async function eventsOf(server: TestServer, path: string) {
  const stop = new AbortController();
  const answer = await server.fetch(path, {
    headers: { accept: "text/event-stream" },
    signal: stop.signal,
  });
  const heard: HeardEvent[] = [];
  const reading = (async () => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const bytes of answer.body ?? []) {
      rest += decoder.decode(bytes, { stream: true });
      const parts = rest.split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) {
        const event = /^event: (.*)$/m.exec(part)?.[1];
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (event !== undefined) heard.push({ event, data: JSON.parse(data ?? "null") });
      }
    }
  })().catch(() => {});
  return {
    heard,
    async close() {
      stop.abort();
      await reading;
    },
  };
}
