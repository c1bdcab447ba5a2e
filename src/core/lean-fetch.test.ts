import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeanFetch } from "./lean-fetch.ts";

let origin: string;
let closed = 0;
const server = createServer((request, response) => {
  response.on("close", () => closed++);
  if (request.url === "/echo") {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { host: _, connection: __, ...headers } = request.headers;
      const text = JSON.stringify({
        method: request.method,
        headers,
        body: Buffer.concat(chunks).toString(),
      });
      response
        .writeHead(201, "Made", {
          "content-length": Buffer.byteLength(text),
          "set-cookie": ["a=1", "b=2"],
        })
        .end(text);
    });
  } else if (request.url === "/stream") {
    response.write("first");
    server.once("go-on", () => response.end(" second"));
  } else if (request.url === "/redirect") response.writeHead(302, { location: "/echo" }).end();
  else if (request.url === "/empty") response.writeHead(204).end();
  else response.write("never ends");
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const leanFetch = createLeanFetch();

test("method, headers and bytes arrive; status, headers and body come back", async () => {
  const body = new TextEncoder().encode("über");
  const response = await leanFetch(`${origin}/echo`, {
    method: "PATCH",
    headers: { "x-own": "1" },
    body,
  });
  expect([response.status, response.statusText]).toEqual([201, "Made"]);
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(await response.json()).toEqual({
    method: "PATCH",
    headers: { "x-own": "1", "accept-encoding": "identity", "content-length": "5" },
    body: "über",
  });
});

test("what has no known length streams", async () => {
  const response = await leanFetch(`${origin}/stream`);
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("first");
  server.emit("go-on");
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(" second");
  expect((await reader?.read())?.done).toBe(true);
});

test("a redirect and an empty answer come back as they are", async () => {
  const redirect = await leanFetch(`${origin}/redirect`);
  expect([redirect.status, redirect.headers.get("location")]).toEqual([302, "/echo"]);
  expect((await leanFetch(`${origin}/empty`)).status).toBe(204);
});

test("an abort ends the request, also while the body comes", async () => {
  const before = closed;
  const abort = new AbortController();
  const response = await leanFetch(`${origin}/endless`, { signal: abort.signal });
  abort.abort();
  await expect(response.text()).rejects.toThrow();
  await expect.poll(() => closed).toBeGreaterThan(before);
  const gone = new AbortController();
  gone.abort();
  await expect(leanFetch(`${origin}/echo`, { signal: gone.signal })).rejects.toMatchObject({
    name: "AbortError",
  });
});

test("a body that is no bytes is refused", async () => {
  await expect(leanFetch(`${origin}/echo`, { method: "POST", body: "text" })).rejects.toThrow(
    "must be bytes",
  );
});
