import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consentInSandbox, openConsent, submitConsent } from "../../src/cli/consent.ts";
import type { StandInView } from "../../src/contract/sandbox.ts";
import { type TestPerson, makeMember, makeOwner } from "../support/people.ts";
import { type TestServer, startServer } from "../support/server.ts";

/**
 * A server that browsers of other machines reach: the ports of its stand-ins are not theirs, so what
 * a person needs of one stands below the server's own address, and nothing else of it does.
 */
let server: TestServer;
let owner: TestPerson;
let viewer: TestPerson;
beforeAll(async () => {
  server = await startServer({
    PUBLIC_URL: "https://patchbay.example",
    TIKTOK_CLIENT_ID: "mine",
    TIKTOK_CLIENT_SECRET: "mine-too",
  });
  owner = await makeOwner(server);
  viewer = await makeMember(server, owner, "viewer");
});
afterAll(() => server.close());

const providers = ["slack", "google", "notion", "salesforce", "hubspot", "linkedin"] as const;
const connectorOf = (provider: string) => (provider === "google" ? "gmail" : provider);

async function begin(provider: string): Promise<string> {
  const asked = { connector: connectorOf(provider) };
  return (await server.json("/api/connections", "POST", asked)).body.authorizationUrl;
}
const connections = async () => (await server.json("/api/connections")).body.connections;
const at = (path: string, init: RequestInit = {}) =>
  fetch(new URL(path, server.origin), { redirect: "manual", ...init });

describe.each(providers)("%s", (provider) => {
  test("is signed in to below the server's address, and lets the broker in by its own port", async () => {
    const url = new URL(await begin(provider));
    expect(url.origin).toBe(server.origin);
    expect(url.pathname).toMatch(new RegExp(`^/stand-ins/${provider}/.`));
    const { action, fields } = await openConsent(url.href);
    expect(action.pathname).toBe(url.pathname);
    const back = new URL(await submitConsent(action, fields));
    expect(back.origin + back.pathname).toBe(`${server.origin}/oauth/callback`);
    expect((await server.fetch(back)).status).toBe(200);
    expect(await connections()).toContainEqual(
      expect.objectContaining({ provider, status: "active", mode: "sandbox" }),
    );
  });

  test("shows its inspector to who may look, and takes its forms from who may connect", async () => {
    const { body } = await server.json("/api/sandbox");
    const { inspector } = body.standIns.find((one: StandInView) => one.provider === provider);
    expect(inspector).toBe(`${server.origin}/stand-ins/${provider}/`);
    const { pathname } = new URL(inspector);
    expect((await at(pathname)).status).toBe(401);
    const shown = await viewer.send(pathname);
    expect(shown.status).toBe(200);
    expect(shown.headers.get("content-security-policy")).toMatch(
      /default-src 'none'.*frame-ancestors 'self'; form-action 'self'$/,
    );
    expect(shown.body).not.toMatch(/(?:href|action)="\//);
    expect(shown.body).not.toMatch(/<button(?! disabled)/);
    expect((await owner.send(pathname)).body).not.toContain("<button disabled");
    const action = /action="([^"]*levers)"/.exec(shown.body)?.[1] ?? "";
    const levers = new URL(action, inspector);
    expect(levers.pathname).toBe(`${pathname}_sandbox/levers`);
    const pull = (person: TestPerson) =>
      at(levers.pathname, {
        method: "POST",
        headers: {
          accept: "text/html",
          origin: server.origin,
          cookie: [...person.jar].map((pair) => pair.join("=")).join("; "),
        },
        body: new URLSearchParams({ lever: "limits" }),
      });
    expect((await pull(viewer)).status).toBe(403);
    const pulled = await pull(owner);
    expect([pulled.status, pulled.headers.get("location")]).toEqual([303, "../"]);
  });

  test("gives nothing else there: no token, no API, no state", async () => {
    const own = await server.server.request(
      new Request(new URL(`/stand-ins/${provider}/_sandbox/state`, server.origin), {
        headers: {
          host: new URL(server.origin).host,
          authorization: `Bearer ${server.server.apiKey}`,
        },
      }),
    );
    expect(own.status).toBe(404);
    for (const [method, path] of [
      ["POST", "/token"],
      ["POST", "/api/oauth.v2.access"],
      ["POST", "/v1/oauth/token"],
      ["POST", "/services/oauth2/token"],
      ["POST", "/api/chat.postMessage"],
      ["POST", "/_sandbox/state"],
      ["GET", "/v1/userinfo"],
      ["GET", "/api/conversations.list"],
      ["GET", "/gmail/v1/users/me/messages"],
    ] as const) {
      const answer = await server.fetch(`/stand-ins/${provider}${path}`, { method });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});

describe("what a stand-in behind the server may", () => {
  test("a provider that is the real one, or none, has no page", async () => {
    for (const provider of ["tiktok", "nobody"]) {
      expect((await server.fetch(`/stand-ins/${provider}/`)).status).toBe(404);
      expect((await server.fetch(`/stand-ins/${provider}/v2/auth/authorize/`)).status).toBe(404);
    }
  });

  test("not go anywhere but to the callback, exactly", async () => {
    const url = new URL(await begin("notion"));
    const { action, fields } = await openConsent(url.href);
    for (const elsewhere of [
      "https://evil.example/",
      `${server.origin}/oauth/callback/more`,
      `${server.origin}/api/keys`,
    ]) {
      url.searchParams.set("redirect_uri", elsewhere);
      expect((await fetch(url, { redirect: "manual" })).status).toBe(400);
      const forged = new URLSearchParams(fields);
      forged.set("asked_redirect_uri", elsewhere);
      const answer = await fetch(action, { method: "POST", redirect: "manual", body: forged });
      expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
    }
  });

  test("take no form of another site, and no more than a form may hold", async () => {
    const { action, fields } = await openConsent(await begin("slack"));
    const send = (body: URLSearchParams, origin: string) =>
      fetch(action, { method: "POST", redirect: "manual", headers: { origin }, body });
    expect((await send(fields, "https://evil.example")).status).toBe(403);
    const large = new URLSearchParams(fields);
    large.set("more", "x".repeat(1024 * 1024));
    expect((await send(large, server.origin)).status).toBe(413);
    expect((await send(fields, server.origin)).status).toBe(302);
  });

  test("not be entered with a code that was given to another browser", async () => {
    const { action, fields } = await openConsent(await begin("slack"));
    const back = await submitConsent(action, fields);
    expect((await owner.send(new URL(back).pathname + new URL(back).search)).status).toBe(400);
  });
});

test("another app signs in at the same address, and has its own way to the inspector", async () => {
  await owner.send("/api/apps", "POST", { name: "Sales team" });
  const base = "/apps/sales-team";
  const asked = { connector: "slack" };
  const begun = await owner.send(`${base}/api/connections`, "POST", asked);
  const { action, fields } = await openConsent(begun.body.authorizationUrl);
  expect(action.pathname).toMatch(/^\/stand-ins\/slack\//);
  const back = new URL(await submitConsent(action, fields));
  expect((await owner.send(back.pathname + back.search)).status).toBe(200);
  const { body } = await owner.send(`${base}/api/connections`);
  expect(body.connections).toMatchObject([{ provider: "slack", status: "active" }]);
  const { standIns } = (await owner.send(`${base}/api/sandbox`)).body;
  const own = new URL(standIns[0].inspector).pathname;
  expect(own).toBe(`${base}/stand-ins/slack/`);
  expect((await owner.send(own)).status).toBe(200);
  const [here, there] = [await at(own), await at("/apps/nowhere/stand-ins/slack/")];
  expect([here.status, await here.text()]).toEqual([there.status, await there.text()]);
});

test("a command consents where it finds the server, not at an address that leads nowhere from here", async () => {
  const behindProxy = await startServer({ PUBLIC_URL: "https://patchbay.example" });
  await behindProxy.server.ready(["https://patchbay.example", behindProxy.origin]);
  const asked = { connector: "hubspot" };
  const { body } = await behindProxy.json("/api/connections", "POST", asked);
  expect(body.authorizationUrl).toContain("https://patchbay.example/stand-ins/hubspot/");
  const { origin, fetch: send } = behindProxy;
  await consentInSandbox({ origin, fetch: send, close: async () => {} }, body.authorizationUrl);
  expect((await behindProxy.json("/api/connections")).body.connections).toMatchObject([
    { provider: "hubspot", status: "active" },
  ]);
  await behindProxy.close();
});
