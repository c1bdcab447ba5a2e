import { afterAll, beforeAll, expect, test } from "vitest";
import { limits } from "../../src/server/limits.ts";
import {
  type TestPerson,
  makeMember,
  makeOwner,
  openPerson,
  startSharedServer,
} from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

/** What happens before anybody is signed in is recorded with whom it concerns, and counted by address. */
let server: TestServer;
let owner: TestPerson;
let viewer: TestPerson;
beforeAll(async () => {
  server = await startSharedServer({ TRUSTED_PROXIES: "127.0.0.1" });
  owner = await makeOwner(server);
  viewer = await makeMember(server, owner, "viewer");
}, 60_000);
afterAll(() => server?.close());

const entries = async (query: string) => (await owner.send(`/api/audit?${query}`)).body.entries;
const userIdOf = async (name: string) =>
  (await owner.send("/api/members")).body.members.find(
    (member: { name: string }) => member.name === name,
  ).id;
const from = (address: string) => ({ "x-forwarded-for": address });
const signInFrom = (address: string, email: string, password: string) =>
  openPerson(server).send("/api/auth/sign-in/email", "POST", { email, password }, from(address));

test("who joined, signed in and signed out", async () => {
  const id = await userIdOf("viewer");
  const [joined] = await entries("act=member.joined");
  expect(joined).toMatchObject({ userId: id, actor: expect.stringMatching(/^session:/) });
  const elsewhere = openPerson(server);
  await elsewhere.signIn("viewer@example.com");
  await elsewhere.send("/api/auth/sign-out", "POST", {});
  const [signedIn] = await entries("act=sign-in");
  const [signedOut] = await entries("act=sign-out");
  expect(signedIn).toMatchObject({ userId: id, outcome: "done" });
  expect(signedOut).toMatchObject({ userId: id, actor: signedIn.actor, outcome: "done" });
});

test("a password that is wrong, with whose account it was tried on, and where from", async () => {
  await signInFrom("203.0.113.7", "viewer@example.com", "not the password");
  await signInFrom("203.0.113.7", "nobody@example.com", "not the password");
  const [unknown, known] = await entries("act=sign-in&outcome=refused");
  expect(known).toMatchObject({
    actor: "nobody",
    subject: await userIdOf("viewer"),
    address: "203.0.113.0/24",
  });
  expect(unknown).toMatchObject({ actor: "nobody", subject: null });
  expect(JSON.stringify([unknown, known])).not.toContain("@example.com");
});

test("of IPv6, which gives a line an address for each try, the line is counted", async () => {
  const guess = async (address: string) =>
    (
      await openPerson(server).send(
        "/api/sign-in/invitation",
        "POST",
        { code: "guessed" },
        from(address),
      )
    ).status;
  for (let tries = 0; tries < limits.guess.perAddress; tries += 1)
    expect(await guess(`2001:db8:1:2::${tries + 1}`)).toBe(404);
  expect(await guess("2001:db8:1:2:ffff::1")).toBe(429);
  expect(await guess("2001:db8:1:3::1")).toBe(404);
});

test("who guesses from one address is stopped there, whatever they guess at", async () => {
  const statuses: number[] = [];
  for (let tries = 0; tries <= limits.guess.perAddress; tries += 1) {
    const path = tries % 2 ? "/api/sign-in/invitation" : "/api/sign-in/password";
    const body = tries % 2 ? { code: "guessed" } : { code: "guessed", password: "x".repeat(12) };
    const { status } = await openPerson(server).send(path, "POST", body, from("198.51.100.9"));
    statuses.push(status);
  }
  expect(new Set(statuses.slice(0, -1))).toEqual(new Set([404]));
  expect(statuses.at(-1)).toBe(429);
  expect((await signInFrom("198.51.100.9", "viewer@example.com", "anything")).status).toBe(429);
  expect((await signInFrom("198.51.100.10", "viewer@example.com", "anything")).status).toBe(401);
  // What a client says of itself does not give it another address.
  const said = await signInFrom("192.0.2.1, 198.51.100.9", "viewer@example.com", "anything");
  expect(said.status).toBe(429);
});

test("what a viewer may not do", async () => {
  await viewer.send("/api/secrets/ACME", "DELETE");
  const [refused] = await entries("act=right.refused");
  expect(refused).toMatchObject({
    outcome: "refused",
    userId: await userIdOf("viewer"),
    detail: { method: "DELETE", path: "/api/secrets/:name" },
  });
});
