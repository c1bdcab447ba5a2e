import { afterAll, beforeAll, expect, test } from "vitest";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import type { Database } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { saveAddEvent } from "../support/app-users.ts";
import {
  type TestPerson,
  makeMember,
  makeOwner,
  openPerson,
  password,
  startSharedServer,
} from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

/** People who are signed in and have no part in an app: of another workspace, or no longer in it. */
let server: TestServer;
let owner: TestPerson;
let db: Database;

beforeAll(async () => {
  server = await startSharedServer();
  owner = await makeOwner(server);
  db = await openTestDatabase(server.dataDir);
  await saveAddEvent(server);
  await server.json("/api/automations", "POST", {
    function: "addEvent",
    trigger: { type: "schedule", cron: "0 9 * * *", timezone: "UTC" },
  });
}, 60_000);
afterAll(async () => {
  await db?.destroy();
  await server?.close();
});

const allow = { act: "allow", function: "addEvent", version: "1" };
const press = (person: TestPerson, form: Record<string, string>) =>
  fetch(new URL("/account/connections", server.origin), {
    method: "POST",
    headers: {
      origin: server.origin,
      cookie: [...person.jar].map((pair) => pair.join("=")).join("; "),
    },
    body: new URLSearchParams(form),
  });
const consents = () =>
  db.selectFrom("consents").select("user_id").where("app_id", "=", "app_default").execute();

test("who belongs to another workspace learns nothing of its tools and functions, and allows none", async () => {
  const { id } = (await owner.send("/api/workspaces", "POST", { name: "Other" })).body;
  const { slug } = (await owner.send("/api/apps", "POST", { name: "Other", workspace: id })).body;
  const invitation = { email: "elsewhere@example.com", role: "owner" };
  const { link } = (await owner.send(`/apps/${slug}/api/invitations`, "POST", invitation)).body;
  const code = new URL(link).pathname.split("/").at(-1);
  const other = openPerson(server);
  const account = { name: "Other", password };
  await other.send("/api/sign-in/invitation/accept", "POST", { code, account });
  const seen = await other.send("/account/connections");
  expect(seen.status).toBe(401);
  expect(JSON.stringify(seen.body)).not.toContain("addEvent");
  expect((await press(other, allow)).status).toBe(401);
  expect((await other.send("/api/status")).body.providers).toEqual([]);
  expect((await owner.send("/api/status")).body.providers).not.toEqual([]);
  expect(await consents()).toEqual([]);
});

test.each([
  ["is removed", (id: string) => owner.send(`/api/members/${id}`, "DELETE")],
  ["leaves", (_: string, member: TestPerson) => member.send("/api/account/leave", "POST", {})],
])("nothing acts any more for who %s, and their own account is withdrawn", async (how, go) => {
  const email = `${how.replace(" ", "-")}@example.com`;
  const member = await makeMember(server, owner, "app-user", email);
  const { id } = (await member.send("/api/me")).body.person;
  const [request] = (await member.send("/functions/addEvent", "POST", {})).body.requests;
  const begun = await member.send("/api/connections", "POST", { request });
  const { action, fields } = await openConsent(begun.body.authorizationUrl);
  await member.send(await submitConsent(action, fields));
  expect((await press(member, allow)).status).toBe(200);
  expect(await consents()).toEqual([{ user_id: id }]);
  expect((await owner.send("/api/people")).body.providers).toMatchObject([{ people: 1 }]);
  await go(id, member);
  expect(await consents()).toEqual([]);
  expect((await owner.send("/api/people")).body.providers).toEqual([]);
  const { pendingRevocations } = (await owner.send("/api/connections")).body;
  expect(pendingRevocations).toContainEqual(
    expect.objectContaining({ provider: "google", account: "A person's own account" }),
  );
});

test("who may connect no more ends no sign-in for the app that they had begun", async () => {
  const member = await makeMember(server, owner, "builder", "builder@example.com");
  const { id } = (await member.send("/api/me")).body.person;
  const begun = await member.send("/api/connections", "POST", { connector: "slack" });
  const { action, fields } = await openConsent(begun.body.authorizationUrl);
  const back = await submitConsent(action, fields);
  await owner.send(`/api/members/${id}`, "PATCH", { role: "viewer" });
  expect((await member.send(back)).body.type).toBe("urn:patchbay:access/not-allowed");
  expect((await owner.send("/api/connections")).body.connections).toEqual([]);
});
