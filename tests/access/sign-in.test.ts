import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  makeMember,
  makeOwner,
  openPerson,
  password,
  startSharedServer,
} from "../support/people.ts";
import { type TestServer, startServer } from "../support/server.ts";

let server: TestServer;
let owner: ReturnType<typeof openPerson>;
beforeAll(async () => {
  server = await startSharedServer();
  owner = await makeOwner(server);
}, 60_000);
afterAll(() => server?.close());

test("on a server that is one person's nobody signs in, and nothing is asked", async () => {
  const local = await startServer();
  try {
    const person = openPerson(local);
    expect((await person.send("/api/sign-in")).body).toMatchObject({ needed: false });
    expect((await person.send(`/open/${local.server.openCode}`)).headers.get("location")).toBe("/");
    expect((await person.send("/api/me")).body).toMatchObject({
      needsSignIn: false,
      rights: expect.arrayContaining(["use", "manage"]),
    });
    expect((await person.send("/api/members")).body.type).toBe("urn:patchbay:access/not-in-use");
    expect((await person.signIn("maya@example.com")).status).toBe(409);
  } finally {
    await local.close();
  }
});

describe("the first account", () => {
  test("is an owner's, and there is one only", async () => {
    expect((await owner.send("/api/me")).body).toMatchObject({
      needsSignIn: true,
      role: "owner",
      person: { name: "Maya", email: "maya@example.com" },
    });
    const second = await openPerson(server).send("/api/sign-in/first", "POST", {
      code: server.server.openCode,
      name: "Eve",
      email: "eve@example.com",
      password,
    });
    expect(second.body).toMatchObject({ type: "urn:patchbay:access/taken", status: 409 });
  });

  test("of two who make it at once, one is the owner", async () => {
    const other = await startSharedServer();
    try {
      const made = await Promise.all(
        ["a", "b", "c"].map((name) =>
          openPerson(other).send("/api/sign-in/first", "POST", {
            code: other.server.openCode,
            name,
            email: `${name}@example.com`,
            password,
          }),
        ),
      );
      expect(made.map(({ status }) => status).toSorted()).toEqual([204, 409, 409]);
    } finally {
      await other.close();
    }
  });

  test("takes the code that was printed, and a password that is long enough", async () => {
    const other = await startSharedServer();
    try {
      const first = openPerson(other);
      const account = { name: "Eve", email: "eve@example.com", password };
      const send = (more: object) =>
        first.send("/api/sign-in/first", "POST", { ...account, ...more });
      expect((await send({ code: "guessed" })).status).toBe(404);
      const { openCode: code } = other.server;
      expect((await send({ code, password: "short" })).body.type).toBe(
        "urn:patchbay:access/password",
      );
      const opened = await first.send(`/open/${code}`);
      expect(opened.headers.get("location")).toBe(`/first-account/${code}`);
      expect(opened.headers.getSetCookie()).toEqual([]);
      expect((await send({ code })).status).toBe(204);
      expect((await first.send(`/open/${code}`)).headers.get("location")).toBe("/");
      const later = await openPerson(other).send(`/open/${code}`);
      expect(later.headers.get("location")).toBe("/sign-in");
    } finally {
      await other.close();
    }
  });
});

describe("a password", () => {
  test("signs in, and the answer has no token", async () => {
    const person = openPerson(server);
    expect((await person.send("/api/status")).body).toMatchObject({
      type: "urn:patchbay:request/not-signed-in",
      needsSignIn: true,
    });
    const answer = await person.signIn("Maya@Example.com");
    expect(answer).toMatchObject({ status: 200, body: {} });
    expect((await person.send("/api/status")).status).toBe(200);
  });

  test("that is wrong, and an account that is not there, are told apart by nothing", async () => {
    const wrong = await openPerson(server).signIn("maya@example.com", "wrong horse battery");
    const nobody = await openPerson(server).signIn("nobody@example.com", "wrong horse battery");
    expect(wrong.status).toBe(401);
    expect(nobody.body).toEqual(wrong.body);
  });

  test("gives a new session each time: one that was planted is worth nothing", async () => {
    const planted = openPerson(server);
    await planted.signIn("maya@example.com");
    const [before] = planted.jar.values();
    const victim = openPerson(server);
    for (const [name, value] of planted.jar) victim.jar.set(name, value);
    await victim.signIn("maya@example.com");
    const [after] = victim.jar.values();
    expect(after).not.toBe(before);
    expect((await planted.send("/api/status")).status).toBe(401);
    expect((await victim.send("/api/status")).status).toBe(200);
  });

  test("is changed with the present one, and ends the other sessions", async () => {
    const member = await makeMember(server, owner, "viewer", "changing@example.com");
    const elsewhere = openPerson(server);
    await elsewhere.signIn("changing@example.com");
    const change = (current: string, next: string) =>
      member.send("/api/account/password", "POST", { current, next });
    expect((await change("not the present one", "a new long password")).status).toBe(401);
    expect((await change(password, "short")).status).toBe(422);
    expect((await change(password, "a new long password")).status).toBe(204);
    expect((await member.send("/api/status")).status).toBe(200);
    expect((await elsewhere.send("/api/status")).status).toBe(401);
    expect((await elsewhere.signIn("changing@example.com")).status).toBe(401);
    expect((await elsewhere.signIn("changing@example.com", "a new long password")).status).toBe(
      200,
    );
  });
});

describe("tries", () => {
  let slow: TestServer;
  beforeAll(async () => {
    slow = await startSharedServer();
  });
  afterAll(() => slow?.close());
  const wrong = async (email: string) =>
    (await openPerson(slow).signIn(email, "wrong horse battery")).status;

  test("are counted by account, whether or not there is one", async () => {
    await makeOwner(slow);
    for (const email of ["maya@example.com", "nobody@example.com"]) {
      const statuses = [];
      for (let tries = 0; tries < 11; tries += 1) statuses.push(await wrong(email));
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    }
    const { headers, body } = await openPerson(slow).signIn("maya@example.com");
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(body).toMatchObject({ status: 429, detail: expect.stringMatching(/Wait \d+ minutes/) });
  }, 30_000);

  test("that are none, of many who come by links from one office, are not counted", async () => {
    const invitation = { email: "new@example.com", role: "viewer" };
    const { body } = await slow.json("/api/invitations", "POST", invitation);
    const code = new URL(body.link).pathname.split("/").at(-1);
    const statuses = new Set<number>();
    for (let looks = 0; looks < 70; looks += 1)
      statuses.add(
        (await openPerson(slow).send("/api/sign-in/invitation", "POST", { code })).status,
      );
    expect([...statuses]).toEqual([200]);
  });

  test("are counted by address, for links as well", async () => {
    const guess = () =>
      openPerson(slow).send("/api/sign-in/invitation", "POST", { code: "guessed" });
    const statuses = new Set<number>();
    for (let tries = 0; tries < 60; tries += 1) statuses.add((await guess()).status);
    expect([...statuses]).toEqual([404, 429]);
  }, 30_000);
});

describe("cookies", () => {
  test("are out of reach of scripts and of other sites", async () => {
    const person = openPerson(server);
    const { headers } = await person.signIn("maya@example.com");
    const [cookie = ""] = headers.getSetCookie();
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).not.toMatch(/domain=/i);
  });

  test.each(["https://evil.example", "null"])(
    "no sign-in or change comes from %s",
    async (origin) => {
      const person = openPerson(server);
      for (const path of ["/api/auth/sign-in/email", "/api/auth/sign-out", "/api/sign-in/first"]) {
        const { status, body } = await person.send(path, "POST", {}, { origin });
        expect({ status, type: body.type }).toEqual({
          status: 403,
          type: "urn:patchbay:request/foreign-origin",
        });
      }
    },
  );
});

test("of better-auth only what the page needs is served", async () => {
  for (const [method, path] of [
    ["POST", "sign-up/email"],
    ["POST", "open-session"],
    ["POST", "request-password-reset"],
    ["GET", "get-session"],
    ["GET", "list-sessions"],
    ["POST", "change-email"],
    ["POST", "update-user"],
    ["POST", "delete-user"],
    ["POST", "sign-in/social"],
    ["GET", "error"],
  ] as const) {
    const body = method === "POST" ? { userId: "user_1" } : undefined;
    expect((await owner.send(`/api/auth/${path}`, method, body)).status).toBe(404);
  }
});

test("sign-out ends the session, and sign-out everywhere the others", async () => {
  const [one, two] = [openPerson(server), openPerson(server)];
  await one.signIn("maya@example.com");
  await two.signIn("maya@example.com");
  const planted = new Map(one.jar);
  const listed = (await two.send("/api/account")).body;
  expect(
    listed.sessions.filter((session: { isCurrent: boolean }) => session.isCurrent),
  ).toHaveLength(1);
  expect(JSON.stringify(listed)).not.toContain([...one.jar.values()][0]?.split(".")[0]);
  expect((await one.send("/api/auth/sign-out", "POST", {})).status).toBe(200);
  for (const [name, value] of planted) one.jar.set(name, value);
  expect((await one.send("/api/status")).status).toBe(401);
  await one.signIn("maya@example.com");
  expect((await two.send("/api/account/sessions", "DELETE")).status).toBe(204);
  expect((await one.send("/api/status")).status).toBe(401);
  expect((await two.send("/api/status")).status).toBe(200);
  await owner.signIn("maya@example.com");
});
