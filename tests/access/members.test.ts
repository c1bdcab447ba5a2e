import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesWith } from "../support/files-with.ts";
import {
  type TestPerson,
  makeMember,
  makeOwner,
  openPerson,
  password,
  startSharedServer,
} from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

let dataDir: string;
let server: TestServer;
let owner: TestPerson;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  server = await startSharedServer({}, dataDir);
  owner = await makeOwner(server);
}, 60_000);
afterAll(async () => {
  await server?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const invite = async (email: string, role = "viewer") =>
  (await owner.send("/api/invitations", "POST", { email, role })).body;
const codeOf = (link: string) => new URL(link).pathname.split("/").at(-1) ?? "";
const take = (code: string, name = "New", by = openPerson(server)) =>
  by.send("/api/sign-in/invitation/accept", "POST", { code, account: { name, password } });
const idOf = async (email: string) =>
  (await owner.send("/api/members")).body.members.find(
    (one: { email: string }) => one.email === email,
  )?.id;

describe("an invitation", () => {
  test("is shown once, is for one person and one use, and lives as a hash", async () => {
    const { link } = await invite("ada@example.com", "builder");
    const code = codeOf(link);
    expect(JSON.stringify((await owner.send("/api/invitations")).body)).not.toContain(code);
    const seen = await openPerson(server).send("/api/sign-in/invitation", "POST", { code });
    expect(seen.body).toEqual({
      email: "ada@example.com",
      role: "builder",
      workspace: "My workspace",
      hasAccount: false,
    });
    const ada = openPerson(server);
    expect((await take(code, "Ada", ada)).status).toBe(204);
    expect((await ada.send("/api/me")).body).toMatchObject({
      role: "builder",
      person: { name: "Ada", email: "ada@example.com" },
    });
    expect((await take(code)).body.type).toBe("urn:patchbay:access/link");
    expect((await owner.send("/api/invitations")).body.invitations).toEqual([]);
    expect(filesWith(dataDir, code)).toEqual([]);
  });

  test("of two who take it at once, one gets in", async () => {
    const code = codeOf((await invite("race@example.com")).link);
    const taken = await Promise.all([take(code, "One"), take(code, "Two")]);
    expect(taken.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  test("that is withdrawn, or followed by a newer one, is no longer good", async () => {
    const first = await invite("bo@example.com");
    const second = await invite("bo@example.com");
    expect((await take(codeOf(first.link))).status).toBe(404);
    expect((await owner.send(`/api/invitations/${second.id}`, "DELETE")).status).toBe(204);
    expect((await take(codeOf(second.link))).status).toBe(404);
    expect((await owner.send(`/api/invitations/${second.id}`, "DELETE")).status).toBe(404);
  });

  test("is taken up by an account that there is only as itself", async () => {
    const cy = await makeMember(server, owner, "viewer", "cy@example.com");
    await owner.send(`/api/members/${await idOf("cy@example.com")}`, "DELETE");
    const code = codeOf((await invite("cy@example.com", "builder")).link);
    expect((await take(code)).body.type).toBe("urn:patchbay:access/taken");
    const accept = (by: TestPerson) => by.send("/api/sign-in/invitation/accept", "POST", { code });
    expect((await accept(openPerson(server))).status).toBe(401);
    expect((await accept(owner)).body.type).toBe("urn:patchbay:access/other-account");
    await cy.signIn("cy@example.com");
    expect((await cy.send("/api/me")).body).toMatchObject({ rights: [] });
    expect((await accept(cy)).status).toBe(204);
    expect((await cy.send("/api/me")).body).toMatchObject({ role: "builder" });
  });
});

describe("a member", () => {
  test("has another role from the next request on", async () => {
    const dee = await makeMember(server, owner, "viewer", "dee@example.com");
    const keyed = await owner.send(`/api/members/${await idOf("dee@example.com")}`, "PATCH", {
      role: "builder",
    });
    expect(keyed.body).toMatchObject({ role: "builder", name: "viewer" });
    expect((await dee.send("/api/me")).body.rights).toContain("build");
  });

  test("who is removed is out at once, with sessions and keys", async () => {
    const eli = await makeMember(server, owner, "builder", "eli@example.com");
    const { key } = (await eli.send("/api/keys", "POST", { name: "Eli's", scopes: ["read"] })).body;
    const byKey = async () =>
      (
        await openPerson(server).send("/api/functions", "GET", undefined, {
          authorization: `Bearer ${key}`,
        })
      ).status;
    expect(await byKey()).toBe(200);
    const id = await idOf("eli@example.com");
    expect((await owner.send(`/api/members/${id}`, "DELETE")).status).toBe(204);
    expect((await eli.send("/api/functions")).status).toBe(401);
    expect(await byKey()).toBe(401);
    expect((await owner.send("/api/keys")).body.keys).toEqual([]);
    expect((await owner.send(`/api/members/${id}`, "DELETE")).status).toBe(404);
  });

  test("who is removed, or no owner any more, comes back by no link of theirs", async () => {
    const second = await makeMember(server, owner, "owner", "second@example.com");
    await makeMember(server, owner, "viewer", "other@example.com");
    const id = await idOf("second@example.com");
    const links = async () => {
      const asked = { email: "again@example.com", role: "owner" };
      const invited = await second.send("/api/invitations", "POST", asked);
      const path = `/api/members/${await idOf("other@example.com")}/password`;
      const reset = await second.send(path, "POST", {});
      return [codeOf(invited.body.link), codeOf(reset.body.link)] as const;
    };
    const areOver = async ([invitation, code]: readonly [string, string]) => {
      expect((await take(invitation)).status).toBe(404);
      const given = { code, password: "of somebody else" };
      expect((await openPerson(server).send("/api/sign-in/password", "POST", given)).status).toBe(
        404,
      );
    };
    const before = await links();
    await owner.send(`/api/members/${id}`, "PATCH", { role: "builder" });
    await areOver(before);
    await owner.send(`/api/members/${id}`, "PATCH", { role: "owner" });
    const then = await links();
    await owner.send(`/api/members/${id}`, "DELETE");
    await areOver(then);
  });

  test("who leaves stays signed in, with no part in it", async () => {
    const flo = await makeMember(server, owner, "viewer", "flo@example.com");
    expect((await flo.send("/api/account/leave", "POST", {})).status).toBe(204);
    expect((await flo.send("/api/functions")).body).toMatchObject({
      type: "urn:patchbay:access/not-allowed",
      detail: expect.stringContaining("no part in this workspace"),
    });
    expect((await flo.send("/api/me")).body).toMatchObject({ person: { name: "viewer" } });
  });

  test("who is the last owner can neither go nor be less; of two who go at once one stays", async () => {
    const id = await idOf("maya@example.com");
    expect((await owner.send("/api/account/leave", "POST", {})).body.type).toBe(
      "urn:patchbay:access/last-owner",
    );
    expect((await owner.send(`/api/members/${id}`, "PATCH", { role: "viewer" })).status).toBe(409);
    const gil = await makeMember(server, owner, "owner", "gil@example.com");
    const both = await Promise.all(
      [owner, gil].map((one) => one.send("/api/account/leave", "POST", {})),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    const stays = (await owner.send("/api/me")).body.role === "owner" ? owner : gil;
    const { link } = (
      await stays.send("/api/invitations", "POST", {
        email: stays === owner ? "gil@example.com" : "maya@example.com",
        role: "owner",
      })
    ).body;
    const gone = stays === owner ? gil : owner;
    await gone.send("/api/sign-in/invitation/accept", "POST", { code: codeOf(link) });
    expect((await owner.send("/api/me")).body.role).toBe("owner");
  });
});

describe("a link for a new password", () => {
  test("comes from an owner, works once, and ends all sessions", async () => {
    const hal = await makeMember(server, owner, "viewer", "hal@example.com");
    const id = await idOf("hal@example.com");
    const { link } = (await owner.send(`/api/members/${id}/password`, "POST", {})).body;
    const set = (by: TestPerson) =>
      by.send("/api/sign-in/password", "POST", {
        code: codeOf(link),
        password: "another long one",
      });
    const fresh = openPerson(server);
    expect((await set(fresh)).status).toBe(204);
    expect((await fresh.send("/api/me")).body.person.email).toBe("hal@example.com");
    expect((await hal.send("/api/me")).status).toBe(401);
    expect((await set(openPerson(server))).status).toBe(404);
    expect((await hal.signIn("hal@example.com")).status).toBe(401);
    expect((await hal.signIn("hal@example.com", "another long one")).status).toBe(200);
  });

  test("is not good for what its person came to since", async () => {
    const risen = await makeMember(server, owner, "viewer", "risen@example.com");
    const { id } = (await risen.send("/api/me")).body.person;
    const make = async (): Promise<string> =>
      codeOf((await owner.send(`/api/members/${id}/password`, "POST", {})).body.link);
    const use = async (code: string) =>
      (
        await openPerson(server).send("/api/sign-in/password", "POST", {
          code,
          password: "of somebody else",
        })
      ).status;
    const asViewer = await make();
    await owner.send(`/api/members/${id}`, "PATCH", { role: "owner" });
    expect(await use(asViewer)).toBe(404);
    await owner.send(`/api/members/${id}`, "PATCH", { role: "viewer" });
    // Who belongs to another workspace too opens that with the same password.
    const inOne = await make();
    const { id: workspace } = (await owner.send("/api/workspaces", "POST", { name: "Other" })).body;
    const { slug } = (await owner.send("/api/apps", "POST", { name: "Other", workspace })).body;
    const email = "risen@example.com";
    const other = `/apps/${slug}/api/invitations`;
    const invited = (await owner.send(other, "POST", { email, role: "viewer" })).body;
    await risen.send("/api/sign-in/invitation/accept", "POST", { code: codeOf(invited.link) });
    expect(await use(inOne)).toBe(404);
    expect((await risen.send("/api/me")).status).toBe(200);
  });

  test("for an owner is the operator's alone", async () => {
    await makeMember(server, owner, "owner", "ida@example.com");
    const path = `/api/members/${await idOf("ida@example.com")}/password`;
    expect((await owner.send(path, "POST", {})).body).toMatchObject({
      status: 403,
      detail: expect.stringContaining("patchbay users reset ida@example.com"),
    });
    expect((await server.json(path, "POST", {})).status).toBe(200);
  });
});

describe("a key", () => {
  const keyed = (key: string, path: string, method = "GET", body?: unknown) =>
    openPerson(server).send(path, method, body, { authorization: `Bearer ${key}` });

  test("has the least right by default, and never more than whoever makes it", async () => {
    const jo = await makeMember(server, owner, "viewer", "jo@example.com");
    const made = (await jo.send("/api/keys", "POST", { name: "Least" })).body;
    expect(made.scopes).toEqual(["use"]);
    expect((await keyed(made.key, "/api/me")).body.rights).toEqual(["use"]);
    const more = await jo.send("/api/keys", "POST", { name: "More", scopes: ["read", "build"] });
    expect(more.body).toMatchObject({ status: 403, needed: "build" });
  });

  test("loses what its maker loses", async () => {
    const kim = await makeMember(server, owner, "builder", "kim@example.com");
    const { key } = (
      await kim.send("/api/keys", "POST", { name: "Kim's", scopes: ["read", "build"] })
    ).body;
    expect((await keyed(key, "/api/me")).body.rights).toEqual(["read", "build"]);
    await owner.send(`/api/members/${await idOf("kim@example.com")}`, "PATCH", { role: "viewer" });
    expect((await keyed(key, "/api/me")).body.rights).toEqual(["read"]);
  });

  test("ends when it is said to", async () => {
    const endsAt = new Date(Date.now() + 400).toISOString();
    const { key } = (
      await owner.send("/api/keys", "POST", { name: "Short", scopes: ["read"], endsAt })
    ).body;
    expect((await keyed(key, "/api/functions")).status).toBe(200);
    await expect
      .poll(async () => (await keyed(key, "/api/functions")).status, { timeout: 5_000 })
      .toBe(401);
  });

  test("is seen and deleted by its maker and by owners", async () => {
    const lea = await makeMember(server, owner, "builder", "lea@example.com");
    const mine = (await lea.send("/api/keys", "POST", { name: "Lea's" })).body;
    const theirs = (await owner.send("/api/keys", "POST", { name: "Maya's" })).body;
    const names = async (by: TestPerson) =>
      (await by.send("/api/keys")).body.keys.map((one: { name: string }) => one.name);
    expect(await names(lea)).toEqual(["Lea's"]);
    expect(await names(owner)).toEqual(expect.arrayContaining(["Lea's", "Maya's"]));
    expect((await lea.send(`/api/keys/${theirs.id}`, "DELETE")).status).toBe(404);
    expect((await owner.send(`/api/keys/${mine.id}`, "DELETE")).status).toBe(204);
  });

  test("lets nobody in and makes no others, whatever its scopes", async () => {
    const { key } = (await owner.send("/api/keys", "POST", { name: "All", scopes: ["manage"] }))
      .body;
    const email = "mallory@example.com";
    const invited = await keyed(key, "/api/invitations", "POST", { email, role: "owner" });
    expect(invited.body.type).toBe("urn:patchbay:access/person-needed");
    expect((await keyed(key, "/api/keys", "POST", { name: "Another" })).status).toBe(403);
    expect((await keyed(key, "/api/account")).status).toBe(403);
  });
});
