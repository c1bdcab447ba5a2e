import { describe, expect, test } from "vitest";
import { type IssuedToken, type Provider, defineProvider } from "../../catalog/provider.ts";
import { judgeRefresh, judgeRevocation, judgeTokens } from "./answer.ts";

type Answer = Readonly<Record<string, unknown>>;

/** A provider as Slack is: status 200 for everything, and the user's token inside `authed_user`. */
const desk: Provider = defineProvider({
  id: "desk",
  name: "Desk",
  env: "DESK",
  authorizeUrl: "https://desk.test/authorize",
  tokenUrl: "https://desk.test/token",
  apiHosts: ["desk.test"],
  scopeParameters: { bot: "scope", user: "user_scope" },
  scopeSeparator: ",",
  pkce: false,
  clientAuthentication: "client_secret_post",
  readTokens(answer, refreshing) {
    const { authed_user: user } = answer;
    const nested = typeof user === "object" && user !== null ? { ...user } : {};
    return { tokens: [...tokenIn(answer, refreshing ?? "bot"), ...tokenIn(nested, "user")] };
  },
  readError: ({ ok, error }) => (ok === false ? String(error) : undefined),
  reconnectErrors: ["invalid_refresh_token"],
  goneErrors: ["token_revoked"],
  revocation: "bearer",
  sharedGrant: true,
  docs: "https://desk.test/docs",
});

function tokenIn(answer: Answer, kind: IssuedToken["kind"]): readonly IssuedToken[] {
  const { access_token: accessToken, scope } = answer;
  if (typeof accessToken !== "string") return [];
  return [
    { kind, accessToken, ...(typeof scope === "string" ? { scopes: scope.split(",") } : {}) },
  ];
}

const answered = (body: unknown, status = 200) => ({ status, body: JSON.stringify(body) });

describe("an answer to a code", () => {
  test("can hold a token of the app and one of the person", () => {
    const body = {
      ok: true,
      access_token: "bot-token",
      scope: "chat:write,channels:read",
      authed_user: { access_token: "user-token", scope: "search:read" },
    };
    expect(judgeTokens(answered(body), desk)).toEqual({
      status: "tokens",
      answer: {
        tokens: [
          { kind: "bot", accessToken: "bot-token", scopes: ["chat:write", "channels:read"] },
          { kind: "user", accessToken: "user-token", scopes: ["search:read"] },
        ],
      },
    });
  });

  test("can be a refusal with status 200", () => {
    const raw = answered({ ok: false, error: "invalid_code" });
    expect(judgeTokens(raw, desk)).toEqual({ status: "refused", error: "invalid_code" });
  });

  test("with a standard error is a refusal, whatever the provider's reader knows", () => {
    const raw = answered({ error: "invalid_client" }, 401);
    expect(judgeTokens(raw, desk)).toEqual({ status: "refused", error: "invalid_client" });
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
    expect(judgeTokens(raw, desk)).toMatchObject({ status: "unexpected" });
  });

  test("that makes the reader fall over is no answer, and what it says is not repeated", () => {
    const clumsy: Provider = {
      ...desk,
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
    expect(judgeRefresh(raw, desk, "user")).toEqual({
      status: "renewed",
      token: { kind: "user", accessToken: "fresh" },
    });
  });

  test("with a token of the other kind only is no renewal", () => {
    const raw = answered({ ok: true, authed_user: { access_token: "fresh" } });
    expect(() => judgeRefresh(raw, desk, "bot")).toThrow("without a bot token");
  });

  test.each(["invalid_grant", "invalid_refresh_token"])("%s ends the connection", (error) => {
    expect(judgeRefresh(answered({ ok: false, error }), desk, "bot")).toEqual({
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
    expect(judgeRevocation(raw, desk)).toEqual({ status: "revoked" });
  });

  test.each([
    answered({ ok: false, error: "fatal_error" }),
    answered({ error: "unsupported_token_type" }, 400),
    { status: 302, body: "" },
    { status: 500, body: "down" },
  ])("is a failure: %j", (raw) => {
    expect(judgeRevocation(raw, desk)).toMatchObject({ status: "failed" });
  });
});
