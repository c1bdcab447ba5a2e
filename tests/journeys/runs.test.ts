import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ReadEvent, allOf, eventsOf } from "../support/events.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Runs over HTTP: what is kept of them, how they are watched, found, repeated and ended. */
let server: TestServer;

const code = `
interface Input { readonly text?: string; readonly wait?: boolean; readonly long?: number }

async function answer(request: Request): Promise<Response> {
  const raw = await request.text();
  const isJson = (request.headers.get("content-type") ?? "").includes("json");
  const input: Input = isJson ? JSON.parse(raw) : {};
  console.log("got", input.text ?? raw, new URL(request.url).search);
  if (input.wait) {
    await fetch("https://slack.com/api/auth.test", { method: "POST" });
    console.warn("waiting");
    await new Promise((resolve) => {
      request.signal.addEventListener("abort", resolve);
    });
  }
  if (input.text === "fail") throw new Error("It was told to fail: " + raw);
  return Response.json({ text: input.text ?? raw, more: "x".repeat(input.long ?? 0) });
}

export default answer;
`;

beforeAll(async () => {
  server = await startServer();
  await put("echo", code);
});
afterAll(() => server.close());

async function put(name: string, text: string) {
  const { etag } = (await server.json(`/api/functions/${name}`)).body;
  const answer = await server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...(etag ? { "if-match": `"${etag}"` } : { "if-none-match": "*" }),
    },
    body: JSON.stringify({ code: text }),
  });
  expect([200, 201]).toContain(answer.status);
}

const run = async (input: unknown) =>
  (await server.json("/api/functions/echo/run", "POST", { input })).body;
const show = async (id: string) => (await server.json(`/api/runs/${id}`)).body;
const list = async (query = "") => (await server.json(`/api/runs?${query}`)).body;
const events = (path: string, headers: Record<string, string> = {}) =>
  server.fetch(path, { headers: { accept: "text/event-stream", ...headers } });

/** A run that goes on until it is ended; as soon as it waits. */
async function startWaiting(text = "wait") {
  const watching = await events("/api/runs?function=echo");
  const asked = server.fetch("/functions/echo", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, wait: true }),
  });
  asked.catch(() => {});
  let id = "";
  for await (const { event, data } of eventsOf(watching)) {
    if (event === "started") ({ id } = data);
    if (id) break;
  }
  for await (const { event, data } of eventsOf(await events(`/api/runs/${id}`))) {
    if (event === "log" && data.message === "waiting") break;
    if (event === "run" && data.logs.some(({ message }: any) => message === "waiting")) break;
  }
  return { id, asked };
}

describe("the record", () => {
  test("has the phases by their names, and adds up", async () => {
    const { phases, ms } = await run({ text: "hi" });
    expect(Object.keys(phases)).toEqual(["queue", "start", "run"]);
    expect(phases.queue + phases.start + phases.run).toBeCloseTo(ms, 0);
  });

  test.each([
    ["JSON", "application/json", '{"text":"by http"}', { text: "by http" }],
    ["a form", "application/x-www-form-urlencoded", "a=1&b=2", "a=1&b=2"],
    ["text", "text/plain", "plain", "plain"],
  ])("has what a call brings: %s", async (_, type, body, input) => {
    const answer = await server.fetch("/functions/echo?x=1&token=abc", {
      method: "POST",
      headers: { "content-type": type },
      body,
    });
    const text = JSON.parse(await answer.text());
    const id = answer.headers.get("patchbay-run") ?? "";
    await expect.poll(async () => (await show(id)).status, { timeout: 10_000 }).toBe("succeeded");
    expect(await show(id)).toMatchObject({
      trigger: "http",
      input,
      output: text,
      request: { method: "POST", path: "/functions/echo?x=1&token=redacted", contentType: type },
    });
  });

  test("holds no credential, and the caller still gets what it is due", async () => {
    const token = ["xoxb", "1234567890", "verysecretpart"].join("-");
    const value = "correct horse battery";
    await server.json("/api/secrets/ACME_KEY", "PUT", { value, hosts: ["acme.example"] });
    const given = { text: `${token} and ${value}` };
    const answered = await run(given);
    expect(answered.output.text).toBe(given.text);
    const kept = await show(answered.id);
    expect(kept).toMatchObject({
      input: { text: "[redacted] and [redacted]" },
      output: { text: "[redacted] and [redacted]" },
      lost: { input: "redacted", output: "redacted" },
      logs: [{ message: "got [redacted] and [redacted] " }],
    });
    const failed = await run({ text: "fail", note: value });
    expect((await show(failed.id)).error.message).toContain('"note":"[redacted]"');
    expect(JSON.stringify(await list())).not.toMatch(/verysecretpart|correct horse/);
    const { status, body } = await server.json(`/api/runs/${answered.id}/replay`, "POST");
    expect([status, body.type]).toEqual([409, "urn:patchbay:run/not-replayable"]);
    expect(body.detail).toContain("held a credential");
  });

  test("says that it holds only the beginning", async () => {
    const { id } = await run({ text: "long", long: 300 * 1024 });
    const kept = await show(id);
    expect(kept.lost).toEqual({ output: "cut" });
    expect(kept.output).toHaveLength(256 * 1024);
    expect(kept.output.slice(0, 15)).toBe('{"text":"long",');
  });
});

describe("live", () => {
  test("a run is seen from its start to its end, with logs and calls as they come", async () => {
    const { id } = await startWaiting("watched");
    expect(await show(id)).toMatchObject({
      status: "running",
      ms: null,
      calls: [{ refused: expect.any(String) }],
      logs: [{ level: "info" }, { level: "warn", message: "waiting" }],
    });
    const seen: ReadEvent[] = [];
    const watching = await events(`/api/runs/${id}`);
    for await (const one of eventsOf(watching)) {
      seen.push(one);
      if (one.event === "run") await server.json(`/api/runs/${id}/cancel`, "POST");
    }
    expect(seen.map(({ event }) => event)).toEqual(["run", "end"]);
    expect(seen.at(-1)?.data).toMatchObject({ id, status: "cancelled" });
    // Who was there before hears each of them by itself.
    const again = await startWaiting("again");
    const { value: first } = await eventsOf(await events(`/api/runs/${again.id}`)).next();
    const after = await events(`/api/runs/${again.id}`, { "last-event-id": "0" });
    await server.json(`/api/runs/${again.id}/cancel`, "POST");
    const heard = await allOf(after);
    expect(heard.map(({ event, data }) => (event === "phase" ? data.phase : event))).toEqual([
      "start",
      "run",
      "log",
      "call",
      "call",
      "call",
      "log",
      "end",
    ]);
    expect(first?.data.logs).toHaveLength(2);
    const missed = await events(`/api/runs/${again.id}`, { "last-event-id": heard[3]?.id ?? "" });
    // It is over by now: all of it, once more.
    expect((await allOf(missed)).map(({ event }) => event)).toEqual(["run", "end"]);
    expect((await events(`/api/runs/${again.id}`, { "last-event-id": "end" })).status).toBe(204);
  });

  test("a list tells which start and finish, by its filter, and goes on where it was", async () => {
    await put("other", code);
    const watching = eventsOf(await events("/api/runs?function=echo&status=succeeded,failed"));
    await server.json("/api/functions/other/run", "POST", { input: {} });
    const failed = await run({ text: "fail" });
    const { value: first } = await watching.next();
    expect(first).toMatchObject({ event: "finished", data: { id: failed.id, status: "failed" } });
    expect(first.data).not.toHaveProperty("logs");
    await watching.return(undefined);
    const next = await run({ text: "next" });
    const resumed = eventsOf(
      await events("/api/runs?function=echo", { "last-event-id": first.id }),
    );
    expect((await resumed.next()).value).toMatchObject({ event: "started", data: { id: next.id } });
    expect((await resumed.next()).value).toMatchObject({ event: "finished" });
    await resumed.return(undefined);
    const foreign = eventsOf(await events("/api/runs", { "last-event-id": "list_x.7" }));
    expect((await foreign.next()).value).toMatchObject({ event: "reset" });
    await foreign.return(undefined);
  });
});

describe("found again", () => {
  test("by function, status, trigger, time and text, page by page", async () => {
    const from = new Date().toISOString();
    for (const text of ["needle one", "fail", "needle two"]) await run({ text });
    const ids = async (query: string) =>
      (await list(`function=echo&from=${from}&${query}`)).runs.map(({ input }: any) => input.text);
    expect(await ids("")).toEqual(["needle two", "fail", "needle one"]);
    expect(await ids("status=failed,timed-out")).toEqual(["fail"]);
    expect(await ids("trigger=http")).toEqual([]);
    expect(await ids("text=NEEDLE")).toEqual(["needle two", "needle one"]);
    expect(await ids("text=told%20to")).toEqual(["fail"]);
    expect(await ids(`to=${from}`)).toEqual([]);
    const first = await list(`from=${from}&limit=2&fields=summary`);
    expect(first.runs[0]).not.toHaveProperty("calls");
    expect(first.next).toBe(first.runs[1].id);
    const rest = await list(`from=${from}&limit=2&before=${first.next}`);
    expect(rest.runs.map(({ input }: any) => input.text)).toEqual(["needle one"]);
    expect(rest.next).toBeUndefined();
    const wrong = await server.json("/api/runs?status=lost");
    expect([wrong.status, wrong.body.where]).toEqual([400, "status.0"]);
  });
});

describe("repeated and ended", () => {
  const ended = async (id: string) => {
    const heard = await allOf(await events(`/api/runs/${id}`));
    return heard.at(-1)?.data;
  };

  test("a replay runs what is current now with what was given then", async () => {
    await put("twice", code);
    const input = { input: { text: "again" } };
    const before = (await server.json("/api/functions/twice/run", "POST", input)).body;
    await put("twice", code.replace('"got"', '"now got"'));
    const { status, body } = await server.json(`/api/runs/${before.id}/replay`, "POST");
    expect([status, body.status, body.version]).toEqual([202, "running", 2]);
    expect(await ended(body.id)).toMatchObject({
      trigger: "replay",
      replayOf: before.id,
      version: 2,
      status: "succeeded",
      output: before.output,
      logs: [{ message: "now got again " }],
    });
    const same = await server.json(`/api/runs/${before.id}/replay`, "POST", { version: "same" });
    expect([same.status, same.body.type]).toEqual([409, "urn:patchbay:run/changed"]);
    expect((await server.json("/api/runs/run_x/replay", "POST")).status).toBe(404);
  });

  test("a call is repeated as it was sent", async () => {
    const answer = await server.fetch("/functions/echo?page=2", {
      method: "PUT",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "a=1",
    });
    const output = await answer.json();
    const { body } = await server.json(
      `/api/runs/${answer.headers.get("patchbay-run")}/replay`,
      "POST",
    );
    const { output: repeated, logs, request } = await ended(body.id);
    expect(repeated).toEqual(output);
    expect(logs[0].message).toBe("got a=1 ?page=2");
    expect(request.method).toBe("PUT");
  });

  test("who ends a run is on record, and what is over is not ended", async () => {
    const { id, asked } = await startWaiting();
    const { status, body } = await server.json(`/api/runs/${id}/cancel`, "POST", { by: "cli" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "cancelled",
      cancelledBy: "cli",
      error: { message: "The run was cancelled from the command line." },
    });
    expect((await asked).status).toBe(499);
    expect(await show(id)).toEqual(body);
    const again = await server.json(`/api/runs/${id}/cancel`, "POST");
    expect([again.status, again.body.type]).toEqual([409, "urn:patchbay:run/over"]);
    expect(again.body.detail).toContain("it was cancelled");
  });
});
