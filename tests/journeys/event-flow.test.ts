import { afterAll, beforeAll, expect, test } from "vitest";
import { planShape } from "../../src/contract/plan.ts";
import { openChat, partsOf, settled, writtenName } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const plan = async (prompt: string) =>
  planShape.parse((await server.json("/api/plan", "POST", { prompt })).body);

test("a tool's event starts the function, and its tool is one of the function's", async () => {
  const {
    kind,
    connectors,
    trigger,
    flow,
    function: made,
    reply,
  } = await plan("when a ticket is created in hubspot, tell #support in slack");
  expect({ kind, connectors, trigger }).toEqual({
    kind: "create",
    connectors: ["hubspot", "slack"],
    trigger: { type: "event", event: "hubspot.ticket.creation" },
  });
  expect(flow).toMatchObject({ trigger: { type: "event" } });
  expect(made?.code).toContain("#support");
  expect(reply).toContain("It runs by itself from now on: each time this happens");
});

test("what the event is about is kept beside it, and serves the steps of its tool", async () => {
  const { trigger, flow, reply } = await plan(
    "when the google form 1FormPlan77 gets an answer, list its responses in google forms and tell #people in slack",
  );
  expect(trigger).toEqual({ type: "event", event: "googleforms.response.submitted" });
  expect(flow).toMatchObject({ trigger: { with: { formId: "1FormPlan77" } } });
  expect(JSON.stringify(flow)).toContain(
    '"use":"googleforms.forms.responses.list","with":{"formId":"1FormPlan77"',
  );
  expect(reply).toContain("1FormPlan77");
});

test("such a function runs with what the caller passes, with another body, and with none", async () => {
  const chat = openChat(server, "event");
  await chat.sendMessage({ text: "when a ticket is created in hubspot, tell #general in slack" });
  const cards = partsOf(chat, "tool-request_connection");
  expect(cards).toHaveLength(1);
  await connectAll(server, chat);
  const asked = partsOf(chat, "tool-propose_flow").flatMap(({ output }) =>
    output?.status === "ready" ? output.permissions : [],
  );
  // To learn of a ticket takes a permission, as writing the message does.
  expect(asked.map(({ scope, neededBy }) => [scope, neededBy])).toEqual([
    ["tickets", [{ step: "trigger", operation: "hubspot.ticket.creation" }]],
    ["chat:write", [{ step: "message", operation: "slack.chat.postMessage" }]],
  ]);
  const call = (body?: unknown) => server.json(`/functions/${writtenName(chat)}`, "POST", body);
  expect((await call({ ticket: { subject: "Printer on fire" } })).status).toBe(200);
  expect((await call({ objectId: 7 })).status).toBe(200);
  expect((await call()).status).toBe(200);
  const { body } = await server.json("/api/status");
  const inspector = body.providers.find(({ id }: { id: string }) => id === "slack").inspector;
  const state = (await (await fetch(new URL("/_sandbox/state", inspector))).json()) as any;
  const texts = state.channels
    .find(({ name }: { name: string }) => name === "general")
    .messages.map(({ text }: { text: string }) => text);
  expect(texts.slice(-3)).toEqual([
    "A ticket is created in hubspot: Printer on fire",
    "A ticket is created in hubspot: ",
    "A ticket is created in hubspot: ",
  ]);
});

test("an event that waits for a form is asked about; the answer is in a new version", async () => {
  const chat = openChat(server, "form");
  await chat.sendMessage({ text: "when somebody answers my google form, tell #general in slack" });
  await connectAll(server, chat);
  const name = writtenName(chat);
  const asked = partsOf(chat, "tool-ask_person").at(-1)?.input;
  expect(asked?.questions).toEqual([
    expect.objectContaining({
      key: "trigger.formId",
      question: expect.stringMatching(/which form/),
    }),
  ]);
  expect(asked?.understood).toContain("It needs to know which one is meant");
  const own = async () => {
    const { automations } = (await server.json("/api/automations")).body;
    return automations.find((one: { function: string }) => one.function === name);
  };
  expect(await own()).toMatchObject({
    status: "waiting",
    reason: expect.stringContaining("give formId or url or id in its trigger"),
  });
  await chat.sendMessage({ text: "it is the form 1FormXyz99" });
  await settled(chat);
  // The stand-in has no such form, which is another matter.
  const { trigger, reason = "" } = await own();
  expect(trigger).toMatchObject({ with: { formId: "1FormXyz99" } });
  expect(reason).not.toContain("which one is meant");
  expect((await server.json(`/api/functions/${name}`)).body.version).toBe(2);
});
