import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { answersMessage, questionOf, questionTexts } from "../../contract/questions.ts";
import { askPerson } from "../../contract/tools.ts";
import { checkFlow } from "../../flow/check.ts";
import { literalText } from "../../flow/paths.ts";
import type { Flow } from "../../flow/schema.ts";
import type { Conversation, ToolAnswer } from "./conversation.ts";
import { whatIsMeant } from "./meant.ts";
import { toAsk } from "./open-question.ts";
import { vocabularyOf } from "./vocabulary.ts";

const catalog = createCatalog(connectors, providers);
const context = {
  vocabulary: vocabularyOf(catalog),
  /** A Monday, 11:00 in Berlin. */
  now: new Date("2026-11-23T10:00:00Z"),
  timezone: "Europe/Berlin",
  can: () => true,
};

/** Says one sentence after the other, with the questions that come between; what is meant in the end. */
function converse(sentences: readonly string[], extra: readonly ToolAnswer[] = [], flow?: Flow) {
  const past: { said: string; answers: ToolAnswer[] }[] = [];
  const current = flow && {
    name: flow.name,
    version: 1,
    origin: "flow" as const,
    flow,
    code: "",
  };
  let meant;
  for (const said of sentences) {
    const turn = { said, answers: [...extra] };
    const conversation: Conversation = { past, turn, calls: 0 };
    meant = whatIsMeant(conversation, { context, functions: [], current });
    const { intent } = meant;
    if (intent.kind === "ask") {
      const input = askPerson.input.parse({ questions: intent.questions.map(toAsk) });
      turn.answers.push({ tool: "ask_person", input, output: {}, status: "answered" });
    }
    past.push(turn);
  }
  if (!meant) throw new Error("Nothing was said.");
  return meant;
}

/** The flow that comes of it; it passes the check. */
function flowOf(...sentences: readonly string[]): Flow {
  const { intent } = converse(sentences);
  if (intent.kind !== "create") throw new Error(JSON.stringify(intent));
  expect(checkFlow(intent.flow, catalog)).toMatchObject({ status: "ok" });
  return intent.flow;
}

/** The keys of what is asked. */
function keysOf(...sentences: readonly string[]): readonly (string | undefined)[] {
  const { intent } = converse(sentences);
  return intent.kind === "ask" ? intent.questions.map((one) => questionOf(toAsk(one)).key) : [];
}

const hi = "send a slack message saying 'hi'";
const numbers = "every friday at 9 post the weekly numbers to #sales";

describe("an answer fills exactly the field that was asked about", () => {
  const answers: readonly [asked: string, answer: string, step: Record<string, unknown>][] = [
    [hi, "#sales", { channel: "#sales", text: "hi" }],
    [hi, "sales", { channel: "#sales", text: "hi" }],
    [hi, "to the sales channel", { channel: "#sales", text: "hi" }],
    [hi, "@kim", { channel: "@kim", text: "hi" }],
    [hi, "C0SALES123", { channel: "C0SALES123", text: "hi" }],
    [hi, "from my app", { channel: "${inputs.channel}", text: "hi" }],
    [hi, "it doesn't matter", { channel: "${inputs.channel}", text: "hi" }],
    [
      numbers,
      "Numbers are up. See #general",
      { channel: "#sales", text: "Numbers are up. See #general" },
    ],
    [numbers, "“${x} `y` */”", { channel: "#sales", text: "${x} `y` */" }],
    [
      "append the row Ada, 42 to a spreadsheet",
      "1AbCSheetId2026",
      { spreadsheetId: "1AbCSheetId2026" },
    ],
    [
      "append the row Ada, 42 to a spreadsheet",
      "https://docs.google.com/spreadsheets/d/1AbC-9_x/edit#gid=0",
      { spreadsheetId: "1AbC-9_x" },
    ],
  ];
  test.each(answers)("%s ← %s", (asked, answer, step) => {
    const flow = flowOf(asked, answer);
    const values = flow.steps.at(-1)?.with ?? {};
    const plain = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? (literalText(value) ?? value) : value,
    ]);
    expect(Object.fromEntries(plain)).toMatchObject(step);
  });
  test("a mail address is looked up", () => {
    const flow = flowOf(hi, "kim@acme.test");
    expect(flow.steps.map(({ use }) => use)).toEqual([
      "slack.users.lookupByEmail",
      "slack.chat.postMessage",
    ]);
  });
  test("any text is that text, and reaches no other field", () => {
    const question = questionTexts(askedIn(numbers))[0] ?? "";
    const text = fc.string({ minLength: 1 }).filter((one) => /^[^\s"'“”‘’«».!]/.test(one));
    fc.assert(
      fc.property(text, (said) => {
        const flow = flowOf(numbers, answersMessage([{ question, answer: `x${said}` }]));
        expect(literalText(String(flow.steps[0]?.with["text"]))).toBe(
          `x${said}`
            .trim()
            .split(/\r\n|[\n\r]/)
            .join("\n"),
        );
        expect(flow.steps[0]?.with["channel"]).toBe("#sales");
        expect(flow.trigger).toMatchObject({ type: "schedule", cron: "0 9 * * 5" });
      }),
    );
  });
});

/** What is asked after a sentence, as the tool takes it. */
function askedIn(...sentences: readonly string[]) {
  const { intent } = converse(sentences);
  return intent.kind === "ask" ? intent.questions.map(toAsk) : [];
}

describe("several questions", () => {
  const three = "every monday schedule a slack message";
  const nine = Date.UTC(2026, 10, 24, 8) / 1000;
  test("come in one message, and the form answers each", () => {
    const asked = askedIn(three);
    expect(asked.map((one) => questionOf(one).key)).toEqual([
      "message.channel",
      "message.text",
      "message.post_at",
    ]);
    const [channel = "", text = "", time = ""] = questionTexts(asked);
    const flow = flowOf(
      three,
      answersMessage([
        { question: time, answer: "tomorrow 9" },
        { question: text, answer: "to #ops: read this every friday" },
        { question: channel, answer: "#sales" },
      ]),
    );
    expect(flow.steps[0]?.with).toEqual({
      channel: "#sales",
      text: "to #ops: read this every friday",
      post_at: nine,
    });
    expect(flow.trigger).toMatchObject({ cron: "0 9 * * 1" });
  });
  test("one answer leaves the others, and is kept", () => {
    expect(keysOf(three, "#sales")).toEqual(["message.text", "message.post_at"]);
    expect(keysOf(three, "#sales", "tomorrow 9")).toEqual(["message.text"]);
    expect(flowOf(three, "#sales", "tomorrow 9", "Up!").steps[0]?.with).toEqual({
      channel: "#sales",
      text: "Up!",
      post_at: nine,
    });
  });
  test("all in one line of the person's own, in any order", () => {
    expect(flowOf(three, "tomorrow at 9; Up and running; #sales").steps[0]?.with).toEqual({
      channel: "#sales",
      text: "Up and running",
      post_at: nine,
    });
  });
});

describe("what is no answer", () => {
  test("a complete sentence is a new request", () => {
    const flow = flowOf(hi, "post 'other' to #random on slack every monday at 9");
    expect(flow.steps[0]?.with).toEqual({ channel: "#random", text: "other" });
    expect(flow.trigger.type).toBe("schedule");
  });
  test("a command is a command, whatever was asked", () => {
    for (const asked of [hi, numbers]) {
      expect(converse([asked, "list my functions"]).intent.kind).toBe("question");
      expect(converse([asked, "undo that"]).intent.kind).toBe("undo");
      expect(converse([asked, "what tools can I connect?"]).intent.kind).toBe("question");
    }
  });
  test("a complete sentence is no text for a message, nor a part of the sentence before", () => {
    const flow = flowOf(numbers, "post 'other' to #random on slack");
    expect(flow.steps[0]?.with).toEqual({ channel: "#random", text: "other" });
    expect(flow.trigger.type).toBe("manual");
    const made = flowOf(hi, "create a slack channel called launch");
    expect(made.steps.map(({ use }) => use)).toEqual(["slack.conversations.create"]);
  });
  test("never mind takes the request back", () => {
    expect(converse([hi, "never mind"]).dropped).toBe(true);
    expect(converse([hi]).dropped).toBe(false);
  });
  test("more of the same sentence is read with it", () => {
    const flow = flowOf("send a slack message", "to #sales saying 'hello' every monday at 8");
    expect(flow.steps[0]?.with).toEqual({ channel: "#sales", text: "hello" });
    expect(flow.trigger).toMatchObject({ cron: "0 8 * * 1" });
  });
  test("the form's answer to a plain question may be a whole request", () => {
    const [question = ""] = questionTexts(askedIn("do the thing"));
    const answer = "post 'hi' to #general on slack";
    const flow = flowOf("do the thing", answersMessage([{ question, answer }]));
    expect(flow.steps[0]?.with).toEqual({ channel: "#general", text: "hi" });
  });
  test("an answer that does not fit is asked for again", () => {
    const [question = ""] = questionTexts(askedIn(hi));
    const { intent } = converse([hi, answersMessage([{ question, answer: "the one over there" }])]);
    expect(intent).toMatchObject({
      kind: "ask",
      questions: [{ key: "message.channel", question: expect.stringContaining("does not fit") }],
    });
  });
  test("an old answer is not kept for a new request", () => {
    expect(keysOf(hi, "#sales", "send a slack message saying 'again'")).toEqual([
      "message.channel",
    ]);
  });
});

describe("what starts it", () => {
  const event = "notify #ops when someone edits a canvas in slack";
  const cases: readonly [answer: string, trigger: object][] = [
    ["My app calls it", { type: "webhook" }],
    ["from the app", { type: "webhook" }],
    ["every 15 minutes", { type: "schedule", cron: "*/15 * * * *" }],
    ["the second one", { type: "schedule", cron: "*/15 * * * *" }],
    ["daily at 9", { type: "schedule", cron: "0 9 * * *" }],
    ["when I press Run", { type: "manual" }],
  ];
  test.each(cases)("%s", (answer, trigger) => {
    expect(flowOf(event, answer).trigger).toMatchObject(trigger);
  });
});

describe("which tool", () => {
  const asked = "add a contact named “Kim Lee” with the email kim@acme.test";
  test("is asked where several keep the same thing, with those as options", () => {
    const [question] = askedIn(asked).map(questionOf);
    expect(question?.key).toBe("tool.1");
    expect(question?.options).toEqual(["Google Contacts", "Salesforce", "HubSpot"]);
  });
  test.each([
    ["HubSpot", "hubspot.crm.contacts.create"],
    ["in google contacts please", "googlecontacts.people.createContact"],
    ["google", "googlecontacts.people.createContact"],
  ])("%s", (answer, operation) => {
    expect(flowOf(asked, answer).steps[0]?.use).toBe(operation);
  });
  test("is asked alone: what else is open depends on it", () => {
    expect(keysOf("every monday delete a contact")).toEqual(["tool.1"]);
  });
  test("is not asked for what is only read", () => {
    expect(keysOf("list my contacts")).toEqual([]);
  });
  test("is not asked where it is said, or where only one could", () => {
    for (const said of [
      "add a HubSpot contact with the email kim@acme.test",
      "add a Google contact named “Kim Lee”",
      "send an email to kim@acme.test with the subject “x” and the text “y”",
      "add a task “buy milk” in Google Tasks",
    ])
      expect(keysOf(said)).not.toContain("tool.1");
  });
  test("is not asked where only one of them is connected", () => {
    const connections = [
      { provider: "hubspot", account: "Acme", status: "active", permissions: [] },
    ];
    const listed: ToolAnswer = {
      tool: "list_connections",
      input: {},
      output: { connections },
      status: "answered",
    };
    const { intent, assumed } = converse([asked], [listed]);
    expect(intent).toMatchObject({ kind: "create" });
    expect(assumed).toEqual(["HubSpot, since it is connected"]);
  });
});

describe("a function that starts by itself has everything it needs", () => {
  const manual: Flow = {
    name: "post",
    description: "Post a message.",
    trigger: { type: "manual" },
    inputs: { text: { type: "string", description: "Text of the message" } },
    steps: [
      {
        id: "message",
        use: "slack.chat.postMessage",
        with: { channel: "#sales", text: "${inputs.text}" },
      },
    ],
  };
  test("a schedule given to a function with a required input asks for it", () => {
    const { intent } = converse(["run it every day at 9"], [], manual);
    expect(intent).toMatchObject({ kind: "ask", questions: [{ key: "inputs.text" }] });
  });
  test("the answer becomes its default", () => {
    const { intent } = converse(["run it every day at 9", "Good morning"], [], manual);
    expect(intent).toMatchObject({
      kind: "edit",
      flow: {
        trigger: { type: "schedule" },
        inputs: { text: { default: "Good morning", description: "Text of the message" } },
      },
    });
  });
  test("an input that was open before is no question about something else", () => {
    const scheduled: Flow = { ...manual, trigger: { type: "schedule", cron: "0 9 * * *" } };
    expect(converse(["post it to #random instead"], [], scheduled).intent.kind).toBe("edit");
  });
  test("it cannot be left to a caller, but to a default where there is one", () => {
    expect(keysOf("every friday at 9 post 'x' on slack", "from my app")).toEqual([
      "message.channel",
    ]);
    expect(keysOf(numbers, "from my app")).toEqual(["message.text"]);
    expect(Object.values(flowOf(numbers, "it doesn't matter").inputs)).toMatchObject([
      { type: "string", default: "Hello from Patchbay" },
    ]);
  });
  test("no sentence with a schedule leaves a required input open", () => {
    const prompts = catalog.operations.map(({ title }) => `${title} every day at 9`);
    for (const prompt of prompts) {
      const { intent } = converse([prompt]);
      if (intent.kind !== "create") continue;
      const open = Object.values(intent.flow.inputs).filter((input) => input.default === undefined);
      expect({ prompt, open }).toEqual({ prompt, open: [] });
    }
  });
});

describe("what becomes an input, and what a question", () => {
  test.each([
    ["append the row Ada, 42 to a spreadsheet", ["rows.spreadsheetId"]],
    [
      "when a sale is made in my app, append the row Ada, 42 to a spreadsheet",
      ["rows.spreadsheetId"],
    ],
    ["append a row to the given spreadsheet", []],
    ["create a google doc", []],
  ])("%s", (prompt, keys) => {
    expect(keysOf(prompt)).toEqual(keys);
  });
  test("a title has a default; types and words come from the catalog", () => {
    expect(flowOf("create a google doc").inputs).toEqual({
      title: { type: "string", default: "Untitled", description: expect.any(String) },
    });
  });
});

test("any chat is followed without a fault, twice the same, to flows that pass the check", () => {
  const messages = fc.constantFrom(
    hi,
    numbers,
    "every monday schedule a slack message",
    "add a contact",
    "append a row to a spreadsheet",
    "notify #ops when someone posts in slack",
    "#sales",
    "tomorrow 9",
    "the second one",
    "from my app",
    "it doesn't matter",
    "never mind",
    "undo",
    "${inputs.x}",
    "#a; #b; at 9",
    "Send a message: which channel or person is it for?\n  #ops",
    "💥",
  );
  fc.assert(
    fc.property(fc.array(messages, { minLength: 1, maxLength: 6 }), (said) => {
      const { intent } = converse(said);
      expect(converse(said).intent).toEqual(intent);
      const check = intent.kind === "create" ? checkFlow(intent.flow, catalog).status : "ok";
      expect(check).toBe("ok");
    }),
  );
});
