import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import { saveAddEvent } from "../support/app-users.ts";
import { type TestPerson, makeMember, makeOwner, startSharedServer } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

/** Members with the right `use` alone: each connects and withdraws their own account, and nothing of the app's. */
let server: TestServer;
let owner: TestPerson;
let anna: TestPerson;
let ben: TestPerson;
/** A request of the app, one of Anna's and one of Ben's. */
let ofApp: string;
let ofAnna: string;
let ofBen: string;

const call = (person: TestPerson) => person.send("/functions/addEvent", "POST", { title: "Lunch" });
const requestOf = async (person: TestPerson) => (await call(person)).body.requests[0];

beforeAll(async () => {
  server = await startSharedServer();
  owner = await makeOwner(server);
  await saveAddEvent(server);
  anna = await makeMember(server, owner, "app-user", "anna@example.com");
  ben = await makeMember(server, owner, "app-user", "ben@example.com");
  [ofAnna, ofBen] = [await requestOf(anna), await requestOf(ben)];
  const begun = await owner.send("/api/connections", "POST", { connector: "slack" });
  ofApp = begun.body.request;
}, 60_000);
afterAll(() => server?.close());

const ways: readonly (readonly [string, (id: string) => string, unknown])[] = [
  ["GET", (id) => `/api/connection-requests/${id}`, undefined],
  ["POST", (id) => `/api/connection-requests/${id}/settle`, { status: "closed" }],
  ["GET", (id) => `/connect/${id}`, undefined],
];
const tryAll = (person: TestPerson, id: string) =>
  Promise.all([
    ...ways.map(([method, path, body]) => person.send(path(id), method, body)),
    person.send("/api/connections", "POST", { request: id }),
  ]);

describe("what is not one's own", () => {
  test.each([
    ["the app's", () => ofApp],
    ["another person's", () => ofBen],
    ["one that is not there", () => "creq_none"],
  ])("%s is refused, and each reads the same", async (_, id) => {
    for (const { status, body } of await tryAll(anna, id())) {
      expect({ status, type: body.type }).toEqual({
        status: 403,
        type: "urn:patchbay:access/not-allowed",
      });
      expect(body.detail).toMatch(/(?:read|connect)\)\. Your role is app-user\. An owner/);
    }
  });

  test("nothing of the app's accounts is begun, listed or changed", async () => {
    for (const [method, path, body] of [
      ["POST", "/api/connections", { connector: "slack" }],
      ["GET", "/api/connections", undefined],
      ["DELETE", "/api/connections/none", undefined],
      ["POST", "/api/connections/none/reconnect", {}],
    ] as const)
      expect((await anna.send(path, method, body)).status).toBe(403);
  });

  test("whoever may connect for the app gets at no person's request either", async () => {
    const answers = await tryAll(owner, ofAnna);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  test("a request that is not theirs is as it was", async () => {
    expect((await owner.send(`/api/connection-requests/${ofApp}`)).body.status).toBe("connecting");
    expect((await ben.send(`/api/connection-requests/${ofBen}`)).body.status).toBe("pending");
  });
});

test("their own is looked at, connected in their browser, used and withdrawn", async () => {
  const seen = await anna.send(`/api/connection-requests/${ofAnna}`);
  expect(seen).toMatchObject({ status: 200, body: { account: "user", status: "pending" } });
  const begun = await anna.send("/api/connections", "POST", { request: ofAnna });
  expect(begun).toMatchObject({ status: 200, body: { request: ofAnna } });
  const { action, fields } = await openConsent(begun.body.authorizationUrl);
  const back = await submitConsent(action, fields);
  // The address that the provider sends back to is good in that browser only.
  expect((await ben.send(back)).body.type).toBe("urn:patchbay:oauth/state");
  const again = await anna.send("/api/connections", "POST", { request: ofAnna });
  const consent = await openConsent(again.body.authorizationUrl);
  const page = await anna.send(await submitConsent(consent.action, consent.fields));
  expect(page.status).toBe(200);
  expect(page.body).toContain('href="/account/connections"');
  expect((await call(anna)).status).toBe(200);
  expect((await call(ben)).status).toBe(409);

  const [entry] = (await owner.send("/api/audit?act=connection.connected")).body.entries;
  const { id } = (await anna.send("/api/account")).body;
  expect(entry).toMatchObject({ subject: "google", outcome: "done" });
  expect(entry.actor).toMatch(/^session:/);
  if (id) expect(entry.userId).toBe(id);

  const held = (await anna.send("/api/me/connections")).body.connections;
  expect(held).toHaveLength(1);
  expect((await ben.send(`/api/me/connections/${held[0].id}`, "DELETE")).status).toBe(404);
  expect((await anna.send(`/api/me/connections/${held[0].id}`, "DELETE")).status).toBe(200);
  expect((await call(anna)).status).toBe(409);
}, 30_000);

test("their own is skipped", async () => {
  const settled = await ben.send(`/api/connection-requests/${ofBen}/settle`, "POST", {
    status: "skipped",
  });
  expect(settled).toMatchObject({ status: 200, body: { status: "skipped" } });
});
