import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, partsOf, textOf } from "../support/chat.ts";
import { type HostedModel, script, startHostedModel } from "../support/hosted-model.ts";
import { type TestServer, startServer } from "../support/server.ts";

const flowNamed = (name: string) => ({
  name,
  description: "Posts hello to #general",
  trigger: { type: "manual" },
  steps: [
    { id: "message", use: "slack.chat.postMessage", with: { channel: "#general", text: "hello" } },
  ],
});

let model: HostedModel;
let server: TestServer;
beforeAll(async () => {
  model = await startHostedModel();
  const OPENAI_BASE_URL = model.url;
  server = await startServer({ OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL, MODEL: "gpt-test" });
});
afterAll(async () => {
  await server.close();
  await model.close();
});

const proposes = (name: string, rest = {}) => [
  { tool: "propose_flow", input: { flow: flowNamed(name), ...rest } },
];
const writes = (results: readonly unknown[]) => {
  const last: any = results.at(-1);
  return [{ tool: "write_function", input: { proposal: last.proposal } }];
};

const heardBy = (heard: string[], say: readonly { tool: string; input: unknown }[]) => {
  return (results: readonly unknown[]) => {
    heard.push(JSON.stringify(results.at(-1)));
    return say;
  };
};

test("a hosted model renames a function, and is told what it got wrong", async () => {
  const heard: string[] = [];
  const late: string[] = [];
  let proposal = "";
  const then = (say: ReturnType<typeof proposes>) => heardBy(heard, say);
  script(model.mock, [
    proposes("postHello"),
    writes,
    then(proposes("other")),
    writes,
    "Made.",
    proposes("sayHello", { base: 1 }),
    then(proposes("sayHello", { was: "postHello" })),
    then(proposes("sayHello", { base: 1, was: "postHallo" })),
    then(proposes("other", { base: 1, was: "postHello" })),
    then(proposes("say hello", { base: 1, was: "postHello" })),
    then(proposes("sayHello", { base: 1, was: "postHello" })),
    (results) => {
      heard.push(JSON.stringify(results.at(-1)));
      return writes(results);
    },
    (results) => {
      heard.push(JSON.stringify(results.at(-1)));
      return "Renamed.";
    },
    proposes("third", { base: 2, was: "sayHello" }),
    (results) => {
      const last: any = results.at(-1);
      proposal = last.proposal;
      return proposes("third");
    },
    writes,
    () => [{ tool: "write_function", input: { proposal } }],
    heardBy(late, [{ tool: "list_runs", input: { function: "postHello" } }]),
    heardBy(late, [{ tool: "restore_function", input: { name: "postHello", version: 1 } }]),
    heardBy(late, [{ tool: "run_function", input: { name: "postHello" } }]),
  ]);
  const chat = openChat(server, "rename");
  await chat.sendMessage({ text: "Post hello to #general in Slack" });
  await chat.sendMessage({ text: "Rename it to sayHello" });
  expect(textOf(chat)).toContain("Renamed.");
  const [, unnamed, unbased, unknown, taken, wrong, ready, written] = heard;
  expect(unnamed).toContain("To rename one, give its name as was");
  expect(unbased).toContain("give base 1");
  expect(unknown).toContain('There is no function \\"postHallo\\" to change');
  expect(taken).toContain('There is already a function \\"other\\"; choose another name');
  expect(wrong).toContain("must be a TypeScript identifier");
  expect(ready).toContain('"changes":{"added":[]');
  expect(written).toContain('"name":"sayHello","version":2,"created":false,"was":"postHello"');
  const { body } = await server.json("/api/functions");
  expect(body.functions.map(({ name }: { name: string }) => name)).toEqual(["other", "sayHello"]);

  // The name is taken between proposing and writing; and the old name is still understood.
  await server.json("/functions/sayHello", "POST", {});
  await chat.sendMessage({ text: "Rename it to third, then go back and run it" });
  const [refused, runs, restored] = late;
  expect(refused).toContain('"status":"refused"');
  expect(refused).toContain('There is already a function \\"third\\"');
  expect(runs).toContain('"function":"sayHello"');
  expect(restored).toContain('"name":"sayHello"');
  const run = partsOf(chat, "tool-run_function").at(-1);
  expect(run).toMatchObject({ state: "approval-requested", input: { name: "sayHello" } });
});
