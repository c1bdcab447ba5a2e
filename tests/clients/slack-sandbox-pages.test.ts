/* oxlint-disable unicorn/require-post-message-target-origin -- Slack's postMessage is not the window's */
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SlackHarness, startSlack } from "./slack-harness.ts";

let slack: SlackHarness;
beforeEach(async () => {
  slack = await startSlack();
});
afterEach(() => slack.close());

const page = async (path: string) => (await fetch(slack.running.url + path)).text();
const install = () =>
  slack.install({ scope: "chat:write,reactions:write", user_scope: "search:read" });

describe("the inspector", () => {
  test("shows a channel with sender, text, reactions and what is scheduled", async () => {
    const client = slack.client((await install()).access_token);
    const hostile = `<script>alert(1)</script> "' &amp; \u2028`;
    const { channel = "", ts = "" } = await client.chat.postMessage({
      channel: "#sales",
      text: hostile,
    });
    await client.reactions.add({ channel, timestamp: ts, name: "tada" });
    await client.chat.scheduleMessage({
      channel: "#sales",
      text: "tomorrow",
      post_at: slack.clock.now() / 1000 + 86_400,
    });
    const html = await page("/?channel=sales");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39; &amp;amp; \u2028");
    expect(html).toContain(":tada: 1");
    expect(html).toContain("tomorrow");
    expect(html).toMatch(/href="\/\?channel=sales"\s+aria-current="page"/);
    expect(html).not.toContain("<script");
    expect(html).not.toMatch(/ on\w+=/);
    expect(await page("/?channel=general")).not.toContain("alert(1)");
  });

  test("shows who is signed in and may do what, and no token anywhere", async () => {
    const { access_token: bot, authed_user: person } = await install();
    const shown = (await page("/")) + (await page("/_sandbox/state"));
    expect(shown).toContain("as the app");
    expect(shown).toContain("as Maya Okafor");
    expect(shown).toContain("<code>reactions:write</code>");
    for (const secret of [bot, person.access_token, slack.running.clientSecret, "xoxb-", "xoxp-"])
      expect(shown).not.toContain(secret);
    await slack.lever({ lever: "revoke" });
    expect(await page("/")).toContain(">revoked<");
  });

  test("is framed by pages of this machine only", async () => {
    const { headers } = await fetch(slack.running.url);
    expect(headers.get("content-security-policy")).toMatch(
      /; frame-ancestors http:\/\/127\.0\.0\.1:\* http:\/\/localhost:\*$/,
    );
  });

  test("has its state as data, oldest message first", async () => {
    const client = slack.client((await install()).access_token);
    const { channel = "", ts = "" } = await client.chat.postMessage({
      channel: "#general",
      text: "newest",
    });
    await client.reactions.add({ channel, timestamp: ts, name: "tada" });
    const general = await slack.channel("general");
    expect(general).toMatchObject({ id: channel, is_private: false });
    expect(general.messages.at(-1)).toMatchObject({
      ts,
      text: "newest",
      reactions: [{ name: "tada", users: [expect.stringMatching(/^U/)], count: 1 }],
    });
    expect((await slack.channel("leadership")).is_private).toBe(true);
  });

  test("a permalink leads to the channel", async () => {
    const answer = await fetch(`${slack.running.url}/archives/C05SALESDE/p1`, {
      redirect: "manual",
    });
    expect(answer.headers.get("location")).toBe("/?channel=sales");
  });
});

describe("levers", () => {
  test("reset brings the conversations back and leaves sign-ins alone", async () => {
    const client = slack.client((await install()).access_token);
    await client.chat.postMessage({ channel: "#general", text: "gone soon" });
    await slack.lever({ lever: "fail", count: "5" });
    expect(await page("/")).toContain("5 more calls fail with internal_error");
    expect(await slack.lever({ lever: "reset" })).toBe(200);
    expect((await slack.channel("general")).messages).toHaveLength(2);
    await client.chat.postMessage({ channel: "#general", text: "still in" });
    expect((await slack.channel("general")).messages).toHaveLength(3);
  });

  test("a delay is taken", async () => {
    const { access_token: token } = await install();
    await slack.lever({ lever: "delay", ms: "60000" });
    const abort = AbortSignal.timeout(200);
    await expect(slack.call("auth.test", { token, signal: abort })).rejects.toThrow();
    await slack.lever({ lever: "delay", ms: "0" });
    expect((await slack.call("auth.test", { token })).body.ok).toBe(true);
  });

  test("what is none is refused", async () => {
    for (const fields of [
      { lever: "explode" },
      { lever: "delay", ms: "-1" },
      { lever: "rate-limit", count: "many" },
      { lever: "fail", error: "<b>" },
      {},
    ])
      expect(await slack.lever(fields)).toBe(400);
  });

  test("a page of another site pulls none, the own page goes back to itself", async () => {
    const pull = (origin: string) =>
      fetch(`${slack.running.url}/_sandbox/levers`, {
        method: "POST",
        redirect: "manual",
        headers: { origin, accept: "text/html" },
        body: new URLSearchParams({ lever: "revoke" }),
      });
    const { access_token: token } = await install();
    expect((await pull("http://127.0.0.1:1")).status).toBe(403);
    expect((await pull("null")).status).toBe(403);
    expect((await slack.call("auth.test", { token })).body.ok).toBe(true);
    expect((await pull(slack.running.url)).headers.get("location")).toBe("/");
    expect((await slack.call("auth.test", { token })).body.error).toBe("token_revoked");
  });
});

describe("a restart", () => {
  test("keeps client, tokens, codes and messages", async () => {
    const before = slack.running;
    const { access_token: token } = await install();
    await slack.client(token).chat.postMessage({ channel: "#random", text: "remember" });
    const code = (await slack.consent({ scope: "chat:write" })).searchParams.get("code") ?? "";
    await slack.lever({ lever: "rate-limit" });
    await slack.restart();
    expect(slack.running).toMatchObject({
      clientId: before.clientId,
      clientSecret: before.clientSecret,
    });
    expect((await slack.call("auth.test", { token })).status).toBe(429);
    expect((await slack.call("auth.test", { token })).body.ok).toBe(true);
    expect((await slack.channel("random")).messages.at(-1).text).toBe("remember");
    const redirect_uri = "http://127.0.0.1:9/oauth/callback";
    expect((await slack.access({ code, redirect_uri })).body.access_token).toBe(token);
  });

  test("finds the state in one private file, with no draft left", async () => {
    const client = slack.client((await install()).access_token);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        client.chat.postMessage({ channel: "#random", text: `${index}` }),
      ),
    );
    const folder = join(slack.dataDir, "sandbox");
    expect(readdirSync(folder)).toEqual(["slack.json"]);
    const file = join(folder, "slack.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8")).channels[1].messages).toHaveLength(21);
  });

  test("over a file it cannot read starts anew and keeps that file", async () => {
    await install();
    const file = join(slack.dataDir, "sandbox", "slack.json");
    writeFileSync(file, '{"team":');
    await slack.restart();
    expect((await slack.channel("general")).messages).toHaveLength(2);
    expect(readFileSync(`${file}.unreadable`, "utf8")).toBe('{"team":');
  });
});

describe("the host", () => {
  test("knows its providers, and names them to who asks for another", async () => {
    await expect(slack.host.start("fax", { redirectUris: [] })).rejects.toMatchObject({
      code: "sandbox/unknown-provider",
      message: expect.stringContaining("slack"),
    });
  });

  test("says that a port is taken", async () => {
    const port = Number(new URL(slack.running.url).port);
    await expect(slack.host.start("slack", { port, redirectUris: [] })).rejects.toMatchObject({
      code: "server/port-in-use",
    });
  });

  test("gives what a client needs, and closes all", async () => {
    expect(slack.running).toMatchObject({
      provider: "slack",
      authorizeUrl: `${slack.running.url}/oauth/v2/authorize`,
      tokenUrl: `${slack.running.url}/api/oauth.v2.access`,
      revokeUrl: `${slack.running.url}/api/auth.revoke`,
      users: expect.arrayContaining([
        { id: "U01MAYAOKA", name: "Maya Okafor", email: "maya@example.com" },
      ]),
    });
    expect(slack.running.users).toHaveLength(4);
    await slack.host.close();
    await expect(fetch(slack.running.url)).rejects.toThrow();
  });
});
