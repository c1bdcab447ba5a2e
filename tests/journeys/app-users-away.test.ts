import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openTestDatabase } from "../../src/store/ground.ts";
import { openBrowser, readsAsWell, saveAddEvent } from "../support/app-users.ts";
import { passingTime } from "../support/passing-time.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** What starts by itself acts for each person who allowed it, and for nobody else. */
let server: TestServer;
let automation: string;
const time = passingTime();
const dayMs = 24 * 60 * 60_000;

beforeAll(async () => {
  server = await startServer({}, undefined, undefined, time);
  await saveAddEvent(server);
  const made = await server.json("/api/automations", "POST", {
    function: "addEvent",
    trigger: { type: "schedule", cron: "0 9 * * *", timezone: "UTC" },
  });
  automation = made.body.id;
}, 60_000);
afterAll(() => server.close());

interface Delivery {
  readonly id: string;
  readonly status: string;
  readonly key: string;
  readonly userId?: string;
  readonly error: string | null;
}

const deliveries = async (): Promise<readonly Delivery[]> =>
  (await server.json(`/api/automations/${automation}/deliveries`)).body.deliveries;
const own = async () => (await deliveries()).filter(({ userId }) => userId !== undefined);
const stands = (all: readonly Delivery[]) => all.map(({ status }) => status).toSorted();

/** A day goes by; all that it owes is over. */
async function nextDay(): Promise<readonly Delivery[]> {
  const before = (await deliveries()).length;
  time.pass(dayMs);
  await vi.waitFor(
    async () => {
      const now = await deliveries();
      expect(now.length).toBeGreaterThan(before);
      expect(stands(now)).not.toContain("waiting");
      expect(stands(now)).not.toContain("running");
    },
    { timeout: 20_000 },
  );
  return (await deliveries()).slice(0, (await deliveries()).length - before);
}

/** Connects, and answers whether it may act by itself. */
async function arrive(externalId: string, email: string, answer: "allow" | "refuse") {
  const { body } = await server.json("/api/connect-links", "POST", {
    user: { externalId },
    function: "addEvent",
  });
  const browser = openBrowser(server.origin);
  const page = await browser.connect(body.url, email);
  expect(page).toContain("Let My app act for you when you are not there?");
  expect(page).toContain("At 09:00");
  expect(page).toContain("Create an event (your Google Calendar)");
  const step = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? "", server.origin);
  const answered = await browser.go(step, { act: answer, version: versionOn(page) });
  expect(await answered.text()).toContain("<h1>Done</h1>");
}

/** That a page shows the deeds of. */
const versionOn = (page: string) => /name="version" value="(\d+)"/.exec(page)?.[1] ?? "";

const idOf = async (externalId: string) =>
  (await server.json(`/api/app-users?externalId=${externalId}`)).body.users[0].id;
const latest = async (act: string) =>
  (await server.json(`/api/audit?act=${act}&limit=1`)).body.entries[0];

test("nobody allowed it, so it does nothing and says so", async () => {
  expect(await nextDay()).toMatchObject([
    { status: "skipped", error: expect.stringContaining("nobody did") },
  ]);
});

test("it runs once for each who allowed it, and not for who only connected", async () => {
  await arrive("u-anna", "maya@example.com", "allow");
  await arrive("u-ben", "sam@example.com", "allow");
  await arrive("u-eve", "priya@example.com", "refuse");
  expect(await latest("consent.given")).toMatchObject({
    subject: "addEvent",
    outcome: "done",
    actor: expect.stringMatching(/^browser:/),
    userId: await idOf("u-ben"),
  });
  const today = await nextDay();
  expect(stands(today)).toEqual(["succeeded", "succeeded", "succeeded"]);
  const runs = (await server.json("/api/runs?function=addEvent")).body.runs;
  expect(runs.map(({ output }: any) => output.owner).toSorted()).toEqual([
    "maya@example.com",
    "sam@example.com",
  ]);
});

test("what was started for a person is not seen by who may only look", async () => {
  const { key } = (await server.json("/api/keys", "POST", { name: "Looks", scopes: ["read"] }))
    .body;
  const look = async (path: string) =>
    fetch(new URL(path, server.origin), { headers: { authorization: `Bearer ${key}` } });
  const listed: any = await (await look(`/api/automations/${automation}/deliveries`)).json();
  const [first] = await own();
  expect(listed.deliveries.length).toBeGreaterThan(0);
  expect(JSON.stringify(listed)).not.toContain(first?.userId);
  expect((await look(`/api/deliveries/${first?.id}`)).status).toBe(404);
  expect((await server.json(`/api/deliveries/${first?.id}`)).status).toBe(200);
});

test("who connected before is asked by another address, which opens once as well", async () => {
  const user = { externalId: "u-eve" };
  const { body } = await server.json("/api/connect-links", "POST", { user, function: "addEvent" });
  expect(body.requests).toEqual([]);
  const [browser, other] = [openBrowser(server.origin), openBrowser(server.origin)];
  const page = await (await browser.go(body.url)).text();
  expect(page).toContain("Let My app act for you when you are not there?");
  const step = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? "", server.origin);
  const answered = await browser.go(step, { act: "allow", version: versionOn(page) });
  expect(await answered.text()).toContain("<h1>Done</h1>");
  expect(await latest("consent.given")).toMatchObject({ userId: await idOf("u-eve") });
  expect((await browser.go(body.url)).status).toBe(200);
  expect((await other.go(body.url)).status).toBe(404);
  const me = { headers: { "patchbay-user": "u-eve" } };
  await server.fetch("/api/me/consents/addEvent", { ...me, method: "DELETE" });
});

test("a start that is told twice makes none twice", async () => {
  const before = (await own()).length;
  const db = await openTestDatabase(server.dataDir);
  // As after a crash between making the starts of the people and ending the one that they are of.
  await db
    .updateTable("deliveries")
    .set({ status: "waiting", next_at: new Date(0).toISOString(), finished_at: null })
    .where("user_id", "=", "")
    .where("status", "=", "succeeded")
    .execute();
  await db.destroy();
  time.pass(1);
  await nextDay();
  expect((await own()).length).toBe(before + 2);
});

test("one person's account that is gone does not stop the others", async () => {
  const { body } = await server.json("/api/app-users?externalId=u-anna");
  const me = { headers: { "patchbay-user": "u-anna" } };
  const held: any = await (await server.fetch("/api/me/connections", me)).json();
  await server.fetch(`/api/me/connections/${held.connections[0].id}`, { ...me, method: "DELETE" });
  const today = (await nextDay()).filter(({ userId }) => userId !== undefined);
  expect(today.find(({ userId }) => userId === body.users[0].id)).toMatchObject({
    status: "skipped",
    error: "Their account is not connected.",
  });
  expect(stands(today)).toEqual(["skipped", "succeeded"]);
});

test("a version that may do more waits until the person allows that, and no key does it for them", async () => {
  await saveAddEvent(server, readsAsWell);
  // The account may not read yet, and what is allowed is looked at first.
  expect(await nextDay()).toMatchObject([{ status: "skipped", error: expect.any(String) }]);
  const me = { "patchbay-user": "u-ben" };
  const held: any = await (await server.fetch("/api/me/connections", { headers: me })).json();
  expect(held.consents).toMatchObject([{ function: "addEvent", status: "outdated" }]);
  const byKey = await server.fetch("/api/me/consents/addEvent", {
    method: "POST",
    headers: { ...me, "content-type": "application/json" },
    body: JSON.stringify({ version: held.consents[0].version }),
  });
  expect(byKey.status).toBe(403);
  const { body } = await server.json("/api/connect-links", "POST", {
    user: { externalId: "u-ben" },
    kind: "manage",
  });
  const browser = openBrowser(server.origin);
  const { headers } = await browser.go(body.url, { act: "manage" });
  const page = new URL(headers.get("location") ?? "", server.origin);
  const shown = await (await browser.go(page)).text();
  expect(shown).toContain("It may do more by now than you allowed");
  const allow = async (version: string) =>
    (await browser.go(page, { act: "allow", function: "addEvent", version })).text();
  // What was saved after the page was shown was not on it.
  await saveAddEvent(server, `${readsAsWell}// changed\n`);
  expect(await allow(versionOn(shown))).toContain("changed in between");
  const again = versionOn(await allow(""));
  expect(await allow(again)).toContain("It may act for you");
  const byThem = {
    subject: "addEvent",
    actor: expect.stringMatching(/^browser:/),
    userId: await idOf("u-ben"),
  };
  expect(await latest("consent.given")).toMatchObject(byThem);
  await browser.go(page, { act: "withdraw", function: "addEvent" });
  expect(await latest("consent.withdrawn")).toMatchObject(byThem);
  await allow(again);
  expect(stands(await nextDay())).toEqual(["succeeded", "succeeded"]);
  // Taken back by the product, in the person's name.
  await server.fetch("/api/me/consents/addEvent", { method: "DELETE", headers: me });
  expect(await nextDay()).toMatchObject([{ status: "skipped" }]);
});
