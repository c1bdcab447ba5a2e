import { describe, expect, test } from "vitest";
import type { FlowTrigger, FlowValue } from "../../flow/schema.ts";
import { twoToolCatalog } from "./test-catalog.ts";
import { context, create, plain, uses } from "./test-support.ts";
import { understand } from "./understand.ts";
import { vocabularyOf } from "./vocabulary.ts";

const post = "chat.postMessage";
const schedule = (cron: string, timezone = "Europe/Berlin"): FlowTrigger => ({
  type: "schedule",
  cron,
  timezone,
});

describe("one sentence, one function", () => {
  const cases: readonly [
    prompt: string,
    operations: string,
    values: Record<string, FlowValue>,
    trigger?: FlowTrigger,
  ][] = [
    ['post "lunch is ready" to #kitchen', post, { channel: "#kitchen", text: "lunch is ready" }],
    ["Tell #ops 'server is back'", post, { channel: "#ops", text: "server is back" }],
    [
      "please send a slack message to #team-x saying good morning everyone",
      post,
      { channel: "#team-x", text: "good morning everyone" },
    ],
    [
      "post to #news: we ship today, all of it!",
      post,
      { channel: "#news", text: "we ship today, all of it!" },
    ],
    [
      "announce in #all-hands that the office is closed",
      post,
      { channel: "#all-hands", text: "the office is closed" },
    ],
    ["post hello world to #general", post, { channel: "#general", text: "hello world" }],
    ["say hi in the random channel", post, { channel: "#random", text: "hi" }],
    [
      "ping @jordan with the text 'review please'",
      post,
      { channel: "@jordan", text: "review please" },
    ],
    ["psot 'typo' to #general", post, { channel: "#general", text: "typo" }],
    ["snd a mesage to #general saying 'typos'", post, { channel: "#general", text: "typos" }],
    ["SLACK #LOUD 'all caps'", post, { channel: "#LOUD", text: "all caps" }],
    ["message C0ABC1234 “curly quotes”", post, { channel: "C0ABC1234", text: "curly quotes" }],
    ["post «bonjour à tous» to #fr", post, { channel: "#fr", text: "bonjour à tous" }],
    ["post „Guten Tag“ to #de", post, { channel: "#de", text: "Guten Tag" }],
    ["post `npm test` to #dev", post, { channel: "#dev", text: "npm test" }],
    [
      "can you create a function that posts 'done' to #builds?",
      post,
      { channel: "#builds", text: "done" },
    ],
    [
      "send 'see you' to #general tomorrow at 9am",
      "chat.scheduleMessage",
      { channel: "#general", text: "see you", post_at: Date.UTC(2026, 10, 24, 8) / 1000 },
    ],
    [
      'schedule a message to #team for 2026-12-24 18:30: "happy holidays"',
      "chat.scheduleMessage",
      { channel: "#team", text: "happy holidays", post_at: Date.UTC(2026, 11, 24, 17, 30) / 1000 },
    ],
    ["make a new channel named launch-party", "conversations.create", { name: "launch-party" }],
    [
      "create a private channel called secret-plans",
      "conversations.create",
      { name: "secret-plans", is_private: true },
    ],
    ["archive the channel C0OLDTEAM1", "conversations.archive", { channel: "C0OLDTEAM1" }],
    [
      "rename channel C0NAMES22 to field-notes",
      "conversations.rename",
      { channel: "C0NAMES22", name: "field-notes" },
    ],
    [
      'set the topic of #support to "be kind"',
      "conversations.setTopic",
      { channel: "#support", topic: "be kind" },
    ],
    [
      "change message 1733000111.000200 in C0EDITS11 to 'fixed'",
      "chat.update",
      { channel: "C0EDITS11", ts: "1733000111.000200", text: "fixed" },
    ],
    [
      "delete the message 1733000111.000200 from C0TRASH11",
      "chat.delete",
      { channel: "C0TRASH11", ts: "1733000111.000200" },
    ],
    [
      "react with :tada: to 1733000111.000200 in C0PARTY11",
      "reactions.add",
      { channel: "C0PARTY11", timestamp: "1733000111.000200", name: "tada" },
    ],
    ["react with 👀 to 1733000111.000200 in C0PARTY11", "reactions.add", { name: "eyes" }],
    [
      "pin 1733000111.000200 in C0PINNED1",
      "pins.add",
      { channel: "C0PINNED1", timestamp: "1733000111.000200" },
    ],
    [
      "fetch the latest 25 messages from #incidents",
      "conversations.history",
      { channel: "#incidents", limit: 25 },
    ],
    ["list all channels", "conversations.list", {}],
    ["show me the users of our slack", "users.list", {}],
    [
      "look up the person with email kim@acme.test",
      "users.lookupByEmail",
      { email: "kim@acme.test" },
    ],
    ["search messages for 'budget 2027'", "search.messages", { query: "budget 2027" }],
    [
      "invite U0NEWBIE1 to channel C0WELCOME",
      "conversations.invite",
      { channel: "C0WELCOME", users: "U0NEWBIE1" },
    ],
    // Starts
    [
      "every weekday at 9 post 'standup' to #dev",
      post,
      { text: "standup" },
      schedule("0 9 * * 1-5"),
    ],
    ["every weekday at 9am Berlin time post 'standup' to #dev", post, {}, schedule("0 9 * * 1-5")],
    [
      "post 'standup' to #dev every weekday at 9:30 new york time",
      post,
      { text: "standup" },
      schedule("30 9 * * 1-5", "America/New_York"),
    ],
    ["daily at 18:00 UTC tell #ops 'shift change'", post, {}, schedule("0 18 * * *", "UTC")],
    ["every monday and thursday at 10 post 'plan' to #plan", post, {}, schedule("0 10 * * 1,4")],
    ["monday to friday at 8am post 'coffee' to #office", post, {}, schedule("0 8 * * 1-5")],
    ["on the 15th of every month at noon post 'payday' to #all", post, {}, schedule("0 12 15 * *")],
    ["every 10 minutes post 'tick' to #clock", post, {}, schedule("*/10 * * * *")],
    [
      "schreib 'Feierabend' in #büro werktags um 17 Uhr",
      post,
      { channel: "#büro" },
      schedule("0 17 * * 1-5"),
    ],
    ["every 2 hours tell #water 'drink'", post, {}, schedule("0 */2 * * *")],
    ["post 'weekend!' to #fun every friday afternoon", post, {}, schedule("0 15 * * 5")],
    [
      "post 'x' to #cron on cron 5 4 * * 2 Europe/Madrid",
      post,
      {},
      schedule("5 4 * * 2", "Europe/Madrid"),
    ],
    ["when I run this, post 'go' to #go", post, { text: "go" }, { type: "manual" }],
    ["post 'ping' to #ci when my app calls it", post, { text: "ping" }, { type: "webhook" }],
    [
      "whenever someone signs up in my app, tell #growth 'new user'",
      post,
      { text: "new user" },
      { type: "webhook" },
    ],
    [
      "when a payment fails post 'look at billing' in #billing",
      post,
      { channel: "#billing", text: "look at billing" },
      { type: "webhook" },
    ],
    // Other languages
    [
      "Sende eine Nachricht an #vertrieb: „Neuer Auftrag“",
      post,
      { channel: "#vertrieb", text: "Neuer Auftrag" },
    ],
    [
      "Jeden Montag um 8 Uhr schreibe 'Wochenplan' in #team",
      post,
      { channel: "#team", text: "Wochenplan" },
      schedule("0 8 * * 1"),
    ],
    [
      "envía 'hola equipo' al canal #general cada lunes a las 10",
      post,
      { channel: "#general", text: "hola equipo" },
      schedule("0 10 * * 1"),
    ],
    [
      "avisa a #ventas 'pedido nuevo' cuando entre un pedido en mi app",
      post,
      { channel: "#ventas", text: "pedido nuevo" },
      { type: "webhook" },
    ],
    [
      "envoie « réunion » dans #equipe tous les jours à 9h",
      post,
      { channel: "#equipe", text: "réunion" },
      schedule("0 9 * * *"),
    ],
    [
      "publie 'bonjour' sur #accueil quand mon app l'appelle",
      post,
      { channel: "#accueil", text: "bonjour" },
      { type: "webhook" },
    ],
    [
      "manda 'bom dia' para #geral todos os dias às 8h",
      post,
      { channel: "#geral", text: "bom dia" },
      schedule("0 8 * * *"),
    ],
    ["cria um canal chamado projeto-lua", "conversations.create", { name: "projeto-lua" }],
    ["crea un canal llamado proyecto-sol", "conversations.create", { name: "proyecto-sol" }],
    [
      "lösche die Nachricht 1733000111.000200 in C0MUELL11",
      "chat.delete",
      { ts: "1733000111.000200" },
    ],
  ];
  test.each(cases)("%s", (prompt, operation, values, trigger) => {
    const flow = create(prompt);
    expect(uses(flow)).toEqual([operation]);
    const found = Object.fromEntries(
      Object.keys(values).map((name) => [name, plain(flow.steps[0]?.with[name])]),
    );
    expect(found).toEqual(values);
    expect(flow.trigger).toEqual(trigger ?? { type: "manual" });
  });
});

describe("what is left open", () => {
  test("a message without words takes them as an input", () => {
    const flow = create("Send a message to #product-updates whenever I run this function");
    expect(flow).toMatchObject({
      name: "postToProductUpdates",
      trigger: { type: "manual" },
      inputs: { text: { type: "string", default: "Hello from Patchbay" } },
      steps: [
        {
          id: "message",
          use: "slack.chat.postMessage",
          with: { channel: "#product-updates", text: "${inputs.text}" },
        },
      ],
      output: { channel: "${message.channel}", ts: "${message.ts}" },
    });
  });
  test("what happens in the app becomes the message and an input", () => {
    const flow = create("notify #orders when a refund is requested in my app");
    expect(flow.inputs).toHaveProperty("refund");
    expect(flow.steps[0]?.with["text"]).toBe("A refund is requested: ${inputs.refund}");
  });
  test("a channel said to be open is an input, one forgotten is a question", () => {
    expect(create("send 'hi' to a slack channel").inputs).toHaveProperty("channel");
    expect(understand("send a slack message saying 'hi'", context())).toMatchObject({
      kind: "ask",
      questions: [{ key: "message.channel", question: expect.stringContaining("channel") }],
    });
  });
  test("a schedule has no caller, so it asks", () => {
    expect(understand("every day at 8 send 'hi' to a slack channel", context())).toMatchObject({
      kind: "ask",
    });
  });
  test("a name that is taken gets a number", () => {
    const intent = understand("post 'a' to #general", {
      ...context(),
      functions: ["postToGeneral", "postToGeneral2"],
    });
    expect(intent).toMatchObject({ kind: "create", flow: { name: "postToGeneral3" } });
  });
  test("an hour that nobody named is said to be assumed", () => {
    expect(understand("post 'a' to #general every day", context())).toMatchObject({
      kind: "create",
      assumed: ["at 9:00"],
    });
  });
});

describe("several steps", () => {
  test("a reaction goes to the message just sent", () => {
    const flow = create("post 'shipped' to #wins and then react with :rocket:");
    expect(uses(flow)).toEqual([post, "reactions.add"]);
    expect(flow.steps[1]?.with).toEqual({
      name: "rocket",
      channel: "${message.channel}",
      timestamp: "${message.ts}",
    });
  });
  test("a mail address is looked up first", () => {
    const flow = create("dm lee@acme.test 'your order left' when my app calls it");
    expect(uses(flow)).toEqual(["users.lookupByEmail", post]);
    expect(flow.steps[1]?.with["channel"]).toBe("${person.user.id}");
  });
  test("a channel made in one step is used in the next", () => {
    const flow = create("create a channel called war-room, invite U0ONCALL1 and post 'all hands'");
    expect(uses(flow)).toEqual(["conversations.create", "conversations.invite", post]);
    expect(flow.steps[1]?.with["channel"]).toBe("${channel.channel.id}");
  });
  test("`it` is the channel of before", () => {
    const flow = create("rename C0RENAME1 to done-and-gone and then archive it");
    expect(uses(flow)).toEqual(["conversations.rename", "conversations.archive"]);
  });
  test("an upload takes two calls", () => {
    const flow = create("upload notes.txt with the text 'minutes' to #docs");
    expect(flow.steps.map((step) => [step.use.slice(6), step.with])).toEqual([
      ["files.getUploadURLExternal", { filename: "notes.txt", content: "minutes" }],
      ["files.completeUploadExternal", { files: [{ id: "${file.file_id}" }], channel_id: "#docs" }],
    ]);
  });
  test("each of several targets gets it", () => {
    const flow = create("post 'a' to #x, #y and #z");
    expect(flow.steps.map((step) => [step.id, step.with["channel"]])).toEqual([
      ["message", "#x"],
      ["message2", "#y"],
      ["message3", "#z"],
    ]);
  });
  test("a mail address after a channel is looked up, not taken for that channel", () => {
    const flow = create("post 'a' to #x and dm lee@acme.test 'b'");
    expect(uses(flow)).toEqual([post, "users.lookupByEmail", post]);
    expect(flow.steps[2]?.with["channel"]).toBe("${person.user.id}");
  });
  test("an answer goes into the thread", () => {
    const flow = create("reply 'on it' in the thread 1733000111.000200 in #support");
    expect(flow.steps[0]?.with).toEqual({
      channel: "#support",
      text: "on it",
      thread_ts: "1733000111.000200",
    });
  });
  test("two posts", () => {
    const flow = create("post 'a' to #one and post 'b' to #two");
    expect(flow.steps.map((step) => step.with)).toEqual([
      { channel: "#one", text: "a" },
      { channel: "#two", text: "b" },
    ]);
  });
});

test("a tool that no word was written for is understood from its own catalog entry", () => {
  const both = { ...context(), vocabulary: vocabularyOf(twoToolCatalog) };
  expect(understand("every evening water the bed called tomatoes", both)).toMatchObject({
    kind: "create",
    flow: {
      trigger: { type: "schedule", cron: "0 18 * * *" },
      steps: [{ use: "greenhouse.beds.water", with: { name: "tomatoes" } }],
    },
  });
  expect(understand("irrigate the bed named roses and tell #garden 'done'", both)).toMatchObject({
    kind: "create",
    flow: { steps: [{ use: "greenhouse.beds.water" }, { use: "slack.chat.postMessage" }] },
  });
});
