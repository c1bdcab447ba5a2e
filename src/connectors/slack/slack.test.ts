import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Operation, TokenKind } from "../../catalog/operation.ts";
import { methodOf } from "../../catalog/operation.ts";
import { slackConnector } from "./connector.ts";
import { slack } from "./provider.ts";

const operations: readonly Operation[] = slackConnector.operations;
const kindsOf = new Map(slackConnector.scopes.map(({ scope, tokens }) => [scope, tokens]));

/** Every scope an operation can ask for, with the kind of token it asks for. */
function scopesNamed({
  scopes,
  scopesWhen = [],
}: Operation): readonly (readonly [TokenKind, string])[] {
  return [scopes, ...scopesWhen.map((when) => when.scopes)].flatMap((byToken) =>
    (["bot", "user"] as const).flatMap((kind) =>
      (byToken[kind] ?? []).flat().map((scope) => [kind, scope] as const),
    ),
  );
}

describe("the connector", () => {
  test("starts its examples with the sentence everybody tries first", () => {
    const [first, ...others] = slackConnector.examples;
    expect(first?.prompt).toBe("Send a Slack message to #product-updates when this function runs");
    expect(others.length).toBeGreaterThanOrEqual(4);
  });

  test("has a logo that neither runs nor loads anything", () => {
    expect(slackConnector.logo).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(slackConnector.logo.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
      /script|href|url\(|http|on\w+=/i,
    );
  });

  test("says each thing once", () => {
    for (const list of [
      operations.map(({ id }) => id),
      slackConnector.scopes.map(({ scope }) => scope),
    ])
      expect(new Set(list).size).toBe(list.length);
  });

  test("explains each scope, in words and with a source, and each is used", () => {
    const used = new Set([
      ...operations.flatMap((operation) => scopesNamed(operation).map(([, scope]) => scope)),
      ...slackConnector.events.flatMap(({ scopes }) => scopes.flat()),
    ]);
    for (const { scope, sentence, source } of slackConnector.scopes) {
      expect(sentence).toMatch(/^[A-Z][^:]{8,}[^.]$/);
      expect(source).toBe(`https://docs.slack.dev/reference/scopes/${scope}`);
      expect(used).toContain(scope);
    }
  });
});

describe.each(operations)("$id", (operation) => {
  const { id, input, output, lookups = {}, docs, request, words = [] } = operation;
  const method = methodOf(id);

  test("is named, documented and reached as Slack names it", () => {
    expect(id.startsWith("slack.")).toBe(true);
    expect(docs).toBe(`https://docs.slack.dev/reference/methods/${method}`);
    expect(request).toMatchObject({ host: "slack.com", path: `/api/${method}` });
    expect([request, ...(request.also ?? [])].map((one) => one.method)).toContain("POST");
  });

  test("describes every input and takes no other", () => {
    for (const [name, schema] of Object.entries(input.shape)) {
      const { description = "" } = z.toJSONSchema(schema, { unrepresentable: "any" });
      expect([name, description.length > 8]).toEqual([name, true]);
    }
    expect(z.toJSONSchema(input)).toMatchObject({ additionalProperties: false });
    expect(z.toJSONSchema(output)).toMatchObject({ additionalProperties: {} });
  });

  test("asks only for scopes that are explained and that its token can have", () => {
    const named = scopesNamed(operation);
    const needsNone = [
      "auth.test",
      "auth.revoke",
      "chat.getPermalink",
      "chat.scheduledMessages.list",
    ];
    expect(named.length > 0).toBe(!needsNone.includes(method));
    for (const [kind, scope] of named)
      expect([scope, kindsOf.get(scope)]).toEqual([scope, expect.arrayContaining([kind])]);
  });

  test("looks names up by operations there are, for inputs it has", () => {
    for (const [name, candidates] of Object.entries(lookups)) {
      expect(input.shape).toHaveProperty(name);
      for (const { via, helper, literal } of candidates) {
        expect(operations.find((other) => other.id === via)?.kind).toBe("read");
        expect(helper).toMatch(/^[a-z][A-Za-z]*$/);
        expect(() => new RegExp(literal)).not.toThrow();
      }
    }
  });

  test("has words people say", () => {
    expect(words.length).toBeGreaterThan(1);
    expect(words.join("")).toBe(words.join("").toLowerCase());
  });
});

test.each(operations.filter(({ pagination }) => pagination))(
  "$id pages by inputs it has",
  ({ input, pagination }) => {
    const { cursor = "", pageSize = "", maxPageSize = 0 } = pagination ?? {};
    expect(Object.keys(input.shape)).toEqual(expect.arrayContaining([cursor, pageSize]));
    expect(input.shape[pageSize]?.safeParse(maxPageSize).success).toBe(true);
    // Whoever wants more than a page holds gets it page by page.
    expect(input.shape[pageSize]?.safeParse(10 * maxPageSize).success).toBe(true);
    for (const none of [0, -1, 1.5])
      expect(input.shape[pageSize]?.safeParse(none).success).toBe(false);
  },
);

describe("which names are looked up", () => {
  const literalOf = (id: string, name: string) =>
    new RegExp(operations.find((one) => one.id === id)?.lookups?.[name]?.[0]?.literal ?? "(?!)");

  test.each([
    ["slack.chat.update", "#general", true],
    ["slack.chat.update", "general", true],
    ["slack.chat.update", "C0123456789", false],
    ["slack.chat.update", "D01ABCDEFG", false],
    ["slack.chat.postMessage", "#general", false],
    ["slack.chat.postMessage", "U0123456789", false],
    ["slack.chat.postMessage", "@maya", true],
  ])("%s to %s: %s", (id, channel, isLookedUp) => {
    expect(literalOf(id, "channel").test(channel)).toBe(isLookedUp);
  });
});

describe("the provider reads an answer", () => {
  const team = { id: "T1", name: "Acme" };
  const account = { id: "T1:U1", label: "Acme" };
  const bot = { access_token: "xoxb-1", token_type: "bot", scope: "chat:write,channels:read" };
  const user = { access_token: "xoxp-1", token_type: "user", scope: "search:read" };

  test("with a token of the app and one of the person", () => {
    expect(
      slack.readTokens({ ok: true, ...bot, team, authed_user: { id: "U1", ...user } }),
    ).toEqual({
      tokens: [
        { kind: "bot", accessToken: "xoxb-1", scopes: ["chat:write", "channels:read"] },
        { kind: "user", accessToken: "xoxp-1", scopes: ["search:read"] },
      ],
      account,
    });
  });

  test("with the token of the app alone, and with the person's alone", () => {
    expect(slack.readTokens({ ok: true, ...bot, team, authed_user: { id: "U1" } })).toMatchObject({
      tokens: [{ kind: "bot" }],
      account,
    });
    expect(slack.readTokens({ ok: true, team, authed_user: { id: "U1", ...user } })).toMatchObject({
      tokens: [{ kind: "user" }],
      account,
    });
  });

  test("with rotation", () => {
    const rotating = { ...bot, refresh_token: "xoxe-1-a", expires_in: 43_200 };
    expect(
      slack.readTokens({ ok: true, ...rotating, team, authed_user: { id: "U1" } }).tokens,
    ).toEqual([
      {
        kind: "bot",
        accessToken: "xoxb-1",
        refreshToken: "xoxe-1-a",
        expiresIn: 43_200,
        scopes: ["chat:write", "channels:read"],
      },
    ]);
  });

  test("to a refresh: one token, at the top, of the kind that was renewed", () => {
    for (const kind of ["bot", "user"] as const) {
      expect(slack.readTokens({ ok: true, ...user, token_type: kind, team }, kind)).toEqual({
        tokens: [{ kind, accessToken: "xoxp-1", scopes: ["search:read"] }],
      });
    }
  });

  test("of an organisation, and one with nothing in it", () => {
    const organisation = { team: null, enterprise: { id: "E1", name: "Acme Group" } };
    expect(
      slack.readTokens({ ok: true, ...bot, ...organisation, authed_user: { id: "U1" } }).account,
    ).toEqual({
      id: "E1:U1",
      label: "Acme Group",
    });
    expect(slack.readTokens({ ok: true, team: null, authed_user: null })).toEqual({ tokens: [] });
  });

  test("that is an error with status 200", () => {
    expect(slack.readError({ ok: false, error: "invalid_code" })).toBe("invalid_code");
    expect(slack.readError({ ok: false })).toBe("unknown_error");
    expect(slack.readError({ ok: true, error: "none" })).toBeUndefined();
  });

  test("with errors that end a connection apart from those that do not", () => {
    for (const error of [
      "token_revoked",
      "token_expired",
      "invalid_auth",
      "account_inactive",
      "invalid_refresh_token",
    ])
      expect(slack.reconnectErrors).toContain(error);
    for (const error of [
      "missing_scope",
      "ratelimited",
      "bad_client_secret",
      "access_denied",
      "accesslimited",
    ])
      expect(slack.reconnectErrors).not.toContain(error);
    expect(slack.goneErrors).toContain("token_revoked");
  });
});
