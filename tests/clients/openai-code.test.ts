import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openChat, partsOf, settled, textOf } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type HostedModel, type Step, script, startHostedModel } from "../support/hosted-model.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A hosted model that changes the code of a function: what it is told, and what waits for the person. */
let model: HostedModel;
let server: TestServer;
let code = "";

const prompt = "Write the amount as the Swiss do";
const flow = {
  name: "postHello",
  description: "Posts hello to #general",
  trigger: { type: "manual" },
  steps: [
    { id: "message", use: "slack.chat.postMessage", with: { channel: "#general", text: "hello" } },
  ],
};

beforeAll(async () => {
  model = await startHostedModel();
  const OPENAI_BASE_URL = model.url;
  server = await startServer({ OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL, MODEL: "gpt-test" });
  script(model.mock, [
    [{ tool: "propose_flow", input: { flow } }],
    (results) => [
      { tool: "request_connection", input: { request: last(results).connect[0].request } },
    ],
    ([proposed]) => [{ tool: "write_function", input: { proposal: (proposed as any).proposal } }],
    "Made.",
  ]);
  const chat = openChat(server, "made");
  await chat.sendMessage({ text: "Post hello to #general" });
  await connectAll(server, chat);
  ({ code } = await show("postHello"));
  model.mock.clearFixtures();
});
afterEach(() => model.mock.clearFixtures());
afterAll(async () => {
  await server.close();
  await model.close();
});

const last = (results: readonly unknown[]): any => results.at(-1);
const show = async (name: string) => (await server.json(`/api/functions/${name}`)).body;
const reads = (name: string): Step => [{ tool: "read_function", input: { name } }];
const edits = (name: string, version: number, ...patch: { old: string; new: string }[]) => [
  { tool: "edit_code", input: { name, version, patch } },
];

async function put(name: string, text: string) {
  const before = await show(name);
  const response = await server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...(before.etag ? { "if-match": `"${before.etag}"` } : { "if-none-match": "*" }),
    },
    body: JSON.stringify({ code: text }),
  });
  expect(await response.json()).toMatchObject({ name });
}

/** A turn of a chat of its own in which the model does this. */
async function turn(id: string, steps: readonly Step[], text = prompt) {
  script(model.mock, steps);
  const chat = openChat(server, id);
  await chat.sendMessage({ text });
  await settled(chat);
  expect(chat.error).toBeUndefined();
  return chat;
}

const outputsOf = (chat: ReturnType<typeof openChat>): any[] =>
  partsOf(chat, "tool-edit_code").map(({ output }) => output);
const upper = { old: 'text: "hello"', new: 'text: "hello".toUpperCase()' };
const posting = "    const message = await slack";
const deletes = {
  old: posting,
  new: `    await slack("chat.delete", { channel: "C01GENERAL", ts: "1" });\n${posting}`,
};
const lists = { old: posting, new: `    await slack("conversations.list", {});\n${posting}` };

describe("a patch that adds nothing", () => {
  test("is saved as the next version, with the prompt and what changed", async () => {
    await put("plain", code);
    const chat = await turn("plain", [reads("plain"), edits("plain", 1, upper), "Done."]);
    expect(textOf(chat)).toBe("Done.");
    expect(outputsOf(chat)).toMatchObject([
      {
        status: "saved",
        name: "plain",
        version: 2,
        from: 1,
        operations: ["slack.chat.postMessage"],
        permissions: [{ connector: "slack", scopes: ["chat:write"] }],
      },
    ]);
    expect(outputsOf(chat)[0].diff).toContain('+      text: "hello".toUpperCase(),');
    expect(await show("plain")).toMatchObject({
      version: 2,
      origin: "hand",
      prompt,
      madeBy: { what: "code-edit", via: "chat" },
      code: code.replace(upper.old, upper.new),
    });
  });

  test("keeps the flow of a function, whose next change is merged into the code", async () => {
    const again = {
      ...flow,
      steps: [{ ...flow.steps[0], with: { channel: "#random", text: "hello" } }],
    };
    const chat = await turn("flow", [
      reads("postHello"),
      edits("postHello", 1, upper),
      [{ tool: "propose_flow", input: { flow: again, base: 2 } }],
      (results) => [{ tool: "write_function", input: { proposal: last(results).proposal } }],
      "Done.",
    ]);
    expect(partsOf(chat, "tool-write_function")[0]?.output).toMatchObject({
      status: "saved",
      version: 3,
      merged: true,
    });
    expect((await show("postHello")).code).toBe(
      code.replace(upper.old, upper.new).replace('"#general"', '"#random"'),
    );
  });

  test("is offered once the code was read", async () => {
    const before = model.bodies.length;
    await turn("offered", [reads("postHello"), "Read."]);
    const offers = model.bodies.slice(before).map((body) => body.includes('"name":"edit_code"'));
    expect(offers).toEqual([false, true]);
  });
});

describe("what the model got wrong comes back as data", () => {
  test("a piece that is not there, with the nearest lines; nothing is saved until it fits", async () => {
    await put("unknown", code);
    const wrong = { old: 'text: "hallo"', new: "" };
    const chat = await turn("unknown", [
      reads("unknown"),
      edits("unknown", 1, wrong),
      edits("unknown", 1, upper),
      "Done.",
    ]);
    expect(outputsOf(chat)).toMatchObject([
      {
        status: "refused",
        problems: [
          { where: "patch.0.old", message: expect.stringContaining('line 12: text: "hello",') },
        ],
      },
      { status: "saved", version: 2 },
    ]);
  });

  test("an error of the types, with line and column", async () => {
    await put("typed", code);
    const wrong = { old: 'text: "hello"', new: 'text: "hello".toUpper()' };
    const chat = await turn("typed", [
      reads("typed"),
      edits("typed", 1, wrong),
      edits("typed", 1, upper),
      "Done.",
    ]);
    const [refused, saved] = outputsOf(chat);
    expect(refused.status).toBe("refused");
    expect(refused.problems).toContainEqual({
      where: "line 12, column 21",
      message: expect.stringMatching(/toUpper.* In: text: "hello"\.toUpper\(\),/),
    });
    expect(saved).toMatchObject({ status: "saved", version: 2 });
  });

  test("a function and a version there is not", async () => {
    const chat = await turn("nowhere", [
      reads("postHello"),
      edits("nobody", 1, upper),
      edits("postHello", 99, upper),
      "Sorry.",
    ]);
    expect(outputsOf(chat)).toMatchObject([
      { status: "not-found", known: expect.arrayContaining(["postHello"]) },
      { status: "no-such-version", name: "postHello" },
    ]);
  });
});

describe("a patch made from an older version", () => {
  test("is merged with what came in between", async () => {
    await put("stale", code);
    await put("stale", code.replace('"#general"', '"#sales"'));
    const chat = await turn("stale", [reads("stale"), edits("stale", 1, upper), "Done."]);
    expect(outputsOf(chat)).toMatchObject([{ status: "saved", version: 3, from: 2 }]);
    expect((await show("stale")).code).toBe(
      code.replace('"#general"', '"#sales"').replace(upper.old, upper.new),
    );
  });

  test("in the same lines is a conflict that the model reads", async () => {
    await put("clash", code);
    await put("clash", code.replace('text: "hello"', 'text: "good day"'));
    const chat = await turn("clash", [reads("clash"), edits("clash", 1, upper), "I will ask."]);
    expect(outputsOf(chat)).toEqual([
      {
        status: "conflict",
        name: "clash",
        version: 2,
        conflicts: [
          {
            line: 12,
            base: '      text: "hello",',
            now: '      text: "good day",',
            patch: '      text: "hello".toUpperCase(),',
          },
        ],
      },
    ]);
    expect((await show("clash")).version).toBe(2);
  });
});

test("of two patches at once one is saved, and the other is told of it", async () => {
  await put("twice", code);
  const other = { old: '"#general"', new: '"#sales"' };
  const chat = await turn("twice", [
    reads("twice"),
    [...edits("twice", 1, upper), ...edits("twice", 1, other)],
    "One of them.",
  ]);
  expect(
    outputsOf(chat)
      .map(({ status }) => status)
      .toSorted(),
  ).toEqual(["refused", "saved"]);
  expect((await show("twice")).version).toBe(2);
});

describe("a patch that adds an operation", () => {
  const waiting = (chat: ReturnType<typeof openChat>) => {
    const part = partsOf(chat, "tool-edit_code").at(-1);
    if (part?.state !== "approval-requested")
      throw new Error(`It waits for nothing: ${part?.state}`);
    return part;
  };

  async function answer(chat: ReturnType<typeof openChat>, approved: boolean): Promise<void> {
    await chat.addToolApprovalResponse({ id: waiting(chat).approval.id, approved });
    await settled(chat);
    expect(chat.error).toBeUndefined();
  }

  test("whose permission is granted is saved after a yes, as it was shown", async () => {
    await put("approved", code);
    const chat = await turn("approved", [
      reads("approved"),
      edits("approved", 1, deletes),
      "Done.",
    ]);
    expect(waiting(chat).input).toEqual({
      name: "approved",
      version: 1,
      patch: [deletes],
      judged: {
        onto: 1,
        adds: [{ operation: "slack.chat.delete", title: expect.stringMatching(/delete/i) }],
      },
    });
    expect((await show("approved")).version).toBe(1);
    await answer(chat, true);
    expect(textOf(chat)).toContain("Done.");
    expect(await show("approved")).toMatchObject({
      version: 2,
      code: code.replace(deletes.old, deletes.new),
      operations: ["slack.chat.delete", "slack.chat.postMessage"],
    });
  });

  test("is not saved after a no", async () => {
    await put("denied", code);
    const chat = await turn("denied", [
      reads("denied"),
      edits("denied", 1, deletes),
      "As you like.",
    ]);
    await answer(chat, false);
    expect(textOf(chat)).toContain("As you like.");
    expect((await show("denied")).version).toBe(1);
  });

  test("is not saved with a yes for another version than the one it came onto", async () => {
    await put("moved", code);
    const chat = await turn("moved", [reads("moved"), edits("moved", 1, deletes), "It changed."]);
    await put("moved", code.replace('"#general"', '"#sales"'));
    await answer(chat, true);
    expect(JSON.stringify(chat.messages)).toContain("is at version 2 by now, not 1");
    expect(await show("moved")).toMatchObject({
      version: 2,
      operations: ["slack.chat.postMessage"],
    });
  });

  test("does not take the model's word for what was judged", async () => {
    await put("claimed", code);
    const [{ tool, input }] = edits("claimed", 1, deletes) as [{ tool: string; input: object }];
    const chat = await turn("claimed", [
      reads("claimed"),
      [{ tool, input: { ...input, judged: { onto: 1, adds: [] } } }],
    ]);
    expect(waiting(chat).input).toMatchObject({ judged: { adds: [{}] } });
  });

  test("whose permission is missing asks for it first, then for a yes", async () => {
    await put("missing", code);
    const chat = await turn("missing", [
      reads("missing"),
      edits("missing", 1, lists),
      (results) => [
        { tool: "request_connection", input: { request: last(results).connect[0].request } },
      ],
      edits("missing", 1, lists),
      "Done.",
    ]);
    expect(outputsOf(chat)).toMatchObject([
      {
        status: "needs-permission",
        missing: [
          {
            connector: "slack",
            scope: "channels:read",
            neededBy: [{ operation: "slack.conversations.list" }],
          },
        ],
      },
    ]);
    expect((await show("missing")).version).toBe(1);
    await connectAll(server, chat);
    expect((await show("missing")).version).toBe(1);
    await answer(chat, true);
    expect(await show("missing")).toMatchObject({ version: 2, missing: [] });
  });

  test("whose permission is not given is not saved", async () => {
    await put("skipped", code);
    const history = {
      old: posting,
      new: `    await slack("conversations.history", { channel: "C01GENERAL" });\n${posting}`,
    };
    const chat = await turn("skipped", [
      reads("skipped"),
      edits("skipped", 1, history),
      (results) => [
        { tool: "request_connection", input: { request: last(results).connect[0].request } },
      ],
      edits("skipped", 1, history),
      "Not without it.",
    ]);
    const [card] = partsOf(chat, "tool-request_connection");
    await server.json(`/api/connection-requests/${card?.input?.request}/settle`, "POST", {
      status: "skipped",
    });
    await chat.addToolOutput({
      tool: "request_connection",
      toolCallId: card?.toolCallId ?? "",
      output: { status: "skipped", missing: [], brokenSteps: [] },
    });
    await settled(chat);
    expect(outputsOf(chat).map(({ status }) => status)).toEqual([
      "needs-permission",
      "needs-permission",
    ]);
    expect((await show("skipped")).version).toBe(1);
  });
});

describe("a change of the flow that meets lines edited by hand", () => {
  const steps = [{ ...flow.steps[0], with: { channel: "#random", text: "good day" } }];

  /** A chat whose change of such a function waits for a side. */
  async function conflicting(name: string) {
    const named = { ...flow, name };
    const chat = await turn(name, [
      [{ tool: "propose_flow", input: { flow: named } }],
      (results) => [{ tool: "write_function", input: { proposal: last(results).proposal } }],
      "Made.",
    ]);
    const { code: made } = await show(name);
    await put(name, made.replace('text: "hello"', 'text: "by hand"'));
    const merged = made.replace('"#general"', '"#random"').replace('"hello"', '"by hand"');
    const proposes = [{ tool: "propose_flow", input: { flow: { ...named, steps }, base: 2 } }];
    const writes = (more: object) => (results: readonly unknown[]) => [
      { tool: "write_function", input: { proposal: last(results).proposal, ...more } },
    ];
    const asks = (results: readonly unknown[]) => [
      { tool: "ask_person", input: { questions: last(results).questions } },
    ];
    model.mock.clearFixtures();
    return { chat, merged, proposes, writes, asks };
  }

  const proposalIn = (chat: ReturnType<typeof openChat>) =>
    partsOf(chat, "tool-write_function").flatMap(({ output }) =>
      output?.status === "conflict" ? output.proposal : [],
    )[0];

  test("is the person's to settle", async () => {
    const { chat, merged, proposes, writes, asks } = await conflicting("settled");
    const chooses = () => [
      { tool: "write_function", input: { proposal: proposalIn(chat), choices: ["hand"] } },
    ];
    script(model.mock, [reads("settled"), proposes, writes({}), asks, chooses, "As you chose."]);
    await chat.sendMessage({ text: "Say good day in #random" });
    const [question] = partsOf(chat, "tool-ask_person")[0]?.input?.questions ?? [];
    expect(question).toMatchObject({ options: ["Keep my lines", "Take the new lines"] });
    expect((await show("settled")).version).toBe(2);
    await chat.sendMessage({ text: "Mine, please" });
    expect(textOf(chat)).toContain("As you chose.");
    expect(await show("settled")).toMatchObject({ version: 3, code: merged });
  });

  test("is not settled by a model that asks nobody, nor against what was chosen", async () => {
    const { chat, proposes, writes, asks } = await conflicting("unasked");
    const overrides = () => [
      { tool: "write_function", input: { proposal: proposalIn(chat), choices: ["flow"] } },
    ];
    script(model.mock, [
      reads("unasked"),
      proposes,
      writes({ choices: ["flow"] }),
      overrides,
      asks,
      overrides,
      "It would not let me.",
    ]);
    await chat.sendMessage({ text: "Say good day in #random" });
    await chat.sendMessage({ text: "Keep my lines" });
    const statuses = partsOf(chat, "tool-write_function").map(({ output }) => output?.status);
    expect(statuses).toEqual(["saved", "conflict", "conflict", "conflict"]);
    expect((await show("unasked")).version).toBe(2);
  });
});

test("a plan shows the change and saves nothing", async () => {
  await put("planned", code);
  script(model.mock, [edits("planned", 1, deletes), "It would delete first."]);
  const { body } = await server.json("/api/plan", "POST", { prompt, functionName: "planned" });
  expect(body).toMatchObject({
    kind: "edit",
    operations: ["slack.chat.delete", "slack.chat.postMessage"],
    function: { name: "planned", code: code.replace(deletes.old, deletes.new) },
  });
  expect((await show("planned")).version).toBe(1);
});
