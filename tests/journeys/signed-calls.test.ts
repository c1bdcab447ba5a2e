import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { passingTime } from "../support/passing-time.ts";
import { type TestServer, startServer } from "../support/server.ts";

let server: TestServer;
let secret: string;
let calls = 0;
const time = passingTime();

beforeAll(async () => {
  server = await startServer({}, undefined, undefined, time);
  for (const [name, code] of [
    ["echo", "async (request) => Response.json({ got: await request.json() })"],
    ["other", "async () => Response.json({})"],
    ["broken", "async () => new Response(null, { status: 503 })"],
  ])
    await server.json(`/api/functions/${name}`, "PUT", { code: `export default ${code};\n` });
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.json("/api/functions/echo/signing-secret", "DELETE");
  secret = (await server.json("/api/functions/echo/signing-secret", "POST")).body.secret;
});

interface Sent {
  readonly name?: string;
  readonly id?: string;
  readonly at?: number;
  readonly by?: string;
  readonly body?: string;
  /** What is sent in place of what was signed. */
  readonly sent?: string;
  readonly path?: string;
  readonly method?: string;
}
/** A call as the reference libraries of Standard Webhooks sign it. */
async function call({ name = "echo", by = secret, body = '{"n":1}', ...more }: Sent = {}) {
  const { id = `msg_${(calls += 1)}`, at = time.clock.now() } = more;
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(by.replace("whsec_", ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  const method = more.method ?? "POST";
  const response = await fetch(new URL(more.path ?? `/functions/${name}`, server.origin), {
    method,
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
    ...(method === "GET" ? {} : { body: more.sent ?? body }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

test("a signed call needs no key, and gives the function what was signed", async () => {
  expect(await call({ body: '{"n":"ü"}' })).toEqual({ status: 200, body: { got: { n: "ü" } } });
  const { body } = await server.json("/api/functions/echo/signing-secret");
  expect(body).toEqual({ isThere: true, createdAt: expect.any(String) });
});

test.each<[string, () => Sent]>([
  ["another body", () => ({ sent: '{"n":2}' })],
  ["another secret", () => ({ by: `whsec_${Buffer.alloc(32).toString("base64")}` })],
  ["a time that is over", () => ({ at: time.clock.now() - 6 * 60_000 })],
  ["a time that is to come", () => ({ at: time.clock.now() + 6 * 60_000 })],
  ["another function", () => ({ name: "other" })],
  ["a function that does not exist", () => ({ name: "nothing" })],
  ["an input in the query", () => ({ path: "/functions/echo?n=2" })],
  ["another method", () => ({ method: "GET", body: "" })],
])("refused: %s", async (_, sent) => {
  const { status, body } = await call(sent());
  expect([status, body.type]).toEqual([401, "urn:patchbay:request/bad-signature"]);
});

test("a signature opens nothing but the function", async () => {
  for (const path of ["/api/status", "/api/functions/echo/run", "/mcp", "/api/keys"])
    expect((await call({ path })).status).toBe(401);
});

test("a call that somebody recorded is taken once, however it is sent again", async () => {
  const id = "msg_recorded";
  expect((await call({ id })).status).toBe(200);
  expect(await call({ id })).toMatchObject({ status: 409 });
  time.pass(4 * 60_000);
  expect((await call({ id })).status).toBe(409);
  const twice = await Promise.all([call({ id: "msg_twice" }), call({ id: "msg_twice" })]);
  expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409]);
});

test("one that came to nothing may be sent again under its id", async () => {
  const by = (await server.json("/api/functions/broken/signing-secret", "POST")).body.secret;
  const sent = { name: "broken", id: "msg_broken", by };
  expect((await call(sent)).status).toBe(503);
  expect((await call(sent)).status).toBe(503);
});

test("a secret that is replaced counts for a day more, and one that ended does not", async () => {
  const before = secret;
  const { body } = await server.json("/api/functions/echo/signing-secret", "POST");
  expect((await call({ by: before })).status).toBe(200);
  expect((await call({ by: body.secret })).status).toBe(200);
  time.pass(24 * 60 * 60_000 + 1);
  expect((await call({ by: before })).status).toBe(401);
  expect((await call({ by: body.secret })).status).toBe(200);
  await server.json("/api/functions/echo/signing-secret", "DELETE");
  expect((await call({ by: body.secret })).status).toBe(401);
});
