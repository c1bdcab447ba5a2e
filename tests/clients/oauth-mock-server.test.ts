import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { Events, OAuth2Server } from "oauth2-mock-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { untilQuiet } from "../../src/store/ground.ts";
import {
  type Harness,
  createHarness,
  failureOf,
  openIdProvider,
  permission,
  principal,
} from "./oauth-harness.ts";

/** A provider that lies: what it sends is turned bad through its hooks. */
const server = new OAuth2Server();
const { service } = server;
/** Answers the token endpoint instead, for what the hooks cannot say. */
let answerBadly: (response: ServerResponse) => void;
let origin: string;
let harness: Harness;

beforeAll(async () => {
  await server.issuer.keys.generate("RS256");
  service.addRoute("POST", "/bad", (_request, response) => answerBadly(response));
  await server.start(0, "127.0.0.1");
  origin = `http://127.0.0.1:${server.address().port}`;
  server.issuer.url = origin;
});
afterAll(() => server.stop());

beforeEach(async () => {
  harness = await createHarness({
    ...openIdProvider(origin),
    authorizeUrl: `${origin}/authorize`,
    revokeUrl: `${origin}/revoke`,
  });
  service.on(Events.BeforeAuthorizeRedirect, ({ url }) => url.searchParams.set("iss", origin));
  onToken((body) => {
    body["scope"] = "read write";
    body["access_token"] = randomUUID();
  });
});
afterEach(async () => {
  for (const event of Object.values(Events)) service.removeAllListeners(event);
  await harness.close();
});

const needs = [permission("read", "fetchDeals"), permission("write", "post")];

/** Changes answers of the token endpoint from now on. */
function onToken(change: (body: Record<string, unknown>) => void, statusCode = 200): void {
  service.on(Events.BeforeResponse, (answer) => {
    answer.statusCode = statusCode;
    if (answer.body) change(answer.body);
  });
}

function answerError(error: string, statusCode = 400): void {
  service.on(Events.BeforeResponse, (answer) => {
    answer.statusCode = statusCode;
    answer.body = { error, error_description: "<b>do as I say</b>" };
  });
}

/** The address that the provider sends the browser back to, changed as the test says. */
async function comeBack(
  authorizationUrl: string,
  change: (parameters: URLSearchParams) => void = () => {},
): Promise<URL> {
  const response = await fetch(authorizationUrl, { redirect: "manual" });
  const url = new URL(response.headers.get("location") ?? "");
  change(url.searchParams);
  return url;
}

async function connect(change?: (parameters: URLSearchParams) => void) {
  const { id, authorizationUrl } = await harness.begin(needs);
  const url = await comeBack(authorizationUrl, change);
  return { id, url, request: await harness.connections.complete({ url, principal }) };
}

async function accessToken(): Promise<string> {
  const answer = await harness.credentials.get("acme", "user");
  if (answer.status !== "ok") throw new Error(answer.status);
  return answer.accessToken;
}

describe("coming back", () => {
  const refusals: readonly (readonly [string, (parameters: URLSearchParams) => void])[] = [
    ["a state that was changed", (back) => back.set("state", `${back.get("state")}x`)],
    ["no state", (back) => back.delete("state")],
    ["two states", (back) => back.append("state", back.get("state") ?? "")],
  ];
  test.each(refusals)("%s is refused, and the sign-in stays open", async (_, change) => {
    const { id, authorizationUrl } = await harness.begin(needs);
    const good = await comeBack(authorizationUrl);
    const bad = new URL(good);
    change(bad.searchParams);
    const error = await failureOf(harness.connections.complete({ url: bad, principal }));
    expect(error).toMatchObject({ code: "oauth/state" });
    expect((await harness.connections.view(id)).status).toBe("connecting");
    expect(harness.sent("authorization_code")).toHaveLength(0);
    const request = await harness.connections.complete({ url: good, principal });
    expect(request.status).toBe("granted");
    expect(await harness.leaks(error, request)).toEqual([]);
  });

  test("somebody else's state is refused, and stays theirs", async () => {
    const { authorizationUrl } = await harness.begin(needs);
    const url = await comeBack(authorizationUrl);
    const error = await failureOf(harness.connections.complete({ url, principal: "session:9999" }));
    expect(error).toMatchObject({ code: "oauth/state" });
    expect(harness.sent("authorization_code")).toHaveLength(0);
    expect((await harness.connections.complete({ url, principal })).status).toBe("granted");
  });

  test("twice is refused", async () => {
    const { url } = await connect();
    expect(await failureOf(harness.connections.complete({ url, principal }))).toMatchObject({
      code: "oauth/state",
    });
    expect(harness.sent("authorization_code")).toHaveLength(1);
  });

  test("from a second window is refused once the request is granted", async () => {
    const { id, authorizationUrl } = await harness.begin(needs);
    const second = await harness.connections.authorize(id, principal);
    const url = await comeBack(authorizationUrl);
    await harness.connections.complete({ url, principal });
    const late = await comeBack(second.authorizationUrl);
    const error = await failureOf(harness.connections.complete({ url: late, principal }));
    expect(error).toMatchObject({ code: "connection/request-closed" });
    expect(harness.sent("authorization_code")).toHaveLength(1);
  });

  test("after 10 minutes is refused", async () => {
    const { authorizationUrl } = await harness.begin(needs);
    const url = await comeBack(authorizationUrl);
    harness.pass(10 * 60_000);
    expect(await failureOf(harness.connections.complete({ url, principal }))).toMatchObject({
      code: "oauth/state",
    });
    expect(harness.sent("authorization_code")).toHaveLength(0);
  });

  test("after it was skipped is refused", async () => {
    const { id, authorizationUrl } = await harness.begin(needs);
    const url = await comeBack(authorizationUrl);
    await harness.connections.settle(id, "skipped");
    expect(await failureOf(harness.connections.complete({ url, principal }))).toMatchObject({
      code: "oauth/state",
    });
    expect((await harness.connections.view(id)).status).toBe("skipped");
  });

  test("while it is skipped leaves it skipped", async () => {
    const { id, authorizationUrl } = await harness.begin(needs);
    const url = await comeBack(authorizationUrl);
    const skip = async (response: ServerResponse) => {
      await harness.connections.settle(id, "skipped");
      response.writeHead(400).end('{"error":"invalid_grant"}');
    };
    answerBadly = (response) => void skip(response);
    harness.point({ tokenUrl: `${origin}/bad` });
    const error = await failureOf(harness.connections.complete({ url, principal }));
    expect(error).toMatchObject({ code: "connection/request-closed" });
    expect((await harness.connections.view(id)).status).toBe("skipped");
  });

  test("counts even where the window seemed closed", async () => {
    const { id, authorizationUrl } = await harness.begin(needs);
    const url = await comeBack(authorizationUrl);
    await harness.connections.settle(id, "closed");
    expect((await harness.connections.complete({ url, principal })).status).toBe("granted");
  });

  const failures: readonly (readonly [string, (back: URLSearchParams) => void, string])[] = [
    ["another issuer", (back) => back.set("iss", "https://evil.test"), "iss"],
    ["no issuer", (back) => back.delete("iss"), "iss"],
    ["no code", (back) => back.delete("code"), "no code"],
    ["two codes", (back) => back.append("code", "other"), "no code"],
    ["an id token", (back) => back.set("id_token", "x.y.z"), "implicit"],
    ["an error", (back) => back.set("error", "server_error"), "server_error"],
    ["an error that is markup", (back) => back.set("error", "<script>"), "no word"],
  ];
  test.each(failures)("with %s fails, and no code is sent", async (_, change, why) => {
    const { request } = await connect(change);
    expect(request.status).toBe("failed");
    expect(request.detail).toContain(why);
    expect(request.detail).not.toContain("<");
    expect(harness.sent("authorization_code")).toHaveLength(0);
    expect(await harness.connections.list()).toEqual([]);
    expect(await harness.leaks(request)).toEqual([]);
  });
});

const silence = /no answer within|did not finish its answer/;

/** A name, what is said of it, and how it is done. The last three are given up on or break off. */
const badAnswers: readonly (readonly [string, RegExp, (response: ServerResponse) => void])[] = [
  [
    "a page",
    /no JSON object/,
    (response) => response.setHeader("content-type", "text/html").end("<html>secret-page</html>"),
  ],
  ["a list", /no JSON object/, (response) => response.end("[]")],
  [
    "status 500",
    /status 500/,
    (response) => response.writeHead(500).end('{"error":"invalid_grant"}'),
  ],
  [
    "a redirect",
    /status 302/,
    (response) => response.writeHead(302, { location: "/token" }).end("{}"),
  ],
  ["too much", /too long/, (response) => response.end(`{"x":"${"x".repeat(300 * 1024)}"}`)],
  ["half an answer", silence, (response) => void response.writeHead(200).write('{"acc')],
  ["a broken line", /could not be reached|broke it off/, breakOff],
  ["silence", silence, () => {}],
];

function breakOff(response: ServerResponse): void {
  response.writeHead(200, { "content-length": "100" }).write("{");
  response.destroy();
}

describe("the answer to a code", () => {
  test.each(badAnswers)("%s fails and connects nothing", async (_, why, answer) => {
    answerBadly = answer;
    harness.point({ tokenUrl: `${origin}/bad` });
    if (why === silence) harness.hurry(150);
    const { request } = await connect();
    expect(request.status).toBe("failed");
    expect(request.detail).toMatch(why);
    expect(request.detail).not.toContain("secret-page");
    expect(await harness.connections.list()).toEqual([]);
    expect(await harness.leaks(request)).toEqual([]);
  });

  const badTokens: readonly (readonly [string, (body: Record<string, unknown>) => void, string])[] =
    [
      ["no access token", (body) => delete body["access_token"], "without an access token"],
      ["a number for one", (body) => (body["access_token"] = 7), "without an access token"],
      ["a line break in it", (body) => (body["access_token"] = "a\r\nb: c"), "cannot be read"],
      ["an endless life", (body) => (body["expires_in"] = 1e300), "cannot be read"],
      ["a life before birth", (body) => (body["expires_in"] = -1), "cannot be read"],
      ["an id token that is none", (body) => (body["id_token"] = "a.b.c"), "cannot be read"],
      ["no account", (body) => delete body["id_token"], "whose account"],
    ];
  test.each(badTokens)("%s fails and connects nothing", async (_, change, why) => {
    onToken(change);
    const { request } = await connect();
    expect(request.status).toBe("failed");
    expect(request.detail).toContain(why);
    expect(await harness.connections.list()).toEqual([]);
  });

  test("an error is named, its description is not repeated", async () => {
    answerError("invalid_client", 401);
    const { request } = await connect();
    expect(request).toMatchObject({ status: "failed" });
    expect(request.detail).toContain("invalid_client");
    expect(request.detail).not.toContain("do as I say");
  });

  test("a token echoed as an error code is not shown", async () => {
    service.on(Events.BeforeResponse, (answer, { body }) => {
      answer.statusCode = 400;
      answer.body = { error: `bad ${body.code} ${body.code_verifier}` };
    });
    const { request } = await connect();
    expect(request.detail).toContain("no word");
    expect(await harness.leaks(request)).toEqual([]);
  });

  test("fewer scopes grant a part, and say which step cannot work", async () => {
    onToken((body) => (body["scope"] = "read"));
    const { request } = await connect();
    expect(request).toMatchObject({ status: "partly-granted", missing: ["write"] });
    expect(request.detail).toContain("this step cannot work: post");
    expect(await harness.connections.missing(needs)).toEqual([needs[1]]);
    expect(await harness.connections.list()).toMatchObject([{ scopes: { user: ["read"] } }]);
  });

  test("no scopes mean those that were asked for", async () => {
    onToken((body) => delete body["scope"]);
    const { request } = await connect();
    expect(request).toMatchObject({ status: "granted", missing: [] });
  });
});

describe("refresh", () => {
  const ends: readonly string[] = ["invalid_grant", "account_suspended"];
  test.each(ends)("%s asks for a new sign-in, once", async (error) => {
    await connect();
    answerError(error);
    const answer = await harness.credentials.renew("acme", "user", await accessToken());
    expect(answer).toMatchObject({ status: "reconnect-needed" });
    expect(await harness.credentials.get("acme", "user")).toEqual(answer);
    expect(harness.sent("refresh_token")).toHaveLength(1);
    const list = await harness.connections.list();
    expect(list).toMatchObject([{ status: "reconnect-needed", statusReason: error }]);
    expect(await harness.connections.missing(needs)).toEqual(needs);
    expect(await harness.leaks(answer, list)).toEqual([]);
  });

  test("an answer without a refresh token keeps the one there is", async () => {
    await connect();
    onToken((body) => delete body["refresh_token"]);
    for (let round = 0; round < 2; round++) {
      await harness.credentials.renew("acme", "user", await accessToken());
    }
    const tokens = harness.sent("refresh_token").map((form) => form.get("refresh_token"));
    expect(tokens).toEqual([harness.issued[0]?.refreshToken, harness.issued[0]?.refreshToken]);
  });

  test("nor does a new sign-in without one take it away", async () => {
    await connect();
    onToken((body) => delete body["refresh_token"]);
    await connect();
    await harness.credentials.renew("acme", "user", await accessToken());
    const [sent] = harness.sent("refresh_token");
    expect(sent?.get("refresh_token")).toBe(harness.issued[0]?.refreshToken);
  });

  test("an answer with fewer scopes is believed, one with none changes nothing", async () => {
    await connect();
    onToken((body) => delete body["scope"]);
    await harness.credentials.renew("acme", "user", await accessToken());
    expect(await harness.connections.missing(needs)).toEqual([]);
    onToken((body) => (body["scope"] = "write"));
    await harness.credentials.renew("acme", "user", await accessToken());
    expect(await harness.connections.missing(needs)).toEqual([needs[0]]);
  });

  test.each(badAnswers)("%s is an error, and the connection stays", async (_, why, answer) => {
    await connect();
    const used = await accessToken();
    answerBadly = answer;
    harness.point({ tokenUrl: `${origin}/bad` });
    if (why === silence) harness.hurry(150);
    const error = await failureOf(harness.credentials.renew("acme", "user", used));
    expect(error).toHaveProperty("message", expect.stringMatching(why));
    expect(error).toHaveProperty("code", expect.stringMatching(/^(oauth|outbound)\//));
    expect(await harness.connections.list()).toMatchObject([{ status: "active" }]);
    expect(await harness.leaks(error)).toEqual([]);
    harness.point({ tokenUrl: `${origin}/token` });
    harness.hurry(20_000);
    expect(await harness.credentials.renew("acme", "user", used)).toMatchObject({ status: "ok" });
  });

  test("that fails is sent once for all who ask at the same time", async () => {
    await connect();
    const used = await accessToken();
    const refuse = async (response: ServerResponse) => {
      await untilQuiet(20); // All five wait for the answer by then.
      response.writeHead(503, { "content-type": "application/json" });
      response.end('{"error":"server_error"}');
    };
    answerBadly = (response) => void refuse(response);
    harness.point({ tokenUrl: `${origin}/bad` });
    const renewals = Array.from({ length: 5 }, () =>
      failureOf(harness.credentials.renew("acme", "user", used)),
    );
    for (const error of await Promise.all(renewals)) {
      expect(error).toMatchObject({ code: "oauth/unexpected-answer" });
    }
    expect(harness.sent("refresh_token")).toHaveLength(1);
  });

  test("a wrong client secret is the operator's to mend, not the person's", async () => {
    await connect();
    answerError("invalid_client", 401);
    const error = await failureOf(harness.credentials.renew("acme", "user", await accessToken()));
    expect(error).toMatchObject({ code: "oauth/refused" });
    expect(error).toHaveProperty("message", expect.stringContaining("its client under Settings"));
    expect(await harness.connections.list()).toMatchObject([{ status: "active" }]);
    expect(await harness.leaks(error)).toEqual([]);
  });

  test("a token that cannot be renewed is used to its end and then asks for a sign-in", async () => {
    onToken((body) => {
      delete body["refresh_token"];
      body["expires_in"] = 600;
    });
    await connect();
    harness.pass(599_999);
    expect(await accessToken()).toBe(harness.issued[0]?.accessToken);
    harness.pass(1);
    expect(await harness.credentials.get("acme", "user")).toMatchObject({
      status: "reconnect-needed",
    });
    expect(await harness.connections.list()).toMatchObject([{ statusReason: "token_expired" }]);
  });

  test("a sign-in that comes while a refresh is under way wins", async () => {
    await connect();
    const used = await accessToken();
    let meanwhile = "";
    const signInAgain = async (response: ServerResponse) => {
      harness.point({ tokenUrl: `${origin}/token` });
      await connect();
      meanwhile = harness.issued.at(-1)?.accessToken ?? "";
      response.end('{"access_token":"from-refresh","token_type":"bearer"}');
    };
    answerBadly = (response) => void signInAgain(response);
    harness.point({ tokenUrl: `${origin}/bad` });
    const answer = await harness.credentials.renew("acme", "user", used);
    expect(meanwhile).not.toBe("");
    expect(answer).toMatchObject({ status: "ok", accessToken: meanwhile });
    expect(await accessToken()).toBe(meanwhile);
  });
});

describe("disconnect", () => {
  async function disconnect() {
    await connect();
    const [connection] = await harness.connections.list();
    const answer = await harness.connections.disconnect(connection?.id ?? "");
    expect(await harness.connections.list()).toEqual([]);
    return answer;
  }

  test("a token that was gone already is fine", async () => {
    answerBadly = (response) => response.writeHead(400).end('{"error":"invalid_token"}');
    harness.point({ revokeUrl: `${origin}/bad` });
    expect(await disconnect()).toEqual({ revoked: true });
  });

  const failures: readonly (readonly [string, (response: ServerResponse) => void])[] = [
    ["status 503", (response) => response.writeHead(503).end("down")],
    [
      "unsupported_token_type",
      (response) => response.writeHead(400).end('{"error":"unsupported_token_type"}'),
    ],
    ["no answer within", () => {}],
  ];
  test.each(failures)("forgets the connection and says so: %s", async (why, answer) => {
    answerBadly = answer;
    harness.point({ revokeUrl: `${origin}/bad` });
    if (why === "no answer within") harness.hurry(150);
    const disconnected = await disconnect();
    expect(disconnected).toMatchObject({ revoked: false, detail: expect.stringContaining(why) });
    expect(await harness.leaks(disconnected)).toEqual([]);
  });
});
