import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Listening, listen } from "./listen.ts";

let listening: Listening;
afterEach(() => listening.close());

const patient = {
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
};

async function open(limits = patient) {
  const serve = async (request: Request, { address }: { readonly address?: string | undefined }) =>
    Response.json({ address, body: await request.text() });
  listening = await listen(serve, { host: "127.0.0.1", port: 0 }, limits);
}

/** What is answered to bytes that a client sends and then waits. */
function answerTo(sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(listening.port, "127.0.0.1", () => socket.write(sent));
    let got = "";
    socket.on("data", (chunk) => {
      got += String(chunk);
      if (got.includes("address")) socket.destroy();
    });
    socket.on("close", () => resolve(got));
    socket.on("error", reject);
  });
}

test("says from where a request came", async () => {
  await open();
  const answer = await answerTo("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  expect(answer).toContain('"address":"127.0.0.1"');
});

const hasty = {
  ...patient,
  headersTimeout: 150,
  requestTimeout: 300,
  connectionsCheckingInterval: 50,
};

test.each([
  ["headers that never end", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "],
  [
    "a body that never ends",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nonly this much",
  ],
])("gives up on %s", async (_, sent) => {
  await open(hasty);
  expect(await answerTo(sent)).toMatch(/^HTTP\/1\.1 408 /);
});

test("takes no more headers than a client needs", async () => {
  await open();
  const header = `X-Long: ${"x".repeat(17 * 1024)}`;
  expect(await answerTo(`GET / HTTP/1.1\r\nHost: a\r\n${header}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  );
});
