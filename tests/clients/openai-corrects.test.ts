import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { maxRepeats, maxSteps, maxTokens } from "../../src/agent/limits.ts";
import { openChat, partsOf, textOf } from "../support/chat.ts";
import { type HostedModel, type Step, script, startHostedModel } from "../support/hosted-model.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A model that gets something wrong is told so that it can put it right, or is stopped. */
const prompt = "Post hello to #general in Slack";
const post = { channel: "#general", text: "hello" };
const flowOf = (step: Readonly<Record<string, unknown>>, rest = {}) => ({
  name: "postHello",
  description: "Posts hello to #general",
  trigger: { type: "manual" },
  steps: [{ id: "message", use: "slack.chat.postMessage", with: post, ...step }],
  ...rest,
});

let model: HostedModel;
let server: TestServer;

beforeEach(async () => {
  model = await startHostedModel();
});
afterEach(async () => {
  await server.close();
  await model.close();
});

async function start(api: "responses" | "chat" = "responses"): Promise<void> {
  server = await startServer({
    OPENAI_API_KEY: "sk-test",
    OPENAI_BASE_URL: model.url,
    OPENAI_API: api,
    MODEL: "gpt-test",
  });
}

const proposes = (flow: unknown) => [{ tool: "propose_flow", input: { flow } }];
/** The last answer as the model read it. */
const heard = (results: readonly unknown[]): any => results.at(-1);
const textHeard = (results: readonly unknown[]) => JSON.stringify(heard(results));

interface Mistake {
  readonly name: string;
  readonly wrong: Step;
  /** What the answer must say, so that the model can put it right. */
  readonly says: readonly string[];
}

const mistakes: readonly Mistake[] = [
  {
    name: "an operation there is not",
    wrong: proposes(flowOf({ use: "slack.messages.post" })),
    says: ["steps.message.use", "nearest: slack.chat.postMessage"],
  },
  {
    name: "an input there is not",
    wrong: proposes(flowOf({ with: { chanel: "#general", text: "hello" } })),
    says: ["steps.message.with.chanel", 'nearest: \\"channel\\"', "there are: channel, text"],
  },
  {
    name: "a value of the wrong type",
    wrong: proposes(flowOf({ with: { ...post, unfurl_links: "no" } })),
    says: ["steps.message.with.unfurl_links", "expected boolean", 'given: \\"no\\"'],
  },
  {
    name: "a path to nothing",
    wrong: proposes(flowOf({}, { output: "${mesage.ts}" })),
    says: ['nearest: \\"message\\"', "there are: inputs, trigger, now, message"],
  },
  {
    name: "a path below a text",
    wrong: proposes(flowOf({}, { output: "${message.ts.value}" })),
    says: ["is a string and has nothing below it"],
  },
  {
    name: "a flow as text",
    wrong: proposes(JSON.stringify(flowOf({}))),
    says: ["expected object, received string"],
  },
  {
    name: "a tool there is not",
    wrong: [{ tool: "create_function", input: { flow: {} } }],
    says: ["create_function", "search_catalog", "propose_flow", "write_function"],
  },
  {
    name: "arguments that are not JSON",
    wrong: [{ tool: "search_catalog", input: '{"query": "slack' }],
    says: ["The arguments are not JSON: Unterminated string", "It takes { query: string"],
  },
  {
    name: "arguments of another shape",
    wrong: [{ tool: "search_catalog", input: { words: "slack" } }],
    says: [
      "query: Invalid input: expected string",
      'Unrecognized key: \\"words\\"',
      "limit?: integer",
    ],
  },
  {
    name: "the description of an operation there is not",
    wrong: [{ tool: "describe_operations", input: { ids: ["slack.postMessage"] } }],
    says: ["unknown", "slack.chat.postMessage"],
  },
  {
    name: "a proposal there is not",
    wrong: [{ tool: "write_function", input: { proposal: "prop_invented" } }],
    says: ["refused", "propose the flow again"],
  },
  {
    name: "a connection request there is not",
    wrong: [{ tool: "request_connection", input: { request: "creq_invented" } }],
    says: ["creq_invented"],
  },
];

describe.each(["responses", "chat"] as const)("told over the %s API", (api) => {
  test.each(mistakes)("$name: the model reads it and puts it right", async ({ wrong, says }) => {
    let answer = "";
    script(model.mock, [
      wrong,
      (results) => {
        answer = textHeard(results);
        return proposes(flowOf({}));
      },
      (results) => [{ tool: "write_function", input: { proposal: heard(results).proposal } }],
      "Saved.",
      "And on.",
    ]);
    await start(api);
    const chat = openChat(server, "mistake");
    await chat.sendMessage({ text: prompt });
    expect(chat.error).toBeUndefined();
    for (const words of says) expect(answer).toContain(words);
    expect(textOf(chat)).toContain("Saved.");
    expect((await server.json("/api/functions/postHello")).status).toBe(200);
    // The history with the mistake in it can be gone on from.
    await chat.sendMessage({ text: "Thanks" });
    expect(textOf(chat)).toBe("And on.");
    // Each request is whole: nothing in it points at what the model's server would have kept.
    expect(model.bodies.join("\n")).not.toContain("item_reference");
  });
});

describe("a turn that does not come to its end", () => {
  test("the same mistake again and again: stopped early", async () => {
    const again = proposes(flowOf({ use: "slack.messages.post" }));
    script(
      model.mock,
      Array.from({ length: maxSteps }, () => again),
    );
    await start();
    const chat = openChat(server, "again");
    await chat.sendMessage({ text: prompt });
    expect(chat.error?.message).toContain("the same mistake again and again");
    expect(model.bodies).toHaveLength(maxRepeats);
  });

  test("other mistakes each time: the model may go on trying", async () => {
    const others = ["a", "b", "c", "d"].map((name) =>
      proposes(flowOf({ use: `slack.${name}.post` })),
    );
    script(model.mock, [...others, "I give up."]);
    await start();
    const chat = openChat(server, "others");
    await chat.sendMessage({ text: prompt });
    expect(chat.error).toBeUndefined();
    expect(textOf(chat)).toBe("I give up.");
  });

  test("more tokens than a turn may take: stopped, what is finished is kept, the chat goes on", async () => {
    let seen = 0;
    const usage = { input_tokens: maxTokens / 2, output_tokens: 10 };
    model.mock.on({ predicate: () => true }, (request) => {
      seen++;
      if (seen > 3) return { content: "On we go." };
      const results = request.messages.filter(({ role }) => role === "tool");
      const last = results.at(-1)?.content;
      const [call] =
        seen === 1
          ? proposes(flowOf({}))
          : [
              {
                tool: "write_function",
                input: { proposal: JSON.parse(typeof last === "string" ? last : "{}").proposal },
              },
            ];
      const toolCalls = [{ name: call?.tool ?? "", arguments: JSON.stringify(call?.input) }];
      return { toolCalls, usage };
    });
    await start();
    const chat = openChat(server, "tokens");
    await chat.sendMessage({ text: prompt });
    expect(chat.error?.message).toContain("used up the tokens");
    expect(model.bodies).toHaveLength(2);
    expect((await server.json("/api/functions/postHello")).status).toBe(200);
    const { body } = await server.json("/api/chats/tokens");
    const parts: { type: string }[] = body.messages[1].parts;
    expect(parts.map(({ type }) => type)).toContain("tool-write_function");
    expect(parts.at(-1)).toMatchObject({ type: "data-failure" });
    await chat.sendMessage({ text: "Go on" });
    expect(textOf(chat)).toBe("On we go.");
  });

  test("what was written before the steps ran out is there", async () => {
    script(model.mock, [
      proposes(flowOf({})),
      (results) => [{ tool: "write_function", input: { proposal: heard(results).proposal } }],
      ...Array.from({ length: maxSteps }, (_, at) => [
        { tool: "search_catalog", input: { query: `slack ${at}` } },
      ]),
    ]);
    await start();
    const chat = openChat(server, "steps");
    await chat.sendMessage({ text: prompt });
    expect(chat.error?.message).toContain("too many steps");
    expect(partsOf(chat, "tool-write_function")[0]?.output).toMatchObject({ status: "saved" });
    expect(model.bodies).toHaveLength(maxSteps);
  });
});
