import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { type PersonsBrowser, openBrowser as open, saveAddEvent } from "../support/app-users.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** People of a product that uses Patchbay: each with an account of their own, and none sees another's. */
let server: TestServer;
const site = "https://acme.example";
const scope = "https://www.googleapis.com/auth/calendar.events";

const [anna, ben] = [
  { externalId: "u-anna", name: "Anna" },
  { externalId: "u-ben", name: "Ben" },
];

beforeAll(async () => {
  server = await startServer();
  await saveAddEvent(server);
  await server.json("/api/connect-sites", "PUT", { origins: [site] });
}, 60_000);
afterAll(() => server.close());

const openBrowser = (): PersonsBrowser => open(server.origin);

const linkFor = async (user: typeof anna, more: object = { function: "addEvent" }) =>
  (await server.json("/api/connect-links", "POST", { user, ...more })).body;

const callFor = async (user: { externalId: string } | undefined, title = "Lunch") => {
  const answer = await server.fetch("/functions/addEvent", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(user ? { "patchbay-user": user.externalId } : {}),
    },
    body: JSON.stringify({ title }),
  });
  const body: any = await answer.json();
  return { status: answer.status, body };
};

const revoked = () => server.json("/api/people").then(({ body }) => body.providers);
const textOf = async (answer: Promise<Response>) => (await answer).text();

describe("acting for whoever calls", () => {
  test("nobody, and somebody unknown, is refused with what to do", async () => {
    expect(await callFor(undefined)).toMatchObject({
      status: 409,
      body: {
        type: "urn:patchbay:connection/person-needed",
        detail: expect.stringContaining("Patchbay-User"),
      },
    });
    expect(await callFor({ externalId: "u-nobody" })).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining("POST /api/app-users") },
    });
  });

  test("each person's call goes to their own calendar, and to none before they connect", async () => {
    const first = await linkFor(anna);
    await linkFor(ben);
    const before = await callFor(anna);
    expect(before).toMatchObject({
      status: 409,
      body: { type: "urn:patchbay:connection/required", tools: ["Google Calendar"] },
    });
    const browser = openBrowser();
    const asked = await textOf(browser.go(first.url));
    expect(asked).toContain("My app asks to act with your Google Calendar");
    expect(asked).toContain("See and change events in the calendars you own");
    expect(asked).toContain("<strong>Anna</strong>");
    expect(await browser.connect(first.url, "maya@example.com")).toContain("<h1>Done</h1>");
    expect(await callFor(anna)).toMatchObject({ body: { owner: "maya@example.com" } });
    // The address in the refusal of a call is as good as one that was asked for.
    const { body } = await callFor(ben);
    await openBrowser().connect(body.connectUrl, "sam@example.com");
    expect(await callFor(ben)).toMatchObject({ body: { owner: "sam@example.com" } });
    expect(await callFor(anna)).toMatchObject({ body: { owner: "maya@example.com" } });
    expect(await revoked()).toEqual([
      { provider: "google", providerName: "Google", people: 2, ended: 0 },
    ]);
    expect((await server.json("/api/connections")).body.connections).toEqual([]);
  });

  test("a run says for whom it was, and only they repeat it", async () => {
    const { runs } = (await server.json("/api/runs?function=addEvent")).body;
    expect(runs[0]).toMatchObject({ isPersonal: true });
    const { users } = (await server.json("/api/app-users?externalId=u-anna")).body;
    const own = runs.filter((run: { userId?: string }) => run.userId === users[0].id);
    expect(own).toHaveLength(2);
    expect(await server.json(`/api/runs/${own[0].id}/replay`, "POST", {})).toMatchObject({
      status: 409,
      body: { type: "urn:patchbay:run/not-replayable" },
    });
  });

  test("who is signed in acts for themselves and names nobody else", async () => {
    const opened = await fetch(`${server.origin}/open/${server.server.openCode}`, {
      redirect: "manual",
    });
    const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const call = (headers: Record<string, string>) =>
      fetch(`${server.origin}/functions/addEvent`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", ...headers },
        body: "{}",
      });
    expect((await call({ "patchbay-user": "u-anna" })).status).toBe(403);
    expect(await (await call({})).json()).toMatchObject({
      type: "urn:patchbay:connection/required",
    });
  });
});

describe("an address to connect by", () => {
  test("opens once, in one browser, and is for one person", async () => {
    const { url } = await linkFor({ externalId: "u-once", name: "Once" });
    const [own, other] = [openBrowser(), openBrowser()];
    const on = await textOf(own.go(url, { act: "connect" }));
    expect(on).toContain('http-equiv="refresh"');
    expect(await textOf(other.go(url))).toContain("no longer good");
    expect((await other.go(url, { act: "connect" })).status).toBe(404);
    const step = /\/connect\/step\/[0-9a-f]+/.exec(await textOf(own.go(url)))?.[0] ?? "";
    expect((await other.go(new URL(step, server.origin), { act: "skip" })).status).toBe(404);
    // What the provider sends back is worth nothing in another browser.
    const provider = /url=([^"]+)"/.exec(on)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const { action, fields } = await openConsent(provider);
    const back = await submitConsent(action, fields);
    expect((await other.go(back)).status).toBe(401);
    const { url: another } = await linkFor(ben, { connector: "gmail" });
    await other.go(another, { act: "connect" });
    expect((await other.go(back)).status).toBe(400);
    expect(await textOf(own.go(back))).toContain("<h1>Done</h1>");
    // That it is done is told where it was done, and nobody else is told that it is their account.
    expect(await textOf(own.go(url))).toContain("<h1>Done</h1>");
    expect(await textOf(other.go(url))).toContain("no longer good");
  });

  test("leads back to an allowed site with nothing but how it went", async () => {
    const returnUrl = `${site}/settings?tab=tools`;
    const made = await linkFor(
      { externalId: "u-back", name: "B" },
      { connector: "slack", returnUrl },
    );
    const page = await textOf(openBrowser().go(made.url, { act: "skip" }));
    const to = /url=([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(to).toBe(`${returnUrl}&status=denied`);
    expect(made.embedUrl).toContain("/embed/connect/");
  });

  test.each([
    "https://acme.example.evil.com/",
    "https://acme.example@evil.com/",
    "https://evil.com/?https://acme.example",
    "http://acme.example/",
    "https://acme.example:8443/",
    "https:evil.com",
    "javascript:alert(1)",
    "//evil.com",
  ])("never leads to %s", async (returnUrl) => {
    const answer = await server.json("/api/connect-links", "POST", {
      user: anna,
      connector: "slack",
      returnUrl,
    });
    expect(answer).toMatchObject({ status: 400 });
  });

  test("leads nowhere once its site is no longer allowed", async () => {
    const made = await linkFor(ben, { connector: "slack", returnUrl: `${site}/` });
    await server.json("/api/connect-sites", "PUT", { origins: [] });
    const page = await textOf(openBrowser().go(made.url, { act: "skip" }));
    expect(page).not.toContain("acme.example");
    expect(page).toContain("Not connected");
    await server.json("/api/connect-sites", "PUT", { origins: [site] });
  });

  test("is framed by the allowed sites, and only its button is", async () => {
    const { url, embedUrl } = await linkFor(ben, { connector: "slack" });
    const framed = await fetch(embedUrl);
    expect(framed.headers.get("content-security-policy")).toContain(`frame-ancestors ${site}`);
    expect(framed.headers.get("x-frame-options")).toBeNull();
    const page = await fetch(url);
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(await (await fetch(`${embedUrl}/state`)).json()).toEqual({ status: "waiting" });
  });
});

test("a sign-in is the act of who began it, though their address is gone by then", async () => {
  const user = { externalId: "u-late", name: "Late" };
  const [begun, other] = [await linkFor(user), await linkFor(user, { connector: "slack" })];
  const browser = openBrowser();
  await browser.go(other.url, { act: "look" });
  const on = await textOf(browser.go(begun.url, { act: "connect" }));
  const { action, fields } = await openConsent(
    /url=([^"]+)"/.exec(on)?.[1]?.replaceAll("&amp;", "&") ?? "",
  );
  const back = await submitConsent(action, fields);
  const db = await openTestDatabase(server.dataDir);
  const hash = createHash("sha256").update(begun.url.split("/").at(-1)).digest("hex");
  await db.deleteFrom("connect_links").where("token_hash", "=", hash).execute();
  await db.destroy();
  expect((await browser.go(back)).status).toBe(200);
  const { users } = (await server.json("/api/app-users?externalId=u-late")).body;
  const { entries } = (await server.json("/api/audit?act=connection.connected&limit=1")).body;
  expect(entries).toMatchObject([
    {
      subject: "google",
      outcome: "done",
      actor: expect.stringMatching(/^browser:/),
      userId: users[0].id,
    },
  ]);
});

describe("what is held of a person", () => {
  const me = (user: { externalId: string }, path = "", method = "GET") =>
    server.fetch(`/api/me/connections${path}`, {
      method,
      headers: { "patchbay-user": user.externalId },
    });

  test("is theirs alone: with the ids of another nothing is seen, changed or withdrawn", async () => {
    const held: any = await (await me(anna)).json();
    expect(held).toMatchObject({
      connections: [{ account: "maya@example.com", functions: ["addEvent"], status: "active" }],
      runs: [{ function: "addEvent" }, { function: "addEvent" }],
    });
    expect(held.connections[0].permissions).toContain(
      "See and change events in the calendars you own",
    );
    const { id } = held.connections[0];
    expect((await me(ben, `/${id}`, "DELETE")).status).toBe(404);
    const asApp = [
      ["GET", `/api/connections/${id}`],
      ["DELETE", `/api/connections/${id}`],
      ["POST", `/api/connections/${id}/reconnect`],
      ["POST", `/api/connections/${id}/check`],
      ["GET", `/api/connections/${id}/uses`],
    ] as const;
    for (const [method, path] of asApp)
      expect([path, (await server.json(path, method)).status]).toEqual([path, 404]);
    expect(
      (await server.json(`/api/connections/${id}/give-back`, "POST", { scopes: [scope] })).status,
    ).toBe(404);
    const theirs = await linkFor(ben, { kind: "manage" });
    const browser = openBrowser();
    const { headers } = await browser.go(theirs.url, { act: "manage" });
    const page = new URL(headers.get("location") ?? "", server.origin);
    expect(await textOf(browser.go(page))).toContain("sam@example.com");
    expect((await browser.go(page, { act: "disconnect", id })).status).toBe(404);
    expect((await openBrowser().go(page)).status).toBe(404);
    expect((await openBrowser().go(page, { act: "withdraw-all" })).status).toBe(404);
    // An address to connect by does not show what is held.
    const connect = await linkFor(ben, { connector: "slack" });
    await browser.go(connect.url, { act: "skip" });
    const hash = createHash("sha256").update(connect.url.split("/").at(-1)).digest("hex");
    expect((await browser.go(`${server.origin}/account/connections/${hash}`)).status).toBe(404);
    const after: any = await (await me(anna)).json();
    expect(after.connections).toHaveLength(1);
  });

  test("a request of a person is there for no session and no key", async () => {
    const { url } = await linkFor({ externalId: "u-ask", name: "Ask" }, { connector: "slack" });
    const db = await openTestDatabase(server.dataDir);
    const { id } = await db
      .selectFrom("connection_requests")
      .select("id")
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    await db.destroy();
    expect((await server.json(`/api/connection-requests/${id}`)).status).toBe(404);
    const settle = await server.json(`/api/connection-requests/${id}/settle`, "POST", {
      status: "skipped",
    });
    expect(settle.status).toBe(404);
    expect((await server.json("/api/connections", "POST", { request: id })).status).toBe(404);
    expect(await textOf(fetch(url))).toContain("Slack");
  });

  test("withdrawn, it is revoked at the provider, and the next call asks again", async () => {
    const { connections }: any = await (await me(anna)).json();
    const gone = await me(anna, `/${connections[0].id}`, "DELETE");
    expect(await gone.json()).toMatchObject({ revoked: true });
    const { users } = (await server.json("/api/app-users?externalId=u-anna")).body;
    const latest = async (act: string) =>
      (await server.json(`/api/audit?act=${act}&limit=1`)).body.entries[0];
    expect(await latest("connection.disconnected")).toMatchObject({
      actor: "api-key",
      userId: users[0].id,
      subject: connections[0].id,
    });
    await linkFor(anna);
    expect(await latest("connect-link.made")).toMatchObject({ subject: users[0].id });
    expect(await callFor(anna)).toMatchObject({
      status: 409,
      body: { connectUrl: expect.stringContaining("/connect/start/") },
    });
    expect(await callFor(ben)).toMatchObject({ body: { owner: "sam@example.com" } });
  });

  test("a person who is deleted leaves nothing behind", async () => {
    const { users } = (await server.json("/api/app-users?externalId=u-ben")).body;
    const { requests } = await linkFor(ben, { connector: "slack" });
    const { body } = await server.json(`/api/app-users/${users[0].id}`, "DELETE");
    const db = await openTestDatabase(server.dataDir);
    const asked = db.selectFrom("connection_requests").select("status").where("id", "in", requests);
    expect(await asked.execute()).toEqual([{ status: "skipped" }]);
    await db.destroy();
    expect(body.withdrawn).toMatchObject([{ provider: "google", revoked: true }]);
    expect((await callFor(ben)).status).toBe(404);
    const { runs } = (await server.json("/api/runs?function=addEvent")).body;
    expect(runs.filter((run: { userId?: string }) => run.userId === users[0].id)).toEqual([]);
  });
});
