import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limits } from "../../src/server/limits.ts";
import { dropTestDatabase, testPlace } from "../../src/store/ground.ts";
import { makeMember, makeOwner, openPerson, startSharedServer } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

/** Two servers on one Postgres: who is refused at one has no second share at the other, and who may do less may so at both. */
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), "patchbay-")));
const [place = ""] = folders;
const servers: TestServer[] = [];
beforeAll(async () => {
  const { databaseUrl = "" } = await testPlace(place, "postgres");
  for (const folder of folders) {
    const env = {
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: Buffer.alloc(32, "key").toString("base64"),
      TRUSTED_PROXIES: "127.0.0.1",
    };
    servers.push(await startSharedServer(env, folder));
  }
}, 120_000);
afterAll(async () => {
  for (const server of servers) await server.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await dropTestDatabase(place);
});

test("wrong keys are counted by address, whichever server they are tried at", async () => {
  const wrong = async (tried: number) => {
    const server = servers[tried % 2];
    const answer = await fetch(new URL("/api/status", server?.origin), {
      headers: { authorization: "Bearer wrong", "x-forwarded-for": "198.51.100.1" },
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  const statuses: number[] = [];
  for (let tried = 0; tried <= limits.guess.perAddress + 1; tried += 1)
    statuses.push(await wrong(tried));
  expect(statuses.slice(0, limits.guess.perAddress)).toEqual(
    Array.from({ length: limits.guess.perAddress }, () => 401),
  );
  expect(statuses.slice(limits.guess.perAddress)).toEqual([429, 429]);
}, 60_000);

test("what both of them record at once stays one chain", async () => {
  await Promise.all(
    servers.flatMap((server, at) =>
      Array.from({ length: 8 }, (_, index) =>
        server.json("/api/keys", "POST", { name: `key ${at} ${index}`, scopes: ["read"] }),
      ),
    ),
  );
  const { body } = (await servers[0]?.json("/api/audit/verify")) ?? {};
  expect(body.status).toBe("whole");
  const made = await servers[1]?.json("/api/audit?act=key.made&limit=100");
  expect(made?.body.entries).toHaveLength(16);
}, 60_000);

test("who signs in at one is known at the other, and what is taken from them at one is gone at both", async () => {
  const [one, other] = servers;
  if (!one || !other) throw new Error("There are no servers.");
  const owner = await makeOwner(one);
  const member = await makeMember(one, owner, "viewer");
  // Behind one address the cookie has one name; here it is called after the port.
  const [port, otherPort] = [one, other].map(({ origin }) => new URL(origin).port);
  /** The same browser, whose next request comes to the other server. */
  const atOther = ({ jar }: { readonly jar: ReadonlyMap<string, string> }) => {
    const person = openPerson(other);
    for (const [name, value] of jar)
      person.jar.set(name.replace(port ?? "", otherPort ?? ""), value);
    return person;
  };
  const code = "export default { fetch: () => Response.json({}) };\n";
  const save = async (name: string) =>
    (await atOther(member).send(`/api/functions/${name}`, "PUT", { code })).status;
  const look = async () => (await atOther(member).send("/api/functions")).status;
  expect([await look(), await save("before")]).toEqual([200, 403]);

  const { members } = (await owner.send("/api/members")).body;
  const { id: userId } = members.find(({ email }: any) => email === "viewer@example.com");
  await owner.send(`/api/members/${userId}`, "PATCH", { role: "builder" });
  expect(await save("after")).toBe(201);
  await owner.send(`/api/members/${userId}`, "DELETE");
  expect(await look()).toBe(401);

  const key = (await owner.send("/api/keys", "POST", { name: "ci", scopes: ["read"] })).body;
  const withKey = async () => {
    const headers = { authorization: `Bearer ${key.key}` };
    return (await fetch(new URL("/api/functions", other.origin), { headers })).status;
  };
  expect(await withKey()).toBe(200);
  await owner.send(`/api/keys/${key.id}`, "DELETE");
  expect(await withKey()).toBe(401);
  await owner.send("/api/auth/sign-out", "POST", {});
  expect((await atOther(owner).send("/api/functions")).status).toBe(401);
}, 60_000);
