import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openChat, partsOf, settled, writtenName } from "../support/chat.ts";
import { connect } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A sentence becomes a function that a sender starts; what goes wrong is kept and started again. */
let server: TestServer;
let name: string;
let id: string;
let hook: string;
let secret: string;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const automation = async () => (await server.json(`/api/automations/${id}`)).body;
const deliveries = async (query = "") =>
  (await server.json(`/api/automations/${id}/deliveries${query}`)).body.deliveries;

/** The machine may be busy. */
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000 });

/** A sender that has nothing but the secret. */
function send(body: string, more: Record<string, string> = {}, key = secret) {
  const [messageId, timestamp] = [randomUUID(), String(Math.floor(Date.now() / 1000))];
  const given = { "webhook-id": messageId, "webhook-timestamp": timestamp, ...more };
  const signature = createHmac("sha256", Buffer.from(key.slice("whsec_".length), "base64"))
    .update(`${given["webhook-id"]}.${given["webhook-timestamp"]}.${body}`)
    .digest("base64");
  const headers = {
    "content-type": "application/json",
    "webhook-signature": `v1,${signature}`,
    ...given,
  };
  return fetch(hook, { method: "POST", body, headers });
}

async function posted(): Promise<readonly string[]> {
  const { body } = await server.json("/api/status");
  const inspector = body.providers.find((one: { id: string }) => one.id === "slack").inspector;
  const state = (await (await fetch(new URL("/_sandbox/state", inspector))).json()) as any;
  return state.channels
    .find((channel: { name: string }) => channel.name === "general")
    .messages.map(({ text }: { text: string }) => text);
}

test("a sentence about a webhook makes an automation, which says what it waits for", async () => {
  const chat = openChat(server, "webhook");
  await chat.sendMessage({ text: "When a webhook is called, send its text to #general in Slack" });
  const [card] = partsOf(chat, "tool-request_connection");
  await connect(server, card?.input?.request ?? "");
  await chat.addToolOutput({
    tool: "request_connection",
    toolCallId: card?.toolCallId ?? "",
    output: { status: "granted", missing: [], brokenSteps: [] },
  });
  await settled(chat);
  name = writtenName(chat);
  const { automations } = (await server.json(`/api/automations?function=${name}`)).body;
  expect(automations).toMatchObject([
    {
      function: name,
      origin: "flow",
      trigger: { type: "webhook" },
      status: "waiting",
      reason: expect.stringContaining("no secret yet"),
      settings: { overlap: "parallel", attempts: 5 },
    },
  ]);
  ({ id, hook } = automations[0]);
  expect(hook).toBe(`${server.origin}/hooks/${id}`);
  expect((await fetch(hook, { method: "POST" })).status).toBe(401);
  expect((await fetch(hook)).status).toBe(404);
  ({ secret } = (await server.json(`/api/automations/${id}/secret`, "POST")).body);
  expect(secret).toMatch(/^whsec_/);
  expect(await automation()).toMatchObject({ status: "active", reason: null });
  expect(JSON.stringify(await automation())).not.toContain(secret);
});

test("a signed call starts the function with what it says, and the same call starts it once", async () => {
  const key = { "webhook-id": "msg_1" };
  const first = await send('{"webhook":"Printer on fire"}', key);
  expect(first.status).toBe(202);
  const { delivery, duplicate } = (await first.json()) as any;
  expect(duplicate).toBe(false);
  const again = await send('{"webhook":"Printer on fire"}', key);
  expect([again.status, await again.json()]).toEqual([202, { delivery, duplicate: true }]);
  await eventually(async () =>
    expect(await deliveries()).toMatchObject([{ id: delivery, key: "msg_1", status: "succeeded" }]),
  );
  expect((await posted()).filter((text) => text.includes("Printer on fire"))).toHaveLength(1);
  const [{ run }] = await deliveries();
  expect((await server.json(`/api/runs/${run}`)).body).toMatchObject({
    function: name,
    trigger: "webhook",
    automation: { id, delivery, attempt: 1 },
    input: { webhook: "Printer on fire" },
  });
});

test("who does not know the secret learns what is accepted and nothing else", async () => {
  const wrong = await send("{}", {}, "whsec_AAAA");
  expect(wrong.status).toBe(401);
  const refused: any = await wrong.json();
  expect(refused).toMatchObject({
    type: "urn:patchbay:hook/refused",
    detail: expect.stringContaining("Standard Webhooks"),
  });
  const late = await send("{}", { "webhook-timestamp": "1000000000" });
  expect(await late.json()).toEqual(refused);
  expect((await fetch(`${hook}0`, { method: "POST" })).status).toBe(404);
  expect((await send("x".repeat(1024 * 1024 + 1))).status).toBe(413);
  const foreign = await send("{}", { origin: "https://evil.test" });
  expect(foreign.status).toBe(403);
});

test("what is no JSON comes as text, a form as an object, and a list as a list", async () => {
  const bearer = (type: string, body: string) =>
    fetch(hook, {
      method: "POST",
      body,
      headers: { authorization: `Bearer ${secret}`, "content-type": type },
    });
  await bearer("application/x-www-form-urlencoded", "webhook=Of+a+form&tag=a&tag=b");
  await bearer("text/plain", "plain");
  await bearer("application/json", "[1]");
  // What succeeds ends an alert: none of it may come into the next test.
  await eventually(async () => {
    const found: { status: string; attempts: number }[] = await deliveries("?limit=3");
    expect(found.map(({ status, attempts }) => [status, attempts])).toEqual([
      ["waiting", 1],
      ["waiting", 1],
      ["succeeded", 1],
    ]);
  });
  const payloads = (await deliveries()).map(({ payload }: { payload: unknown }) => payload);
  expect(payloads.slice(0, 3)).toEqual([[1], "plain", { webhook: "Of a form", tag: ["a", "b"] }]);
});

test("a start that is given up is kept with why, and can be started again", async () => {
  await server.json(`/api/automations/${id}`, "PATCH", {
    settings: { attempts: 1, alertAfter: 1 },
  });
  expect((await send('{"webhook":7}')).status).toBe(202);
  await eventually(async () => {
    const [dead] = await deliveries("?status=dead&limit=1");
    expect(dead).toMatchObject({ payload: { webhook: 7 }, attempts: 1 });
  });
  const [dead] = await deliveries("?status=dead&limit=1");
  expect(dead.error).toContain('"webhook" must be a text');
  await eventually(async () =>
    expect((await automation()).alert).toMatchObject({
      message: expect.stringContaining("given up"),
    }),
  );
  const replayed = await server.json(`/api/deliveries/${dead.id}/replay`, "POST");
  expect(replayed.status).toBe(200);
  await eventually(async () => {
    const again = (await server.json(`/api/deliveries/${dead.id}`)).body;
    expect(again).toMatchObject({ status: "dead" });
    expect(again.run).not.toBe(dead.run);
  });
  expect((await send('{"webhook":"Well again"}')).status).toBe(202);
  await eventually(async () =>
    expect(await automation()).toMatchObject({ failures: 0, alert: null }),
  );
});

test("the flow stays the one truth: another trigger is a version, and none makes it manual", async () => {
  const before = (await server.json(`/api/functions/${name}`)).body;
  const trigger = { type: "schedule", cron: "0 9 * * 1-5", timezone: "Europe/Berlin" };
  const changed = await server.json(`/api/automations/${id}`, "PATCH", { trigger });
  expect(changed).toMatchObject({
    status: 200,
    body: {
      id,
      trigger,
      words: "At 09:00, Monday through Friday (Europe/Berlin)",
      next: [expect.any(String), expect.any(String), expect.any(String)],
      hook: null,
      status: "waiting",
      reason: expect.stringContaining('needs a value for "webhook"'),
    },
  });
  const after = (await server.json(`/api/functions/${name}`)).body;
  expect(after).toMatchObject({ version: before.version + 1, flow: { trigger } });
  expect((await fetch(hook, { method: "POST" })).status).toBe(404);
  await server.json(`/api/functions/${name}/restore`, "POST", { version: before.version });
  expect((await automation()).hook).toBe(hook);
  expect((await send('{"webhook":"As before"}')).status).toBe(202);

  expect((await server.json(`/api/automations/${id}`, "DELETE")).status).toBe(204);
  expect((await server.json(`/api/functions/${name}`)).body.flow.trigger).toEqual({
    type: "manual",
  });
  expect((await server.json(`/api/automations/${id}`)).status).toBe(404);
});

test("others can be added beside the flow, with problems that say what is wrong", async () => {
  const add = (body: object) => server.json("/api/automations", "POST", body);
  const never = { function: name, trigger: { type: "schedule", cron: "0 0 30 2 *" } };
  expect((await add(never)).body).toMatchObject({
    type: "urn:patchbay:automation/invalid",
    detail: expect.stringContaining("never comes"),
    where: "trigger.cron",
  });
  expect((await add({ ...never, function: "nobody" })).status).toBe(422);
  const trigger = { type: "webhook" };
  expect((await add({ function: "nobody", trigger })).status).toBe(404);
  const made = await add({ function: name, trigger, settings: { overlap: "queue" } });
  expect(made).toMatchObject({ status: 201, body: { origin: "own", secret: expect.any(String) } });
  const own = made.body.id;
  expect((await server.json(`/api/automations/${own}/pause`, "POST")).body.status).toBe("paused");
  expect((await server.json(`/api/automations/${own}/run`, "POST")).status).toBe(409);
  await server.json(`/api/automations/${own}/resume`, "POST");
  const ran = await server.json(`/api/automations/${own}/run`, "POST", {
    payload: { webhook: "By hand" },
  });
  expect(ran.status).toBe(202);
  await eventually(async () =>
    expect((await server.json(`/api/deliveries/${ran.body.id}`)).body.status).toBe("succeeded"),
  );
  expect((await posted()).at(-1)).toContain("By hand");
  await server.json(`/api/functions/${name}`, "DELETE");
  expect((await server.json("/api/automations")).body.automations).toEqual([]);
  await server.json(`/api/functions/${name}/restore`, "POST", {});
  expect((await server.json("/api/automations")).body.automations).toMatchObject([{ id: own }]);
  expect((await server.json(`/api/automations/${own}`, "DELETE")).status).toBe(204);
});
