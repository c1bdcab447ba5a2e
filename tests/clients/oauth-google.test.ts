import { randomUUID } from "node:crypto";
import { Events, OAuth2Server } from "oauth2-mock-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Connector, defineConnector } from "../../src/catalog/connector.ts";
import { google } from "../../src/connectors/google/provider.ts";
import type { Permission } from "../../src/permissions/compute.ts";
import { type Harness, clientId, createHarness, permission, principal } from "./oauth-harness.ts";

/** Google's habits, each turned on in a server that is not ours. */
const server = new OAuth2Server();
const { service } = server;
let origin: string;
let harness: Harness;
/** What the next answers of the token endpoint hold beside a fresh access token. */
let answer: { scope: string; refresh_token?: string; claims: Record<string, unknown> };
const revoked: string[] = [];

const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;
const subject = "110000000000000000001";

/** Two tools on one client. */
const tool = (id: string, scopes: readonly string[]): Connector =>
  defineConnector({
    id,
    name: id,
    category: "custom",
    description: "A tool",
    logo: "<svg/>",
    provider: "google",
    examples: [],
    events: [],
    helper: { name: "google", template: "google", takes: "url" },
    scopes: scopes.map((scope) => ({
      scope,
      sentence: scope,
      sensitivity: "sensitive",
      access: "read",
      tokens: ["user"],
      source: "https://developers.google.com/identity/protocols/oauth2/scopes",
    })),
    operations: [],
    words: [],
  });
const mail = tool("gmail", [auth("gmail.send"), auth("gmail.readonly")]);
const calendar = tool("googlecalendar", [auth("calendar.events")]);

const needs = (connector: string, scope: string, step: string): Permission => ({
  ...permission(auth(scope), step),
  connector,
});
const send = needs("gmail", "gmail.send", "mail");
const read = needs("gmail", "gmail.readonly", "search");
const events = needs("googlecalendar", "calendar.events", "plan");

beforeAll(async () => {
  await server.issuer.keys.generate("RS256");
  await server.start(0, "127.0.0.1");
  origin = `http://127.0.0.1:${server.address().port}`;
  server.issuer.url = origin;
  service.addRoute("POST", "/revoke-google", (request, response) => {
    // The server has read the form already.
    revoked.push(String(Reflect.get(Object(Reflect.get(request, "body")), "token")));
    response.setHeader("content-type", "application/json");
    response.end("{}");
  });
});
afterAll(() => server.stop());

beforeEach(async () => {
  revoked.length = 0;
  harness = await createHarness(google, { connectors: [mail, calendar] });
  harness.point({
    authorizeUrl: `${origin}/authorize`,
    tokenUrl: `${origin}/token`,
    revokeUrl: `${origin}/revoke-google`,
  });
  answer = {
    scope: `${auth("gmail.send")} openid ${auth("userinfo.email")}`,
    refresh_token: "1//first",
    claims: {},
  };
  service.on(Events.BeforeResponse, (given) => {
    const { scope, refresh_token: refreshToken, claims } = answer;
    given.body = {
      access_token: `ya29.${randomUUID()}`,
      expires_in: 3599,
      token_type: "Bearer",
      scope,
      id_token: idToken(claims),
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    };
  });
});
afterEach(async () => {
  for (const event of Object.values(Events)) service.removeAllListeners(event);
  await harness.close();
});

function idToken(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const payload = { iss: origin, aud: clientId, sub: subject, email: "maya@example.com", exp };
  return `${part({ alg: "RS256" })}.${part({ ...payload, ...claims })}.c2ln`;
}

async function connect(
  permissions: readonly Permission[],
  change: (back: URLSearchParams) => void = () => {},
) {
  const { id, authorizationUrl } = await harness.begin(permissions);
  const response = await fetch(authorizationUrl, { redirect: "manual" });
  const url = new URL(response.headers.get("location") ?? "");
  change(url.searchParams);
  const request = await harness.connections.complete({ url, principal });
  return { id, asked: new URL(authorizationUrl).searchParams, request };
}

async function connection() {
  const [only] = await harness.connections.list();
  if (!only) throw new Error("Nothing is connected");
  return only;
}

const credential = () => harness.credentials.get("google", "user");

describe("signing in", () => {
  test("asks for offline access, for the identity, and for what is needed", async () => {
    const { asked, request } = await connect([send]);
    expect(asked.get("scope")).toBe(`openid email ${auth("gmail.send")}`);
    expect(Object.fromEntries(asked)).toMatchObject({
      access_type: "offline",
      prompt: "consent",
      code_challenge_method: "S256",
    });
    expect(asked.has("include_granted_scopes")).toBe(false);
    expect(request.status).toBe("granted");
  });

  test("keys the account by its id and shows its address; identity is no permission", async () => {
    await connect([send]);
    expect(await connection()).toMatchObject({
      account: { id: subject, label: "maya@example.com" },
      scopes: { user: [auth("gmail.send")] },
      connectors: ["gmail"],
    });
  });

  test("what was left unticked is missing, and the step that needs it is named", async () => {
    const { request } = await connect([send, read]);
    expect(request).toMatchObject({ status: "partly-granted", missing: [auth("gmail.readonly")] });
    expect(request.detail).toContain("search");
  });

  const bad: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ["for another app", { aud: "somebody-else" }, "another app"],
    ["from somebody else", { iss: "https://accounts.example" }, "somebody else"],
    ["that has ended", { exp: 1 }, "has ended"],
    ["of nobody", { sub: "" }, "cannot be read"],
  ];
  test.each(bad)("an id token %s connects nothing", async (_, claims, why) => {
    answer.claims = claims;
    const { request } = await connect([send]);
    expect(request).toMatchObject({ status: "failed", detail: expect.stringContaining(why) });
    expect(await harness.connections.list()).toEqual([]);
  });

  test("an id token by Google's own name is taken from a server that stands in", async () => {
    answer.claims = { iss: "https://accounts.google.com" };
    expect((await connect([send])).request.status).toBe("granted");
  });

  test("a callback may name its issuer or not, but no other", async () => {
    expect((await connect([send], (back) => back.set("iss", origin))).request.status).toBe(
      "granted",
    );
    const other = await connect([send], (back) => back.set("iss", "https://evil.example"));
    expect(other.request.status).toBe("failed");
  });
});

describe("a second tool", () => {
  test("asks only for what is missing, merged into the grant, of the same account", async () => {
    await connect([send]);
    answer.scope = `${auth("calendar.events")} openid ${auth("gmail.send")}`;
    const { asked, request } = await connect([events]);
    expect(asked.get("scope")).toBe(`openid email ${auth("calendar.events")}`);
    expect(asked.get("include_granted_scopes")).toBe("true");
    expect(asked.get("login_hint")).toBe(subject);
    expect(request.status).toBe("granted");
    expect(await connection()).toMatchObject({ connectors: ["gmail", "googlecalendar"] });
  });

  test("is given back alone: nothing is revoked, no call may use it, the other goes on", async () => {
    answer.scope = `${auth("gmail.send")} ${auth("calendar.events")}`;
    await connect([send, events]);
    const given = await harness.connections.giveBack((await connection()).id, {
      connector: "googlecalendar",
    });
    expect(given).toMatchObject({ dropped: [auth("calendar.events")], revoked: false });
    expect(revoked).toEqual([]);
    expect(await credential()).toMatchObject({ status: "ok", scopes: [auth("gmail.send")] });
    expect(await harness.connections.missing([send, events])).toEqual([events]);
  });

  test("what was given back does not come back with a refresh, or by merging", async () => {
    answer.scope = `${auth("gmail.send")} ${auth("calendar.events")}`;
    await connect([send, events]);
    await harness.connections.giveBack((await connection()).id, { connector: "googlecalendar" });
    harness.pass(3_600_000);
    delete answer.refresh_token;
    expect(await credential()).toMatchObject({ scopes: [auth("gmail.send")] });
    const { asked } = await connect([send, read]);
    expect(asked.has("include_granted_scopes")).toBe(false);
    expect(asked.get("scope")).toBe(`openid email ${auth("gmail.readonly")} ${auth("gmail.send")}`);
  });

  test("the last one given back revokes the grant", async () => {
    await connect([send]);
    const { id } = await connection();
    expect(await harness.connections.giveBack(id, { connector: "gmail" })).toMatchObject({
      revoked: true,
    });
    expect(revoked).toContain("1//first");
    expect(await harness.connections.list()).toEqual([]);
  });

  test("what the connection never had cannot be given back", async () => {
    await connect([send]);
    await expect(
      harness.connections.giveBack((await connection()).id, { connector: "googlecalendar" }),
    ).rejects.toMatchObject({ code: "connection/nothing-to-give-back" });
  });
});

describe("later", () => {
  test("a refresh without a new refresh token keeps the old one", async () => {
    await connect([send]);
    delete answer.refresh_token;
    for (let hour = 1; hour <= 2; hour++) {
      harness.pass(3_600_000);
      expect((await credential()).status).toBe("ok");
    }
    expect(harness.sent("refresh_token").map((form) => form.get("refresh_token"))).toEqual([
      "1//first",
      "1//first",
    ]);
  });

  test("a grant that ended says how that comes about, the 7 days of a test project first of all", async () => {
    await connect([send]);
    harness.pass(3_600_000);
    service.on(Events.BeforeResponse, (given) => {
      given.statusCode = 400;
      given.body = {
        error: "invalid_grant",
        error_description: "Token has been expired or revoked.",
      };
    });
    expect((await credential()).status).toBe("reconnect-needed");
    const { detail } = await harness.connections.reconnect((await connection()).id);
    expect(detail).toMatch(/Testing.*7 days/);
  });

  test("disconnecting revokes the refresh token, and one that was gone already counts", async () => {
    await connect([send]);
    service.addRoute("POST", "/gone", (_request, response) => {
      response.statusCode = 400;
      response.setHeader("content-type", "application/json");
      response.end('{"error":"invalid_token"}');
    });
    harness.point({ revokeUrl: `${origin}/gone` });
    expect(await harness.connections.disconnect((await connection()).id)).toEqual({
      revoked: true,
    });
  });
});
