import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Provider } from "../../catalog/provider.ts";
import { acmeOperations, acmeProvider } from "./acme.fixture.ts";
import { google } from "../../connectors/google/provider.ts";
import { adviceOn } from "./advice.ts";
import { differencesOf } from "./expectation.ts";
import { notGranted } from "./granted.ts";

const listing = {
  ...acmeOperations.list,
  output: z.looseObject({
    items: z.array(z.looseObject({ id: z.string(), size: z.number().nullish() })),
  }),
};
const answer = (body: string, status = 200) => ({
  status,
  statusText: "",
  headers: [] as const,
  body: new TextEncoder().encode(body),
});
const differs = (body: unknown, status?: number, operation = listing) =>
  differencesOf(operation, acmeProvider, answer(JSON.stringify(body), status));

describe("an answer", () => {
  test("that is as promised differs nowhere, whatever comes besides", () => {
    expect(differs({ items: [{ id: "a", size: 1, color: "red" }], next: null })).toEqual([]);
  });

  test("that is not says where, what was meant, and what came", () => {
    expect(differs({ items: [{ id: "a" }, { id: 7 }] })).toEqual([
      { path: "items.1.id", expected: expect.stringContaining("expected string"), received: "7" },
    ]);
    expect(differs({ rows: [] })).toMatchObject([{ path: "items", received: "nothing" }]);
  });

  test("with a secret, or a long one, is not shown whole", () => {
    const [long] = differs({ items: { token: "xoxb-12345-secret", rest: "x".repeat(500) } });
    expect(long?.received).not.toContain("xoxb-12345-secret");
    expect(long?.received.length).toBeLessThan(220);
  });

  test("that is wrong all over is told of five times", () => {
    expect(differs({ items: Array.from({ length: 9 }, () => ({})) })).toHaveLength(5);
  });

  test.each<[string, unknown, number]>([
    ["that refuses", { rows: [] }, 404],
    ["without content", "", 204],
    ["that says no with 200", { ok: false, error: "no_such_thing" }, 200],
  ])("%s is not compared", (_, body, status) => {
    expect(differs(body, status)).toEqual([]);
  });

  test("that is no JSON, or none at all, is not compared", () => {
    expect(differencesOf(listing, acmeProvider, answer("<html>"))).toEqual([]);
    expect(differencesOf(listing, acmeProvider, { failed: "lost" })).toEqual([]);
  });

  test("that a helper reshapes is compared with what the provider promises", () => {
    const reshaped = { ...listing, answer: z.looseObject({ rows: z.array(z.unknown()) }) };
    expect(differs({ rows: [] }, 200, reshaped)).toEqual([]);
    expect(differs({ items: [] }, 200, reshaped)).toMatchObject([{ path: "rows" }]);
  });
});

describe("advice on a refusal", () => {
  const operation = {
    ...acmeOperations.list,
    errors: { no_such_thing: "Look at the name.", notFound: "Look at the id.", "429": "Wait." },
  };
  const advice = (body: unknown, status = 200, provider: Provider = acmeProvider) =>
    adviceOn(operation, provider, answer(JSON.stringify(body), status));

  test("is by the provider's code, else by the HTTP status", () => {
    expect(advice({ ok: false, error: "no_such_thing" })).toBe("Look at the name.");
    expect(advice({ ok: false, error: "other" }, 429)).toBe("Wait.");
    expect(advice({ ok: false, error: "other" })).toBeUndefined();
    expect(advice({ ok: false, error: "toString" })).toBeUndefined();
  });

  test("is found in both forms of Google's errors", () => {
    const older = { error: { code: 404, errors: [{ reason: "notFound" }] } };
    const newer = { error: { code: 404, status: "NOT_FOUND" } };
    expect(advice(older, 404, google)).toBe("Look at the id.");
    expect(advice(newer, 404, google)).toBe("Look at the id.");
    expect(advice({ error: "invalid_grant" }, 400, google)).toBeUndefined();
  });

  test("there is none without an answer, or without errors in the catalog", () => {
    expect(adviceOn(operation, acmeProvider, { failed: "lost" })).toBeUndefined();
    expect(adviceOn(listing, acmeProvider, answer("{}", 429))).toBeUndefined();
  });
});

describe("a token", () => {
  const operation = {
    ...acmeOperations.list,
    scopes: { user: [["read"], ["read.wide", "email"]] },
    scopesWhen: [{ input: "q", given: true as const, scopes: { user: [["search"]] } }],
  };

  test.each([["read"], ["read.wide", "email"], ["search", "other"]])(
    "may with one of the ways: %s",
    (...granted) => {
      expect(notGranted(operation, "user", granted)).toBeUndefined();
    },
  );

  test("may not without, and the narrowest way is named", () => {
    const why = "acme.items.list needs the permission read, which was not granted";
    expect(notGranted(operation, "user", [])).toBe(why);
    expect(notGranted(operation, "user", ["read.wide"])).toBe(why);
  });

  test("may where the call needs no permission", () => {
    expect(notGranted({ ...operation, scopes: {}, scopesWhen: [] }, "user", [])).toBeUndefined();
  });
});
