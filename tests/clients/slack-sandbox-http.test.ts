/* oxlint-disable unicorn/require-post-message-target-origin -- Slack's postMessage is not the window's */
import type { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SlackHarness, startSlack } from "./slack-harness.ts";

/** How the stand-in answers where something is wrong with the call itself, or made to be. */
let slack: SlackHarness;
let bot: WebClient;
let token: string;

beforeAll(async () => {
  slack = await startSlack();
  token = (await slack.install({ scope: "chat:write" })).access_token;
  bot = slack.client(token);
});
afterAll(() => slack.close());

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    ({ data }: { data: { error: string } }) => data.error,
  );

describe("levers", () => {
  test("slow down the next calls", async () => {
    await slack.lever({ lever: "rate-limit", count: "1" });
    await expect(bot.auth.test()).rejects.toMatchObject({ retryAfter: 1 });
    expect(await bot.auth.test()).toMatchObject({ ok: true });
    await slack.lever({ lever: "rate-limit" });
    const { status, headers, body } = await slack.call("auth.test", { token });
    expect([status, headers.get("retry-after"), body.error]).toEqual([429, "1", "ratelimited"]);
  });

  test("fail the next calls with an error of one's choice, and a call without a token does not count", async () => {
    await slack.lever({ lever: "fail", count: "2", error: "fatal_error" });
    expect(await errorOf(slack.client().auth.test())).toBe("not_authed");
    expect(await errorOf(bot.chat.postMessage({ channel: "#general", text: "x" }))).toBe(
      "fatal_error",
    );
    expect(await errorOf(bot.auth.test())).toBe("fatal_error");
    expect(await bot.auth.test()).toMatchObject({ ok: true });
    expect((await slack.channel("general")).messages).toHaveLength(2);
  });
});

describe("what is not Slack's API", () => {
  test.each([
    ["unknown_method", "chat.shout", {}],
    ["unknown_method", "chat.postMessage", { method: "GET" }],
    [
      "invalid_json",
      "chat.postMessage",
      { headers: { "content-type": "application/json" }, body: "{" },
    ],
    [
      "json_not_object",
      "chat.postMessage",
      { headers: { "content-type": "application/json" }, body: "[]" },
    ],
    [
      "invalid_form_data",
      "chat.postMessage",
      { headers: { "content-type": "multipart/form-data" }, body: "x" },
    ],
    ["channel_not_found", "chat.postMessage", {}],
  ])("answers %s", async (error, method, init) => {
    const { status, body } = await slack.call(method, { token, ...init });
    expect([status, body.error]).toEqual([200, error]);
  });

  test("a token is taken from a form's field, never from the address", async () => {
    const field = { body: new URLSearchParams({ token }) };
    expect((await slack.call("auth.test", field)).body.ok).toBe(true);
    const address = await slack.call(`auth.test?token=${token}`, { method: "GET" });
    expect(address.body.error).toBe("not_authed");
  });
});
