import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Provider, defineProvider } from "../../catalog/provider.ts";
import type { ProviderEndpoints } from "../types.ts";
import { judgeCallback, startAuthorization, stateOf } from "./authorization.ts";

const desk: Provider = defineProvider({
  id: "desk",
  name: "Desk",
  env: "DESK",
  authorizeUrl: "https://desk.test/authorize",
  tokenUrl: "https://desk.test/token",
  apiHosts: ["desk.test"],
  scopeParameters: { bot: "scope", user: "user_scope" },
  scopeSeparator: " ",
  authorizeParameters: { access_type: "offline", state: "theirs" },
  pkce: true,
  clientAuthentication: "client_secret_post",
  readTokens: () => ({ tokens: [] }),
  readError: () => undefined,
  reconnectErrors: [],
  goneErrors: [],
  sharedGrant: false,
  docs: "https://desk.test/docs",
});
const endpoints: ProviderEndpoints = {
  mode: "live",
  clientId: "client",
  clientSecret: "secret",
  authorizeUrl: "https://desk.test/authorize?team=T1",
  tokenUrl: "https://desk.test/token",
};
const redirectUri = "https://patchbay.test/oauth/callback";

test("an authorization address holds what the provider is to know, and no secret", async () => {
  const asked = { bot: ["a+b", "c"], user: ["d"] };
  const { url, secret } = await startAuthorization(desk, endpoints, { asked, redirectUri });
  expect(url).toMatch(/^https:\/\/desk\.test\/authorize\?team=T1&.*scope=a%2Bb%20c&/);
  expect(url).not.toContain(secret.codeVerifier);
  expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
    team: "T1",
    access_type: "offline",
    scope: "a+b c",
    user_scope: "d",
    response_type: "code",
    client_id: "client",
    redirect_uri: redirectUri,
    state: secret.state,
    code_challenge: createHash("sha256")
      .update(secret.codeVerifier ?? "")
      .digest("base64url"),
    code_challenge_method: "S256",
  });
  expect(secret).toMatchObject({ asked, redirectUri, state: expect.stringMatching(/^[\w-]{43}$/) });
});

test("nothing is asked of a token kind that is not needed, and no PKCE where none is taken", async () => {
  const started = await startAuthorization({ ...desk, pkce: false }, endpoints, {
    asked: { user: ["d"] },
    redirectUri,
  });
  const names = [...new URL(started.url).searchParams.keys()];
  expect(names).not.toContain("scope");
  expect(names.filter((name) => name.startsWith("code_"))).toEqual([]);
  expect(started.secret).not.toHaveProperty("codeVerifier");
});

describe("a callback", () => {
  const judge = (query: string, provider = desk) =>
    judgeCallback(new URL(`${redirectUri}?${query}`), { state: "s1" }, provider, endpoints);

  test("with code and state goes on", () => {
    expect(judge("code=c1&state=s1")).toMatchObject({ status: "code" });
  });

  test("with another state, or none, does not", () => {
    expect(judge("code=c1&state=s2")).toMatchObject({ status: "failed" });
    expect(judge("code=c1")).toMatchObject({ status: "failed" });
    expect(judge("error=access_denied&state=s2")).toMatchObject({ status: "failed" });
  });

  test("may name an issuer only where one is known", () => {
    expect(judge("code=c1&state=s1&iss=https%3A%2F%2Fevil.test")).toMatchObject({
      status: "failed",
    });
    const known = { ...desk, issuer: "https://desk.test" };
    expect(judge("code=c1&state=s1&iss=https%3A%2F%2Fdesk.test", known)).toMatchObject({
      status: "code",
    });
  });

  test("never repeats what it carries", () => {
    const judged = judge("code=secret-code&state=s2&iss=secret-issuer");
    expect(JSON.stringify(judged)).not.toMatch(/secret-|s2/);
  });

  test("has one state or none at all", () => {
    const url = (query: string) => new URL(`${redirectUri}?${query}`);
    expect(stateOf(url("state=s1"))).toBe("s1");
    expect(stateOf(url("state=s1&state=s1"))).toBeUndefined();
    expect(stateOf(url("code=c1"))).toBeUndefined();
  });
});

test("a provider's own words for the client and for scopes that may be missing are used", async () => {
  const own: Provider = {
    ...desk,
    clientIdParameter: "client_key",
    scopeParameters: { user: "scope" },
    optionalScopeParameter: "optional_scope",
    identityScopes: ["me", "a"],
    pkce: false,
  };
  const asked = { user: ["a", "rare", "b"] };
  const optional = ["rare", "never"];
  const { url } = await startAuthorization(own, endpoints, { asked, optional, redirectUri });
  const sent = new URL(url).searchParams;
  expect(sent.get("client_key")).toBe("client");
  expect(sent.has("client_id")).toBe(false);
  expect(sent.get("scope")).toBe("me a b");
  expect(sent.get("optional_scope")).toBe("rare");
});

test("a person signs in where they chose, and a provider's own word for no is understood", async () => {
  const own: Provider = {
    ...desk,
    deniedErrors: ["user_cancelled"],
    loginHosts: {
      choices: [{ host: "desk.test", label: "Usual" }],
      suffixes: [".desk.test"],
      example: "you.desk.test",
    },
  };
  const request = { asked: { user: ["a"] }, redirectUri, loginHost: "acme.desk.test" };
  const { url, secret } = await startAuthorization(own, endpoints, request);
  expect(new URL(url).host).toBe("acme.desk.test");
  expect(secret.loginHost).toBe("acme.desk.test");
  const back = (error: string) => new URL(`${redirectUri}?error=${error}&state=${secret.state}`);
  expect(judgeCallback(back("user_cancelled"), secret, own, endpoints).status).toBe("denied");
  expect(judgeCallback(back("user_left"), secret, own, endpoints).status).toBe("failed");
});
