import fc from "fast-check";
import { expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { checkFlow } from "../../src/flow/check.ts";
import { type Flow, accountName, flowSchema } from "../../src/flow/schema.ts";
import { needsOf } from "../../src/flow/uses.ts";

const catalog = createCatalog(connectors, providers);
const connected = (provider: string) => (provider === "slack" ? ["support", "sales"] : []);

const flowWith = (account: unknown, trigger: object = { type: "manual" }) => ({
  name: "say",
  description: "Says it",
  trigger,
  steps: [
    {
      id: "message",
      use: "slack.chat.postMessage",
      account,
      with: { channel: "#team", text: "Hello" },
    },
  ],
});
const check = (candidate: unknown) => checkFlow(candidate, catalog, connected);
const newMessage = { type: "event", event: "slack.message.channels" };

test("a step and an event may name an account, and the one of whoever calls", () => {
  expect(check(flowWith("sales"))).toMatchObject({ status: "ok", doubts: [] });
  expect(check(flowWith("user"))).toMatchObject({ status: "ok", doubts: [] });
  expect(check(flowWith("sales", { ...newMessage, account: "support" }))).toMatchObject({
    status: "ok",
    flow: { trigger: { account: "support" }, steps: [{ account: "sales" }] },
    doubts: [],
  });
});

test("a name that cannot be one is refused, with the accounts that there are", () => {
  expect(check(flowWith("Sales Team!"))).toEqual({
    status: "invalid",
    problems: [
      {
        where: "steps.message.account",
        message: expect.stringMatching(/small letters.*; there are: support, sales$/),
      },
    ],
  });
  expect(check(flowWith("sales", { ...newMessage, account: "-" }))).toEqual({
    status: "invalid",
    problems: [
      { where: "trigger.account", message: expect.stringContaining("there are: support, sales") },
    ],
  });
});

test("one that is not connected may be saved, since it is asked for by its name", () => {
  expect(check(flowWith("sale"))).toMatchObject({
    status: "ok",
    doubts: [
      {
        where: "steps.message.account",
        message: expect.stringContaining('nearest: "sales"; there are: support, sales'),
      },
    ],
  });
});

test("a tool without accounts has none to choose", () => {
  const asked = {
    id: "text",
    use: "ai.generateText",
    account: "sales",
    with: { instructions: "Say hi" },
  };
  expect(check({ ...flowWith(undefined), steps: [asked] })).toMatchObject({
    status: "invalid",
    problems: [{ where: "steps.text.account", message: expect.stringContaining("leave it out") }],
  });
});

test("all that a step takes is taken of its account", () => {
  const flow: Flow = flowSchema.parse({
    ...flowWith("sales", { ...newMessage, account: "support" }),
    steps: [
      {
        id: "history",
        use: "slack.conversations.history",
        account: "sales",
        with: { channel: "#team" },
      },
    ],
  });
  const needs = needsOf(flow, catalog);
  expect(needs.filter(({ step }) => step === "trigger").map(({ account }) => account)).toEqual([
    "support",
  ]);
  const called = needs.filter(({ step }) => step === "history");
  expect(called.length).toBe(2);
  expect(new Set(called.map(({ account }) => account))).toEqual(new Set(["sales"]));
});

test("a flow comes back from JSON as it was, whatever its account is called", () => {
  const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/);
  fc.assert(
    fc.property(name, (account) => {
      const flow = flowSchema.parse(flowWith(account));
      expect(flowSchema.parse(JSON.parse(JSON.stringify(flow)))).toEqual(flow);
      expect(flow.steps[0]?.account).toBe(account);
    }),
  );
});

test("no name can hold what ends a header, a literal or a line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const isName = accountName.safeParse(text).success;
      expect(isName).toBe(/^[a-z0-9-]+$/.test(text) && !/^-|^.{41}/.test(text));
    }),
    { examples: [["support\r\nX: y"], ['"'], ["sales\n"], ["a".repeat(41)]] },
  );
});
