import { describe, expect, test } from "vitest";
import { accountStanding, cutOff, warningOf, withMissing } from "../../src/connections/standing.ts";
import { providers } from "../../src/connectors/index.ts";

/**
 * What a provider's answer makes of an account. The codes are the provider's own; every code that
 * ends a connection stands here, so that a new one cannot come without being judged.
 */
const table: Readonly<Record<string, Readonly<Record<string, "revoked" | "reconnect-needed">>>> = {
  slack: {
    token_revoked: "revoked",
    account_inactive: "revoked",
    team_access_not_granted: "revoked",
    token_refused: "revoked",
    token_expired: "reconnect-needed",
    invalid_auth: "reconnect-needed",
    invalid_refresh_token: "reconnect-needed",
    org_login_required: "reconnect-needed",
  },
  google: {
    invalid_grant: "revoked",
    invalid_rapt: "reconnect-needed",
    admin_policy_enforced: "reconnect-needed",
    token_expired: "reconnect-needed",
  },
  hubspot: {
    BAD_REFRESH_TOKEN: "revoked",
    INVALID_AUTHENTICATION: "revoked",
    invalid_grant: "revoked",
  },
  linkedin: {
    REVOKED_ACCESS_TOKEN: "revoked",
    EXPIRED_ACCESS_TOKEN: "reconnect-needed",
    INVALID_ACCESS_TOKEN: "reconnect-needed",
    invalid_request: "reconnect-needed",
    token_expired: "reconnect-needed",
  },
  notion: { invalid_grant: "revoked", unauthorized: "revoked", token_refused: "revoked" },
  salesforce: { invalid_grant: "revoked", INVALID_SESSION_ID: "reconnect-needed" },
  tiktok: {
    invalid_grant: "revoked",
    access_token_invalid: "revoked",
    token_expired: "reconnect-needed",
  },
};

const now = Date.parse("2026-11-30T12:00:00.000Z");
const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
const signsIn = providers.filter(({ key, answeredBy }) => !key && !answeredBy);

test("every provider and every code of its that ends a connection is judged here", () => {
  expect(Object.keys(table).toSorted()).toEqual(signsIn.map(({ id }) => id).toSorted());
  for (const { id, reconnectErrors, revokedErrors = [] } of signsIn)
    expect(Object.keys(table[id] ?? {})).toEqual(
      expect.arrayContaining([...reconnectErrors, ...revokedErrors]),
    );
});

describe.each(signsIn)("$id", (provider) => {
  test.each(Object.entries(table[provider.id] ?? {}))("%s is %s", (statusReason, state) => {
    const stands = accountStanding({ status: "reconnect-needed", statusReason }, { provider, now });
    expect(stands).toMatchObject({ state, way: "reconnect" });
    expect(stands.sentence).toContain(provider.name);
    expect(stands.sentence).toContain("Connect again.");
  });

  test("what was lost between answer and write is nobody's doing", () => {
    const lost = { status: "reconnect-needed", statusReason: cutOff } as const;
    const stands = accountStanding(lost, { provider, now });
    expect(stands).toMatchObject({ state: "reconnect-needed", way: "reconnect" });
    expect(stands.sentence).toContain("cut off");
  });
});

const provider = { name: "Slack" };
const outage = {
  provider: "slack",
  mode: "live",
  since: inHours(-1),
  reason: "status 503",
  tried: 2,
  probeAt: inHours(0.1),
} as const;

test("what only a new sign-in mends goes before an outage, which goes before what is missing", () => {
  const stands = (status: "active" | "reconnect-needed", isDown: boolean) =>
    withMissing(
      accountStanding({ status }, { provider, now, outage: isDown ? outage : undefined }),
      ["Post messages"],
    );
  expect(stands("reconnect-needed", true).state).toBe("reconnect-needed");
  expect(stands("active", true)).toMatchObject({
    state: "provider-down",
    way: "wait",
    outage: { since: outage.since, nextLookAt: outage.probeAt },
  });
  expect(stands("active", false)).toMatchObject({ state: "partly-granted", way: "allow" });
  expect(stands("active", false).sentence).toContain("“Post messages”");
  expect(accountStanding({ status: "active" }, { provider, now })).toEqual({
    state: "active",
    sentence: "It works.",
    way: "none",
  });
});

test("an end is told a week before, and again a day before", () => {
  expect(warningOf(undefined, now)).toBeUndefined();
  expect(warningOf(inHours(7 * 24 + 1), now)).toBeUndefined();
  expect(warningOf(inHours(7 * 24), now)).toEqual({ endsAt: inHours(7 * 24), days: 7 });
  expect(warningOf(inHours(25), now)?.days).toBe(7);
  expect(warningOf(inHours(24), now)?.days).toBe(1);
  const soon = { status: "active", endsAt: inHours(20) } as const;
  expect(accountStanding(soon, { provider, now })).toMatchObject({
    state: "active",
    way: "reconnect",
    warning: { days: 1 },
  });
  // What is missing does not hide that it ends.
  expect(withMissing(accountStanding(soon, { provider, now }), ["Post"])).toMatchObject({
    state: "partly-granted",
    warning: { days: 1 },
  });
});
