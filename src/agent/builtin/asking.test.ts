import { describe, expect, test } from "vitest";
import type { Conversation, ToolAnswer } from "./conversation.ts";
import { nextStep } from "./steps.ts";
import { chatCatalog } from "./test-catalog.ts";
import { vocabularyOf } from "./vocabulary.ts";

const context = {
  vocabulary: vocabularyOf(chatCatalog),
  now: new Date("2026-11-23T10:00:00Z"),
  timezone: "Europe/Berlin",
  can: () => true,
};

const answered = (tool: string, output: unknown, input: unknown = {}): ToolAnswer => ({
  tool,
  input,
  output,
  status: "answered",
});
const slack = (...accounts: readonly string[]) =>
  answered("list_connections", {
    connections: accounts.map((account) => ({
      provider: "slack",
      account,
      status: "active",
      permissions: [],
    })),
  });
const functions = (...names: readonly string[]) =>
  answered("list_functions", {
    functions: names.map((name) => ({ name, version: 1, operations: [] })),
  });
const looked = [answered("search_catalog", { operations: [] }), functions()];
const described = answered("describe_operations", { operations: [], unknown: [] });

type Exchange = readonly [said: string, ...answers: readonly ToolAnswer[]];

/** The next step after these exchanges. */
function after(...exchanges: readonly Exchange[]) {
  const all = exchanges.map(([said, ...answers]) => ({ said, answers }));
  const turn = all.at(-1) ?? { said: "", answers: [] };
  const conversation: Conversation = { past: all.slice(0, -1), turn, calls: 0 };
  return nextStep(conversation, context);
}

/** The only call of a step. */
function callOf(step: ReturnType<typeof after>) {
  return step.kind === "call" ? step.calls[0] : undefined;
}

/** What a step asks, as the chat keeps it. */
function asks(step: ReturnType<typeof after>): ToolAnswer {
  const call = callOf(step);
  expect(call?.tool).toBe("ask_person");
  return answered("ask_person", { status: "asked" }, call?.input);
}

describe("two connected accounts", () => {
  const said = "post 'hi' to #general in Slack";
  const search = (accounts: object) => answered("search_catalog", { operations: [], accounts });
  const two = [
    search({ slack: ["acme", "beta"] }),
    functions(),
    described,
    slack("Acme", "Beta"),
  ] as const;
  const flowOf = (step: ReturnType<typeof after>) => callOf(step)?.input;
  test("nobody is asked where the default will do, and it is said", () => {
    const step = after([said, ...two]);
    expect(callOf(step)?.tool).toBe("propose_flow");
    expect(step).toMatchObject({
      text: expect.stringContaining("the default account `slack:acme` (there is `beta`, too)"),
    });
    expect(JSON.stringify(flowOf(step))).not.toContain("account");
  });
  test("the one that is named is taken", () => {
    const step = after([`${said} with the beta account`, ...two]);
    expect(flowOf(step)).toMatchObject({ flow: { steps: [{ account: "beta" }] } });
    expect(step).toMatchObject({ text: expect.stringContaining("with `slack:beta`") });
  });
  test("a name that none of them has is asked about, and may be a new one", () => {
    const wish = "post 'hi' to #general in slack:gamma";
    const asked = asks(after([wish, ...two]));
    expect(asked.input).toMatchObject({
      questions: [{ key: "account.slack", options: ["acme", "beta", "connect gamma"] }],
    });
    for (const [answer, account] of [
      ["beta", "beta"],
      ["connect gamma", "gamma"],
    ] as const)
      expect(flowOf(after([wish, ...two, asked], [answer, ...two]))).toMatchObject({
        flow: { steps: [{ account }] },
      });
  });
  test("where one is connected, nothing is said of it", () => {
    const one = [...looked, described, slack("Acme")];
    expect(after([said, ...one])).toMatchObject({
      text: expect.not.stringContaining("default account"),
    });
  });
});

describe("several functions", () => {
  const search = answered("search_catalog", { operations: [] });
  const two = [search, functions("postToSales", "postToGeneral")] as const;
  test.each(["run the function", "show me the code", "undo", "change the channel to #random"])(
    "%s: asks which, with those there are",
    (said) => {
      expect(callOf(after([said, ...two]))).toMatchObject({
        tool: "ask_person",
        input: {
          questions: [{ key: "function", options: ["postToSales", "postToGeneral"] }],
        },
      });
    },
  );
  test("the second one is that function, and what was asked of it goes on", () => {
    const asked = asks(after(["run the function", ...two]));
    const read = callOf(after(["run the function", ...two, asked], ["the second one", ...two]));
    expect(read).toEqual({ tool: "read_function", input: { name: "postToGeneral" } });
    const found = answered("read_function", { status: "not-found", known: [] }, read?.input);
    expect(
      callOf(after(["run the function", ...two, asked], ["the second one", ...two, found])),
    ).toMatchObject({ tool: "run_function", input: { name: "postToGeneral" } });
  });
  test("the only one is meant", () => {
    expect(callOf(after(["change the channel to #random", search, functions("one")]))).toEqual({
      tool: "read_function",
      input: { name: "one" },
    });
  });
});

test("what was understood is said in the step that proposes, once", () => {
  const before = [...looked, described, slack()] as const;
  const step = after(["post 'hi' to #general", ...before]);
  expect(step).toMatchObject({ kind: "call", text: expect.stringContaining("`#general`") });
  const invalid = answered("propose_flow", {
    status: "invalid",
    problems: [{ where: "steps.message.with.text", message: "too long" }],
  });
  const again = after(["post 'hi' to #general", ...before, invalid]);
  expect(callOf(again)?.tool).toBe("propose_flow");
  expect(again).not.toHaveProperty("text");
});

test("a request that is taken back is left, and nothing is called", () => {
  const asked = asks(after(["do the thing", ...looked]));
  expect(after(["do the thing", ...looked, asked], ["never mind", ...looked])).toMatchObject({
    kind: "say",
    text: expect.stringContaining("nothing was made"),
  });
});
