/* oxlint-disable unicorn/require-post-message-target-origin -- Slack's postMessage is not the window's */
import type { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SlackHarness, errorOf, startSlack } from "./slack-harness.ts";

/** What people put into conversations and beside them, driven by Slack's own client. */
const botScopes = [
  "chat:write",
  "channels:history",
  "reactions:write",
  "pins:write",
  "bookmarks:write",
  "files:read",
  "files:write",
  "canvases:write",
];
const userScopes = [
  "chat:write",
  "channels:read",
  "pins:write",
  "reactions:write",
  "files:read",
  "files:write",
  "reminders:write",
];
const [maya, sam] = ["U01MAYAOKA", "U02SAMRIVE"] as const;
const [general, sales, nowhere] = ["C01GENERAL", "C05SALESDE", "C0NOWHERE0"] as const;

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

const page = async (path = "/") => (await fetch(slack.running.url + path)).text();

async function postedTo(channel: string, text: string): Promise<string> {
  return (await bot.chat.postMessage({ channel, text })).ts ?? "";
}

async function lastIn(channel: string) {
  return (await bot.conversations.history({ channel, limit: 1 })).messages?.[0];
}

describe("a message for one person only", () => {
  test("is in no history, and on the page it says for whom it is", async () => {
    const text = "Only you see this";
    const answer = await bot.chat.postEphemeral({ channel: "#sales", user: sam, text });
    expect(answer.message_ts).toMatch(/^\d{10}\.\d{6}$/);
    expect((await lastIn(sales))?.text).not.toBe(text);
    expect(await page("/?channel=sales")).toContain("only Sam Rivera sees this");
    const ts = answer.message_ts ?? "";
    expect(await errorOf(bot.chat.update({ channel: sales, ts, text: "x" }))).toBe(
      "message_not_found",
    );
    expect(await errorOf(bot.chat.delete({ channel: sales, ts }))).toBe("message_not_found");
  });

  test.each([
    ["user_not_in_channel", { channel: general, user: "U0NOBODY00", text: "x" }],
    ["channel_not_found", { channel: "#nowhere", user: sam, text: "x" }],
    ["no_text", { channel: general, user: sam, text: "" }],
  ])("is refused: %s", async (error, fields) => {
    expect(await errorOf(bot.apiCall("chat.postEphemeral", fields))).toBe(error);
  });
});

test("a link leads to the message's channel", async () => {
  const ts = await postedTo(sales, "look");
  const { permalink = "" } = await bot.chat.getPermalink({ channel: sales, message_ts: ts });
  expect(permalink).toBe(`${slack.running.url}/archives/${sales}/p${ts.replace(".", "")}`);
  expect(await (await fetch(permalink)).text()).toContain("look");
  const link = (channel: string, message_ts: string) =>
    errorOf(bot.chat.getPermalink({ channel, message_ts }));
  expect(await link(sales, "1.000000")).toBe("message_not_found");
  expect(await link("#sales", ts)).toBe("channel_not_found");
});

describe("scheduled messages", () => {
  const at = (minutes: number) => Math.floor(slack.clock.now() / 1000) + minutes * 60;
  const schedule = async (client: WebClient, channel: string, text: string, minutes: number) =>
    (await client.chat.scheduleMessage({ channel, text, post_at: at(minutes) }))
      .scheduled_message_id ?? "";
  const listed = async (options: object = {}) =>
    (await bot.chat.scheduledMessages.list(options)).scheduled_messages?.map(({ text }) => text);

  test("are listed for who scheduled them, the next one first", async () => {
    await schedule(bot, sales, "second", 20);
    await schedule(bot, general, "first", 10);
    await schedule(user, general, "of the person", 5);
    expect(await listed()).toEqual(["first", "second"]);
    expect(await listed({ channel: sales })).toEqual(["second"]);
    expect(await listed({ latest: String(at(15)) })).toEqual(["first"]);
    const first = await bot.chat.scheduledMessages.list({ limit: 1 });
    expect(first.scheduled_messages).toMatchObject([{ channel_id: general, post_at: at(10) }]);
    const cursor = first.response_metadata?.next_cursor ?? "";
    expect(await listed({ limit: 1, cursor })).toEqual(["second"]);
    expect(await errorOf(bot.chat.scheduledMessages.list({ channel: nowhere }))).toBe(
      "invalid_channel",
    );
  });

  test("are cancelled by who scheduled them, until a minute before", async () => {
    const id = await schedule(bot, sales, "never", 10);
    const cancel = (client: WebClient, channel: string, scheduled_message_id: string) =>
      errorOf(client.chat.deleteScheduledMessage({ channel, scheduled_message_id }));
    expect(await cancel(user, sales, id)).toBe("invalid_scheduled_message_id");
    expect(await cancel(bot, general, id)).toBe("invalid_scheduled_message_id");
    expect(await cancel(bot, nowhere, id)).toBe("channel_not_found");
    expect(await cancel(bot, sales, id)).toBe("none");
    expect(await listed()).toEqual([]);
    expect(await cancel(bot, sales, id)).toBe("invalid_scheduled_message_id");
    const soon = await schedule(bot, sales, "soon", 0.5);
    expect(await cancel(bot, sales, soon)).toBe("invalid_scheduled_message_id");
    slack.clock.time += 600_000;
    expect((await lastIn(sales))?.text).toBe("soon");
  });
});

describe("on a message", () => {
  test("a reaction is taken back by who gave it", async () => {
    const timestamp = await postedTo(sales, "deal");
    const given = { channel: sales, timestamp, name: "tada" };
    await bot.reactions.add(given);
    await user.reactions.add(given);
    expect(await bot.reactions.remove(given)).toMatchObject({ ok: true });
    expect((await lastIn(sales))?.reactions).toMatchObject([{ count: 1, users: [maya] }]);
    expect(await errorOf(bot.reactions.remove(given))).toBe("no_reaction");
    await user.reactions.remove(given);
    expect((await lastIn(sales))?.reactions).toBeUndefined();
    const remove = (change: object) =>
      errorOf(bot.apiCall("reactions.remove", { ...given, ...change }));
    expect(await remove({ timestamp: "1.000000" })).toBe("message_not_found");
    expect(await remove({ channel: "#sales" })).toBe("channel_not_found");
    expect(await remove({ name: "no such:name" })).toBe("invalid_name");
  });

  test("a pin stays until the message goes", async () => {
    const timestamp = await postedTo(sales, "Read this first");
    const pin = { channel: sales, timestamp };
    expect(await bot.pins.add(pin)).toMatchObject({ ok: true });
    expect(await lastIn(sales)).toMatchObject({ pinned_to: [sales] });
    expect(await page("/?channel=sales")).toContain("Pinned");
    expect(await errorOf(user.pins.add(pin))).toBe("already_pinned");
    expect(await errorOf(bot.pins.add({ ...pin, timestamp: "1.000000" }))).toBe(
      "message_not_found",
    );
    expect(await errorOf(bot.pins.add({ ...pin, channel: nowhere }))).toBe("channel_not_found");
    await bot.chat.delete({ channel: sales, ts: timestamp });
    expect((await slack.channel("sales")).pins).toEqual([]);
  });
});

describe("beside the messages", () => {
  test("a bookmark leads somewhere", async () => {
    const link = "https://example.com/a?b=1&c=ü";
    const given = { channel_id: sales, title: "Price list", link, type: "link" as const };
    const { bookmark } = await bot.bookmarks.add({ ...given, emoji: ":moneybag:" });
    expect(bookmark).toMatchObject({ link, title: "Price list", channel_id: sales, type: "link" });
    expect(await page("/?channel=sales")).toContain("Price list");
    const add = (change: object) => errorOf(bot.apiCall("bookmarks.add", { ...given, ...change }));
    expect(await add({ link: "javascript:alert(1)" })).toBe("invalid_link");
    expect(await add({ link: "example.com" })).toBe("invalid_link");
    expect(await add({ type: "file" })).toBe("invalid_bookmark_type");
    expect(await add({ channel_id: nowhere })).toBe("channel_not_found");
    for (let count = 1; count < 100; count += 1) expect(await add({})).toBe("none");
    expect(await add({})).toBe("too_many_bookmarks");
  });

  test("a canvas has a title and Markdown, on its own or in a channel", async () => {
    const document_content = { type: "markdown" as const, markdown: "# Plan\n- <one> & `two`" };
    const canvas = { title: "Plan", document_content };
    const { canvas_id: id } = await bot.canvases.create({ ...canvas, channel_id: sales });
    expect(id).toMatch(/^F/);
    expect(JSON.parse(await page("/_sandbox/state")).canvases).toMatchObject([
      { id, title: "Plan", markdown: document_content.markdown, channel: sales },
    ]);
    expect(await page("/?channel=sales")).toContain("Canvas: Plan");
    expect(await bot.canvases.create({})).toMatchObject({ ok: true });
    const create = (change: Record<string, unknown>) =>
      errorOf(bot.apiCall("canvases.create", change));
    expect(await create({ document_content: "plain" })).toBe("canvas_creation_failed");
    expect(await create({ document_content: { type: "html", markdown: "" } })).toBe(
      "canvas_creation_failed",
    );
    expect(await create({ channel_id: nowhere })).toBe("channel_not_found");
  });

  test("a reminder is for oneself, at a time in words or seconds", async () => {
    const now = Math.floor(slack.clock.now() / 1000);
    const remind = async (time: string | number) =>
      (await user.reminders.add({ text: "call back", time })).reminder;
    expect(await remind("in 15 minutes")).toMatchObject({ user: maya, time: now + 900 });
    expect(await remind(3600)).toMatchObject({ time: now + 3600 });
    expect(await remind(String(now + 90_000))).toMatchObject({ time: now + 90_000 });
    const thursday = await remind("every Thursday at 2pm");
    expect(thursday).toMatchObject({ recurring: true });
    const first = new Date((thursday?.time ?? 0) * 1000);
    expect([first.getUTCDay(), first.getUTCHours(), first.getTime() > now]).toEqual([4, 14, true]);
    expect(JSON.parse(await page("/_sandbox/state")).reminders).toHaveLength(4);
    expect(await page()).toContain("call back");
    const add = (change: object) =>
      errorOf(user.apiCall("reminders.add", { text: "x", time: "in 1 hour", ...change }));
    expect(await add({ time: "when pigs fly" })).toBe("cannot_parse");
    expect(await add({ time: String(now - 5) })).toBe("cannot_parse");
    expect(await add({ text: "" })).toBe("missing_argument");
    expect(await add({ user: sam })).toBe("cannot_add_others");
    expect(await errorOf(bot.reminders.add({ text: "x", time: 60 }))).toBe(
      "not_allowed_token_type",
    );
  });
});

describe("files", () => {
  const upload = (client: WebClient, filename: string, channel_id?: string) => {
    const given = { file: Buffer.from("abc"), filename };
    return client.files.uploadV2(channel_id === undefined ? given : { ...given, channel_id });
  };
  const listed = async (client: WebClient, options: object = {}) =>
    (await client.files.list(options)).files?.map(({ name }) => name);

  test("are listed newest first, where they are shared or one's own", async () => {
    await upload(bot, "shared.csv", sales);
    await upload(bot, "private.png");
    await upload(user, "mine.pdf");
    expect(await listed(bot)).toEqual(["private.png", "shared.csv"]);
    expect(await listed(user)).toEqual(["mine.pdf", "shared.csv"]);
    expect(await listed(bot, { channel: sales })).toEqual(["shared.csv"]);
    expect(await listed(bot, { types: "images" })).toEqual(["private.png"]);
    expect(await listed(user, { user: maya })).toEqual(["mine.pdf"]);
    expect(await listed(user, { ts_to: "1" })).toEqual([]);
    const second = await bot.files.list({ count: 1, page: 2 });
    expect(second).toMatchObject({
      files: [{ name: "shared.csv" }],
      paging: { total: 2, pages: 2 },
    });
    expect(await errorOf(bot.files.list({ user: "U0NOBODY00" }))).toBe("user_not_found");
    expect(await errorOf(bot.files.list({ count: 0 }))).toBe("invalid_arguments");
  });

  test("are read about and deleted, by who may", async () => {
    await upload(bot, "report.csv", sales);
    const { files = [] } = await bot.files.list({});
    const file = files[0]?.id ?? "";
    expect((await user.files.info({ file })).file).toMatchObject({
      name: "report.csv",
      mimetype: "text/csv",
      size: 3,
      channels: [sales],
    });
    expect(await errorOf(user.files.delete({ file }))).toBe("cant_delete_file");
    expect(await bot.files.delete({ file })).toMatchObject({ ok: true });
    expect(await errorOf(bot.files.info({ file }))).toBe("file_deleted");
    expect(await errorOf(bot.files.delete({ file }))).toBe("file_deleted");
    expect(await errorOf(bot.files.info({ file: "F0NOWHERE0" }))).toBe("file_not_found");
    expect(await listed(bot)).toEqual([]);
    expect((await lastIn(sales))?.files).toBeUndefined();
    await upload(user, "secret.txt");
    const { files: own = [] } = await user.files.list({});
    expect(await errorOf(bot.files.info({ file: own[0]?.id ?? "" }))).toBe("file_not_found");
  });
});
