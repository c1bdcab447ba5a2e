import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import type { Operation } from "../../catalog/operation.ts";
import { type FlowValue, flowSchema } from "../../flow/schema.ts";
import { createRenderer } from "../../functions/render.ts";
import { openStateFile } from "../../sandbox/kit/state-file.ts";
import { slackConnector } from "./connector.ts";
import { slack } from "./provider.ts";
import { createApi } from "./sandbox/api.ts";
import { scopes } from "./sandbox/scopes.ts";
import { seedState } from "./sandbox/seed.ts";
import { type State, stateShape } from "./sandbox/state.ts";

/** Generated code against the stand-in, under Slack's own addresses: what the forms it sends say. */
const operations: readonly Operation[] = slackConnector.operations;
const renderer = createRenderer({
  catalog: createCatalog([slackConnector], [slack]),
  templatesDir: fileURLToPath(new URL("../../../templates", import.meta.url)),
});
const [maya, sam, priya] = ["U01MAYAOKA", "U02SAMRIVE", "U03PRIYANA"] as const;

let folder: string;
let state: State;
let asked: { readonly method: string; readonly form: Readonly<Record<string, string>> }[];
let runs = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-slack-code-"));
  asked = [];
  const clock = { now: () => Date.UTC(2026, 10, 23, 9) };
  const file = openStateFile(join(folder, "s.json"), stateShape, () => seedState(clock.now()));
  state = file.current;
  const all = [...scopes.keys()];
  const common = { issuedAt: 0, revoked: false, scopes: all };
  state.tokens.push(
    { ...common, value: "bot", kind: "bot", user: state.app.botUser },
    { ...common, value: "own", kind: "user", user: maya },
  );
  for (const { members } of state.channels) members.push(state.app.botUser);
  const api = createApi({ state: file, clock });
  vi.stubGlobal("fetch", async (input: string | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const method = new URL(request.url).pathname.replace("/api/", "");
    const operation = operations.find(({ id }) => id === `slack.${method}`);
    request.headers.set("authorization", `Bearer ${operation?.scopes.bot ? "bot" : "own"}`);
    const form = new URLSearchParams(await request.clone().text());
    asked.push({ method, form: Object.fromEntries(form) });
    const response = await api.fetch(request);
    const answer: unknown = await response.clone().json();
    if (Reflect.get(Object(answer), "ok") === true) operation?.output.parse(answer);
    return response;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true });
});

type Step = readonly [method: string, given: Readonly<Record<string, FlowValue>>];

async function run(
  steps: readonly Step[],
  input: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const flow = flowSchema.parse({
    name: "talk",
    description: "Does something in Slack",
    trigger: { type: "manual" },
    inputs: Object.fromEntries(Object.keys(input).map((name) => [name, { type: "string" }])),
    steps: steps.map(([method, given], index) => ({
      id: `s${index + 1}`,
      use: `slack.${method}`,
      with: given,
    })),
  });
  const file = join(folder, `${(runs += 1)}.ts`);
  writeFileSync(file, await renderer.render(flow, "Do it"));
  const { default: made } = await import(pathToFileURL(file).href);
  const init = { method: "POST", body: JSON.stringify(input) };
  const response: Response = await made.fetch(new Request("http://localhost/", init));
  return response.json();
}

const channel = (name: string) => state.channels.find((one) => one.name === name);
const sent = (method: string) => asked.findLast((one) => one.method === method)?.form;

test("people by name are added as a comma list of their ids", async () => {
  await run([
    ["conversations.create", { name: "launch" }],
    [
      "conversations.invite",
      { channel: "${s1.channel.id}", users: "@sam, @Priya Nair, U01MAYAOKA" },
    ],
  ]);
  expect(sent("conversations.invite")?.["users"]).toBe(`${sam},${priya},${maya}`);
  expect(channel("launch")?.members).toEqual([state.app.botUser, sam, priya, maya]);
});

test("people that the caller names are looked up when it runs, ids are not", async () => {
  const open: Step = ["conversations.open", { users: "${inputs.people}" }];
  const answer = await run([open], { people: "@sam,U03PRIYANA" });
  expect(answer).toMatchObject({ channel: { id: expect.stringMatching(/^C/) } });
  expect(state.channels.at(-1)).toMatchObject({ kind: "mpim" });
  asked = [];
  await run([open], { people: sam });
  expect(asked.map(({ method }) => method)).toEqual(["conversations.open"]);
});

test("nobody of that name is said so", async () => {
  await expect(run([["users.info", { user: "@nobody" }]])).rejects.toThrow(
    "Slack has nobody called @nobody.",
  );
});

test("a status goes as one profile in JSON", async () => {
  const given = { status_text: "Away & “out”", status_emoji: ":palm_tree:", status_expiration: 0 };
  await run([["users.profile.set", given]]);
  expect(JSON.parse(sent("users.profile.set")?.["profile"] ?? "")).toEqual(given);
  expect(state.users.find(({ id }) => id === maya)?.profile).toMatchObject(given);
});

test("a canvas goes as Markdown, a bookmark as a link", async () => {
  await run([
    ["canvases.create", { title: "Plan", markdown: "# One\n`two`", channel_id: "#sales" }],
    [
      "bookmarks.add",
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
    ["chat.postMessage", { channel: "#sales", text: "Deal" }],
    ["reactions.add", { ...at, name: "tada" }],
    ["reactions.remove", { ...at, name: "tada" }],
    ["pins.add", at],
    ["chat.getPermalink", { channel: "${s1.channel}", message_ts: "${s1.ts}" }],
    ["conversations.replies", { channel: "${s1.channel}", ts: "${s1.ts}", limit: 5 }],
  ]);
  expect(answer).toMatchObject({ messages: [{ text: "Deal" }] });
  const { messages = [], pins } = channel("sales") ?? {};
  expect(pins).toEqual([messages.at(-1)?.ts]);
  expect(messages.at(-1)?.reactions).toEqual([]);
});

test("a channel is set up and put away, by its name", async () => {
  await run([
    ["conversations.setTopic", { channel: "#sales", topic: "Quarter & close" }],
    ["conversations.setPurpose", { channel: "#sales", purpose: "Numbers" }],
    ["conversations.info", { channel: "#sales", include_num_members: true }],
    ["conversations.members", { channel: "#sales", limit: 3 }],
    ["conversations.join", { channel: "#sales" }],
    ["conversations.archive", { channel: "#sales" }],
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
  const answer = await run([["conversations.members", { channel: "#sales", limit: 1100 }]]);
  expect(Reflect.get(Object(answer), "members")).toHaveLength(1100);
  expect(asked.filter(({ method }) => method === "conversations.members")).toHaveLength(2);
});

test("what is planned is listed and cancelled; a whisper reaches one", async () => {
  const post_at = Math.floor(Date.UTC(2026, 10, 24) / 1000);
  const answer = await run([
    ["chat.postEphemeral", { channel: "#sales", user: "@sam", text: "psst" }],
    ["chat.scheduleMessage", { channel: "#sales", text: "later", post_at }],
    [
      "chat.deleteScheduledMessage",
      { channel: "#sales", scheduled_message_id: "${s2.scheduled_message_id}" },
    ],
    ["chat.scheduledMessages.list", {}],
  ]);
  expect(answer).toMatchObject({ scheduled_messages: [] });
  expect(channel("sales")?.whispers).toMatchObject([{ to: sam, text: "psst" }]);
});

test("the reads of people, files, groups and the workspace answer as promised", async () => {
  const answers = [
    await run([["users.info", { user: "@sam" }]]),
    await run([["users.conversations", { user: "@sam", types: "private_channel" }]]),
    await run([["users.profile.get", { user: "@sam" }]]),
    await run([["files.list", { channel: "#sales", types: "images" }]]),
    await run([["usergroups.list", { include_users: true }]]),
    await run([["team.info", {}]]),
    await run([["auth.test", {}]]),
    await run([["assistant.search.context", { query: "goals", channel_types: "private_channel" }]]),
    await run([["reminders.add", { text: "call back", time: "in 2 hours" }]]),
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
