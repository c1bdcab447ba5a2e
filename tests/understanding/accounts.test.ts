import { describe, expect, test } from "vitest";
import { vocabularyOf } from "../../src/agent/builtin/vocabulary.ts";
import { understandWhole } from "../../src/agent/builtin/unattended.ts";
import type { Context } from "../../src/agent/builtin/understand.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { checkFlow } from "../../src/flow/check.ts";
import type { Flow } from "../../src/flow/schema.ts";

const catalog = createCatalog(connectors, providers);
const vocabulary = vocabularyOf(catalog);
const accounts = { slack: ["support", "sales", "acme-2"], google: ["acme-robotics", "field-team"] };

function read(prompt: string, flow?: Flow, others: readonly string[] = [], answer?: string) {
  const current = flow && { name: flow.name, version: 3, flow };
  const context: Context = {
    vocabulary,
    functions: [...others, ...(current ? [current.name] : [])],
    current,
    now: new Date("2026-11-23T10:00:00Z"),
    timezone: "Europe/Berlin",
    accounts,
    ...(answer === undefined ? {} : { answers: new Map([["run.account", answer]]) }),
  };
  return understandWhole(prompt, context);
}

/** What a sentence makes; values that nobody gave may be asked for. */
function flowFor(prompt: string, before?: Flow): Flow {
  const intent = read(prompt, before);
  const flow = "flow" in intent ? intent.flow : undefined;
  if (!flow) throw new Error(`"${prompt}": ${JSON.stringify(intent)}`);
  const check = checkFlow(flow, catalog);
  if (check.status === "invalid") throw new Error(JSON.stringify(check.problems));
  return check.flow;
}

const said = ({ trigger, steps }: Flow) => [
  ...(trigger.type === "event" ? [["trigger", trigger.account]] : []),
  ...steps.map(({ use, account }) => [use, account]),
];

describe("a sentence says which account", () => {
  test.each<[string, readonly (readonly [string, string | undefined])[]]>([
    ["Post 'Stock is low' to #warehouse in slack:sales", [["slack.chat.postMessage", "sales"]]],
    [
      "Read the last 20 messages of #returns in slack:support and post 'Returns read' to #warehouse with slack:sales",
      [
        ["slack.conversations.history", "support"],
        ["slack.chat.postMessage", "sales"],
      ],
    ],
    [
      "Post 'Stock is low' to #warehouse in our support Slack",
      [["slack.chat.postMessage", "support"]],
    ],
    [
      "Post 'Stock is low' to #warehouse in Slack with the sales account",
      [["slack.chat.postMessage", "sales"]],
    ],
    [
      "When a message is posted in slack:support, send it to #handover in slack:sales",
      [
        ["trigger", "support"],
        ["slack.chat.postMessage", "sales"],
      ],
    ],
    [
      "Send an email to vera@example.com with the subject 'Done' from gmail:field-team",
      [["gmail.users.messages.send", "field-team"]],
    ],
    ["Post 'Stock is low' to #warehouse in Slack", [["slack.chat.postMessage", undefined]]],
    [
      "Post 'ask slack:support for help' to #warehouse in Slack",
      [["slack.chat.postMessage", undefined]],
    ],
  ])("%s", (prompt, expected) => {
    expect(said(flowFor(prompt))).toEqual(expected);
  });

  test("what the person quoted stays as it is", () => {
    const [step] = flowFor("Post 'ask slack:support for help' to #warehouse in slack:sales").steps;
    expect(step).toMatchObject({
      account: "sales",
      with: { channel: "#warehouse", text: "ask slack:support for help" },
    });
  });
});

describe("a later sentence changes it", () => {
  const posts = flowFor("Post 'Stock is low' to #warehouse in slack:support");
  const copies = flowFor(
    "Read the last 20 messages of #returns in slack:support and post 'Returns read' to #warehouse with slack:sales",
  );
  test.each<[string, Flow, readonly (string | undefined)[]]>([
    ["post it with slack:sales instead", posts, ["sales"]],
    ["use the sales account", posts, ["sales"]],
    ["use the other account", posts, ["sales"]],
    ["use the default account again", posts, [undefined]],
    ["send it with slack:support instead", copies, ["support", "support"]],
    ["use the default account again", copies, [undefined, undefined]],
  ])("%s", (prompt, before, expected) => {
    const intent = read(prompt, before);
    expect(intent).toMatchObject({ kind: "edit", base: 3 });
    const after = flowFor(prompt, before);
    expect(after.steps.map(({ account }) => account)).toEqual(expected);
    const plain = (flow: Flow) => flow.steps.map((step) => ({ ...step, account: undefined }));
    expect(plain(after)).toEqual(plain(before));
  });

  test("a change of something else keeps the account", () => {
    const after = flowFor("post it to #yard instead", posts);
    expect(after.steps).toMatchObject([{ account: "support", with: { channel: "#yard" } }]);
  });
});

describe("a run takes the accounts that its function says", () => {
  const posts = flowFor("Post 'Stock is low' to #warehouse in slack:support");
  const byDefault = flowFor("Post 'Stock is low' to #warehouse in Slack");
  const copies = flowFor(
    "Read the last 20 messages of #returns in slack:support and post 'Returns read' to #warehouse with slack:sales",
  );
  const order = { kind: "run", input: {}, text: undefined };
  const asked = {
    key: "run.account",
    question: expect.stringMatching(
      /acts with slack:support, .* Shall I change it to slack:sales and run it\?/,
    ),
    options: ["Change it to slack:sales and run it", "Run it with slack:support", "Do neither"],
  };

  test.each([
    "run it with slack:sales",
    "run it with slack:sales instead",
    "run it once with the sales account",
    "run it with sales",
    "run this in slack:sales please",
    "try it with slack:sales",
    "start it with slack:sales",
    "can you run it using slack:sales?",
    "execute it via slack:sales",
    "dry run it with slack:sales",
    "run it with text 'hi' in slack:sales",
    "starte es mit slack:sales",
  ])("another one is asked about, and nothing changes or runs: %s", (prompt) => {
    const intent = read(prompt, posts);
    expect(intent).toMatchObject({ kind: "ask", questions: [asked] });
    expect(intent).not.toHaveProperty("flow");
  });

  test.each<[string, Flow]>([
    ["run it with slack:support", posts],
    ["run it with the support account", posts],
    ["run it with slack:support", byDefault],
    ["run it with the default account", byDefault],
    ["run it with the default account", posts],
  ])("the same one is no question: %s", (prompt, flow) => {
    expect(read(prompt, flow)).toEqual(order);
  });

  test.each(["always run it with slack:sales", "from now on run it with slack:sales"])(
    "what is said of every run is a change: %s",
    (prompt) => {
      expect(read(prompt, posts)).toMatchObject({
        kind: "edit",
        flow: { steps: [{ account: "sales" }] },
      });
      expect(read(prompt, posts)).not.toHaveProperty("run");
    },
  );

  test("a change and a run are both done", () => {
    const wanted = { kind: "edit", flow: { steps: [{ account: "sales" }] }, run: order };
    expect(read("use slack:sales and run it", posts)).toMatchObject(wanted);
    expect(read("switch it to slack:sales, then run it", posts)).toMatchObject(wanted);
  });

  test("only steps that differ are named, and what starts it stays", () => {
    const intent = read("run it with slack:sales", copies);
    expect(intent).toMatchObject({ kind: "ask", questions: [asked] });
    const started = flowFor(
      "When a message is posted in slack:support, send it to #handover in slack:support",
    );
    const changed = read("run it with slack:sales", started, [], "yes");
    expect(changed).toMatchObject({ kind: "edit", run: order });
    expect("flow" in changed && changed.flow && said(changed.flow)).toEqual([
      ["trigger", "support"],
      ["slack.chat.postMessage", "sales"],
    ]);
  });

  test.each<[string, object]>([
    ["yes", { kind: "edit", changes: ["`message` takes `slack:sales`"], run: order }],
    ["Yes please", { kind: "edit" }],
    ["change it", { kind: "edit" }],
    ["Change it to slack:sales and run it", { kind: "edit" }],
    ["Run it with slack:support", order],
    ["no", { kind: "decline", reason: "Nothing was changed, and nothing ran." }],
    ["Do neither", { kind: "decline" }],
    ["hm", { kind: "ask" }],
  ])("the answer is followed: %s", (answer, expected) => {
    expect(read("run it with slack:sales", posts, [], answer)).toMatchObject(expected);
  });

  test("a name that nobody has is asked about first", () => {
    expect(read("run it with slack:typo", posts)).toMatchObject({
      kind: "edit",
      flow: { steps: [{ account: "typo" }] },
    });
  });
});

describe("a function that is called by its name is the one that changes, whatever others there are", () => {
  const posts = flowFor("Post 'Stock is low' to #general in Slack");
  const after = (prompt: string) => {
    const intent = read(prompt, posts, ["createChannel", "addReaction"]);
    expect(intent).toMatchObject({ kind: "edit", base: 3, flow: { name: "postToGeneral" } });
    return "flow" in intent && intent.flow ? intent.flow.steps : [];
  };
  test.each([
    "Make postToGeneral use slack:acme-2",
    "make the function postToGeneral use slack:acme-2, please",
    "switch postToGeneral to slack:acme-2",
    "switch postToGeneral from slack:sales to slack:acme-2",
    "let postToGeneral post from the acme-2 account",
    "let postToGeneral post from acme-2",
    "have postToGeneral use the acme 2 account",
    "postToGeneral should use our acme-2 Slack",
    "postToGeneral: use acme-2",
    "set postToGeneral's account to slack:acme-2",
    "change the account of postToGeneral to acme-2",
    "can you move postToGeneral over to slack:acme-2?",
    "lass postToGeneral slack:acme-2 nutzen",
    "postToGeneral soll slack:acme-2 verwenden",
    "haz que postToGeneral use slack:acme-2",
    "fais que postToGeneral utilise slack:acme-2",
  ])("%s", (prompt) => {
    expect(after(prompt)).toEqual(posts.steps.map((step) => ({ ...step, account: "acme-2" })));
  });

  test("an account that is called as a channel could be is one where nothing is sent", () => {
    expect(after("switch postToGeneral to sales")).toMatchObject([{ account: "sales" }]);
    const sent = read("let postToGeneral post to sales", posts, ["createChannel"]);
    expect(JSON.stringify(sent)).not.toContain('"account"');
  });

  test("with something else that changes", () => {
    expect(after("make postToGeneral use slack:acme-2 and post to #yard")).toMatchObject([
      { use: "slack.chat.postMessage", account: "acme-2", with: { channel: "#yard" } },
    ]);
    expect(after("make postToGeneral post to #yard")).toEqual(after("make it post to #yard"));
  });

  test("of two that are named none is changed, and it is said", () => {
    const both = read("let postToGeneral and createChannel use slack:acme-2", posts, [
      "createChannel",
    ]);
    expect(both).toMatchObject({ kind: "decline", reason: expect.stringMatching(/one .* a time/) });
  });

  test.each(["is it using slack:acme-2?", "does postToGeneral use slack:acme-2?"])(
    "a question changes nothing: %s",
    (prompt) => {
      expect(read(prompt, posts, ["createChannel"]).kind).not.toBe("edit");
    },
  );
});
