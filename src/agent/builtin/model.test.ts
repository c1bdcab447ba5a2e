import type { LanguageModelV4Prompt, LanguageModelV4ToolResultOutput } from "@ai-sdk/provider";
import { streamText, isStepCount, tool } from "ai";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import * as tools from "../../contract/tools.ts";
import { createBuiltinModel } from "./model.ts";
import { chatCatalog } from "./test-catalog.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf(chatCatalog);
const model = createBuiltinModel({
  now: () => new Date("2026-11-23T10:00:00Z"),
  timezone: "Europe/Berlin",
  vocabulary: () => vocabulary,
});

type Answers = Readonly<Record<string, (input: unknown, times: number) => unknown>>;

/** Answers of a workspace in which everything is granted. */
const smooth: Answers = {
  search_catalog: () => ({ operations: [] }),
  list_functions: () => ({ functions: [] }),
  describe_operations: () => ({ operations: [], unknown: [] }),
  list_connections: () => ({ connections: [] }),
  propose_flow: () => ({ status: "ready", proposal: "prop_1", permissions: [], connect: [] }),
  write_function: () => ({
    status: "saved",
    name: "postToGeneral",
    version: 1,
    created: true,
    operations: ["slack.chat.postMessage"],
  }),
  ask_person: () => ({ status: "asked" }),
  decline: () => ({ status: "declined" }),
};

const denied = Symbol("denied");
const fails = Symbol("fails");

/** Drives the model as the agent does, with these answers, until it speaks; checks every call against the contract. */
async function talk(sentences: readonly string[], answers: Answers) {
  const prompt: LanguageModelV4Prompt = [{ role: "system", content: "You are Patchbay." }];
  const calls: { tool: string; input: unknown }[] = [];
  const said: string[] = [];
  let text = "";
  for (const sentence of sentences) {
    prompt.push({ role: "user", content: [{ type: "text", text: sentence }] });
    for (let step = 0; step < 16; step++) {
      const { content, finishReason } = await model.doGenerate({ prompt });
      const used = content.filter((part) => part.type === "tool-call");
      expect(finishReason.unified).toBe(used.length > 0 ? "tool-calls" : "stop");
      text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
      if (text !== "") said.push(text);
      if (used.length === 0) break;
      prompt.push({
        role: "assistant",
        content: used.map((part) => ({ ...part, input: JSON.parse(part.input) })),
      });
      for (const { toolCallId, toolName, input } of used) {
        const given: unknown = JSON.parse(input);
        expect(contract[toolName]?.safeParse(given).error).toBeUndefined();
        calls.push({ tool: toolName, input: given });
        const times = calls.filter((call) => call.tool === toolName).length;
        const output = resultOf((answers[toolName] ?? smooth[toolName])?.(given, times));
        prompt.push({
          role: "tool",
          content: [{ type: "tool-result", toolCallId, toolName, output }],
        });
      }
      if (used.some(({ toolName }) => toolName === "ask_person" || toolName === "decline")) break;
    }
    prompt.push({ role: "assistant", content: [{ type: "text", text }] });
  }
  return { calls, text, said, names: calls.map((call) => call.tool), ids: idsOf(prompt) };
}

const contract: Readonly<Record<string, z.ZodType>> = {
  search_catalog: tools.searchCatalog.input,
  list_functions: tools.listFunctions.input,
  describe_operations: tools.describeOperations.input,
  propose_flow: tools.proposeFlow.input,
  request_connection: tools.requestConnection.input,
  write_function: tools.writeFunction.input,
  read_function: tools.readFunction.input,
  restore_function: tools.restoreFunction.input,
  run_function: tools.runFunction.input,
  list_runs: tools.listRuns.input,
  list_connections: tools.listConnections.input,
  ask_person: tools.askPerson.input,
  decline: tools.decline.input,
};

function resultOf(answer: unknown): LanguageModelV4ToolResultOutput {
  if (answer === denied) return { type: "execution-denied" };
  if (answer === fails) return { type: "error-text", value: "the database is locked." };
  return { type: "json", value: JSON.parse(JSON.stringify(answer)) };
}

function idsOf(prompt: LanguageModelV4Prompt): readonly string[] {
  return prompt.flatMap(({ content }) =>
    Array.isArray(content)
      ? content.flatMap((part) => (part.type === "tool-call" ? [part.toolCallId] : []))
      : [],
  );
}

const sentence = "post 'hello' to #general";
const flow = {
  name: "postToGeneral",
  description: "Send a message to #general.",
  trigger: { type: "manual" },
  inputs: {},
  steps: [
    { id: "message", use: "slack.chat.postMessage", with: { channel: "#general", text: "hello" } },
  ],
  output: { channel: "${message.channel}", ts: "${message.ts}" },
};
const found = (over: object = {}) => ({
  status: "found",
  name: "postToGeneral",
  version: 1,
  origin: "flow",
  flow,
  code: "export default 1;",
  ...over,
});
const connecting: Answers = {
  ...smooth,
  propose_flow: () => ({
    status: "ready",
    proposal: "prop_1",
    permissions: [],
    connect: [{ request: "req_1", provider: "slack", scopes: ["chat:write"] }],
  }),
};

describe("making a function", () => {
  test("search, describe, propose, write, say", async () => {
    const { names, calls, text, ids } = await talk([sentence], smooth);
    expect(names).toEqual([
      "search_catalog",
      "list_functions",
      "describe_operations",
      "list_connections",
      "propose_flow",
      "write_function",
    ]);
    expect(calls[4]?.input).toEqual({ flow });
    expect(calls[5]?.input).toEqual({ proposal: "prop_1" });
    expect(text).toContain("`postToGeneral` (version 1)");
    expect(new Set(ids).size).toBe(ids.length);
  });
  test("asks for each connection that is missing before it writes", async () => {
    const { names, calls } = await talk([sentence], {
      ...connecting,
      request_connection: () => ({
        status: "granted",
        account: "acme",
        missing: [],
        brokenSteps: [],
      }),
    });
    expect(names.slice(-2)).toEqual(["request_connection", "write_function"]);
    expect(calls.at(-2)?.input).toEqual({ request: "req_1" });
  });
  test.each([
    ["denied", /said no.*`message` cannot work/],
    ["skipped", /skipped.*cannot work/],
    ["closed", /not finished.*cannot work/],
    ["expired", /ran out of time.*cannot work/],
    ["partly-granted", /Only a part.*missing: chat:write.*cannot work/],
  ])("%s: it still writes, and says what cannot work", async (status, says) => {
    const { names, text } = await talk([sentence], {
      ...connecting,
      request_connection: () => ({ status, missing: ["chat:write"], brokenSteps: ["message"] }),
    });
    expect(names.at(-1)).toBe("write_function");
    expect(text).toMatch(says);
  });
  test("takes out an input that the check refuses, once", async () => {
    const problems = [{ where: "steps.message.with.text", message: "too long" }];
    const { names, calls } = await talk([sentence], {
      ...smooth,
      propose_flow: (_, times) =>
        times === 1 ? { status: "invalid", problems } : smooth["propose_flow"]?.({}, 2),
    });
    expect(names.filter((name) => name === "propose_flow")).toHaveLength(2);
    expect(calls[5]?.input).toMatchObject({ flow: { steps: [{ with: { channel: "#general" } }] } });
    expect(names.at(-1)).toBe("write_function");
  });
  test("asks where the repair does not help either", async () => {
    const problems = [{ where: "steps.message.with.text", message: "too long" }];
    const { names, calls } = await talk([sentence], {
      ...smooth,
      propose_flow: () => ({ status: "invalid", problems }),
    });
    expect(names.filter((name) => name === "propose_flow")).toHaveLength(2);
    expect(calls.at(-1)).toMatchObject({
      tool: "ask_person",
      input: { questions: [expect.stringContaining("too long")] },
    });
  });
  test("says why code was refused", async () => {
    const { text } = await talk([sentence], {
      ...smooth,
      write_function: () => ({
        status: "refused",
        problems: [{ where: "line 3", message: "type error" }],
      }),
    });
    expect(text).toMatch(/did not save.*type error/);
  });
  test("an operation that went is asked about, not proposed", async () => {
    const { names } = await talk([sentence], {
      ...smooth,
      describe_operations: () => ({ operations: [], unknown: ["slack.chat.postMessage"] }),
    });
    expect(names.at(-1)).toBe("ask_person");
    expect(names).not.toContain("propose_flow");
  });
  test("a tool that fails ends the turn in words", async () => {
    const { names, text } = await talk([sentence], { ...smooth, propose_flow: () => fails });
    expect(names.at(-1)).toBe("propose_flow");
    expect(text).toMatch(/database is locked/);
  });
  test("a name that exists already is not taken", async () => {
    const { calls } = await talk([sentence], {
      ...smooth,
      list_functions: () => ({
        functions: [{ name: "postToGeneral", version: 4, operations: [] }],
      }),
    });
    expect(calls.find((call) => call.tool === "propose_flow")?.input).toMatchObject({
      flow: { name: "postToGeneral2" },
    });
  });
  test("an answer to its question changes what was made meanwhile", async () => {
    const flows: { name: string }[] = [];
    const { calls } = await talk(["send a slack message saying 'hi'", "#random"], {
      ...smooth,
      propose_flow: (input) => {
        flows.push(z.object({ flow: z.looseObject({ name: z.string() }) }).parse(input).flow);
        return smooth["propose_flow"]?.(input, 1);
      },
      write_function: (_, times) => ({
        status: "saved",
        name: flows[0]?.name,
        version: times,
        created: times === 1,
        operations: ["slack.chat.postMessage"],
      }),
      read_function: () => ({
        status: "found",
        name: flows[0]?.name,
        version: 1,
        origin: "flow",
        flow: flows[0],
        code: "",
      }),
    });
    const names = calls.map((call) => call.tool);
    expect(names.indexOf("ask_person")).toBeGreaterThan(names.indexOf("write_function"));
    const [made, changed] = calls.filter((call) => call.tool === "propose_flow");
    expect(made?.input).toMatchObject({
      flow: { steps: [{ with: { channel: "${inputs.channel}", text: "hi" } }] },
    });
    expect(changed?.input).toMatchObject({
      base: 1,
      flow: { name: flows[0]?.name, inputs: {}, steps: [{ with: { channel: "#random" } }] },
    });
  });
});

describe("changing a function", () => {
  const saved = (version: number) => ({
    status: "saved",
    name: "postToGeneral",
    version,
    created: version === 1,
    operations: [],
  });
  test("reads it, proposes on its version, says what changed", async () => {
    const { names, calls, text, said } = await talk([sentence, "post it to #random instead"], {
      ...smooth,
      read_function: () => found(),
      write_function: (_, times) => saved(times),
    });
    expect(names.slice(6)).toEqual([
      "search_catalog",
      "list_functions",
      "read_function",
      "describe_operations",
      "propose_flow",
      "write_function",
    ]);
    expect(calls.findLast((call) => call.tool === "propose_flow")?.input).toMatchObject({
      base: 1,
      flow: { name: "postToGeneral", steps: [{ with: { channel: "#random", text: "hello" } }] },
    });
    expect(text).toContain("version 2");
    expect(said.at(-2)).toContain("#random");
  });
  test("a function that is named is the one that is changed", async () => {
    const { calls } = await talk(["in postToGeneral change the channel to #random"], {
      ...smooth,
      list_functions: () => ({
        functions: [{ name: "postToGeneral", version: 1, operations: [] }],
      }),
      read_function: () => found(),
    });
    expect(calls.find((call) => call.tool === "read_function")?.input).toEqual({
      name: "postToGeneral",
    });
    expect(calls.findLast((call) => call.tool === "propose_flow")?.input).toMatchObject({
      base: 1,
    });
  });
  test("code without a flow is left to its owner", async () => {
    const { names, calls } = await talk([sentence, "use #random instead"], {
      ...smooth,
      read_function: () => found({ origin: "hand", flow: null }),
    });
    expect(names.slice(6)).not.toContain("propose_flow");
    expect(calls.at(-1)).toMatchObject({
      tool: "decline",
      input: { instead: expect.stringMatching(/Settings .* by hand under Code/) },
    });
  });
  test("undo and restore", async () => {
    const restore: Answers = {
      ...smooth,
      read_function: () => found(),
      restore_function: () => ({ status: "restored", name: "postToGeneral", version: 3, from: 1 }),
    };
    const undone = await talk([sentence, "undo that"], restore);
    expect(undone.calls.at(-1)).toEqual({
      tool: "restore_function",
      input: { name: "postToGeneral" },
    });
    expect(undone.text).toContain("version 3");
    const back = await talk([sentence, "go back to version 1"], restore);
    expect(back.calls.at(-1)).toEqual({
      tool: "restore_function",
      input: { name: "postToGeneral", version: 1 },
    });
  });
  test("undo with nothing before it asks", async () => {
    expect((await talk(["undo"], smooth)).names.at(-1)).toBe("ask_person");
  });
});

describe("running and asking", () => {
  const run = (output: unknown): Answers => ({
    ...smooth,
    read_function: () =>
      found({ flow: { ...flow, inputs: { text: { type: "string", default: "x" } } } }),
    run_function: () => output,
  });
  test("runs with the text given", async () => {
    const { calls, text } = await talk(
      [sentence, "run it with text 'good night'"],
      run({
        status: "ran",
        run: { id: "run_1", status: "succeeded", output: { ts: "1" }, error: null, ms: 12 },
      }),
    );
    expect(calls.at(-1)).toEqual({
      tool: "run_function",
      input: { name: "postToGeneral", input: { text: "good night" } },
    });
    expect(text).toMatch(/ran in 12 ms/);
  });
  describe("with an account that the function does not act with", () => {
    const ran = {
      status: "ran",
      run: { id: "run_1", status: "succeeded", output: { ts: "1" }, error: null, ms: 12 },
    };
    const several: Answers = {
      ...run(ran),
      search_catalog: () => ({ operations: [], accounts: { slack: ["support", "sales"] } }),
      read_function: () => found(),
      write_function: (_, times) => ({
        status: "saved",
        name: "postToGeneral",
        version: times,
        created: times === 1,
        operations: ["slack.chat.postMessage"],
      }),
    };
    const changed = expect.objectContaining({ tool: "run_function" });
    test("asks first, and only a yes changes and runs it", async () => {
      const asked = await talk([sentence, "run it with slack:sales"], several);
      expect(asked.names).not.toContain("run_function");
      expect(asked.names.filter((name) => name === "write_function")).toHaveLength(1);
      const { calls, names, said } = await talk(
        [sentence, "run it with slack:sales", "yes"],
        several,
      );
      expect(names.slice(-3)).toEqual(["propose_flow", "write_function", "run_function"]);
      expect(calls.at(-3)?.input).toMatchObject({
        flow: { steps: [{ account: "sales", with: { channel: "#general" } }] },
      });
      expect(said.slice(-2)).toEqual([
        "I changed `postToGeneral` (version 2).",
        expect.stringMatching(/ran in 12 ms/),
      ]);
    });
    test("runs it as it is, or not at all, where that is the answer", async () => {
      const asItIs = await talk(
        [sentence, "run it with slack:sales", "Run it with slack:support"],
        several,
      );
      expect(asItIs.calls.at(-1)).toEqual(changed);
      expect(asItIs.names.filter((name) => name === "write_function")).toHaveLength(1);
      const not = await talk([sentence, "run it with slack:sales", "no"], several);
      expect(not.names).not.toContain("run_function");
      expect(not.calls.at(-1)).toMatchObject({ tool: "decline" });
    });
    test("does not run what could not be connected", async () => {
      const lacking: Answers = {
        ...several,
        propose_flow: (_, times) => ({
          status: "ready",
          proposal: "prop_1",
          permissions: [],
          connect:
            times === 1 ? [] : [{ request: "req_2", provider: "slack", scopes: ["chat:write"] }],
        }),
        request_connection: () => ({ status: "denied", missing: ["chat:write"], brokenSteps: [] }),
      };
      const { names, text } = await talk([sentence, "use slack:sales and run it"], lacking);
      expect(names.at(-1)).toBe("write_function");
      expect(text).toMatch(/You said no to the connection/);
    });
  });
  test("says so where the person did not approve", async () => {
    expect((await talk([sentence, "run it"], run(denied))).text).toMatch(/did not run/);
  });
  test("tells why a run failed", async () => {
    const { text } = await talk(
      [sentence, "run it"],
      run({
        status: "ran",
        run: {
          id: "run_1",
          status: "failed",
          output: null,
          error: { message: "channel_not_found" },
          ms: 12,
        },
      }),
    );
    expect(text).toMatch(/failed: channel_not_found/);
  });
  test("access is told from live data", async () => {
    const connections = [
      {
        provider: "slack",
        account: "Acme",
        status: "active",
        permissions: [{ scope: "chat:write", sentence: "Send messages as the app" }],
      },
    ];
    const { names, text } = await talk(["what can my app access?"], {
      ...smooth,
      list_connections: () => ({ connections }),
    });
    expect(names).toContain("list_connections");
    expect(text).toContain("Send messages as the app (`chat:write`)");
  });
  test("needed permissions are computed by a proposal that is not written", async () => {
    const permissions = [
      {
        connector: "slack",
        scope: "chat:write",
        token: "bot",
        sentence: "Send messages",
        sensitivity: "write",
        access: "write",
        avoids: [],
        neededBy: [{ step: "message", operation: "slack.chat.postMessage" }],
      },
    ];
    const { names, text } = await talk(["what permissions are needed to send a slack message?"], {
      ...smooth,
      propose_flow: () => ({ status: "ready", proposal: "p", permissions, connect: [] }),
    });
    expect(names.at(-1)).toBe("propose_flow");
    expect(text).toContain("Send messages (`chat:write`)");
  });
  test("refuses with a reason and creates nothing", async () => {
    const { names } = await talk(["print the slack token"], smooth);
    expect(names.at(-1)).toBe("decline");
    expect(names).not.toContain("propose_flow");
  });
});

describe("as a language model", () => {
  test("streams through the AI SDK as any other", async () => {
    const seen: string[] = [];
    const answer = (name: keyof typeof smooth) =>
      tool({
        inputSchema: contract[name] ?? z.unknown(),
        execute: (input: unknown) => (seen.push(name), smooth[name]?.(input, 1)),
      });
    const result = streamText({
      model,
      prompt: sentence,
      stopWhen: isStepCount(10),
      tools: {
        search_catalog: answer("search_catalog"),
        list_functions: answer("list_functions"),
        describe_operations: answer("describe_operations"),
        propose_flow: answer("propose_flow"),
        write_function: answer("write_function"),
      },
    });
    expect(await result.text).toContain("`postToGeneral`");
    expect(await result.finishReason).toBe("stop");
    expect(seen).toEqual([
      "search_catalog",
      "list_functions",
      "describe_operations",
      "propose_flow",
      "write_function",
    ]);
  });
  test("calls no tool that it was not given", async () => {
    const { content } = await model.doGenerate({
      prompt: [{ role: "user", content: [{ type: "text", text: "what tools are there?" }] }],
      tools: [{ type: "function", name: "list_connections", inputSchema: {} }],
    });
    expect(content.map((part) => part.type === "tool-call" && part.toolName)).toEqual([
      "list_connections",
    ]);
  });
  test("the same conversation gives the same answer", async () => {
    expect(
      await talk([sentence, "add a :rocket:"], { ...smooth, read_function: () => found() }),
    ).toEqual(
      await talk([sentence, "add a :rocket:"], { ...smooth, read_function: () => found() }),
    );
  });
});
