import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { tablesOfApp } from "../../src/store/apps.ts";
import type { watchScope } from "../../src/store/scope-ground.ts";
import {
  type Given,
  type Principal,
  bodies,
  bodiless,
  createCalls,
  forms,
  ghostsOf,
  kindOf,
  makers,
  plain,
  queries,
} from "./tenants-calls.ts";
import { type Tenants, openTenants, word } from "./tenants-ground.ts";

/**
 * Two workspaces with an app each. Whoever belongs to the second one calls every address there is
 * with all that the first one has: the answer is that of an id nobody ever gave out, no word of the
 * first app is in it, and nothing of the first app changes.
 */
const scope = vi.hoisted((): { watch?: ReturnType<typeof watchScope> } => ({}));
vi.mock("../../src/store/database.ts", async (original) => {
  const real = await original<typeof import("../../src/store/database.ts")>();
  const { watchScope } = await import("../../src/store/scope-ground.ts");
  const { on } = (scope.watch ??= watchScope());
  return {
    ...real,
    openDatabase: async (...given: Parameters<typeof real.openDatabase>) =>
      on(await real.openDatabase(...given)),
  };
});
let tenants: Tenants;
let call: ReturnType<typeof createCalls>;
const given: Given = (kind) => tenants.ids[kind] ?? "none";
let ghostOf: Given;

beforeAll(async () => {
  tenants = await openTenants();
  call = createCalls(tenants.server);
  ghostOf = ghostsOf(tenants.ids);
}, 120_000);
afterAll(() => tenants?.close());

/** Ends the session that asks. */
const skipped = new Set([
  "POST /api/account/leave",
  "DELETE /api/account/sessions",
  "POST /api/auth/sign-out",
]);

/** Says the time, or what this server or app has done so far. */
const unsteady = new Set([
  "POST /api/chat",
  "GET /api/archive",
  "GET /metrics",
  "GET /api/settings/data",
  "GET /api/me",
  "GET /api/account",
  "GET /api/audit",
  "GET /api/audit/export",
  "GET /api/audit/verify",
]);

/** What is the whole server's: an owner of B owns none of it. */
const ofServer = [
  "GET /api/encryption",
  "POST /api/encryption/rotate",
  "POST /api/key-file/replace",
  "GET /metrics",
];

const isWritten = ({ method, path }: { readonly method: string; readonly path: string }) =>
  !path.includes("*") &&
  (method !== "ALL" || path === "/functions/:name" || path === "/pages/:slug");

function routes(): readonly string[] {
  const all = tenants.server.server.routes.filter(isWritten);
  return [
    ...new Set(all.map(({ method, path }) => `${method === "ALL" ? "POST" : method} ${path}`)),
  ];
}
const asked = () => routes().filter((route) => !skipped.has(route) && !(route in makers));

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const member: Principal = {
  name: "a member's session",
  headers: () => ({ cookie: [...tenants.stranger.jar].map((pair) => pair.join("=")).join("; ") }),
};
const principals: readonly Principal[] = [
  member,
  { name: "an API key", headers: () => bearer(tenants.keyOfB) },
  {
    name: "an API key that names a person of A",
    headers: (of) => ({ ...bearer(tenants.keyOfB), "patchbay-user": of("person") }),
  },
  { name: "the key of an embedded page", headers: () => bearer(tenants.embedKeyOfB) },
  { name: "a person's browser", headers: () => ({ cookie: tenants.browserOfB.cookie() }) },
];

const told = (text: string, of: Given) => plain(text, Object.keys(tenants.ids), of);

async function rowsOfA(): Promise<string> {
  const { db, appA } = tenants;
  const rows = await Promise.all(
    tablesOfApp.map((table) =>
      db.selectFrom(table).selectAll().where("app_id", "=", appA).execute(),
    ),
  );
  const acts = await db
    .selectFrom("audit_log")
    .selectAll()
    .where("app_id", "=", appA)
    // Who tried a key at A stands in A's log.
    .where("outcome", "!=", "refused")
    .execute();
  const apps = await db.selectFrom("apps").selectAll().where("id", "=", appA).execute();
  return JSON.stringify([rows, acts, apps], null, 1);
}

/** What an answer about A tells that one about nobody does not. */
async function leaksOf(
  route: string,
  real: { readonly at: string; readonly of: Given },
  none: { readonly at: string; readonly of: Given },
  principal: Principal,
): Promise<readonly string[]> {
  const [answer, other] = [
    await call(real.at, route, real.of, principal),
    await call(none.at, route, none.of, principal),
  ];
  const [text, expected] = [told(answer.text, real.of), told(other.text, none.of)];
  const isSame = answer.status === other.status && text === expected;
  return [
    ...(text.includes(word) ? [`${route}: tells of A: ${text}`] : []),
    ...(isSame || unsteady.has(route)
      ? []
      : [`${route}: ${answer.status} ${difference(text, expected)} (not ${other.status})`]),
  ];
}

/** Where the texts part. */
function difference(text: string, expected: string): string {
  let at = 0;
  while (at < text.length && text[at] === expected[at]) at += 1;
  const from = Math.max(0, at - 80);
  return `…${text.slice(from, at + 120)}… is not …${expected.slice(from, at + 120)}…`;
}

test("one of everything is there", async () => {
  expect(Object.entries(tenants.ids).filter(([, id]) => !id)).toEqual([]);
  const empty: string[] = [];
  for (const table of tablesOfApp) {
    const [row] = await tenants.db
      .selectFrom(table)
      .selectAll()
      .where("app_id", "=", tenants.appA)
      .limit(1)
      .execute();
    if (!row) empty.push(table);
  }
  expect(empty).toEqual([]);
  expect(await rowsOfA()).toContain(word);
});

test("every address is covered: its parameters have a kind, and its changes a body", () => {
  const tables = [bodies, forms, makers, queries];
  const missing = routes().filter((route) => {
    const [method = "", path = ""] = route.split(" ");
    if (path.includes(":") && kindOf(path) === undefined) return true;
    const takesId = path.includes(":") && kindOf(path)?.[1] !== undefined;
    const needsBody = method !== "GET" && method !== "DELETE";
    return (
      needsBody &&
      !takesId &&
      !tables.some((one) => Object.hasOwn(one, route)) &&
      !bodiless.has(route) &&
      !skipped.has(route)
    );
  });
  expect(missing).toEqual([]);
  const known = routes();
  const named = [...tables.flatMap(Object.keys), ...bodiless, ...skipped, ...unsteady, ...ofServer];
  expect(named.filter((route) => !known.includes(route))).toEqual([]);
});

describe.each(principals)("$name of another workspace", (principal) => {
  test("learns nothing of A in its own app, and changes nothing", async () => {
    const before = await rowsOfA();
    const wrong: string[] = [];
    const at = "/apps/tenant-b";
    for (const route of asked())
      wrong.push(...(await leaksOf(route, { at, of: given }, { at, of: ghostOf }, principal)));
    expect(wrong).toEqual([]);
    expect(await rowsOfA()).toBe(before);
  }, 120_000);

  test("finds A's own addresses as those of an app that there is not", async () => {
    const before = await rowsOfA();
    const wrong: string[] = [];
    for (const route of routes()) {
      if (skipped.has(route)) continue;
      // Good for whoever was given it: the address of an automation is signed, that of a person opens once.
      const isGiven = /\/hooks\/|\/connect\/start\/|\/embed\/connect\//.test(route);
      const of = isGiven ? ghostOf : given;
      const [real, none] = [
        { at: "/apps/tenant-a", of },
        { at: "/apps/tenant-0", of },
      ];
      wrong.push(...(await leaksOf(route, real, none, principal)));
    }
    expect(wrong).toEqual([]);
    expect(await rowsOfA()).toBe(before);
  }, 120_000);

  test("has no part in what is the whole server's", async () => {
    const answers = await Promise.all(
      ofServer.map((route) => call("/apps/tenant-b", route, given, principal)),
    );
    for (const { status } of answers) expect([401, 403]).toContain(status);
  });
});

test.each(Object.keys(makers))(
  "%s under a name that A has makes something of B's own",
  async (route) => {
    const before = await rowsOfA();
    const at = "/apps/tenant-b";
    expect(await leaksOf(route, { at, of: given }, { at, of: ghostOf }, member)).toEqual([]);
    expect(await rowsOfA()).toBe(before);
  },
);

/** Who may ask over all apps, and why. */
const overAllApps: readonly (readonly [file: string, reason: string])[] = [
  ["src/store/directory.ts", "finds the app that a request is for; answers ids of apps alone"],
  ["src/store/sealed.ts", "a key of the server encrypts what all apps have"],
];

test("no statement of all this read or changed rows without naming their app", async () => {
  // Asked by who runs the server.
  expect((await tenants.server.json("/api/encryption")).status).toBe(200);
  const { found, statements } = scope.watch ?? { found: () => [], statements: () => 0 };
  expect(statements()).toBeGreaterThan(1_000);
  const files = overAllApps.map(([file]) => file);
  expect(found().filter((one) => !files.some((file) => one.startsWith(`${file}: `)))).toEqual([]);
  // One that asks over all apps no more needs no exception.
  expect(files.filter((file) => !found().some((one) => one.startsWith(file)))).toEqual([]);
});
