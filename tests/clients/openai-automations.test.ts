import { afterAll, beforeAll, expect, test } from "vitest";
import { type HostedModel, script, startHostedModel, tokensIn } from "../support/hosted-model.ts";
import { type TestServer, startServer } from "../support/server.ts";

const flow = {
  name: "postHello",
  description: "Posts hello to #general",
  trigger: { type: "schedule", cron: "0 9 * * 1-5", timezone: "Europe/Berlin" },
  steps: [
    { id: "message", use: "slack.chat.postMessage", with: { channel: "#general", text: "hello" } },
  ],
};

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

const toolsIn = (body: string | undefined): readonly string[] =>
  (JSON.parse(body ?? "{}").tools ?? []).map(
    (tool: { name?: string; function?: { name: string } }) => tool.name ?? tool.function?.name,
  );

test("a hosted model is told when a function starts, pauses it, and deletes nothing without a yes", async () => {
  const heard: any[] = [];
  const hear = (say: readonly { tool: string; input: unknown }[] | string) => {
    return (results: readonly unknown[]) => {
      heard.push(results.at(-1));
      return say;
    };
  };
  script(model.mock, [
    [{ tool: "propose_flow", input: { flow } }],
    (results) => {
      const last: any = results.at(-1);
      return [{ tool: "write_function", input: { proposal: last.proposal } }];
    },
    hear("It runs by itself now."),
    [{ tool: "list_automations", input: {} }],
    hear([{ tool: "pause_automation", input: { automation: "postHallo" } }]),
    hear([{ tool: "pause_automation", input: { automation: "postHello" } }]),
    hear("Paused."),
    [
      {
        tool: "delete_automation",
        input: { automation: "postHello", judged: { id: "x", function: "other", words: "y" } },
      },
    ],
    "Deleted.",
  ]);
  const chat = await server.server.evals.open();
  await chat.say("Post hello to #general every weekday at 9");
  // Nothing starts by itself yet: a first request has none of the tools for that.
  expect(toolsIn(model.bodies[0])).not.toContain("pause_automation");
  await chat.say("Pause it");
  expect(toolsIn(model.bodies.at(-1))).toContain("pause_automation");
  // It waits for the person: no version is written that nothing starts, and nothing is said yet.
  const waits = await chat.say("Delete the automation");
  expect(waits.version).toBeUndefined();
  expect(waits.view.reply).not.toContain("Deleted.");
  const [written, listed, unknown, paused] = heard;
  expect(written.automation).toMatchObject({
    words: "At 09:00, Monday through Friday (Europe/Berlin)",
    timezone: "Europe/Berlin",
    status: "active",
  });
  expect(written.automation.next).toHaveLength(3);
  expect(listed.automations).toMatchObject([{ function: "postHello", status: "active" }]);
  expect(unknown).toMatchObject({ status: "not-found", known: [{ function: "postHello" }] });
  expect(paused).toMatchObject({ status: "paused", automation: { status: "paused" } });
});

test("the tools for automations cost few tokens", () => {
  const tools = JSON.parse(model.bodies.at(-1) ?? "{}").tools.filter((tool: unknown) =>
    /_automations?"/.test(JSON.stringify(tool)),
  );
  expect(tools).toHaveLength(4);
  expect(tokensIn(JSON.stringify(tools))).toBeLessThan(700);
});
