import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { people } from "../../src/connectors/google/sandbox/ground/people.ts";
import { createId } from "../../src/core/ids.ts";
import { openBrowser } from "../support/app-users.ts";
import { openChat, partsOf, sayIn, settled, textOf, writtenName } from "../support/chat.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A sentence that does not say whose account: the card asks, each person connects their own, and each acts in theirs. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server.close());

const cards = (chat: ReturnType<typeof openChat>) =>
  partsOf(chat, "tool-request_connection").filter(({ state }) => state === "input-available");

async function answer(chat: ReturnType<typeof openChat>, status: "own" | "skipped") {
  const [card] = cards(chat);
  if (card?.state !== "input-available") throw new Error(`There is no card: ${textOf(chat)}`);
  const path = `/api/connection-requests/${card.input.request}`;
  const asked = (await server.json(path)).body;
  const { body } = await server.json(`${path}/settle`, "POST", { status });
  // What the page says of it counts for nothing; the server puts in what was chosen.
  const output = { status: "skipped" as const, missing: [], brokenSteps: [] };
  await chat.addToolOutput({ tool: "request_connection", toolCallId: card.toolCallId, output });
  await settled(chat);
  return { asked, settled: body };
}

/** Whose calendars hold the event at the stand-in, once for each. */
function ownersOfEvent(summary: string): readonly string[] {
  const state: any = JSON.parse(
    readFileSync(join(server.dataDir, "sandbox", "google.json"), "utf8"),
  );
  return state.apps.googlecalendar.calendars.flatMap(({ owner, events }: any) =>
    events.filter((event: any) => event.summary === summary).map(() => owner),
  );
}

const booking =
  "When a customer books, add an event 'Fitting' on 4 December 2026 at 3pm to Google Calendar";

test("each person their own is chosen on the card, and two people's events are in their own calendars", async () => {
  const chat = openChat(server, createId("chat"));
  await sayIn(chat, booking);
  const first = await answer(chat, "own");
  expect(first.asked).toMatchObject({ account: "shared", own: "offered" });
  expect(first.settled).toMatchObject({ account: "user", own: "chosen", status: "skipped" });
  while (cards(chat).length > 0) {
    const { asked } = await answer(chat, "skipped");
    expect(asked).toMatchObject({ account: "user" });
    expect(asked).not.toHaveProperty("own");
  }
  const name = writtenName(chat);
  const saved = (await server.json(`/api/functions/${name}`)).body;
  expect(saved.flow.steps).toMatchObject([{ account: "user" }]);
  expect(textOf(chat)).toContain("own account of whoever calls it");

  const callers = [
    ["u-iris", "maya@example.com"],
    ["u-paul", "sam@example.com"],
  ] as const;
  const owners: string[] = [];
  for (const [externalId, email] of callers) {
    const { body } = await server.json("/api/connect-links", "POST", {
      user: { externalId, name: externalId },
      function: name,
    });
    await openBrowser(server.origin).connect(body.url, email);
    const called = await server.fetch(`/functions/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", "patchbay-user": externalId },
      body: "{}",
    });
    expect(called.status).toBe(200);
    owners.push(people.find((one) => one.email === email)?.id ?? "");
    expect(ownersOfEvent("Fitting").toSorted()).toEqual(owners.toSorted());
  }

  // Of others it is said how many they are, and not who.
  await sayIn(chat, "whose account does it use?");
  const others = `Google Calendar: each person’s own account, of whoever \`${name}\` runs for. 2 people have connected theirs.`;
  expect(textOf(chat)).toContain(others);
  expect(textOf(chat)).not.toMatch(/@|u-iris|u-paul|yours/);
  // Who is known learns of their own.
  const browser = openBrowser(server.origin);
  await browser.go(`${server.origin}/open/${server.server.openCode}`);
  const signedIn = { cookie: browser.cookie(), origin: server.origin };
  const own = openChat(server, createId("chat"), [], signedIn);
  expect(await sayIn(own, `whose account does ${name} use?`)).toContain(
    `${others} Before it runs for you, it asks for yours.`,
  );
  const json = { ...signedIn, "content-type": "application/json" };
  const refused = await fetch(`${server.origin}/api/functions/${name}/run`, {
    method: "POST",
    headers: json,
    body: "{}",
  });
  const { connectUrl }: any = await refused.json();
  await browser.connect(connectUrl, "maya@example.com");
  expect(await sayIn(own, `whose account does ${name} use?`)).toMatch(
    /3 people have connected theirs\. Where it runs for you, that is yours: \S+@/,
  );

  await sayIn(chat, "use one account for everybody again");
  const [card] = cards(chat);
  expect(card).toBeDefined();
  await answer(chat, "skipped");
  const after = (await server.json(`/api/functions/${name}`)).body;
  expect(after.version).toBe(saved.version + 1);
  expect(after.flow.steps[0]).not.toHaveProperty("account");
}, 120_000);

test("one account for everyone is taken where nobody chooses, and the reply says so", async () => {
  const chat = openChat(server, "shared");
  await sayIn(chat, booking);
  await answer(chat, "skipped");
  expect(textOf(chat)).toContain("It takes one account for everyone");
});

test("what was not offered cannot be chosen", async () => {
  const chat = openChat(server, "said");
  await sayIn(chat, "Add an event 'Inventory' on 4 December 2026 at 5pm to Google Calendar");
  const [card] = cards(chat);
  if (card?.state !== "input-available") throw new Error("There is no card.");
  const path = `/api/connection-requests/${card.input.request}`;
  expect((await server.json(path)).body).not.toHaveProperty("own");
  expect(await server.json(`${path}/settle`, "POST", { status: "own" })).toMatchObject({
    status: 409,
    body: { type: "urn:patchbay:connection/request-closed" },
  });
});
