import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { consentInSandbox } from "../../src/cli/consent.ts";
import { tablesOfApp } from "../../src/store/apps.ts";
import type { Database } from "../../src/store/database.ts";
import { addApp, openTestDatabase } from "../../src/store/ground.ts";
import { openBrowser, saveAddEvent } from "../support/app-users.ts";
import { passingTime } from "../support/passing-time.ts";
import { makeOwner, openPerson, password, startSharedServer } from "../support/people.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Several apps on one server: what comes from outside finds its app, and none stands in another's way. */
let server: TestServer;
let db: Database;
const time = passingTime();
const dayMs = 24 * 60 * 60_000;
const code = "export default { fetch: () => Response.json({}) };\n";
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000 });

beforeAll(async () => {
  server = await startServer({}, undefined, undefined, time);
  db = await openTestDatabase(server.dataDir);
}, 60_000);
afterAll(async () => {
  await db?.destroy();
  await server?.close();
});

async function ask(path: string, method = "GET", body?: unknown): Promise<any> {
  const answer = await server.json(path, method, body);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function makeApp(name: string): Promise<{ readonly id: string; readonly base: string }> {
  const { slug, base } = await ask("/api/apps", "POST", { name });
  const { id } = await db
    .selectFrom("apps")
    .select("id")
    .where("slug", "=", slug)
    .executeTakeFirstOrThrow();
  return { id, base };
}

async function connectSlack(base: string): Promise<void> {
  const begun = await ask(`${base}/api/connections`, "POST", {
    connector: "slack",
    scopes: ["channels:read", "channels:history"],
  });
  const client = { origin: server.origin, fetch: server.fetch, close: async () => {} };
  await consentInSandbox(client, begun.authorizationUrl);
}

test("what a provider pushes reaches every app that has an account of it", async () => {
  const { base } = await makeApp("Second");
  const { base: third } = await makeApp("Third");
  const trigger = {
    type: "event",
    event: "slack.message.channels",
    with: { channel: "#support" },
  };
  for (const at of ["", base, third]) {
    await ask(`${at}/api/functions/hears`, "PUT", { code });
    if (at !== third) await connectSlack(at);
    await ask(`${at}/api/automations`, "POST", { function: "hears", trigger });
  }
  const { providers } = await ask("/api/status");
  const { inspector } = providers.find(({ id }: { id: string }) => id === "slack");
  const said = { act: "post", channel: "C06SUPPORT", user: "U01MAYAOKA", text: "Help" };
  await fetch(new URL("/_sandbox/acts", inspector), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(said),
  });
  const runsOf = async (at: string) => (await ask(`${at}/api/runs?function=hears`)).runs;
  await eventually(async () => {
    expect(await runsOf("")).toMatchObject([{ trigger: "event" }]);
    expect(await runsOf(base)).toMatchObject([{ trigger: "event" }]);
  });
  expect(await runsOf(third)).toEqual([]);
}, 90_000);

test("a deleted app comes back with all it had; when its time is over it is gone, but for its audit log", async () => {
  const { id, base } = await makeApp("Passing");
  await ask(`${base}/api/functions/kept`, "PUT", { code });
  await ask("/api/apps/passing", "DELETE");
  expect((await server.json(`${base}/api/functions`)).status).toBe(404);
  await ask("/api/apps/passing/restore", "POST");
  expect((await ask(`${base}/api/functions`)).functions).toMatchObject([{ name: "kept" }]);

  await ask("/api/apps/passing", "DELETE");
  const rows = async (table: (typeof tablesOfApp)[number] | "audit_log") =>
    (await db.selectFrom(table).select("app_id").where("app_id", "=", id).execute()).length;
  expect(await rows("functions")).toBe(1);
  const acts = await rows("audit_log");
  expect(acts).toBeGreaterThan(0);
  time.pass(8 * dayMs);
  await eventually(async () => {
    for (const table of tablesOfApp) expect([table, await rows(table)]).toEqual([table, 0]);
  });
  expect(await rows("audit_log")).toBe(acts);
  await eventually(async () => expect(existsSync(join(server.dataDir, "apps", id))).toBe(false));
  expect((await server.json("/api/apps/passing/restore", "POST")).status).toBe(404);
  // Its slug is free again, for an app with nothing in it.
  expect((await ask("/api/apps", "POST", { name: "Passing" })).slug).toBe("passing");
  expect((await ask(`${base}/api/functions`)).functions).toEqual([]);
}, 60_000);

test("an app that cannot be opened stops no other, and opens once it can", async () => {
  await addApp(db, "app_broken");
  const broken = {
    app_id: "app_broken",
    id: "tool",
    plan: "{",
    document: "",
    client: null,
    created_at: "2026-01-01T00:00:00Z",
  };
  await db.insertInto("integrations").values(broken).execute();
  const refused = await server.json("/apps/app-broken/api/functions");
  expect(refused).toMatchObject({ status: 503, body: { type: "urn:patchbay:app/not-open" } });
  expect((await server.json("/api/functions")).status).toBe(200);
  expect((await server.json("/apps/second/api/functions")).status).toBe(200);
  await db.deleteFrom("integrations").where("app_id", "=", "app_broken").execute();
  expect((await server.json("/apps/app-broken/api/functions")).status).toBe(200);
}, 60_000);

test("files of an app's functions are watched in the app's own folder", async () => {
  const { id, base } = await makeApp("Files");
  await server.server.watchFiles();
  for (const at of ["", base]) await ask(`${at}/api/functions/typed`, "PUT", { code });
  const file = join(server.dataDir, "apps", id, "functions", "typed", "entry.ts");
  await eventually(async () => expect(existsSync(file)).toBe(true));
  writeFileSync(file, code.replace("{}", "{ here: true }"));
  const versionOf = async (at: string) => (await ask(`${at}/api/functions/typed`)).version;
  await eventually(async () => expect(await versionOf(base)).toBe(2));
  expect(await versionOf("")).toBe(1);
}, 60_000);

test("somebody who is signed in to another workspace connects an account as a person of an app", async () => {
  const shared = await startSharedServer();
  const owner = await makeOwner(shared);
  for (const name of ["One", "Other"]) {
    const { id } = (await owner.send("/api/workspaces", "POST", { name })).body;
    await owner.send("/api/apps", "POST", { name, workspace: id });
  }
  const invitation = { email: "ada@example.com", role: "owner" };
  const { link } = (await owner.send("/apps/other/api/invitations", "POST", invitation)).body;
  const stranger = openPerson(shared);
  const account = { name: "Ada", password };
  await stranger.send("/api/sign-in/invitation/accept", "POST", {
    code: new URL(link).pathname.split("/").at(-1),
    account,
  });
  await saveAddEvent(shared, "", "/apps/one");
  const user = { externalId: "ada" };
  const { url } = (
    await shared.json("/apps/one/api/connect-links", "POST", { user, function: "addEvent" })
  ).body;
  const browser = openBrowser(shared.origin, stranger.jar);
  expect(await browser.connect(url, "maya@example.com")).toContain("<h1>Done</h1>");
  const people = await shared.json("/apps/one/api/people");
  expect(people.body.providers).toMatchObject([{ people: 1 }]);
  // All else of that app is as if it were not there.
  expect((await stranger.send("/apps/one/api/people")).status).toBe(404);
  await shared.close();
}, 90_000);
