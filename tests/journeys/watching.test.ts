import { readFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCommandLine } from "../support/command-line.ts";

/** What a collector of traces is sent, a span each: OTLP over HTTP, as JSON. */
interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

const spans: Span[] = [];
let sent = "";
let collector: Server;
let terminal: ReturnType<typeof openCommandLine>;
let name: string;

const url = (): string =>
  JSON.parse(readFileSync(join(terminal.dataDir, "server.json"), "utf8")).url;
const key = () => readFileSync(join(terminal.dataDir, "api-key"), "utf8").trim();
const metricsToken = "metrics-for-prometheus";
const ask = (path: string, bearer: string, init: RequestInit = {}) =>
  fetch(new URL(path, url()), {
    ...init,
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
  });

beforeAll(async () => {
  collector = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      sent += body;
      const { resourceSpans } = JSON.parse(body);
      for (const { scopeSpans } of resourceSpans)
        for (const scope of scopeSpans) spans.push(...scope.spans);
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  terminal = openCommandLine({
    LOG_FORMAT: "json",
    METRICS_TOKEN: metricsToken,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
  });
  await terminal.start();
  const made = await terminal.run([
    "chat",
    "Send a Slack message to #product-updates when this function runs",
    "--yes",
    "--json",
  ]);
  name = JSON.parse(made.stdout).functions[0].name;
});
afterAll(async () => {
  await terminal.close();
  collector.close();
});

test("every answer names its request, and so do the lines of the log", async () => {
  const answer = await ask("/api/functions/nobody", key());
  const id = answer.headers.get("x-request-id");
  expect(id).toMatch(/^req_/);
  const lines = terminal
    .log()
    .split("\n")
    .filter((one) => one.startsWith("{"));
  const line = lines.map((one) => JSON.parse(one)).find(({ request }) => request === id);
  expect(line).toMatchObject({
    level: "info",
    message: "request",
    method: "GET",
    route: "/api/functions/:name",
    status: 404,
  });
});

test("metrics are for whoever manages the server, and for the token that opens nothing else", async () => {
  await ask(`/functions/${name}`, key(), { method: "POST", body: JSON.stringify({ text: "hi" }) });
  expect((await ask("/metrics", "wrong")).status).toBe(401);
  expect((await ask("/api/functions", metricsToken)).status).toBe(401);
  const lesser = await ask("/api/keys", key(), {
    method: "POST",
    body: JSON.stringify({ name: "Reader", scopes: ["read"] }),
  });
  const { key: reader }: any = await lesser.json();
  // Who is known and may not is told so, and not to sign in.
  expect((await ask("/metrics", reader)).status).toBe(403);
  const metrics = await (await ask("/metrics", metricsToken)).text();
  expect((await ask("/metrics", key())).status).toBe(200);
  expect(metrics).toMatch(
    /patchbay_run_duration_seconds_count\{status="succeeded",kind="run"\} \d/,
  );
  expect(metrics).toMatch(
    /patchbay_http_request_duration_seconds_count\{method="POST",route="\/functions\/:name",status="200"\} 1/,
  );
  expect(metrics).toMatch(/patchbay_outbound_request_duration_seconds_count\{host="slack.com|127/);
  expect(metrics).toContain('patchbay_connections{status="active"} 1');
  expect(metrics).toMatch(/patchbay_model_tokens_total\{model="[^"]+",direction="input"\}/);
  expect(metrics).toContain("process_resident_memory_bytes");
  expect(metrics).not.toContain(name);
});

test("who is told to stop answers what was asked, then goes", async () => {
  await ask("/api/sandbox/slack/levers", key(), {
    method: "POST",
    body: JSON.stringify({ lever: "delay", ms: 1500 }),
  });
  const address = url();
  const asked = ask(`/functions/${name}`, key(), {
    method: "POST",
    body: JSON.stringify({ text: "the last" }),
  });
  const readyz = () => fetch(new URL("/readyz", address)).then(({ status }) => status);
  expect(await readyz()).toBe(200);
  // The call is on its way once its run is on record.
  await expect
    .poll(async () => (await ask("/api/runs?status=running", key())).text())
    .toContain('"status":"running"');
  const [code, answer] = await Promise.all([terminal.stop(), asked]);
  expect([code, answer.status]).toEqual([0, 200]);
  await expect(readyz()).rejects.toThrow();
});

test("a trace leads from the request to the run and to the provider, without what was said", () => {
  const request = spans.findLast((span) => span.name === "POST /functions/:name");
  const trace = spans.filter((span) => span.traceId === request?.traceId);
  expect(trace.map((span) => span.name)).toEqual(
    expect.arrayContaining([`run ${name}`, expect.stringMatching(/^POST /)]),
  );
  expect(
    trace.some(({ attributes }) => attributes.some(({ key: k }) => k === "server.address")),
  ).toBe(true);
  // The model's calls are there, and nothing of what it was told.
  expect(spans.some((span) => span.name.startsWith("chat "))).toBe(true);
  expect(sent).not.toContain("the last");
  expect(sent).not.toContain("#product-updates");
  expect(sent).not.toContain(key());
});
