import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identityOf } from "../../src/access/oidc.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { startOidc, visitOidc } from "../support/oidc.ts";
import {
  type TestPerson,
  makeMember,
  makeOwner,
  openPerson,
  startSharedServer,
} from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

let oidc: Awaited<ReturnType<typeof startOidc>>;
let server: TestServer;
let owner: TestPerson;
const redirectUri = () => `${server.origin}/api/auth/oidc/callback`;
beforeAll(async () => {
  oidc = await startOidc({
    id: "patchbay",
    secret: "the client's own secret",
    scopes: ["profile"],
    method: "client_secret_basic",
    redirectUri,
    claimsOf: (login) => ({
      name: login,
      email: `${login.replace("unverified-", "")}@${login.startsWith("staff-") ? "staff.example" : "example.com"}`,
      email_verified: !login.startsWith("unverified-"),
    }),
  });
  server = await startSharedServer({
    OIDC_ISSUER: oidc.origin,
    OIDC_CLIENT_ID: "patchbay",
    OIDC_CLIENT_SECRET: "the client's own secret",
    OIDC_NAME: "Example ID",
    OIDC_DOMAINS: "staff.example",
  });
  owner = await makeOwner(server);
}, 60_000);
afterAll(async () => {
  await server?.close();
  await oidc?.close();
});

/** The way there and back of somebody; where the server sends them then. */
async function arrive(person: TestPerson, login: string, next = "/") {
  const begun = await person.send(`/api/auth/oidc/start?next=${encodeURIComponent(next)}`);
  const back = await visitOidc(begun.headers.get("location") ?? "", {
    redirectUri: redirectUri(),
    login,
  });
  return person.send(back.slice(server.origin.length));
}

const invite = (email: string, role: string) =>
  owner.send("/api/invitations", "POST", { email, role });

test("the button is there, with the name that was set", async () => {
  expect((await openPerson(server).send("/api/sign-in")).body).toMatchObject({
    oidc: { name: "Example ID" },
  });
});

test("the request has PKCE, a nonce and a state, and each is another one each time", async () => {
  const urls = [];
  for (const person of [openPerson(server), openPerson(server)]) {
    const { headers } = await person.send("/api/auth/oidc/start");
    urls.push(new URL(headers.get("location") ?? ""));
    expect(headers.getSetCookie().join()).toMatch(/HttpOnly; SameSite=Lax/);
  }
  for (const name of ["state", "nonce", "code_challenge"]) {
    const values = urls.map((url) => url.searchParams.get(name));
    expect(values.every((value) => (value ?? "").length >= 43)).toBe(true);
    expect(new Set(values).size).toBe(2);
  }
  expect(urls[0]?.searchParams.get("code_challenge_method")).toBe("S256");
});

describe("who may come", () => {
  test("who is invited, with the role of the invitation, and back to where they were", async () => {
    await invite("ada@example.com", "builder");
    const ada = openPerson(server);
    expect((await arrive(ada, "ada", "/code/post")).headers.get("location")).toBe("/code/post");
    expect((await ada.send("/api/me")).body).toMatchObject({
      role: "builder",
      person: { name: "ada", email: "ada@example.com" },
    });
    const again = openPerson(server);
    await arrive(again, "ada");
    const [one, two] = [await ada.send("/api/me"), await again.send("/api/me")];
    expect(two.body.person.id).toBe(one.body.person.id);
    expect((await owner.send("/api/invitations")).body.invitations).toEqual([]);
  });

  test("who has an account with that address: it is theirs, and no longer whoever's made it", async () => {
    // The link of an invitation is in the hands of the owner first, who can take it up themselves.
    const maker = await makeMember(server, owner, "viewer", "bo@example.com");
    const before = (await maker.send("/api/me")).body.person;
    const bo = openPerson(server);
    await arrive(bo, "bo");
    expect((await bo.send("/api/me")).body.person).toEqual(before);
    expect((await maker.send("/api/me")).status).toBe(401);
    expect((await maker.signIn("bo@example.com")).status).toBe(401);
    const [entry] = (await owner.send("/api/audit?act=account.changed")).body.entries;
    expect(entry).toMatchObject({ userId: before.id, detail: { to: "single sign-on" } });
    // A password of their own stays.
    const next = "one of their own choice";
    expect((await bo.send("/api/account/password", "POST", { next })).status).toBe(204);
    await arrive(openPerson(server), "bo");
    expect((await openPerson(server).signIn("bo@example.com", next)).status).toBe(200);
  });

  test("who is of a domain that was set, as a viewer", async () => {
    const person = openPerson(server);
    await arrive(person, "staff-cy");
    expect((await person.send("/api/me")).body).toMatchObject({ role: "viewer" });
  });

  test("who finds a session that is not fresh sets no password of their own with it", async () => {
    const person = openPerson(server);
    await arrive(person, "staff-di");
    const { id } = (await person.send("/api/me")).body.person;
    const set = async () =>
      (await person.send("/api/account/password", "POST", { next: "of whoever found it" })).body;
    const db = await openTestDatabase(server.dataDir);
    await db
      .updateTable("auth_sessions")
      .set({ created_at: new Date(Date.now() - 25 * 3_600_000).toISOString() })
      .where("user_id", "=", id)
      .execute();
    await db.destroy();
    expect((await set()).type).toBe("urn:patchbay:access/again");
    await arrive(person, "staff-di");
    expect(await set()).toBe("");
  });

  test.each([
    ["who is not invited", "stranger"],
    ["whose address is not verified, though it is an owner's", "unverified-maya"],
  ])("not %s", async (_, login) => {
    const person = openPerson(server);
    expect((await arrive(person, login)).headers.get("location")).toBe(
      "/sign-in?problem=access%2Fnot-invited",
    );
    expect((await person.send("/api/me")).status).toBe(401);
  });
});

describe("the way back", () => {
  const refused = "/sign-in?problem=access%2Foidc-refused";

  test("is good once, and only in the browser that went", async () => {
    await invite("dee@example.com", "viewer");
    const [dee, other] = [openPerson(server), openPerson(server)];
    const { headers } = await dee.send("/api/auth/oidc/start");
    const options = { redirectUri: redirectUri(), login: "dee" };
    const back = await visitOidc(headers.get("location") ?? "", options);
    const path = back.slice(server.origin.length);
    // A login that somebody else began would sign the victim in as the attacker.
    expect((await other.send(path)).headers.get("location")).toBe(refused);
    expect((await dee.send(path)).headers.get("location")).toBe("/");
    expect((await dee.send(path)).headers.get("location")).toBe(refused);
  });

  test("with another's code is refused: the nonce or the verifier does not fit", async () => {
    const [eli, eve] = [openPerson(server), openPerson(server)];
    const mine = await eli.send("/api/auth/oidc/start");
    const hers = await eve.send("/api/auth/oidc/start");
    const back = new URL(
      await visitOidc(hers.headers.get("location") ?? "", {
        redirectUri: redirectUri(),
        login: "ada",
      }),
    );
    const state = new URL(mine.headers.get("location") ?? "").searchParams.get("state") ?? "";
    back.searchParams.set("state", state);
    const answer = await eli.send(`${back.pathname}${back.search}`);
    expect(answer.headers.get("location")).toBe(refused);
  });

  test.each(["//evil.example", "https://evil.example", "/\\evil.example"])(
    "does not lead to %s",
    async (next) => {
      expect((await arrive(openPerson(server), "ada", next)).headers.get("location")).toBe("/");
    },
  );
});

test("an address counts only where the provider says that it is verified", () => {
  const claims = { iss: "https://id.example", sub: "1", email: "Ada@Example.com" };
  expect(identityOf({ ...claims, email_verified: true })).toEqual({
    subject: "https://id.example 1",
    verifiedEmail: "ada@example.com",
  });
  for (const email_verified of [undefined, false, "true", 1])
    expect(identityOf({ ...claims, email_verified }).verifiedEmail).toBeUndefined();
});
