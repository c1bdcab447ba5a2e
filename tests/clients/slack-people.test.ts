import type { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assistantSearchContext } from "../../src/connectors/slack/operations/assistant.search.context.ts";
import { type SlackHarness, errorOf, startSlack } from "./slack-harness.ts";

/** People, groups, the workspace and the search in it, driven by Slack's own client. */
const botScopes = [
  "users.profile:read",
  "users:read",
  "team:read",
  "usergroups:read",
  "chat:write",
];
const userScopes = [
  "users.profile:read",
  "users.profile:write",
  "users:read",
  "users:read.email",
  "search:read.public",
  "search:read.private",
];
const [maya, sam] = ["U01MAYAOKA", "U02SAMRIVE"] as const;

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

describe("a profile", () => {
  test("is read; addresses only with their scope", async () => {
    const { profile } = await bot.users.profile.get({ user: sam });
    expect(profile).toMatchObject({ real_name: "Sam Rivera", title: "Engineer" });
    expect(profile?.email).toBeUndefined();
    expect((await user.users.profile.get({})).profile).toMatchObject({
      display_name: "maya",
      email: "maya@example.com",
    });
    expect(await errorOf(bot.users.profile.get({ user: "U0NOBODY00" }))).toBe("user_not_found");
  });

  test("gets a status that ends in its time", async () => {
    const status_expiration = Math.floor(slack.clock.now() / 1000) + 600;
    const profile = { status_text: "On holiday", status_emoji: ":palm_tree:", status_expiration };
    expect((await user.users.profile.set({ profile })).profile).toMatchObject(profile);
    expect((await bot.users.info({ user: maya })).user?.profile).toMatchObject(profile);
    expect(await (await fetch(slack.running.url)).text()).toContain("On holiday");
    slack.clock.time += 600_000;
    expect((await bot.users.profile.get({ user: maya })).profile).toMatchObject({
      status_text: "",
      status_emoji: "",
    });
  });

  test("is changed in one field, and keeps the others", async () => {
    await user.users.profile.set({ name: "pronouns", value: "she/her" });
    const { profile } = await user.users.profile.set({ profile: { status_text: "In a meeting" } });
    expect(profile).toMatchObject({
      pronouns: "she/her",
      title: "Product lead",
      status_text: "In a meeting",
      status_emoji: ":speech_balloon:",
    });
  });

  test.each([
    ["too_long", { profile: { status_text: "x".repeat(101) } }],
    ["profile_status_set_failed_not_emoji_syntax", { profile: { status_emoji: "palm_tree" } }],
    ["invalid_profile", { profile: "away" }],
    ["invalid_profile", {}],
    ["not_admin", { user: sam, profile: { title: "x" } }],
  ])("is not changed: %s", async (error, fields) => {
    expect(await errorOf(user.apiCall("users.profile.set", fields))).toBe(error);
    expect((await bot.users.profile.get({ user: sam })).profile?.title).toBe("Engineer");
  });

  test("is not the app's to change", async () => {
    const profile = { status_text: "x" };
    expect(await errorOf(bot.users.profile.set({ profile }))).toBe("not_allowed_token_type");
  });
});

describe("the workspace", () => {
  test("says its name, with a scope of its own", async () => {
    expect((await bot.team.info()).team).toMatchObject({ name: "Acme", domain: "acme" });
    await expect(user.team.info()).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "team:read" },
    });
  });

  test("has user groups, with their members where asked", async () => {
    const { usergroups = [] } = await bot.usergroups.list();
    expect(usergroups).toMatchObject([{ handle: "on-call", name: "On call" }]);
    expect(usergroups[0]?.users).toBeUndefined();
    const whole = await bot.usergroups.list({ include_users: true, include_count: true });
    expect(whole.usergroups?.[0]).toMatchObject({ user_count: 2, users: [sam, "U04JONASWE"] });
    expect(await errorOf(user.usergroups.list())).toBe("missing_scope");
  });
});

describe("the search by kind of conversation", () => {
  const search = async (client: WebClient, options: Record<string, unknown>) =>
    assistantSearchContext.output.parse(await client.apiCall("assistant.search.context", options));

  test("finds in public channels, and elsewhere only what is asked for", async () => {
    const publicly = await search(user, { query: "goals" });
    expect(publicly.results.messages).toEqual([]);
    const privately = await search(user, { query: "goals", channel_types: "private_channel" });
    expect(privately.results.messages).toMatchObject([
      {
        channel_name: "leadership",
        author_user_id: maya,
        content: expect.stringContaining("goals"),
      },
    ]);
    const both = await search(user, {
      query: "e",
      channel_types: "public_channel,private_channel",
      sort_dir: "asc",
    });
    expect(both.results.messages?.length).toBeGreaterThan(4);
  });

  test("comes page by page", async () => {
    const first = await search(user, { query: "e", limit: 2 });
    const cursor = first.response_metadata?.next_cursor;
    const second = await search(user, { query: "e", limit: 2, cursor });
    const links = [first, second].flatMap(({ results }) =>
      results.messages?.map(({ permalink }) => permalink),
    );
    expect(new Set(links).size).toBe(4);
    expect(await errorOf(search(user, { query: "e", limit: 21 }))).toBe("invalid_limit");
    expect(await errorOf(search(user, { query: "e", cursor: "eA==" }))).toBe("invalid_cursor");
  });

  test("is refused without words, without the kind's scope, and to the app", async () => {
    expect(await errorOf(search(user, { query: "" }))).toBe("missing_query");
    await expect(search(user, { query: "e", channel_types: "im" })).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "search:read.im" },
    });
    expect(await errorOf(search(bot, { query: "e" }))).toBe("not_allowed_token_type");
  });
});
