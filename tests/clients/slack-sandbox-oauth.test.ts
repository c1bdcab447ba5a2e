import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SlackHarness, redirectUri, startSlack } from "./slack-harness.ts";

/** Where lenient stand-ins let one through. */
let slack: SlackHarness;
beforeEach(async () => {
  slack = await startSlack();
});
afterEach(() => slack.close());

const codeFor = async (asked: Parameters<SlackHarness["consent"]>[0]) =>
  (await slack.consent(asked)).searchParams.get("code") ?? "";

describe("the consent page", () => {
  test("shows app, people and every scope as a sentence, all escaped and without a script", async () => {
    const url = slack.authorizeUrl({
      scope: "chat:write,channels:read",
      user_scope: "search:read",
      state: '"><script>alert(1)</script>',
    });
    const answer = await fetch(url);
    const html = await answer.text();
    for (const text of [
      "Patchbay wants to access the Acme workspace",
      "maya@example.com",
      "sam@example.com",
      "priya@example.com",
      "jonas@example.com",
      "Send messages <code>chat:write</code>",
      "<code>channels:read</code>",
      "<code>search:read</code>",
    ])
      expect(html).toContain(text);
    expect(html).not.toContain("<script");
    expect(html).not.toContain("USLACKBOT");
    expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  test("has one box for each scope, under Slack's own name for its kind of token", async () => {
    const asked = { scope: "chat:write,channels:read", user_scope: "chat:write" };
    const html = await (await fetch(slack.authorizeUrl(asked))).text();
    const boxes = [
      ...html.matchAll(/<input type="checkbox" name="(\w+)" value="([\w:]+)" checked/g),
    ];
    expect(boxes.map(([, name, value]) => [name, value])).toEqual([
      ["scope", "chat:write"],
      ["scope", "channels:read"],
      ["user_scope", "chat:write"],
    ]);
  });

  test("a box that was not asked for grants nothing", async () => {
    const html = await (await fetch(slack.authorizeUrl({ scope: "chat:write" }))).text();
    const body = new URLSearchParams([
      ["user", "U01MAYAOKA"],
      ["decision", "allow"],
    ]);
    for (const [, name = "", value = ""] of html.matchAll(
      /<input type="hidden" name="(\w+)" value="([^"]*)"/g,
    ))
      body.append(name, value.replaceAll("&amp;", "&"));
    for (const scope of ["chat:write", "channels:read", "admin"]) body.append("scope", scope);
    const init = { method: "POST", redirect: "manual" as const, body };
    const location = (await fetch(slack.running.authorizeUrl, init)).headers.get("location");
    const code = new URL(location ?? "").searchParams.get("code") ?? "";
    expect((await slack.access({ code, redirect_uri: redirectUri })).body.scope).toBe("chat:write");
  });

  test("sends back with a code and the state as it was", async () => {
    const back = await slack.consent({ scope: "chat:write" });
    expect(back.origin + back.pathname).toBe(redirectUri);
    expect(back.searchParams.get("state")).toBe("s t/a&te");
    expect(back.searchParams.get("code")).toMatch(/^\d+\.\d+\./);
  });

  test.each([
    ["Deny", { decision: "deny" as const }],
    ["nothing ticked", { untick: ["chat:write"] }],
  ])("%s sends back access_denied", async (_, person) => {
    const back = await slack.consent({ scope: "chat:write" }, person);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: "access_denied",
      state: "s t/a&te",
    });
  });

  test.each([
    ["invalid_client_id", { client_id: "1.2" }],
    ["bad_redirect_uri", { redirect_uri: `${redirectUri}/more` }],
    ["bad_redirect_uri", { redirect_uri: "https://evil.test/" }],
    ["invalid_scope", { scope: "admin" }],
    ["invalid_scope", { scope: "search:read" }],
    ["invalid_scope", { scope: "", user_scope: "channels:manage" }],
    ["invalid_scope", { scope: "users:read.email" }],
    ["no_scopes", { scope: "" }],
    ["invalid_team_for_non_distributed_app", { team: "T0OTHER000" }],
  ])("shows %s and sends nobody anywhere: %j", async (error, parameters) => {
    const asked = { scope: "chat:write", ...parameters };
    const url = slack.authorizeUrl(asked);
    const form = new URLSearchParams(new URL(url).search);
    for (const [name, value] of Object.entries(asked)) form.set(`asked_${name}`, value);
    form.set("decision", "allow");
    for (const answer of [
      await fetch(url, { redirect: "manual" }),
      await fetch(slack.running.authorizeUrl, {
        method: "POST",
        redirect: "manual",
        body: form,
      }),
    ]) {
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(`<code>${error}</code>`);
    }
  });

  test.each(["https://evil.test", "null"])("a form from %s is refused", async (origin) => {
    const body = new URL(slack.authorizeUrl({ scope: "chat:write" })).searchParams;
    body.set("decision", "allow");
    const init = { method: "POST", redirect: "manual" as const, headers: { origin }, body };
    expect((await fetch(slack.running.authorizeUrl, init)).status).toBe(403);
  });

  test("the address of a person goes only with the person", async () => {
    const scope = "users:read,users:read.email";
    expect(await slack.install({ scope })).toMatchObject({ scope });
    const other = await startSlack();
    const half = await other.install({ scope: `chat:write,${scope}` }, { untick: ["users:read"] });
    expect(half.scope).toBe("chat:write");
    await other.close();
  });
});

describe("the token endpoint", () => {
  test("gives the bot token at the top and the user token inside", async () => {
    const answer = await slack.install({ scope: "chat:write", user_scope: "search:read" });
    expect(answer).toEqual({
      ok: true,
      access_token: expect.stringMatching(/^xoxb-/),
      token_type: "bot",
      scope: "chat:write",
      bot_user_id: expect.stringMatching(/^U/),
      app_id: expect.stringMatching(/^A/),
      team: { id: "T01ACMEINC", name: "Acme" },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: {
        id: "U01MAYAOKA",
        access_token: expect.stringMatching(/^xoxp-/),
        token_type: "user",
        scope: "search:read",
      },
    });
    const own = await slack.install({ user_scope: "search:read" }, { id: "U02SAMRIVE" });
    expect(own.access_token).toBeUndefined();
    expect(own.authed_user.id).toBe("U02SAMRIVE");
  });

  test("takes a code once, for ten minutes, with the address it was made for", async () => {
    const fields = async () => ({
      code: await codeFor({ scope: "chat:write" }),
      redirect_uri: redirectUri,
    });
    const used = await fields();
    expect((await slack.access(used)).body.ok).toBe(true);
    expect(await slack.access(used)).toEqual({
      status: 200,
      body: { ok: false, error: "code_already_used" },
    });
    const late = await fields();
    slack.clock.time += 10 * 60_000;
    expect((await slack.access(late)).body.error).toBe("invalid_code");
    const elsewhere = { ...(await fields()), redirect_uri: `${redirectUri}/` };
    expect((await slack.access(elsewhere)).body.error).toBe("bad_redirect_uri");
    const { code } = await fields();
    expect((await slack.access({ code })).body.error).toBe("bad_redirect_uri");
    expect((await slack.access({ code, redirect_uri: redirectUri }, "guess")).body.error).toBe(
      "bad_client_secret",
    );
    expect((await slack.access({ code: "guess", redirect_uri: redirectUri })).body.error).toBe(
      "invalid_code",
    );
    expect((await slack.access({ code, code_verifier: "x" })).body.error).toBe("pkce_not_allowed");
    expect((await slack.access({ code, grant_type: "password" })).body.error).toBe(
      "invalid_grant_type",
    );
    // None of these used it up.
    expect((await slack.access({ code, redirect_uri: redirectUri })).body.ok).toBe(true);
  });

  test("takes the client by form fields as well, and no other client", async () => {
    const { clientId, clientSecret, tokenUrl } = slack.running;
    const post = async (fields: Record<string, string>) => {
      const answer = await fetch(tokenUrl, { method: "POST", body: new URLSearchParams(fields) });
      return (await answer.json()) as any;
    };
    const grant = { code: await codeFor({ scope: "chat:write" }), redirect_uri: redirectUri };
    expect((await post({ ...grant, client_id: "1.2", client_secret: clientSecret })).error).toBe(
      "invalid_client_id",
    );
    expect((await post(grant)).error).toBe("invalid_client_id");
    expect((await post({ ...grant, client_id: clientId, client_secret: clientSecret })).ok).toBe(
      true,
    );
  });

  test("grants add up, and the app has one token for the workspace", async () => {
    const first = await slack.install({ scope: "chat:write" });
    const second = await slack.install({ scope: "channels:read" }, { id: "U02SAMRIVE" });
    expect(second.access_token).toBe(first.access_token);
    expect(second.scope).toBe("chat:write,channels:read");
    await slack.lever({ lever: "revoke" });
    const third = await slack.install({ scope: "channels:read" });
    expect(third.access_token).not.toBe(first.access_token);
    expect(third.scope).toBe("channels:read");
  });
});

describe("token rotation", () => {
  const refresh = (refresh_token: string) =>
    slack.access({ grant_type: "refresh_token", refresh_token }).then(({ body }) => body);

  test("gives tokens of twelve hours, and refresh tokens that work once, each for its own kind", async () => {
    await slack.lever({ lever: "rotation", on: "true" });
    const answer = await slack.install({ scope: "chat:write", user_scope: "search:read" });
    expect(answer).toMatchObject({
      access_token: expect.stringMatching(/^xoxe\.xoxb-/),
      refresh_token: expect.stringMatching(/^xoxe-1-/),
      expires_in: 43_200,
      authed_user: { access_token: expect.stringMatching(/^xoxe\.xoxp-/), expires_in: 43_200 },
    });
    slack.clock.time += 43_200_000;
    expect((await slack.call("auth.test", { token: answer.access_token })).body.error).toBe(
      "token_expired",
    );

    const bot = await refresh(answer.refresh_token);
    expect(bot).toMatchObject({
      ok: true,
      token_type: "bot",
      scope: "chat:write",
      team: { name: "Acme" },
    });
    expect((await slack.call("auth.test", { token: bot.access_token })).body.ok).toBe(true);
    expect(await refresh(answer.refresh_token)).toEqual({
      ok: false,
      error: "invalid_refresh_token",
    });
    const own = await refresh(answer.authed_user.refresh_token);
    expect(own).toMatchObject({ token_type: "user", scope: "search:read" });
    expect(
      (await slack.call("search.messages?query=a", { method: "GET", token: own.access_token })).body
        .ok,
    ).toBe(true);

    await slack.call("auth.revoke", { token: bot.access_token });
    expect((await refresh(bot.refresh_token)).error).toBe("invalid_refresh_token");
    expect((await refresh("guess")).error).toBe("invalid_refresh_token");
  });

  test("expire ends what lives; with rotation it can be renewed, without it cannot", async () => {
    const lasting = await slack.install({ scope: "chat:write" });
    await slack.lever({ lever: "rotation", on: "true" });
    const rotating = await slack.install({ user_scope: "search:read" });
    await slack.lever({ lever: "expire" });
    for (const token of [lasting.access_token, rotating.authed_user.access_token])
      expect((await slack.call("auth.test", { token })).body.error).toBe("token_expired");
    expect((await refresh(rotating.authed_user.refresh_token)).ok).toBe(true);
  });
});
