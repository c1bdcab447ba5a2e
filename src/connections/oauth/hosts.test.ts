import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defineProvider } from "../../catalog/provider.ts";
import { atLoginHost, isOwnInstance, readLoginHost } from "./hosts.ts";

const hill = defineProvider({
  id: "hill",
  name: "Hill",
  env: "HILL",
  authorizeUrl: "https://login.hill.test/authorize",
  tokenUrl: "https://login.hill.test/token",
  revokeUrl: "https://login.hill.test/revoke",
  apiHosts: ["your-company.my.hill.test"],
  instances: { placeholder: "your-company.my.hill.test", suffixes: [".my.hill.test"] },
  loginHosts: {
    choices: [
      { host: "login.hill.test", label: "Production" },
      { host: "test.hill.test", label: "Sandbox" },
    ],
    suffixes: [".my.hill.test"],
    example: "your-company.my.hill.test",
  },
  scopeParameters: { user: "scope" },
  scopeSeparator: " ",
  pkce: true,
  clientAuthentication: "client_secret_post",
  readTokens: () => ({ tokens: [] }),
  readError: () => undefined,
  reconnectErrors: [],
  goneErrors: [],
  sharedGrant: false,
  docs: "https://hill.test/docs",
});
const live = {
  mode: "live",
  clientId: "client",
  clientSecret: "secret",
  authorizeUrl: hill.authorizeUrl,
  tokenUrl: hill.tokenUrl,
  revokeUrl: hill.revokeUrl,
} as const;

describe("an instance", () => {
  test.each([
    ["https://acme.my.hill.test", true],
    ["https://acme--dev.sandbox.my.hill.test", true],
    ["http://acme.my.hill.test", false],
    ["https://acme.my.hill.test/", false],
    ["https://acme.my.hill.test:8443", false],
    ["https://evilmy.hill.test", false],
    ["https://.my.hill.test", false],
    ["https://acme.my.hill.test.evil.test", false],
    ["https://evil.test/.my.hill.test", false],
    ["https://evil.test#.my.hill.test", false],
    ["https://user@acme.my.hill.test", false],
    ["nonsense", false],
    [undefined, false],
  ])("%s is the provider's: %s", (origin, expected) => {
    expect(isOwnInstance(hill, {}, origin)).toBe(expected);
  });

  test("is not used where settings say where the API is, or where there is only one", () => {
    expect(isOwnInstance(hill, { apiBase: "http://127.0.0.1:1" }, "http://127.0.0.1:1")).toBe(true);
    const { instances: _, ...plain } = hill;
    expect(isOwnInstance(plain, {}, undefined)).toBe(true);
  });

  test("of any other host is none", () => {
    fc.assert(
      fc.property(fc.webUrl(), (address) => {
        expect(isOwnInstance(hill, {}, new URL(address).origin)).toBe(false);
      }),
    );
  });
});

describe("a host to sign in at", () => {
  test.each([
    ["login.hill.test", "login.hill.test"],
    [" https://test.hill.test ", "test.hill.test"],
    ["Acme.my.hill.test", "acme.my.hill.test"],
  ])("%j is taken as %s", (given, host) => {
    expect(readLoginHost(hill, given)).toBe(host);
  });

  test.each([
    "evil.test",
    "my.hill.test",
    "evil.test/login.hill.test",
    "http://login.hill.test",
    "https://me@login.hill.test",
    "login.hill.test:8443",
    "",
  ])("%j is refused, with what would do", (given) => {
    expect(() => readLoginHost(hill, given)).toThrow("your-company.my.hill.test");
  });

  test("is none of a provider that has one place only", () => {
    const { loginHosts: _, ...plain } = hill;
    expect(() => readLoginHost(plain, "login.hill.test")).toThrow("leave loginHost out");
  });

  test("takes the place of the usual one in all addresses, not of one that settings name", () => {
    expect(atLoginHost(live, hill, "acme.my.hill.test")).toMatchObject({
      authorizeUrl: "https://acme.my.hill.test/authorize",
      tokenUrl: "https://acme.my.hill.test/token",
      revokeUrl: "https://acme.my.hill.test/revoke",
    });
    const pointed = { ...live, tokenUrl: "http://127.0.0.1:1/token" };
    expect(atLoginHost(pointed, hill, "acme.my.hill.test").tokenUrl).toBe(pointed.tokenUrl);
    expect(atLoginHost(live, hill, undefined)).toBe(live);
  });
});
