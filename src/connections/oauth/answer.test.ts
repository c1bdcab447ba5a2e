import { describe, expect, test } from "vitest";
import type { Provider } from "../../catalog/provider.ts";
import { slack } from "../../connectors/slack/provider.ts";
import { judgeRefresh, judgeRevocation, judgeTokens } from "./answer.ts";

/** Slack answers with status 200 whatever happened, and has the person's token inside `authed_user`. */
const answered = (body: unknown, status = 200) => ({ status, body: JSON.stringify(body) });

describe("an answer to a code", () => {
  test("can hold a token of the app and one of the person", () => {
    const body = {
      ok: true,
      access_token: "bot-token",
      scope: "chat:write,channels:read",
      refresh_token: "bot-refresh",
      expires_in: 43_200,
      team: { id: "T1", name: "Acme" },
      authed_user: { id: "U1", access_token: "user-token", scope: "search:read" },
    };
    expect(judgeTokens(answered(body), slack)).toEqual({
      status: "tokens",
      answer: {
        tokens: [
          {
            kind: "bot",
            accessToken: "bot-token",
            refreshToken: "bot-refresh",
            expiresIn: 43_200,
            scopes: ["chat:write", "channels:read"],
          },
          { kind: "user", accessToken: "user-token", scopes: ["search:read"] },
        ],
        account: { id: "T1:U1", label: "Acme" },
      },
    });
  });

  test("can be a refusal with status 200", () => {
    const raw = answered({ ok: false, error: "invalid_code" });
    expect(judgeTokens(raw, slack)).toEqual({ status: "refused", error: "invalid_code" });
  });

  test("with a standard error is a refusal, whatever the provider's reader knows", () => {
    const raw = answered({ error: "invalid_client" }, 401);
    expect(judgeTokens(raw, slack)).toEqual({ status: "refused", error: "invalid_client" });
  });

  const unread: readonly (readonly [string, { status: number; body?: string }])[] = [
    ["nothing", answered({ ok: true })],
    ["text", { status: 200, body: "ok" }],
    ["no object", answered(null)],
    ["too much", { status: 200 }],
    ["a success that is none", answered({ access_token: "x" }, 400)],
    ["too many requests", answered({ ok: false, error: "ratelimited" }, 429)],
    ["a breakdown that speaks of the grant", answered({ error: "invalid_grant" }, 503)],
  ];
  test.each(unread)("with %s says nothing of the grant", (_, raw) => {
    expect(judgeTokens(raw, slack)).toMatchObject({ status: "unexpected" });
  });

  test("that makes the reader fall over is no answer, and what it says is not repeated", () => {
    const clumsy: Provider = {
      ...slack,
      readTokens: () => {
        throw new Error("Cannot read secret-token");
      },
    };
    const judged = judgeTokens(answered({ ok: true }), clumsy);
    expect(judged).toMatchObject({ status: "unexpected" });
    expect(JSON.stringify(judged)).not.toContain("secret-token");
  });
});

describe("an answer to a refresh", () => {
  test("is of the kind that was renewed", () => {
    const raw = answered({ ok: true, access_token: "fresh" });
    expect(judgeRefresh(raw, slack, "user")).toEqual({
      status: "renewed",
      token: { kind: "user", accessToken: "fresh" },
    });
  });

  test("with a token of the other kind only is no renewal", () => {
    const raw = answered({ ok: true, access_token: "fresh" });
    const mistaken: Provider = { ...slack, readTokens: (answer) => slack.readTokens(answer) };
    expect(() => judgeRefresh(raw, mistaken, "user")).toThrow("without a user token");
  });

  test.each(["invalid_grant", "invalid_refresh_token"])("%s ends the connection", (error) => {
    expect(judgeRefresh(answered({ ok: false, error }), slack, "bot")).toEqual({
      status: "reconnect-needed",
      error,
    });
  });
});

describe("an answer to a revocation", () => {
  test.each([
    answered({ ok: true, revoked: true }),
    answered({ ok: false, error: "token_revoked" }),
    { status: 200, body: "" },
    { status: 204, body: "" },
    { status: 200, body: "<html>" },
  ])("is a success: %j", (raw) => {
    expect(judgeRevocation(raw, slack)).toEqual({ status: "revoked" });
  });

  test.each([
    answered({ ok: false, error: "fatal_error" }),
    answered({ error: "unsupported_token_type" }, 400),
    { status: 302, body: "" },
    { status: 500, body: "down" },
  ])("is a failure: %j", (raw) => {
    expect(judgeRevocation(raw, slack)).toMatchObject({ status: "failed" });
  });
});
