import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Right, type Role, rights, roles } from "../../src/contract/access.ts";
import { needOf, needs } from "../../src/server/rights.ts";
import {
  type TestPerson,
  makeMember,
  makeOwner,
  openPerson,
  startSharedServer,
} from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let owner: TestPerson;
const people = new Map<Role, TestPerson>();
const keys = new Map<Right, string>();
beforeAll(async () => {
  server = await startSharedServer();
  owner = await makeOwner(server);
  for (const role of Object.keys(roles) as Role[]) {
    people.set(role, role === "owner" ? owner : await makeMember(server, owner, role));
  }
  for (const right of Object.keys(rights) as Right[]) {
    const made = await owner.send("/api/keys", "POST", { name: right, scopes: [right] });
    keys.set(right, made.body.key);
  }
}, 60_000);
afterAll(() => server?.close());

/** Behind the guard; what is not, is for everybody: the page, health, hooks with their own signatures. */
const guarded =
  /^\/(?:api|base44|functions|mcp|oauth|connect|embed|account|metrics|stand-ins)(?:\/|$)/;
/** Middleware and what says that there is nothing. */
const around =
  /^ALL \/(?:api|base44|functions|oauth|connect|embed|account|stand-ins)\/\*$|^ALL \/(?:mcp|metrics|api\/workspaces|api\/apps(?:\/:slug(?:\/restore)?)?)$/;

const routes = () => server.server.routes.filter(({ path }) => guarded.test(path));
const named = () =>
  [...new Set(routes().map(({ method, path }) => `${method} ${path}`))].filter(
    (route) => !around.test(route),
  );

test("every address has its right, and every right an address", () => {
  const known = named();
  expect(known.filter((route) => !Object.hasOwn(needs, route))).toEqual([]);
  expect(Object.keys(needs).filter((route) => !known.includes(route))).toEqual([]);
});

test("of two patterns that fit, the one that is written out decides", () => {
  const post = (path: string) => ({ method: "POST", path });
  const taken = [post("/api/functions/:name"), { method: "ALL", path: "/api/functions/*" }];
  expect(needOf(taken)).toBe("use");
  expect(needOf([...taken, post("/api/functions/import")])).toBe("build");
  expect(needOf([...taken, post("/api/functions/:name/run")])).toBe("run");
  expect(needOf([post("/api/nowhere")])).toBeUndefined();
});

/** These would end the session or the key that asks, if they were let through. */
const skipped = new Set([
  "POST /api/account/leave",
  "DELETE /api/account/sessions",
  "POST /api/key-file/replace",
  "POST /api/auth/sign-out",
]);

/** For people who have no part in the server: these look themselves for a session or what was opened. */
const judgedByThemselves = new Set([
  "GET /oauth/callback",
  "GET /account/connections",
  "POST /account/connections",
]);

/** What these are about is looked at before whose it is. */
const bodies: Readonly<Record<string, object>> = {
  "POST /api/connections": { request: "none" },
  "POST /api/connection-requests/:id/settle": { status: "closed" },
};

async function ask(route: string, headers: Record<string, string>) {
  const [method = "", pattern = ""] = route.split(" ");
  const path = pattern.replace(/:(\w+)(\{[^}]*\})?/g, "none").replace("*", "none/none");
  const verb = method === "ALL" ? "POST" : method;
  const response = await server.server.request(
    new Request(new URL(path, server.origin), {
      method: verb,
      headers: {
        host: new URL(server.origin).host,
        ...(verb === "GET" ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(verb === "GET" ? {} : { body: JSON.stringify(bodies[route] ?? {}) }),
    }),
  );
  const problem: any = response.headers.get("content-type")?.includes("problem+json")
    ? await response.json()
    : (await response.body?.cancel(), {});
  return { status: response.status, problem };
}

/** What came of it, where a right is what it came to. */
function outcome({ status, problem }: Awaited<ReturnType<typeof ask>>): string {
  if (status === 401 && problem.type === "urn:patchbay:request/not-signed-in") return "signed";
  if (problem.type === "urn:patchbay:access/not-allowed") return problem.needed;
  return "let through";
}

async function walk(headers: Record<string, string>, has: readonly Right[]) {
  const wrong: string[] = [];
  for (const route of named()) {
    const need = needs[route];
    if (need === undefined || skipped.has(route) || judgedByThemselves.has(route)) continue;
    // None of these is the caller's own.
    const taken = typeof need === "object" ? need.othersTake : need;
    const right = taken === "server" ? "manage" : taken;
    const may = right === "anyone" || right === "signed" || has.includes(right);
    const came = outcome(await ask(route, headers));
    if (came !== (may ? "let through" : right)) wrong.push(`${route}: ${came}`);
  }
  return wrong;
}

describe("who may do what", () => {
  test("nobody signed in: only what is for anyone", async () => {
    const wrong: string[] = [];
    for (const route of named()) {
      if (skipped.has(route)) continue;
      const came = outcome(await ask(route, {}));
      const isAnyones = needs[route] === "anyone" && !judgedByThemselves.has(route);
      if ((came === "signed") === isAnyones) wrong.push(`${route}: ${came}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each(Object.keys(roles) as Role[])(
    "as %s",
    async (role) => {
      const cookie = [...(people.get(role)?.jar ?? [])].map((pair) => pair.join("=")).join("; ");
      expect(await walk({ cookie }, roles[role])).toEqual([]);
    },
    60_000,
  );

  test.each(Object.keys(rights) as Right[])(
    "a key with %s alone",
    async (right) => {
      expect(await walk({ authorization: `Bearer ${keys.get(right)}` }, [right])).toEqual([]);
    },
    60_000,
  );
});

test("a refusal says what is needed, and who can give it", async () => {
  const viewer = people.get("viewer");
  const chat = await viewer?.send("/api/chat", "POST", { id: "c", message: {} });
  expect(chat).toMatchObject({
    status: 403,
    body: {
      type: "urn:patchbay:access/not-allowed",
      needed: "build",
      has: ["use", "read"],
      detail: expect.stringMatching(/build.*role is viewer.*owner/s),
    },
  });
  const key = { authorization: `Bearer ${keys.get("use")}` };
  const byKey = await openPerson(server).send("/api/plan", "POST", { prompt: "x" }, key);
  expect(byKey.body.detail).toMatch(/key that was sent does not have it/);
});
