import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { defaultAppId } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { createRunStore } from "../../src/store/runs.ts";
import { type TestPerson, makeMember, makeOwner, startSharedServer } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

/** Who may look sees what ran for others, but for what may hold something of theirs. */
let server: TestServer;
let owner: TestPerson;
let viewer: TestPerson;

beforeAll(async () => {
  server = await startSharedServer();
  owner = await makeOwner(server);
  viewer = await makeMember(server, owner, "viewer");
  const code = "export default { async fetch() { return Response.json({ done: true }); } };\n";
  await owner.send("/api/functions/greet", "PUT", { code }, { "if-none-match": "*" });
}, 60_000);
afterAll(() => server?.close());

/** What is told of runs from now on, until the stream ends. */
async function listen(person: TestPerson) {
  const answer = await fetch(new URL("/api/runs", server.origin), {
    headers: {
      accept: "text/event-stream",
      cookie: [...person.jar].map((pair) => pair.join("=")).join("; "),
    },
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  // The head, which goes out at once.
  await reader?.read();
  return async (): Promise<string> => {
    let told = "";
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return told;
      told += part.value;
    }
  };
}

test.each([
  ["is removed", (id: string) => owner.send(`/api/members/${id}`, "DELETE")],
  [
    "has another role",
    (id: string) => owner.send(`/api/members/${id}`, "PATCH", { role: "viewer" }),
  ],
])("who %s hears no more of what goes on", async (how, change) => {
  const person = await makeMember(
    server,
    owner,
    "builder",
    `${how.replaceAll(" ", "-")}@example.com`,
  );
  const { id } = (await person.send("/api/me")).body.person;
  const rest = await listen(person);
  await change(id);
  await owner.send("/api/functions/greet/run", "POST", { input: {} });
  expect(await rest()).not.toContain("greet");
});

const seenBy = async (person: TestPerson) =>
  (await person.send("/api/runs", "GET")).body.runs.map(({ id }: any) => id);

test("what a person let run with no account of theirs is seen by all who may look", async () => {
  const { body: run } = await owner.send("/api/functions/greet/run", "POST", { input: {} });
  expect(run.userId).toMatch(/^user_/);
  expect(run).not.toHaveProperty("isPersonal");
  expect(await seenBy(viewer)).toContain(run.id);
  expect((await viewer.send(`/api/runs/${run.id}`, "GET")).body).toMatchObject({ id: run.id });
});

test("what acted with their account is seen by them, and by who may build", async () => {
  const { body: me } = await owner.send("/api/me", "GET");
  const db = await openTestDatabase(server.dataDir);
  const runs = createRunStore<object>(db, defaultAppId, systemClock);
  const empty = { input: null, output: null, error: null, logs: [], calls: [], phases: {} };
  const ofPerson = (userId: string) =>
    runs.start({
      function: "greet",
      version: 1,
      trigger: "http",
      userId,
      isPersonal: true,
      body: empty,
    });
  const { body: they } = await viewer.send("/api/me", "GET");
  const owners = await ofPerson(me.person.id);
  const viewers = await ofPerson(they.person.id);
  await db.destroy();
  expect(await seenBy(viewer)).not.toContain(owners.id);
  expect(await seenBy(viewer)).toContain(viewers.id);
  expect((await viewer.send(`/api/runs/${owners.id}`, "GET")).status).toBe(404);
  expect((await viewer.send(`/api/runs/${viewers.id}`, "GET")).status).toBe(200);
  expect(await seenBy(owner)).toEqual(expect.arrayContaining([owners.id, viewers.id]));
});
