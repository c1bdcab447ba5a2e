import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOutbound } from "./outbound.ts";

let origin: string;
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? "");
  if (request.url === "/redirect") response.writeHead(302, { location: "/elsewhere" }).end();
  else if (request.url === "/silent") return;
  else response.end("hello");
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const outbound = () =>
  createOutbound({ fetch, allowInsecureOrigin: (candidate) => candidate === origin });

test("plain http goes only to origins that were named", async () => {
  expect(await (await outbound()(`${origin}/`)).text()).toBe("hello");
  const closed = createOutbound({ fetch, allowInsecureOrigin: () => false });
  await expect(closed(`${origin}/`)).rejects.toMatchObject({ code: "outbound/refused" });
});

test("a redirect is handed back, not followed", async () => {
  const response = await outbound()(`${origin}/redirect`);
  expect(response.status).toBe(302);
  expect(asked).not.toContain("/elsewhere");
});

test.each(["file:///etc/passwd", "ftp://example.com", "data:text/plain,x"])(
  "%s is refused",
  async (address) => {
    await expect(outbound()(address)).rejects.toMatchObject({ code: "outbound/refused" });
  },
);

test("an address with a password is refused without naming it", async () => {
  const refused = outbound()("https://user:hunter2@example.com/");
  await expect(refused).rejects.toMatchObject({ code: "outbound/refused" });
  await expect(refused).rejects.not.toThrow("hunter2");
});

test("no answer in time is said so", async () => {
  await expect(outbound()(`${origin}/silent`, { timeoutMs: 30 })).rejects.toThrow(
    "no answer within 30 ms",
  );
});

test("without a timer of its own a call ends by the caller's signal alone", async () => {
  const call = { skipTimeout: true, timeoutMs: 1 };
  const signal = AbortSignal.timeout(100);
  await expect(outbound()(`${origin}/silent`, { ...call, signal })).rejects.toMatchObject({
    name: "TimeoutError",
  });
  await expect(outbound()(`${origin}/silent`, call)).rejects.toThrow("no answer within 1 ms");
});

test("the caller's own abort stays the caller's", async () => {
  const abort = new AbortController();
  const pending = outbound()(`${origin}/silent`, { signal: abort.signal });
  abort.abort();
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
});
