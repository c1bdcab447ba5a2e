import { Hono } from "hono";
import { expect, test } from "vitest";
import { z } from "zod";
import { PatchbayError } from "../core/errors.ts";
import { type Log, silentLog } from "../core/log.ts";
import { createMetrics } from "../telemetry/metrics.ts";
import { observeRequests } from "./observe.ts";
import { answerProblem } from "./problem.ts";

test("who is to come again later is told when, in the header that clients read", async () => {
  const app = new Hono();
  app.onError((error, c) => answerProblem(error, c, silentLog));
  app.post("/", () => {
    throw new PatchbayError("hook/full", "Send it again.", { extra: { retryAfter: 60 } });
  });
  const answer = await app.request("/", { method: "POST" });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
  expect(await answer.json()).toMatchObject({ type: "urn:patchbay:hook/full", retryAfter: 60 });
});

test("a fault names its request, which the log tells of and the answer does not", async () => {
  const lines: string[] = [];
  const log: Log = { write: (level, message) => lines.push(`${level} ${message}`) };
  const metrics = createMetrics("0");
  const app = new Hono();
  app.onError((error, c) => answerProblem(error, c, log));
  app.use(observeRequests({ metrics, log, logsRequests: false }));
  app.get("/things/:id", () => {
    throw new Error("the disk is full");
  });
  const answer = await app.request("/things/7");
  const { request, detail } = z
    .object({ request: z.string(), detail: z.string() })
    .parse(await answer.json());
  expect(answer.headers.get("x-request-id")).toBe(request);
  expect(detail).toContain(request);
  expect(detail).not.toContain("disk");
  expect(lines).toEqual([expect.stringContaining("GET /things/7: Error: the disk is full")]);
  expect(await metrics.read()).toContain(
    'patchbay_http_request_duration_seconds_count{method="GET",route="/things/:id",status="500"} 1',
  );
});

test("hosts beyond the first two hundred are counted together", async () => {
  const metrics = createMetrics("0");
  for (let n = 0; n < 300; n += 1)
    metrics.sent({ host: `h${n}.example`, method: "GET", status: 200 }, 1);
  const text = await metrics.read();
  expect(text.match(/_count\{host="h\d/g)).toHaveLength(200);
  expect(text).toContain('_count{host="other",method="GET",status="200"} 100');
});
