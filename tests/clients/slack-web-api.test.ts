/* oxlint-disable unicorn/require-post-message-target-origin -- Slack's postMessage is not the window's */
import { createHash } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SlackHarness, errorOf, startSlack } from "./slack-harness.ts";

/** The stand-in, driven by Slack's own client. */
const botScopes = [
  "chat:write",
  "chat:write.customize",
  "channels:read",
  "groups:read",
  "im:read",
  "mpim:read",
  "channels:history",
  "im:history",
  "channels:manage",
  "channels:join",
  "groups:write",
  "im:write",
  "mpim:write",
  "users:read",
  "users:read.email",
  "reactions:write",
  "files:write",
];
const maya = "U01MAYAOKA";
const sam = "U02SAMRIVE";

let slack: SlackHarness;
let bot: WebClient;
let user: WebClient;
const tokens = { bot: "", user: "" };

beforeAll(async () => {
  slack = await startSlack();
  const answer = await slack.install({
    scope: botScopes.join(","),
    user_scope: "search:read,chat:write,channels:history,groups:history",
  });
  tokens.bot = answer.access_token;
  tokens.user = answer.authed_user.access_token;
  bot = slack.client(tokens.bot);
  user = slack.client(tokens.user);
});
afterAll(() => slack.close());
beforeEach(() => slack.lever({ lever: "reset" }));

function channelsIn(page: object): readonly unknown[] {
  const { channels } = page as { channels: readonly { readonly name: string }[] };
  return channels.map(({ name }) => name);
}

async function idOf(name: string): Promise<string> {
  return (await slack.channel(name)).id;
}

describe("who one is", () => {
  test("the official client completes the sign-in and both tokens know themselves", async () => {
    const code = (await slack.consent({ scope: "chat:write" })).searchParams.get("code") ?? "";
    const { clientId: client_id, clientSecret: client_secret } = slack.running;
    const redirect_uri = "http://127.0.0.1:9/oauth/callback";
    const answer = await slack
      .client()
      .oauth.v2.access({ client_id, client_secret, code, redirect_uri });
    expect(answer).toMatchObject({ ok: true, team: { name: "Acme" }, token_type: "bot" });
    expect(await bot.auth.test()).toMatchObject({
      team: "Acme",
      user: "patchbay",
      bot_id: expect.stringMatching(/^B/),
      response_metadata: { scopes: expect.arrayContaining(["chat:write"]) },
    });
    const own = await user.auth.test();
    expect(own).toMatchObject({ user: "maya", user_id: maya });
    expect(own["bot_id"]).toBeUndefined();
  });

  test("no token, an unknown one, and one of the wrong kind", async () => {
    expect(await errorOf(slack.client().auth.test())).toBe("not_authed");
    expect(await errorOf(slack.client("xoxb-nobody").auth.test())).toBe("invalid_auth");
    expect(await errorOf(bot.search.messages({ query: "x" }))).toBe("not_allowed_token_type");
  });

  test("a revoked token ends at once, and only that one", async () => {
    const { access_token: token } = await slack
      .install({ user_scope: "chat:write" }, { id: sam })
      .then(({ authed_user }) => authed_user);
    const other = slack.client(token);
    expect(await other.auth.revoke({ test: true })).toMatchObject({ revoked: false });
    expect(await other.auth.revoke()).toMatchObject({ revoked: true });
    expect(await errorOf(other.auth.test())).toBe("token_revoked");
    expect(await errorOf(other.auth.revoke())).toBe("token_revoked");
    expect(await bot.auth.test()).toMatchObject({ ok: true });
  });

  test("a scope that was not granted is named with those that were", async () => {
    await slack.lever({ lever: "revoke" });
    const answer = await slack.install(
      { scope: "chat:write,channels:read" },
      { untick: ["channels:read"] },
    );
    expect(answer.scope).toBe("chat:write");
    const partial = slack.client(answer.access_token);
    expect(await partial.chat.postMessage({ channel: "#general", text: "hi" })).toMatchObject({
      ok: true,
    });
    await expect(partial.conversations.list()).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "channels:read", provided: "chat:write" },
    });
    // The others of this file go on with tokens of their own.
    const again = await slack.install({
      scope: botScopes.join(","),
      user_scope: "search:read,chat:write,channels:history,groups:history",
    });
    bot = slack.client((tokens.bot = again.access_token));
    user = slack.client((tokens.user = again.authed_user.access_token));
  });
});

describe("messages", () => {
  test("go to a channel by #name, by name and by id", async () => {
    const id = await idOf("product-updates");
    for (const channel of ["#product-updates", "product-updates", id]) {
      const answer = await bot.chat.postMessage({ channel, text: `to ${channel}` });
      expect(answer).toMatchObject({
        channel: id,
        ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
        message: { text: `to ${channel}`, bot_id: expect.stringMatching(/^B/) },
      });
    }
    const { messages } = await slack.channel("product-updates");
    expect(messages).toHaveLength(4);
    expect(new Set(messages.map(({ ts }: { ts: string }) => ts)).size).toBe(4);
  });

  test.each([
    "plain",
    "quotes ' \" ` and ${inputs.text} and {{handlebars}} */ // \\n",
    "line\nbreak\u2028separator\u2029end\ttab",
    "ünïcödé 日本語 🚀 \u202Eright to left",
    "<script>alert(1)</script> &amp; & <@U01MAYAOKA>",
    "a+b=c&d=%20%2B;",
    '{"ok":true}',
  ])("come back as the same text: %j", async (text) => {
    const { channel = "", ts = "" } = await bot.chat.postMessage({ channel: "#random", text });
    const { messages = [] } = await bot.conversations.history({
      channel,
      latest: ts,
      inclusive: true,
      limit: 1,
    });
    expect(messages[0]?.text).toBe(text);
    const json = await slack.call("chat.postMessage", {
      token: tokens.bot,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ channel: "#random", text }),
    });
    expect(json.body.message.text).toBe(text);
  });

  test("to a person open a direct conversation, once", async () => {
    const first = await bot.chat.postMessage({ channel: sam, text: "hello" });
    const second = await bot.chat.postMessage({ channel: sam, text: "again" });
    expect(first.channel).toMatch(/^D/);
    expect(second.channel).toBe(first.channel);
    const { channel } = await bot.conversations.open({ users: sam });
    expect(channel?.id).toBe(first.channel);
    expect(
      (await bot.conversations.history({ channel: first.channel ?? "" })).messages,
    ).toHaveLength(2);
    expect((await bot.conversations.list({ types: "im" })).channels).toMatchObject([{ user: sam }]);
  });

  test("with a user token are the person's own", async () => {
    const { message } = await user.chat.postMessage({ channel: "#general", text: "mine" });
    expect(message).toMatchObject({ user: maya });
    expect(message?.bot_id).toBeUndefined();
  });

  test("under another name take a scope of their own", async () => {
    const { message } = await bot.chat.postMessage({
      channel: "#general",
      text: "beep",
      username: "Robo",
      icon_emoji: ":robot_face:",
    });
    expect(message).toMatchObject({ username: "Robo", icons: { emoji: ":robot_face:" } });
  });

  test("answer in a thread, out of the channel's history unless broadcast", async () => {
    const { channel = "", ts = "" } = await bot.chat.postMessage({
      channel: "#random",
      text: "parent",
    });
    await bot.chat.postMessage({ channel, text: "hidden", thread_ts: ts });
    await bot.chat.postMessage({ channel, text: "shown", thread_ts: ts, reply_broadcast: true });
    const { messages = [] } = await bot.conversations.history({ channel, limit: 2 });
    expect(messages.map(({ text }) => text)).toEqual(["shown", "parent"]);
    expect(messages[1]).toMatchObject({ reply_count: 2 });
  });

  test.each([
    ["channel_not_found", { channel: "#nowhere", text: "x" }],
    ["channel_not_found", { channel: "leadership", text: "x" }],
    ["channel_not_found", { channel: "C08LEADERS", text: "x" }],
    ["no_text", { channel: "#general", text: "" }],
    ["invalid_blocks_format", { channel: "#general", text: "x", blocks: "{" }],
    ["invalid_blocks", { channel: "#general", text: "x", blocks: "[1]" }],
    ["cannot_reply_to_message", { channel: "#general", text: "x", thread_ts: "1.000000" }],
  ])("are refused: %s %j", async (error, fields) => {
    expect(await errorOf(bot.apiCall("chat.postMessage", fields))).toBe(error);
  });

  test("into a public channel without being in it take another scope", async () => {
    const { channel } = await bot.conversations.create({ name: "of-the-bot" });
    expect(await errorOf(user.chat.postMessage({ channel: channel?.id ?? "", text: "x" }))).toBe(
      "not_in_channel",
    );
  });

  test("are changed and deleted by their author only", async () => {
    const { channel = "", ts = "" } = await bot.chat.postMessage({
      channel: "#general",
      text: "v1",
      blocks: [{ type: "divider" }],
    });
    expect(await bot.chat.update({ channel, ts, text: "v2" })).toMatchObject({
      channel,
      ts,
      text: "v2",
    });
    const { messages = [] } = await bot.conversations.history({ channel, limit: 1 });
    expect(messages[0]).toMatchObject({ text: "v2", edited: { ts: expect.any(String) } });
    expect(messages[0]?.blocks).toBeUndefined();
    expect(await errorOf(user.chat.update({ channel, ts, text: "v3" }))).toBe(
      "cant_update_message",
    );
    expect(await errorOf(user.chat.delete({ channel, ts }))).toBe("cant_delete_message");
    expect(await errorOf(bot.chat.update({ channel: "#general", ts, text: "x" }))).toBe(
      "channel_not_found",
    );
    expect(await errorOf(bot.chat.update({ channel, ts: "1.000000", text: "x" }))).toBe(
      "message_not_found",
    );
    expect(await errorOf(bot.chat.update({ channel, ts, text: "" }))).toBe("no_text");
    expect(await bot.chat.delete({ channel, ts })).toMatchObject({ channel, ts });
    expect(await errorOf(bot.chat.delete({ channel, ts }))).toBe("message_not_found");
  });

  test("are scheduled, and posted when their time has come", async () => {
    const inAnHour = Math.floor(slack.clock.now() / 1000) + 3600;
    const schedule = (post_at: number) =>
      bot.chat.scheduleMessage({ channel: "#sales", text: "later", post_at });
    expect(await schedule(inAnHour)).toMatchObject({
      channel: await idOf("sales"),
      post_at: inAnHour,
      scheduled_message_id: expect.stringMatching(/^Q/),
    });
    expect(await errorOf(schedule(inAnHour - 7200))).toBe("time_in_past");
    expect(await errorOf(schedule(inAnHour + 121 * 86_400))).toBe("time_too_far");
    expect((await slack.channel("sales")).messages).toHaveLength(1);
    slack.clock.time += 3600_000;
    expect((await slack.channel("sales")).messages.at(-1)).toMatchObject({ text: "later" });
  });

  test("get a reaction once from each", async () => {
    const { channel = "", ts: timestamp = "" } = await bot.chat.postMessage({
      channel: "#general",
      text: "deal",
    });
    const react = { channel, timestamp, name: "moneybag" };
    expect(await bot.reactions.add(react)).toMatchObject({ ok: true });
    expect(await errorOf(bot.reactions.add(react))).toBe("already_reacted");
    expect(await errorOf(bot.reactions.add({ ...react, name: ":moneybag:" }))).toBe("invalid_name");
    expect(await errorOf(bot.reactions.add({ ...react, channel: "#general" }))).toBe(
      "channel_not_found",
    );
    expect(await errorOf(bot.reactions.add({ ...react, timestamp: "1.000000" }))).toBe(
      "message_not_found",
    );
    const { messages = [] } = await bot.conversations.history({ channel, limit: 1 });
    expect(messages[0]?.reactions).toMatchObject([{ name: "moneybag", count: 1 }]);
  });
});

describe("conversations", () => {
  test("are listed page by page, each once", async () => {
    const names: unknown[] = [];
    for await (const page of bot.paginate("conversations.list", { limit: 3 })) {
      names.push(...channelsIn(page));
    }
    expect(names).toEqual([
      "general",
      "random",
      "product-updates",
      "engineering",
      "sales",
      "support",
      "announcements",
    ]);
    expect(await errorOf(bot.conversations.list({ cursor: "bm9wZQ==" }))).toBe("invalid_cursor");
    expect(await errorOf(bot.conversations.list({ types: "secret" }))).toBe("invalid_types");
    expect(await errorOf(bot.conversations.list({ limit: 1001 }))).toBe("invalid_limit");
  });

  test("of each kind take a scope of their own", async () => {
    const { channels } = await bot.conversations.list({ types: "public_channel,private_channel" });
    expect(channels).toHaveLength(7); // the app is not in #leadership
    expect(await errorOf(user.conversations.list())).toBe("missing_scope");
    expect((await user.conversations.history({ channel: "C08LEADERS" })).messages).toHaveLength(1);
    expect(await errorOf(bot.conversations.history({ channel: "C08LEADERS" }))).toBe(
      "channel_not_found",
    );
  });

  test("have a history, newest first, between two times", async () => {
    const channel = await idOf("engineering");
    const posted: string[] = [];
    for (const text of ["one", "two", "three", "four"]) {
      posted.push((await bot.chat.postMessage({ channel, text })).ts ?? "");
    }
    const texts = async (options: object) =>
      (await bot.conversations.history({ channel, ...options })).messages?.map(({ text }) => text);
    const [oldest = "", , , latest = ""] = posted;
    expect(await texts({ oldest, latest })).toEqual(["three", "two"]);
    expect(await texts({ oldest, latest, inclusive: true })).toEqual([
      "four",
      "three",
      "two",
      "one",
    ]);
    const first = await bot.conversations.history({ channel, limit: 2 });
    expect(first).toMatchObject({ has_more: true });
    const cursor = first.response_metadata?.next_cursor ?? "";
    expect(await texts({ limit: 2, cursor })).toEqual(["two", "one"]);
    expect(await errorOf(bot.conversations.history({ channel, oldest: "yesterday" }))).toBe(
      "invalid_ts_oldest",
    );
  });

  test("are created, public and private, under a name that is free", async () => {
    const create = (name: string, is_private = false) =>
      bot.conversations.create({ name, is_private });
    expect((await create("launch-week")).channel).toMatchObject({
      name: "launch-week",
      is_private: false,
    });
    expect((await create("hush", true)).channel).toMatchObject({ is_private: true });
    expect(await errorOf(create("launch-week"))).toBe("name_taken");
    expect(await errorOf(create("Launch Week"))).toBe("invalid_name_specials");
    expect(await errorOf(create("x".repeat(81)))).toBe("invalid_name_maxlength");
    expect(await errorOf(create("---"))).toBe("invalid_name_punctuation");
    expect((await bot.conversations.list({ types: "private_channel" })).channels).toMatchObject([
      { name: "hush" },
    ]);
  });

  test("are read about and joined", async () => {
    const channel = await idOf("support");
    expect((await bot.conversations.info({ channel })).channel).toMatchObject({
      name: "support",
      is_member: true,
    });
    expect(await bot.conversations.join({ channel })).toMatchObject({
      warning: "already_in_channel",
    });
    expect(await errorOf(bot.conversations.join({ channel: "C08LEADERS" }))).toBe(
      "channel_not_found",
    );
    expect(await errorOf(bot.conversations.open({ users: "U0NOBODY00" }))).toBe("user_not_found");
  });
});

describe("people", () => {
  test("are listed and found; addresses only with their scope", async () => {
    const { members = [] } = await bot.users.list({});
    expect(members.map(({ name }) => name)).toEqual([
      "maya",
      "sam",
      "priya",
      "jonas",
      "slackbot",
      "patchbay",
    ]);
    expect(members[0]?.profile?.email).toBe("maya@example.com");
    expect((await bot.users.info({ user: sam })).user).toMatchObject({ real_name: "Sam Rivera" });
    expect((await bot.users.lookupByEmail({ email: "Sam@Example.com" })).user?.id).toBe(sam);
    expect(await errorOf(bot.users.lookupByEmail({ email: "no@example.com" }))).toBe(
      "users_not_found",
    );
    expect(await errorOf(bot.users.info({ user: "U0NOBODY00" }))).toBe("user_not_found");
    const { authed_user: plain } = await slack.install({ user_scope: "users:read" }, { id: sam });
    const without = (await slack.client(plain.access_token).users.list({})).members ?? [];
    expect(without[0]?.profile?.email).toBeUndefined();
  });
});

describe("files", () => {
  const bytes = Buffer.from([0, 255, 10, 13, 226, 128, 168, 1]);

  test("are uploaded by the client's own three steps", async () => {
    const channel_id = await idOf("engineering");
    await bot.files.uploadV2({
      channel_id,
      file: bytes,
      filename: "bytes.bin",
      title: "Bytes",
      initial_comment: "as promised",
    });
    const { messages = [] } = await bot.conversations.history({ channel: channel_id, limit: 1 });
    expect(messages[0]).toMatchObject({
      text: "as promised",
      files: [{ name: "bytes.bin", title: "Bytes", size: bytes.length }],
    });
    const state = (await (await fetch(`${slack.running.url}/_sandbox/state`)).json()) as any;
    expect(state.files).toMatchObject([
      { sha256: createHash("sha256").update(bytes).digest("hex"), status: "complete" },
    ]);
    expect(JSON.stringify(state)).not.toContain("ticket");
  });

  test("need the announced length, an upload, and a channel id", async () => {
    const first = () => bot.files.getUploadURLExternal({ filename: "a.txt", length: 3 });
    const put = (url = "", body = "abc") => fetch(url, { method: "POST", body });
    const complete = (id: string, channel_id?: string) =>
      bot.apiCall("files.completeUploadExternal", { files: [{ id }], channel_id });
    const { upload_url: url, file_id: id = "" } = await first();
    expect((await put(url, "abcd")).status).toBe(400);
    expect(await errorOf(complete(id))).toBe("file_not_found");
    expect(await (await put(url)).text()).toBe("OK - 3");
    expect((await put(url)).status).toBe(404);
    expect(await errorOf(complete(id, "#general"))).toBe("channel_not_found");
    expect(await complete(id)).toMatchObject({ files: [{ id, title: "a.txt" }] });
    expect(await errorOf(complete(id))).toBe("file_not_found");
    expect((await put(`${slack.running.url}/upload/v1/guess`)).status).toBe(404);
  });

  test("are not announced in JSON, as Slack does not read it there", async () => {
    const { body } = await slack.call("files.getUploadURLExternal", {
      token: tokens.bot,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ filename: "a", length: 1 }),
    });
    expect(body).toMatchObject({ ok: false, error: "invalid_arguments" });
  });
});

describe("search", () => {
  test("finds what the person can see", async () => {
    const find = (query: string) => user.search.messages({ query, sort: "timestamp" });
    expect((await find("goals in:#leadership from:@maya")).messages).toMatchObject({
      total: 1,
      matches: [
        {
          channel: { name: "leadership" },
          username: "maya",
          permalink: expect.stringContaining("/archives/"),
        },
      ],
    });
    expect((await find("nobody said this")).messages).toMatchObject({ total: 0, matches: [] });
    const page = await user.search.messages({ query: "e", count: 2, page: 2 });
    expect(page.messages).toMatchObject({ paging: { page: 2, count: 2 } });
    expect(page.messages?.matches).toHaveLength(2);
    expect(await errorOf(user.search.messages({ query: "" }))).toBe("no_query");
  });
});
