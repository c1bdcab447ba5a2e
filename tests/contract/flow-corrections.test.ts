import { expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { checkFlow } from "../../src/flow/check.ts";

/** What a model reads when its flow is wrong: the field, what was expected, and what is nearest to it. */
const catalog = createCatalog(connectors, providers);
const good = {
  name: "report",
  description: "Posts what was found",
  trigger: { type: "manual" },
  inputs: { words: { type: "string" }, limit: { type: "number", default: 5 } },
  steps: [
    { id: "found", use: "slack.search.messages", with: { query: "${inputs.words}" } },
    { id: "history", use: "slack.conversations.history", with: { channel: "#sales", limit: 5 } },
    {
      id: "post",
      use: "slack.chat.postMessage",
      forEach: "${history.messages}",
      with: { channel: "#sales", text: "${item.text}" },
    },
  ],
};

function check(change: (flow: any) => void) {
  const flow = structuredClone(good);
  change(flow);
  return checkFlow(flow, catalog);
}

test("the flow itself is right", () => {
  expect(check(() => {})).toMatchObject({ status: "ok", doubts: [] });
});

test.each<[string, (flow: any) => void, string, readonly string[]]>([
  [
    "an operation of another name",
    (flow) => (flow.steps[2].use = "slack.messages.post"),
    "steps.post.use",
    ["nearest:", "slack.chat.postMessage"],
  ],
  [
    "an operation of a tool there is not",
    (flow) => (flow.steps[2].use = "slak.chat.postMessage"),
    "steps.post.use",
    ["slack.chat.postMessage"],
  ],
  [
    "an input of another name",
    (flow) => (flow.steps[2].with.chanel = "#sales"),
    "steps.post.with.chanel",
    ['nearest: "channel"', "there are: channel, text,"],
  ],
  [
    "a missing input",
    (flow) => delete flow.steps[2].with.text,
    "steps.post.with.text",
    ["mrkdwn", "of type string"],
  ],
  [
    "a number as text",
    (flow) => (flow.steps[1].with.limit = "five"),
    "steps.history.with.limit",
    ["expected number", 'given: "five"'],
  ],
  [
    "a wrong name deep inside a value that also reads something",
    (flow) =>
      (flow.steps[2] = {
        id: "mail",
        use: "gmail.users.messages.send",
        with: {
          to: "a@example.com",
          body: "x",
          attachments: [{ name: "a.txt", mimeType: "text/plain", content: "${inputs.words}" }],
        },
      }),
    "steps.mail.with.attachments.0",
    ['"name"', "there are: filename, mimeType, content"],
  ],
  [
    "an input of the function by its bare name",
    (flow) => (flow.steps[0].with.query = "${words}"),
    "steps.found.with.query",
    ["the input is ${inputs.words}"],
  ],
  [
    "an input of the function misspelt",
    (flow) => (flow.steps[0].with.query = "${inputs.word}"),
    "steps.found.with.query",
    ['nearest: "words"', "there are: words, limit"],
  ],
  [
    "a step misspelt",
    (flow) => (flow.steps[2].forEach = "${histroy.messages}"),
    "steps.post.forEach",
    ['nearest: "history"', "there are: inputs, trigger, now, found, history"],
  ],
  [
    "a list read as one thing",
    (flow) => (flow.output = "${history.messages.text}"),
    "output",
    ["is a list", "${history.messages[0].text}", "${history.messages[*].text}"],
  ],
  [
    "the answers of a step with forEach read as one",
    (flow) => (flow.output = "${post.ts}"),
    "output",
    ['"post" is a list'],
  ],
  [
    "something below a text",
    (flow) => (flow.output = "${post[0].ts.seconds}"),
    "output",
    ['"post[0].ts" is a string'],
  ],
  [
    "an entry of what is no list",
    (flow) => (flow.output = "${history[0]}"),
    "output",
    ['"history" is no list', "it has: messages"],
  ],
  [
    "a name spelt in another way",
    (flow) => (flow.steps[2].with.text = "${item.threadTs}"),
    "steps.post.with.text",
    ['has no "threadTs" but "thread_ts"'],
  ],
  [
    "a trigger there is not",
    (flow) => (flow.trigger = { type: "cron" }),
    "trigger.type",
    ["must be", '"schedule"'],
  ],
  [
    "a step with another word for its operation",
    (flow) => {
      flow.steps[2].operation = flow.steps[2].use;
      delete flow.steps[2].use;
    },
    "steps.post",
    ['"operation"', "there are: id, use, as, account, forEach, when, with"],
  ],
])("%s", (_, change, where, says) => {
  const result = check(change);
  const messages =
    result.status === "ok"
      ? []
      : result.problems.filter((one) => one.where === where).map(({ message }) => message);
  for (const words of says) expect(messages.join("\n")).toContain(words);
});

test("what the catalog does not declare may be there: it is doubted, not refused", () => {
  const result = check(
    (flow) => (flow.steps[2].with.text = "${item.subtypo} ${history.pin_count}"),
  );
  expect(result).toMatchObject({ status: "ok" });
  const doubts = result.status === "ok" ? result.doubts : [];
  expect(doubts.map(({ where }) => where)).toEqual([
    "steps.post.with.text",
    "steps.post.with.text",
  ]);
  expect(doubts[1]?.message).toContain('"pin_count" is not among what "history" is known to have');
});

test("a name far down a long list does not make the message long", () => {
  const result = check((flow) => (flow.steps[2].use = "slack.nothing.of.the.kind"));
  const messages = result.status === "ok" ? [] : result.problems.map(({ message }) => message);
  expect(messages.join("").length).toBeLessThan(400);
});
