import { expect, test } from "vitest";
import { createLog } from "./log.ts";
import { forRequest } from "./request-id.ts";

const now = () => new Date("2026-11-30T10:00:00Z");

test("a person reads a line, a program an object; both name the request", async () => {
  const lines: string[] = [];
  const [text, json] = (["text", "json"] as const).map((format) =>
    createLog(format, now, (line) => lines.push(line)),
  );
  await forRequest("req_1", async () => {
    await Promise.resolve();
    text?.write("warn", "It rains", { status: 500 });
    json?.write("warn", "It rains", { status: 500 });
  });
  text?.write("info", "Nobody asked");
  expect(lines).toEqual([
    "warn: It rains (req_1)",
    '{"time":"2026-11-30T10:00:00.000Z","level":"warn","message":"It rains","request":"req_1","status":500}',
    "info: Nobody asked",
  ]);
});

test("what looks like a credential is blotted out, and a line stays a line", () => {
  const lines: string[] = [];
  const log = createLog("json", now, (line) => lines.push(line));
  log.write("error", 'one\ntwo "xoxb-1234567890-abc"', { token: "Bearer abc.def" });
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    message: 'one\ntwo "[redacted]"',
    token: "[redacted]",
  });
});
