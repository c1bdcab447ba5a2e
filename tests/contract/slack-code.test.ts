import { join } from "node:path";
import { expect, test } from "vitest";
import type { Operation } from "../../src/catalog/operation.ts";
import { slackConnector } from "../../src/connectors/slack/connector.ts";
import { slack } from "../../src/connectors/slack/provider.ts";
import { createApi } from "../../src/connectors/slack/sandbox/api.ts";
import { scopes } from "../../src/connectors/slack/sandbox/scopes.ts";
import { seedState } from "../../src/connectors/slack/sandbox/seed.ts";
import { type State, stateShape } from "../../src/connectors/slack/sandbox/state.ts";
import { openStateFile } from "../../src/sandbox/kit/state-file.ts";
import { type Step, createGeneratedCode } from "../support/generated-code.ts";

/** Generated code against the stand-in, under Slack's own addresses: what the forms it sends say. */
const operations: readonly Operation[] = slackConnector.operations;
const [maya, sam, priya] = ["U01MAYAOKA", "U02SAMRIVE", "U03PRIYANA"] as const;
const asked: { readonly method: string; readonly form: Readonly<Record<string, string>> }[] = [];
let state: State;

const run = createGeneratedCode([slackConnector], slack, (folder) => {
  asked.length = 0;
  const clock = { now: () => Date.UTC(2026, 10, 23, 9) };
  const file = openStateFile(join(folder, "s.json"), stateShape, () => seedState(clock.now()));
  state = file.current;
  const common = { issuedAt: 0, revoked: false, scopes: [...scopes.keys()] };
  state.tokens.push(
    { ...common, value: "bot", kind: "bot", user: state.app.botUser },
    { ...common, value: "own", kind: "user", user: maya },
  );
  for (const { members } of state.channels) members.push(state.app.botUser);
  const api = createApi({ state: file, clock });
  return async (request) => {
    const method = new URL(request.url).pathname.replace("/api/", "");
    const operation = operations.find(({ id }) => id === `slack.${method}`);
    request.headers.set("authorization", `Bearer ${operation?.scopes.bot ? "bot" : "own"}`);
    const form = new URLSearchParams(await request.clone().text());
    asked.push({ method, form: Object.fromEntries(form) });
    const response = await api.fetch(request);
    const answer: unknown = await response.clone().json();
    if (Reflect.get(Object(answer), "ok") === true) operation?.output.parse(answer);
    return response;
  };
});

const channel = (name: string) => state.channels.find((one) => one.name === name);
const sent = (method: string) => asked.findLast((one) => one.method === method)?.form;

test("people by name are added as a comma list of their ids", async () => {
  await run([
    ["slack.conversations.create", { name: "launch" }],
    [
      "slack.conversations.invite",
      { channel: "${s1.channel.id}", users: "@sam, @Priya Nair, U01MAYAOKA" },
    ],
  ]);
  expect(sent("conversations.invite")?.["users"]).toBe(`${sam},${priya},${maya}`);
  expect(channel("launch")?.members).toEqual([state.app.botUser, sam, priya, maya]);
});

test("people that the caller names are looked up when it runs, ids are not", async () => {
  const open: Step = ["slack.conversations.open", { users: "${inputs.people}" }];
  const answer = await run([open], { people: "@sam,U03PRIYANA" });
  expect(answer).toMatchObject({ channel: { id: expect.stringMatching(/^C/) } });
  expect(state.channels.at(-1)).toMatchObject({ kind: "mpim" });
  asked.length = 0;
  await run([open], { people: sam });
  expect(asked.map(({ method }) => method)).toEqual(["conversations.open"]);
});

test("nobody of that name is said so", async () => {
  await expect(run([["slack.users.info", { user: "@nobody" }]])).rejects.toThrow(
    "Slack has nobody called @nobody.",
  );
});

test("a status goes as one profile in JSON", async () => {
  const given = { status_text: "Away & “out”", status_emoji: ":palm_tree:", status_expiration: 0 };
  await run([["slack.users.profile.set", given]]);
  expect(JSON.parse(sent("users.profile.set")?.["profile"] ?? "")).toEqual(given);
  expect(state.users.find(({ id }) => id === maya)?.profile).toMatchObject(given);
});

test("a canvas goes as Markdown, a bookmark as a link", async () => {
  await run([
    ["slack.canvases.create", { title: "Plan", markdown: "# One\n`two`", channel_id: "#sales" }],
    [
      "slack.bookmarks.add",
      { channel_id: "#sales", title: "Shop", link: "https://example.com/?a=1&b=2" },
    ],
  ]);
  expect(state.canvases).toMatchObject([
    { title: "Plan", markdown: "# One\n`two`", channel: channel("sales")?.id },
  ]);
  expect(channel("sales")?.bookmarks).toMatchObject([{ link: "https://example.com/?a=1&b=2" }]);
});

test("a message is pinned, unreacted, linked to and read in its thread", async () => {
  const at = { channel: "${s1.channel}", timestamp: "${s1.ts}" };
  const answer = await run([
    ["slack.chat.postMessage", { channel: "#sales", text: "Deal" }],
    ["slack.reactions.add", { ...at, name: "tada" }],
    ["slack.reactions.remove", { ...at, name: "tada" }],
    ["slack.pins.add", at],
    ["slack.chat.getPermalink", { channel: "${s1.channel}", message_ts: "${s1.ts}" }],
    ["slack.conversations.replies", { channel: "${s1.channel}", ts: "${s1.ts}", limit: 5 }],
  ]);
  expect(answer).toMatchObject({ messages: [{ text: "Deal" }] });
  const { messages = [], pins } = channel("sales") ?? {};
  expect(pins).toEqual([messages.at(-1)?.ts]);
  expect(messages.at(-1)?.reactions).toEqual([]);
});

test("a channel is set up and put away, by its name", async () => {
  await run([
    ["slack.conversations.setTopic", { channel: "#sales", topic: "Quarter & close" }],
    ["slack.conversations.setPurpose", { channel: "#sales", purpose: "Numbers" }],
    ["slack.conversations.info", { channel: "#sales", include_num_members: true }],
    ["slack.conversations.members", { channel: "#sales", limit: 3 }],
    ["slack.conversations.join", { channel: "#sales" }],
    ["slack.conversations.archive", { channel: "#sales" }],
  ]);
  expect(channel("sales")).toMatchObject({
    topic: "Quarter & close",
    purpose: "Numbers",
    is_archived: true,
  });
});

test("more than a page of members is read page by page", async () => {
  const sales = channel("sales");
  for (let index = 0; index < 1200; index += 1)
    sales?.members.push(`U${String(index).padStart(9, "0")}`);
  const answer = await run([["slack.conversations.members", { channel: "#sales", limit: 1100 }]]);
  expect(Reflect.get(Object(answer), "members")).toHaveLength(1100);
  expect(asked.filter(({ method }) => method === "conversations.members")).toHaveLength(2);
});

test("what is planned is listed and cancelled; a whisper reaches one", async () => {
  const post_at = Math.floor(Date.UTC(2026, 10, 24) / 1000);
  const answer = await run([
    ["slack.chat.postEphemeral", { channel: "#sales", user: "@sam", text: "psst" }],
    ["slack.chat.scheduleMessage", { channel: "#sales", text: "later", post_at }],
    [
      "slack.chat.deleteScheduledMessage",
      { channel: "#sales", scheduled_message_id: "${s2.scheduled_message_id}" },
    ],
    ["slack.chat.scheduledMessages.list", {}],
  ]);
  expect(answer).toMatchObject({ scheduled_messages: [] });
  expect(channel("sales")?.whispers).toMatchObject([{ to: sam, text: "psst" }]);
});

test("the reads of people, files, groups and the workspace answer as promised", async () => {
  const answers = [
    await run([["slack.users.info", { user: "@sam" }]]),
    await run([["slack.users.conversations", { user: "@sam", types: "private_channel" }]]),
    await run([["slack.users.profile.get", { user: "@sam" }]]),
    await run([["slack.files.list", { channel: "#sales", types: "images" }]]),
    await run([["slack.usergroups.list", { include_users: true }]]),
    await run([["slack.team.info", {}]]),
    await run([["slack.auth.test", {}]]),
    await run([
      ["slack.assistant.search.context", { query: "goals", channel_types: "private_channel" }],
    ]),
    await run([["slack.reminders.add", { text: "call back", time: "in 2 hours" }]]),
  ];
  expect(answers).toMatchObject([
    { user: { id: sam } },
    { channels: [] },
    { profile: { title: "Engineer" } },
    { files: [] },
    { usergroups: [{ handle: "on-call" }] },
    { team: { name: "Acme" } },
    { user: "patchbay" },
    { results: { messages: [{ author_user_id: maya }] } },
    expect.anything(),
  ]);
  expect(state.reminders).toMatchObject([{ user: maya, text: "call back" }]);
});
