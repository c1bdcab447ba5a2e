import { describe, expect, test } from "vitest";
import { checkFlow } from "../../flow/check.ts";
import type { Flow } from "../../flow/schema.ts";
import { chatCatalog } from "./test-catalog.ts";
import { type Context, type Intent, understand } from "./understand.ts";
import { vocabularyOf } from "./vocabulary.ts";

const base: Omit<Context, "current"> = {
  vocabulary: vocabularyOf(chatCatalog),
  functions: [],
  now: new Date("2026-11-23T10:00:00Z"),
  timezone: "Europe/Berlin",
};

function say(prompt: string, flow?: Flow): Intent {
  const current = flow && { name: flow.name, version: 3, flow };
  return understand(prompt, { ...base, current });
}

function flowOf(intent: Intent): Flow {
  if (intent.kind !== "create" && intent.kind !== "edit") throw new Error(JSON.stringify(intent));
  expect(checkFlow(intent.flow, chatCatalog)).toMatchObject({ status: "ok" });
  return intent.flow;
}

/** The flow after each sentence in turn. */
function after(...prompts: readonly [string, ...string[]]): Flow {
  const [first, ...rest] = prompts;
  return rest.reduce(
    (flow, prompt) => {
      const intent = say(prompt, flow);
      if (intent.kind !== "edit") throw new Error(`"${prompt}": ${JSON.stringify(intent)}`);
      expect(intent.base).toBe(3);
      return flowOf(intent);
    },
    flowOf(say(first)),
  );
}

const start = "Send a message to #product-updates whenever I run this function";
const literal = "post 'build is green' to #builds";

describe("values", () => {
  test("another channel and an emoji, and nothing else changes", () => {
    const before = after(start);
    const flow = after(start, "Put it in #general instead and add a :rocket:");
    expect(flow).toEqual({
      ...before,
      description: before.description.replace("#product-updates", "#general"),
      steps: [
        { ...before.steps[0], with: { channel: "#general", text: "${inputs.text} :rocket:" } },
      ],
    });
  });
  test.each([
    ["use #random instead", { channel: "#random" }],
    ["change the channel to #random", { channel: "#random" }],
    ["make it go to #random", { channel: "#random" }],
    ["no wait, post it in #random", { channel: "#random" }],
    ["send this to C0OTHER22 instead", { channel: "C0OTHER22" }],
    ["change the text to 'build is red'", { text: "build is red" }],
    ["it should say 'build is red'", { text: "build is red" }],
    ['say "build is red" instead', { text: "build is red" }],
    ["ändere den Text auf „alles rot“", { text: "alles rot" }],
    ["cambia el texto a 'todo rojo'", { text: "todo rojo" }],
    ["stattdessen in #zufall posten", { channel: "#zufall" }],
    ["add a rocket emoji", { text: "build is green :rocket:" }],
    ["add 🎉 at the end", { text: "build is green 🎉" }],
    ["start it with :wave:", { text: ":wave: build is green" }],
    ["add 'thanks all' to the message", { text: "build is green thanks all" }],
    ["set the text to '${x} */'", { text: "\\${x} */" }],
  ])("%s", (prompt, values) => {
    expect(after(literal, prompt).steps).toEqual([
      {
        id: "message",
        use: "slack.chat.postMessage",
        with: { channel: "#builds", text: "build is green", ...values },
      },
    ]);
  });
  test("new words for an input with a default become its default", () => {
    const flow = after(start, "change the text to 'it costs ${5}'");
    expect(flow.inputs["text"]?.default).toBe("it costs ${5}");
    expect(flow.steps[0]?.with["text"]).toBe("${inputs.text}");
  });
  test("an emoji comes and goes", () => {
    expect(after(literal, "add a :tada:", "remove the :tada: again")).toEqual(after(literal));
  });
  test("a number", () => {
    const flow = after("get the last 20 messages from C0LOGS123", "20 is not enough, take 80");
    expect(flow.steps[0]?.with).toMatchObject({ channel: "C0LOGS123", limit: 80 });
  });
  test("to a person by mail, then by id", () => {
    const mailed = after(literal, "send it to pat@acme.test instead");
    expect(mailed.steps.map(({ use }) => use)).toEqual([
      "slack.users.lookupByEmail",
      "slack.chat.postMessage",
    ]);
    const direct = after(
      literal,
      "send it to pat@acme.test instead",
      "the id is U0PATPAT1, use that",
    );
    expect(direct.steps).toEqual([
      {
        id: "message",
        use: "slack.chat.postMessage",
        with: { channel: "U0PATPAT1", text: "build is green" },
      },
    ]);
  });
  test("a value becomes an input", () => {
    const flow = after(literal, "the channel comes from my app, not fixed");
    expect(flow.inputs).toHaveProperty("channel");
    expect(flow.steps[0]?.with["channel"]).toBe("${inputs.channel}");
  });
});

describe("steps", () => {
  test.each([
    "react with :eyes: too",
    "also react with :eyes:",
    "add an :eyes: reaction",
    "and react with :eyes:",
    "eyes reaction as well",
  ])("%s", (prompt) => {
    const before = after(literal);
    const flow = after(literal, prompt);
    expect(flow.steps).toEqual([
      before.steps[0],
      {
        id: "emoji",
        use: "slack.reactions.add",
        with: { name: "eyes", channel: "${message.channel}", timestamp: "${message.ts}" },
      },
    ]);
    expect(flow.inputs).toEqual(before.inputs);
  });
  test("a further post leaves the inputs as they are", () => {
    const before = after(start, "change the text to 'Ship it'");
    const flow = after(start, "change the text to 'Ship it'", "also post it to #releases");
    expect(flow.inputs).toEqual(before.inputs);
    expect(flow.steps[1]?.with).toEqual({ channel: "#releases", text: "${inputs.text}" });
  });
  test("what it cannot do is not done to another step", () => {
    expect(say("invite U0NEWBIE1 to #releases as a guest of honour", after(literal)).kind).not.toBe(
      "edit",
    );
  });
  test("the same text to a second channel", () => {
    const flow = after(literal, "also post it to #releases");
    expect(flow.steps.map((step) => step.with)).toEqual([
      { channel: "#builds", text: "build is green" },
      { channel: "#releases", text: "build is green" },
    ]);
  });
  test.each([
    "remove the reaction",
    "drop the reaction step",
    "no reaction please",
    "quita la reacción",
    "entferne die Reaktion",
  ])("%s", (prompt) => {
    expect(after(literal, "react with :eyes: too", prompt)).toEqual(after(literal));
  });
  test("a step that others need takes them along", () => {
    const flow = after(literal, "also pin it", "also post 'pinned' to #meta");
    expect(flow.steps.map(({ use }) => use)).toEqual([
      "slack.chat.postMessage",
      "slack.pins.add",
      "slack.chat.postMessage",
    ]);
  });
});

describe("what starts it", () => {
  test.each([
    ["run it every day at 7", { type: "schedule", cron: "0 7 * * *", timezone: "Europe/Berlin" }],
    [
      "run it every 15 minutes",
      { type: "schedule", cron: "*/15 * * * *", timezone: "Europe/Berlin" },
    ],
    ["do that when my app calls it", { type: "webhook" }],
  ])("%s", (prompt, trigger) => {
    const before = after(literal);
    expect(after(literal, prompt)).toEqual({ ...before, trigger });
  });
  const weekly = "every monday at 10 post 'plan' to #plan";
  test.each([
    ["thursday rather, not monday", "0 10 * * 4"],
    ["at 8:30 instead", "30 8 * * 1"],
    ["make it every weekday", "0 10 * * 1-5"],
    ["on fridays at 16:00", "0 16 * * 5"],
  ])("%s", (prompt, cron) => {
    expect(after(weekly, prompt).trigger).toEqual({
      type: "schedule",
      cron,
      timezone: "Europe/Berlin",
    });
  });
  test("not on weekends", () => {
    expect(after("every day at 7 post 'hi' to #x", "not on weekends").trigger).toMatchObject({
      cron: "0 7 * * 1-5",
    });
    expect(
      after("every day at 7 post 'hi' to #x", "aber nicht am Wochenende").trigger,
    ).toMatchObject({
      cron: "0 7 * * 1-5",
    });
  });
});

describe("edit or new", () => {
  test.each([
    "create a channel called side-project",
    "a new function: post 'x' to #y",
    "every friday at 4pm post 'bye' to #office",
  ])("%s", (prompt) => {
    expect(say(prompt, after(literal))).toMatchObject({ kind: "create" });
  });
  test.each(["make it nicer", "hmm", "use the other one"])("%s asks", (prompt) => {
    expect(say(prompt, after(literal)).kind).toBe("ask");
  });
  test("half understood is asked about, not done by half", () => {
    expect(say("put it in #general instead and print the receipt", after(literal))).toMatchObject({
      kind: "ask",
      understood: expect.stringContaining("#general"),
    });
  });
  test("the only step is not removed", () => {
    expect(say("remove the message step", after(literal)).kind).toBe("ask");
  });
  test("what is not in the catalog is declined", () => {
    expect(say("and make a trello card too", after(literal)).kind).toBe("decline");
  });
});
