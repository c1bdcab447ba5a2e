import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import { saveAddEvent } from "../support/app-users.ts";
import { faultsOf, isPage } from "../support/page-faults.ts";
import {
  type TestPerson,
  makeMember,
  makeOwner,
  openPerson,
  startSharedServer,
} from "../support/people.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** What goes wrong on the way of a browser is told on a page with a way on, and to programs as before. */
let server: TestServer;
let owner: TestPerson;
let builder: TestPerson;
beforeAll(async () => {
  server = await startSharedServer();
  owner = await makeOwner(server);
  builder = await makeMember(server, owner, "builder");
}, 60_000);
afterAll(() => server.close());

const html = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

interface Shown {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** Where the page leads on to. */
  readonly ways: readonly (readonly string[])[];
}

async function shown(answer: Response): Promise<Shown> {
  expect([isPage(answer), await faultsOf(answer.clone())]).toEqual([true, []]);
  const page = await answer.text();
  const main = /<main>([^]*)<\/main>/.exec(page)?.[1] ?? "";
  const links = [...main.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)</g)];
  return {
    status: answer.status,
    title: /<h1>([^<]*)/.exec(main)?.[1] ?? "",
    text: main.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " "),
    ways: links.map(([, href = "", label = ""]) => [label, href.replaceAll("&amp;", "&")]),
  };
}

/** As a browser asks that holds the cookies of somebody. */
function open(path: string, person = openPerson(server)): Promise<Response> {
  const cookie = [...person.jar].map((pair) => pair.join("=")).join("; ");
  return fetch(new URL(path, server.origin), { redirect: "manual", headers: { ...html, cookie } });
}

const pathOf = (url: string) => url.slice(new URL(url).origin.length);

/** Signs in at a stand-in, up to the address where the browser is sent back to. */
async function begin(person: TestPerson, act = "allow", base = ""): Promise<string> {
  const { body } = await person.send(`${base}/api/connections`, "POST", { connector: "slack" });
  const at = (url: string, init?: RequestInit) => fetch(new URL(pathOf(url), server.origin), init);
  const { action, fields } = await openConsent(body.authorizationUrl, at);
  for (const [name, value] of fields.entries()) if (value === "allow") fields.set(name, act);
  return pathOf(await submitConsent(action, fields, at));
}

const toAccounts = ["Sign in", "/sign-in?next=%2Fconnections"];
const nothing = /Nothing was connected this time\./;

describe("a browser that comes back from a provider", () => {
  test("without a session signs in, and nothing was connected", async () => {
    const back = await begin(builder);
    const answer = await open(back);
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    const page = await shown(answer);
    expect(page).toMatchObject({
      status: 401,
      title: "You are not signed in",
      text: expect.stringMatching(nothing),
      ways: [toAccounts],
    });
    expect(page.text).not.toMatch(/API key/);
    expect((await builder.send("/api/connections")).body.connections).toEqual([]);
    // It was begun by somebody, and they may still come back.
    expect((await shown(await open(back, builder))).text).toMatch(/Connected/);
  });

  test("in another browser, a second time or too late is told so", async () => {
    const back = await begin(builder);
    const stolen = await shown(await open(back, owner));
    expect(stolen).toMatchObject({
      status: 400,
      text: expect.stringMatching(nothing),
      ways: [["Back to Patchbay", "/connections"]],
    });
    expect((await open(back, builder)).status).toBe(200);
    const again = await shown(await open(back, builder));
    expect([again.status, again.text]).toEqual([400, expect.stringMatching(/was used already/)]);
    const unknown = await shown(await open("/oauth/callback?state=x&code=y", builder));
    expect([unknown.status, unknown.text]).toEqual([400, expect.stringMatching(nothing)]);
  });

  test("stays on the page that says that access was denied", async () => {
    const page = await (await open(await begin(builder, "deny"), builder)).clone().text();
    expect(page).toMatch(/Access was denied at Slack/);
    expect(page).toMatch(nothing);
    // What went wrong is not taken away before it is read.
    expect(page).not.toMatch(/setTimeout/);
    expect(await (await open(await begin(builder), builder)).text()).toMatch(/setTimeout/);
  });

  test("finds its app again", async () => {
    await owner.send("/api/apps", "POST", { name: "Sales" });
    const page = await shown(await open(await begin(owner, "allow", "/apps/sales")));
    expect(page.ways).toEqual([["Sign in", "/apps/sales/sign-in?next=%2Fconnections"]]);
  });

  test("from one that does not answer is told that", async () => {
    const nobody = "http://127.0.0.1:9";
    const local = await startServer({
      SLACK_CLIENT_ID: "id",
      SLACK_CLIENT_SECRET: "secret",
      SLACK_AUTHORIZE_URL: `${nobody}/authorize`,
      SLACK_TOKEN_URL: `${nobody}/token`,
      SLACK_API_BASE: nobody,
    });
    const { body } = await local.json("/api/connections", "POST", { connector: "slack" });
    const state = new URL(body.authorizationUrl).searchParams.get("state");
    const path = `/oauth/callback?state=${state}&code=x`;
    const stranger = await shown(await fetch(`${local.origin}${path}`, { headers: html }));
    expect(stranger).toMatchObject({
      status: 401,
      text: expect.stringMatching(/Open the address that “patchbay start” printed/),
      ways: [["Back to Patchbay", "/connections"]],
    });
    const page = await shown(await local.fetch(path, { headers: html }));
    await local.close();
    expect(page.text).toMatch(/Slack did not complete the sign-in/);
    expect(page.text).toMatch(nothing);
    expect(page.ways).toEqual([["Back to Patchbay", "/connections"]]);
  });

  test("is answered with problem details where it is no browser", async () => {
    const answer = await fetch(`${server.origin}/oauth/callback?state=x`);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.status).toBe(401);
  });
});

describe("other addresses that people open", () => {
  test("lead to the sign-in and back", async () => {
    for (const path of ["/account/connections", "/connect/none", "/stand-ins/slack/?a=b"]) {
      const page = await shown(await open(path));
      const next = `/sign-in?next=${encodeURIComponent(path)}`;
      expect(page).toMatchObject({ status: 401, ways: [["Sign in", next]] });
    }
  });

  test("say what is wrong with them", async () => {
    const old = await shown(await open("/open/wrong"));
    expect(old).toMatchObject({
      status: 401,
      title: "This address is no longer good",
      text: expect.stringMatching(/earlier start/),
    });
    const held = await shown(await open("/account/connections"));
    expect(held.text).toMatch(/or ask the product that you use for the address/);
    const none = await shown(await open("/connect/none", owner));
    expect(none).toMatchObject({ status: 404, ways: [["Back to Patchbay", "/"]] });
    await saveAddEvent(server);
    const user = { externalId: "u-anna", name: "Anna" };
    const asked = { user, function: "addEvent" };
    const link = (await server.json("/api/connect-links", "POST", asked)).body;
    const anna = openPerson(server);
    await anna.send(pathOf(link.url), "POST");
    const used = await shown(await open(pathOf(link.url)));
    expect(used).toMatchObject({ status: 404, title: "This address is no longer good" });
  });

  test("are no pages where programs call", async () => {
    for (const path of ["/api/chats", "/functions/none", "/hooks/none", "/mcp", "/api/none"]) {
      const answer = await open(path);
      expect([path, answer.headers.get("content-type")]).toEqual([
        path,
        "application/problem+json",
      ]);
    }
  });
});
