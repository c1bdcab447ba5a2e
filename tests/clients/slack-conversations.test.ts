/* oxlint-disable unicorn/require-post-message-target-origin -- Slack's postMessage is not the window's */
import type { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SlackHarness, errorOf, startSlack } from "./slack-harness.ts";

/** Conversations and who is in them, driven by Slack's own client. */
const botScopes = [
  "chat:write",
  "channels:read",
  "channels:history",
  "channels:manage",
  "channels:join",
  "groups:read",
  "groups:write",
  "im:read",
  "im:write",
  "im:write.topic",
  "mpim:read",
  "mpim:write",
];
const userScopes = ["channels:read", "channels:history", "channels:write"];
const [maya, sam, priya, jonas] = ["U01MAYAOKA", "U02SAMRIVE", "U03PRIYANA", "U04JONASWE"] as const;
const [general, engineering, sales] = ["C01GENERAL", "C04ENGINEE", "C05SALESDE"] as const;

let slack: SlackHarness;
let bot: WebClient;
let user: WebClient;

beforeAll(async () => {
  slack = await startSlack();
  const answer = await slack.install({
    scope: botScopes.join(","),
    user_scope: userScopes.join(","),
  });
  bot = slack.client(answer.access_token);
  user = slack.client(answer.authed_user.access_token);
});
afterAll(() => slack.close());
beforeEach(() => slack.lever({ lever: "reset" }));

function listIn(answer: object, name: string): readonly unknown[] {
  const list: unknown = Reflect.get(answer, name);
  return Array.isArray(list) ? list : [];
}

async function createdChannel(name: string, is_private = false): Promise<string> {
  const { channel } = await bot.conversations.create({ name, is_private });
  return channel?.id ?? "";
}

async function membersOf(channel: string): Promise<readonly string[]> {
  return (await bot.conversations.members({ channel })).members ?? [];
}

describe("threads", () => {
  test("are read from their first message or an answer, oldest first, page by page", async () => {
    const { channel = "", ts = "" } = await bot.chat.postMessage({
      channel: "#engineering",
      text: "parent",
    });
    const answers: string[] = [];
    for (const text of ["one", "two", "three"])
      answers.push((await bot.chat.postMessage({ channel, text, thread_ts: ts })).ts ?? "");
    await bot.chat.postMessage({ channel, text: "not in it" });
    const texts = async (options: object) =>
      (await bot.conversations.replies({ channel, ts, ...options })).messages?.map(
        (message) => message.text,
      );
    expect(await texts({})).toEqual(["parent", "one", "two", "three"]);
    expect(await texts({ ts: answers[1] ?? "" })).toEqual(["parent", "one", "two", "three"]);
    expect(await texts({ oldest: answers[1] ?? "" })).toEqual(["parent", "three"]);
    const page = await bot.conversations.replies({ channel, ts, limit: 3 });
    expect(page).toMatchObject({ has_more: true, messages: [{ reply_count: 3 }, {}, {}] });
    const cursor = page.response_metadata?.next_cursor ?? "";
    expect(await texts({ limit: 3, cursor })).toEqual(["three"]);
  });

  test("that are not there, or not to be seen", async () => {
    const replies = (channel: string) =>
      errorOf(bot.conversations.replies({ channel, ts: "1.000000" }));
    expect(await replies(general)).toBe("thread_not_found");
    expect(await replies("C08LEADERS")).toBe("channel_not_found");
    const { channel } = await user.conversations.create({ name: "without-the-app" });
    expect(await replies(channel?.id ?? "")).toBe("not_in_channel");
  });
});

describe("members", () => {
  test("are listed page by page, each once", async () => {
    const all: unknown[] = [];
    for await (const page of bot.paginate("conversations.members", { channel: sales, limit: 2 }))
      all.push(...listIn(page, "members"));
    expect(all).toHaveLength(5);
    expect(new Set(all)).toEqual(new Set(await membersOf(sales)));
    expect(await errorOf(bot.conversations.members({ channel: "#sales" }))).toBe(
      "channel_not_found",
    );
    expect(await errorOf(bot.conversations.members({ channel: sales, cursor: "eA==" }))).toBe(
      "invalid_cursor",
    );
  });

  test("are added by a comma list, and then they are in", async () => {
    const channel = await createdChannel("launch");
    const answer = await bot.conversations.invite({ channel, users: `${maya}, ${sam}` });
    expect(answer.channel).toMatchObject({ id: channel, name: "launch" });
    expect(await membersOf(channel)).toEqual(expect.arrayContaining([maya, sam]));
    const listed = await bot.users.conversations({ user: sam });
    expect(listed.channels?.map(({ id }) => id)).toContain(channel);
  });

  test.each([
    ["already_in_channel", general, maya],
    ["user_not_found", engineering, "U0NOBODY00"],
    ["cant_invite", engineering, "USLACKBOT"],
    ["user_not_found", engineering, JSON.stringify([maya])],
    ["no_user", engineering, ""],
    ["channel_not_found", "C08LEADERS", sam],
  ])("are refused: %s", async (error, channel, users) => {
    expect(await errorOf(bot.apiCall("conversations.invite", { channel, users }))).toBe(error);
  });

  test("are added as far as they can be where it is forced, and else not at all", async () => {
    const channel = await createdChannel("half");
    const users = `${maya},U0NOBODY00`;
    expect(await errorOf(bot.conversations.invite({ channel, users }))).toBe("user_not_found");
    expect(await membersOf(channel)).not.toContain(maya);
    const forced = await bot.conversations.invite({ channel, users, force: true });
    expect(forced["errors"]).toEqual([{ user: "U0NOBODY00", ok: false, error: "user_not_found" }]);
    expect(await membersOf(channel)).toContain(maya);
    const self = (await bot.auth.test()).user_id ?? "";
    expect(await errorOf(bot.conversations.invite({ channel, users: self }))).toBe(
      "cant_invite_self",
    );
  });

  test("join public channels by themselves", async () => {
    const { access_token: token } = (
      await slack.install({ user_scope: "channels:write,channels:read" }, { id: jonas })
    ).authed_user;
    const own = slack.client(token);
    const channel = await createdChannel("open-door");
    expect(await errorOf(own.conversations.setTopic({ channel, topic: "x" }))).toBe(
      "not_in_channel",
    );
    expect((await own.conversations.join({ channel })).channel).toMatchObject({ is_member: true });
    expect(await own.conversations.join({ channel })).toMatchObject({
      warning: "already_in_channel",
    });
    expect(await membersOf(channel)).toContain(jonas);
    const hidden = await createdChannel("closed-door", true);
    expect(await errorOf(own.conversations.join({ channel: hidden }))).toBe("channel_not_found");
    expect(await errorOf(bot.conversations.join({ channel: hidden }))).toBe(
      "method_not_supported_for_channel_type",
    );
  });
});

describe("direct conversations", () => {
  test("are opened once, with one person and with several", async () => {
    const one = await bot.conversations.open({ users: sam });
    expect(one.channel?.id).toMatch(/^D/);
    expect(one["already_open"]).toBeUndefined();
    expect(await bot.conversations.open({ users: sam })).toMatchObject({
      already_open: true,
      channel: { id: one.channel?.id },
    });
    const several = await bot.conversations.open({ users: `${sam},${priya}` });
    expect(several.channel?.id).toMatch(/^C/);
    const listed = await bot.users.conversations({ types: "im,mpim" });
    expect(listed.channels?.map(({ id }) => id)).toEqual([one.channel?.id, several.channel?.id]);
  });

  test("need people, and a channel is none", async () => {
    const open = (users: string) => errorOf(bot.apiCall("conversations.open", { users }));
    expect(await open("")).toBe("not_enough_users");
    expect(await open("U0NOBODY00")).toBe("user_not_found");
    expect(await open(JSON.stringify([sam]))).toBe("user_not_found");
    expect(await errorOf(bot.conversations.open({ channel: general, users: "" }))).toBe(
      "method_not_supported_for_channel_type",
    );
  });

  test("have a topic, and cannot be archived, renamed or joined by others", async () => {
    const { channel } = await bot.conversations.open({ users: sam });
    const id = channel?.id ?? "";
    await bot.conversations.setTopic({ channel: id, topic: "just us" });
    for (const call of [
      bot.conversations.archive({ channel: id }),
      bot.conversations.rename({ channel: id, name: "us" }),
      bot.conversations.invite({ channel: id, users: maya }),
    ])
      expect(await errorOf(call)).toBe("method_not_supported_for_channel_type");
    expect(await errorOf(user.conversations.info({ channel: id }))).toBe("channel_not_found");
  });
});

describe("a channel", () => {
  test("gets a topic and a description, and loses them", async () => {
    const topic = "Release on Friday & <soon>";
    expect(
      (await bot.conversations.setTopic({ channel: sales, topic })).channel?.topic,
    ).toMatchObject({ value: topic });
    await bot.conversations.setPurpose({ channel: sales, purpose: "Numbers" });
    const read = async () => (await user.conversations.info({ channel: sales })).channel;
    expect(await read()).toMatchObject({ topic: { value: topic }, purpose: { value: "Numbers" } });
    await bot.apiCall("conversations.setTopic", { channel: sales, topic: "" });
    expect(await read()).toMatchObject({ topic: { value: "" } });
    const long = "é".repeat(250);
    await bot.conversations.setPurpose({ channel: sales, purpose: long });
    expect((await read())?.purpose?.value).toBe(long);
    for (const call of [
      bot.conversations.setTopic({ channel: sales, topic: `${long}x` }),
      bot.conversations.setPurpose({ channel: sales, purpose: `${long}x` }),
    ])
      expect(await errorOf(call)).toBe("too_long");
    expect(
      await errorOf(bot.conversations.setPurpose({ channel: "C0NOWHERE0", purpose: "" })),
    ).toBe("channel_not_found");
  });

  test("is read about, with its members counted only where asked", async () => {
    const plain = await bot.conversations.info({ channel: sales });
    expect(plain.channel).toMatchObject({ name: "sales", is_member: true, is_private: false });
    expect(plain.channel?.num_members).toBeUndefined();
    const counted = await bot.conversations.info({ channel: sales, include_num_members: true });
    expect(counted.channel?.num_members).toBe(5);
  });

  test("is renamed by who made it", async () => {
    const channel = await createdChannel("old-name");
    const rename = (name: string) => bot.conversations.rename({ channel, name });
    expect((await rename("new-name")).channel).toMatchObject({ id: channel, name: "new-name" });
    expect((await rename("new-name")).channel?.name).toBe("new-name");
    expect((await bot.chat.postMessage({ channel: "#new-name", text: "x" })).channel).toBe(channel);
    expect(await errorOf(rename("general"))).toBe("name_taken");
    expect(await errorOf(rename("New Name"))).toBe("invalid_name_specials");
    expect(await errorOf(rename(""))).toBe("invalid_name_required");
    expect(await errorOf(bot.conversations.rename({ channel: sales, name: "deals" }))).toBe(
      "not_authorized",
    );
  });

  test("is archived, and then takes nothing more", async () => {
    const channel = await createdChannel("done");
    expect(await bot.conversations.archive({ channel })).toMatchObject({ ok: true });
    expect((await bot.conversations.info({ channel })).channel?.is_archived).toBe(true);
    expect(await errorOf(bot.conversations.archive({ channel }))).toBe("already_archived");
    for (const call of [
      bot.chat.postMessage({ channel, text: "x" }),
      bot.conversations.setTopic({ channel, topic: "x" }),
      bot.conversations.rename({ channel, name: "undone" }),
      bot.conversations.invite({ channel, users: maya }),
      bot.conversations.join({ channel }),
    ])
      expect(await errorOf(call)).toBe("is_archived");
    expect(await errorOf(bot.conversations.archive({ channel: general }))).toBe(
      "cant_archive_general",
    );
    const { channels = [] } = await bot.users.conversations({ exclude_archived: true });
    expect(channels.map(({ id }) => id)).not.toContain(channel);
  });
});

describe("scopes follow the kind of conversation", () => {
  test("in a public channel the narrow one does, and the wide one too", async () => {
    const as = async (scope: string) =>
      slack.client(
        (await slack.install({ user_scope: scope }, { id: priya })).authed_user.access_token,
      );
    const refused = await as("chat:write");
    await expect(
      refused.conversations.setTopic({ channel: sales, topic: "x" }),
    ).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "channels:write.topic,channels:write" },
    });
    const narrow = await as("channels:write.topic");
    expect(await narrow.conversations.setTopic({ channel: sales, topic: "x" })).toMatchObject({
      ok: true,
    });
    await expect(
      narrow.conversations.setTopic({ channel: "C08LEADERS", topic: "x" }),
    ).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "groups:write.topic,groups:write" },
    });
    expect(await errorOf(narrow.conversations.info({ channel: sales }))).toBe("missing_scope");
  });

  test("a list takes that of each kind it asks for", async () => {
    const list = (types: string) => user.users.conversations({ types });
    expect((await list("public_channel")).channels).toHaveLength(7);
    await expect(list("public_channel,im")).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "im:read" },
    });
    expect(await errorOf(user.users.conversations({ types: "secret" }))).toBe("invalid_types");
    expect(await errorOf(user.users.conversations({ user: "U0NOBODY00" }))).toBe("user_not_found");
  });
});
