import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consentInSandbox } from "../../src/cli/consent.ts";
import { tablesOfApp } from "../../src/store/apps.ts";
import { type Database } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import {
  type TestPerson,
  makeOwner,
  openPerson,
  password,
  startSharedServer,
} from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

/**
 * Two workspaces with an app each. Whoever belongs to the second one calls every address there is
 * with all that the first one has: the answer is that of an id nobody ever gave out, no word of the
 * first app is in it, and nothing of the first app changes.
 */
let server: TestServer;
let db: Database;
let owner: TestPerson;
let stranger: TestPerson;
let appA = "";
/** Every id and name of A, by what it is an id of. */
const ids: Record<string, string> = {};
const keysOfB: Record<string, string> = {};

/** Stands in all that A has: code, titles, values, labels. */
const word = "plover";
const a = (path: string, method = "GET", body?: unknown) =>
  server.json(`/apps/tenant-a${path}`, method, body);

const codeOf = (text: string) =>
  `export default { fetch: () => Response.json({ text: ${JSON.stringify(text)} }) };\n`;
const pageOf = (slug: string, name: string, title: string) => ({
  slug,
  title,
  sources: { rows: { function: name } },
  blocks: [{ id: "figure", type: "figure", width: "full", value: "${rows.text}" }],
});
const document = (title: string) =>
  JSON.stringify({
    openapi: "3.0.3",
    info: { title, version: "1" },
    servers: [{ url: `https://api.${title}.example` }],
    paths: {
      "/things": {
        get: { operationId: "things", summary: title, responses: { 200: { description: "x" } } },
      },
    },
  });

async function made(answer: Promise<{ status: number; body: any }>): Promise<any> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

/** One of everything that an app can have. */
async function fill(): Promise<void> {
  await save("canaryFn", word);
  await save("canaryFn", `${word} again`);
  ids["function"] = "canaryFn";
  ids["run"] = (await made(a("/api/functions/canaryFn/run", "POST", { input: {} }))).id;
  await made(a("/api/secrets/CANARY_SECRET", "PUT", { value: word, hosts: [`${word}.example`] }));
  ids["secret"] = "CANARY_SECRET";
  await made(a("/api/pages", "POST", { spec: pageOf("canary-page", "canaryFn", word) }));
  ids["page"] = "canary-page";
  ids["embed"] = (
    await made(a("/api/pages/canary-page/embed", "PUT", { origins: [`https://${word}.example`] }))
  ).key;
  const trigger = { type: "webhook" };
  const automation = await made(a("/api/automations", "POST", { function: "canaryFn", trigger }));
  ids["automation"] = automation.id;
  await made(a(`/api/automations/${automation.id}/run`, "POST", { payload: { word } }));
  for (let left = 200; ids["delivery"] === undefined && left > 0; left -= 1) {
    const { deliveries } = await made(a(`/api/automations/${automation.id}/deliveries`));
    const over = deliveries.find(({ status }: any) => status === "succeeded");
    if (over) ids["delivery"] = over.id;
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const begun = await made(a("/api/connections", "POST", { connector: "slack" }));
  const client = { origin: server.origin, fetch: inHouse, close: async () => {} };
  await consentInSandbox(client, begun.authorizationUrl);
  const { connections } = await made(a("/api/connections"));
  ids["connection"] = connections[0].id;
  const open = await made(a("/api/connections", "POST", { connector: "slack", beside: true }));
  ids["request"] = open.request;
  ids["state"] = new URL(open.authorizationUrl).searchParams.get("state") ?? "";
  const chat = await server.fetch("/apps/tenant-a/api/chat", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      id: "chat_canary",
      message: {
        id: "m1",
        role: "user",
        parts: [{ type: "text", text: `Post ${word} to #general on Slack` }],
      },
    }),
  });
  await chat.text();
  ids["chat"] = "chat_canary";
  ids["key"] = (await made(a("/api/keys", "POST", { name: word }))).id;
  const tool = { document: document(word), id: "canarytool", name: word, operations: ["things"] };
  await made(a("/api/integrations", "POST", tool));
  ids["integration"] = "canarytool";
  await made(
    a("/api/settings/providers/hubspot/client", "PUT", { clientId: word, clientSecret: word }),
  );
  const invite = (name: string) =>
    made(a("/api/invitations", "POST", { email: `${name}@example.com`, role: "viewer" }));
  const codeIn = ({ link }: { link: string }) => new URL(link).pathname.split("/").at(-1) ?? "";
  const invited = await invite(word);
  ids["invitation"] = (await made(a("/api/invitations"))).invitations[0].id;
  ids["invitationCode"] = codeIn(invited);
  const account = { name: word, password };
  const code = codeIn(await invite(`${word}.two`));
  await openPerson(server).send("/api/sign-in/invitation/accept", "POST", { code, account });
  const { members } = await made(a("/api/members"));
  ids["member"] = members.find(({ email }: any) => email.startsWith(word)).id;
  ids["session"] = (await owner.send("/api/account")).body.sessions?.[0]?.id ?? "ses_none";
  const archive = await server.fetch("/apps/tenant-a/api/archive");
  const upload = await server.fetch("/apps/tenant-a/api/archive/imports", {
    method: "POST",
    headers: { "content-type": "application/gzip" },
    body: await archive.arrayBuffer(),
  });
  ids["upload"] = ((await upload.json()) as any).id;
  ids["app"] = "tenant-a";
  ids["appId"] = appA;
}

async function save(name: string, text: string, base = "/apps/tenant-a"): Promise<void> {
  const path = `${base}/api/functions/${name}`;
  const { status, body } = await server.json(path);
  const saved = await server.fetch(path, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...(status === 200 ? { "if-match": `"${body.etag}"` } : { "if-none-match": "*" }),
    },
    body: JSON.stringify({ code: codeOf(text) }),
  });
  if (!saved.ok) throw new Error(await saved.text());
}

/** At the address that the test server listens at, whatever name people know it by. */
const inHouse = (path: string | URL, init?: RequestInit) => {
  const url = new URL(path, server.origin);
  return server.fetch(new URL(url.pathname + url.search, server.origin), init);
};

beforeAll(async () => {
  server = await startSharedServer();
  owner = await makeOwner(server);
  db = await openTestDatabase(server.dataDir);
  for (const side of ["a", "b"]) {
    const { id } = (await owner.send("/api/workspaces", "POST", { name: `Team ${side}` })).body;
    const app = { name: `Tenant ${side}`, workspace: id };
    await made(owner.send("/api/apps", "POST", app));
  }
  const row = await db
    .selectFrom("apps")
    .select("id")
    .where("slug", "=", "tenant-a")
    .executeTakeFirst();
  appA = row?.id ?? "";
  await fill();
  const b = "/apps/tenant-b";
  const invitation = { email: "stranger@example.com", role: "owner" };
  const { link } = (await owner.send(`${b}/api/invitations`, "POST", invitation)).body;
  stranger = openPerson(server);
  const code = new URL(link).pathname.split("/").at(-1);
  const account = { name: "Stranger", password };
  await made(stranger.send("/api/sign-in/invitation/accept", "POST", { code, account }));
  keysOfB["key"] = (await stranger.send(`${b}/api/keys`, "POST", { name: "Job" })).body.key;
  await save("own", "b", b);
  await made(server.json(`${b}/api/pages`, "POST", { spec: pageOf("own", "own", "Own") }));
  const origins = ["https://b.example"];
  keysOfB["embed"] = (await made(server.json(`${b}/api/pages/own/embed`, "PUT", { origins }))).key;
}, 120_000);
afterAll(async () => {
  await db?.destroy();
  await server?.close();
});

/** What stands in A's place where nobody ever gave an id out. */
const ghosts: Record<string, string> = {
  function: "ghostFn0",
  secret: "GHOST0_SECRET",
  page: "ghost00-page",
  integration: "ghost0tool",
  app: "tenant-0",
};
const ghostOf = (kind: string): string =>
  ghosts[kind] ?? (ids[kind] ?? "").replaceAll(/(?<=_|^[^_]*$).+$/g, (id) => "0".repeat(id.length));

/** Which kind of id a parameter of an address takes; the first pattern that fits says it. */
const kinds: readonly (readonly [RegExp, string | undefined])[] = [
  [/^\/(?:base44\/)?api\/apps\/:appId.*:(?:connectorId|id)/, "integration"],
  [/\/apps\/:appId/, "appId"],
  [/^\/api\/apps\/:slug/, "app"],
  [/\/functions\//, "function"],
  [/^\/(?:api\/)?pages\/:slug/, "page"],
  [/^\/api\/chats?\/:id/, "chat"],
  [/^\/api\/connectors\/:id/, "integration"],
  [/^\/api\/connections\/:id/, "connection"],
  [/^\/api\/connection-requests\/:id/, "request"],
  [/^\/connect\/:request/, "request"],
  [/^\/api\/runs\/:id/, "run"],
  [/^\/api\/automations\/:id/, "automation"],
  [/^\/api\/deliveries\/:id/, "delivery"],
  [/^\/api\/sandbox\/:provider/, "integration"],
  [/^\/api\/integrations\/:id/, "integration"],
  [/^\/api\/secrets\/:name/, "secret"],
  [/^\/api\/webhooks\/:provider/, "integration"],
  [/^\/api\/settings\/providers\/:provider/, "integration"],
  [/^\/api\/keys\/:id/, "key"],
  [/^\/api\/archive\/imports\/:id/, "upload"],
  [/^\/hooks\/:id/, "automation"],
  [/^\/api\/members\/:id/, "member"],
  [/^\/api\/invitations\/:id/, "invitation"],
  [/^\/api\/account\/sessions\/:id/, "session"],
  [/^\/api\/account\/passkeys\/:id/, "session"],
  // Of nobody: a file of Swagger UI, and the code of the printed address.
  [/^\/docs\/:file|^\/open\/:code/, undefined],
];

type Given = (kind: string) => string;
const message = { id: "m2", role: "user", parts: [{ type: "text", text: "Hello" }] };
const flowless = (of: Given) => pageOf("made", of("function"), "Made");

/** A body that is well formed, with an id of A wherever one fits. */
const bodies: Readonly<Record<string, (of: Given) => unknown>> = {
  "POST /api/workspaces": () => ({ name: "" }),
  "POST /api/apps": (of) => ({ name: "New", slug: "tenant-b", workspace: of("appId") }),
  "PATCH /api/apps/:slug": () => ({ name: "Taken over" }),
  "POST /api/chat": (of) => ({
    id: of("chat"),
    message,
    about: { kind: "function", name: of("function") },
  }),
  "PATCH /api/chats/:id": () => ({ title: "Taken over" }),
  "POST /api/connections": (of) => ({ request: of("request") }),
  "POST /api/connections/:id/give-back": () => ({ connector: "slack" }),
  "POST /api/connection-requests/:id/settle": () => ({ status: "skipped" }),
  "POST /api/functions/import": () => ({ files: [{ path: "a.ts", text: "x" }], dryRun: true }),
  "PUT /api/functions/:name": () => ({ code: "export default {" }),
  "POST /api/functions/:name/check": () => ({ code: codeOf("b") }),
  "POST /api/functions/:name/format": () => ({ code: codeOf("b") }),
  "POST /api/functions/:name/restore": () => ({ version: 1 }),
  "POST /api/functions/:name/rename": () => ({ name: "takenOver" }),
  "POST /api/functions/:name/duplicate": () => ({ name: "takenOver" }),
  "POST /api/functions/:name/run": () => ({ input: {} }),
  "POST /api/runs/:id/replay": () => ({}),
  "POST /api/runs/:id/cancel": () => ({}),
  "POST /api/pages": (of) => ({ spec: { ...flowless(of), slug: "own" } }),
  "POST /api/pages/check": (of) => ({ spec: flowless(of) }),
  "POST /api/pages/preview": (of) => ({ spec: flowless(of), block: "figure" }),
  "PUT /api/pages/:slug": (of) => ({ spec: flowless(of) }),
  "POST /api/pages/:slug/restore": () => ({}),
  "POST /api/pages/:slug/blocks/:block/data": () => ({}),
  "POST /api/pages/:slug/blocks/:block/act": () => ({ version: 1, once: "0123456789abcdef" }),
  "PUT /api/pages/:slug/embed": () => ({ origins: ["https://b.example"] }),
  "POST /api/automations": (of) => ({ function: of("function"), trigger: { type: "webhook" } }),
  "PATCH /api/automations/:id": () => ({ trigger: { type: "webhook" } }),
  "POST /api/automations/:id/run": () => ({ payload: {} }),
  "POST /api/automations/:id/secret": () => ({}),
  "POST /api/plan": (of) => ({ prompt: "Also tell #general", functionName: of("function") }),
  "POST /api/sandbox/:provider/levers": () => ({ lever: "reset" }),
  "POST /api/integrations/preview": () => ({ document: document("b") }),
  "POST /api/integrations": () => ({ document: "{}", id: "x", name: "b" }),
  "PUT /api/secrets/:name": () => ({ value: "", hosts: [] }),
  "PUT /api/settings/model": () => ({ kind: "builtin" }),
  "POST /api/settings/model/test": () => ({}),
  "POST /api/settings/model/list": () => ({}),
  "PUT /api/settings/providers/:provider/client": () => ({ clientId: "b", clientSecret: "b" }),
  "POST /api/keys": () => ({ name: "" }),
  "POST /api/archive/imports/:id": () => ({ take: [] }),
  "POST /mcp": (of) => ({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: of("function"), arguments: {} },
  }),
  "PATCH /api/members/:id": () => ({ role: "viewer" }),
  "POST /api/invitations": () => ({ email: "", role: "viewer" }),
  "PATCH /api/account": () => ({}),
  "POST /api/account/password": () => ({}),
  "POST /api/sign-in/first": () => ({}),
  "POST /api/sign-in/invitation": () => ({ code: "none" }),
  "POST /api/sign-in/invitation/accept": () => ({ code: "none" }),
  "POST /api/sign-in/password": () => ({}),
};

/** Changes with an address alone, or with a body that any function may have. */
const bodiless = new Set([
  "DELETE /api/apps/:slug",
  "POST /api/apps/:slug/restore",
  "POST /api/archive/imports",
]);

/** Ends the session that asks, or replaces the key of the data folder: of nobody's app. */
const skipped = new Set([
  "POST /api/account/leave",
  "DELETE /api/account/sessions",
  "POST /api/key-file/replace",
]);

/** Says the time, or what this server has done so far. */
const unsteady = new Set([
  "POST /api/chat",
  "GET /api/archive",
  "GET /metrics",
  "GET /api/settings/data",
  "GET /api/me",
  "GET /api/account",
]);

const isWritten = ({ method, path }: { readonly method: string; readonly path: string }) =>
  !path.includes("*") &&
  (method !== "ALL" || path === "/functions/:name" || path === "/pages/:slug");

function routes(): readonly string[] {
  const all = server.server.routes.filter(isWritten);
  return [
    ...new Set(all.map(({ method, path }) => `${method === "ALL" ? "POST" : method} ${path}`)),
  ];
}

const kindOf = (path: string) => kinds.find(([pattern]) => pattern.test(path));
const takesIds = (path: string) => path.includes(":") && kindOf(path)?.[1] !== undefined;

/** The query of an address, where it takes an id of something. */
const queries: Readonly<Record<string, (of: Given) => string>> = {
  "GET /api/runs": (of) => `function=${of("function")}&automation=${of("automation")}`,
  "GET /api/chats": (of) =>
    `q=${of("function")}&about=function:${of("function")}&cursor=${of("chat")}`,
  "GET /api/automations": (of) => `function=${of("function")}`,
  "GET /api/automations/:id/deliveries": (of) => `cursor=${of("delivery")}`,
  "GET /api/function-summaries": (of) => `q=${of("function")}&connection=${of("connection")}`,
  "GET /api/export": () => "target=deno",
  "GET /api/functions/:name/diff": () => "from=1&to=2",
  "GET /api/operations": (of) => `q=${of("integration")}`,
  "GET /oauth/callback": (of) => `code=x&state=${of("state")}`,
};

interface Principal {
  readonly name: string;
  readonly headers: () => Record<string, string>;
}
const principals: readonly Principal[] = [
  {
    name: "a member's session",
    headers: () => ({ cookie: [...stranger.jar].map((pair) => pair.join("=")).join("; ") }),
  },
  { name: "an API key", headers: () => ({ authorization: `Bearer ${keysOfB["key"]}` }) },
  {
    name: "the key of an embedded page",
    headers: () => ({ authorization: `Bearer ${keysOfB["embed"]}` }),
  },
];

async function call(base: string, route: string, of: Given, { headers }: Principal) {
  const [method = "", pattern = ""] = route.split(" ");
  const kind = kindOf(pattern)?.[1];
  const path = pattern
    .replace(":appId", of("appId"))
    .replace(/:version/, "1")
    .replace(/:block/, "figure")
    .replace(/:(\w+)(\{[^}]*\})?/g, kind === undefined ? "none" : of(kind));
  const body = bodies[route]?.(of);
  const query = queries[route]?.(of);
  const response = await server.server.request(
    new Request(new URL(`${base}${path}${query === undefined ? "" : `?${query}`}`, server.origin), {
      method,
      headers: {
        host: new URL(server.origin).host,
        "if-match": '"none"',
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers(),
      },
      ...(body === undefined
        ? route === "POST /api/archive/imports"
          ? { body: gzipSync("{}") }
          : {}
        : { body: JSON.stringify(body) }),
    }),
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = (isPacked ? gunzipSync(bytes) : bytes).toString("utf8");
  return { status: response.status, text };
}

/** Without what was sent, which an answer may repeat, and what tells one answer from the next. */
function plain(text: string, of: Given): string {
  let rest = text;
  for (const kind of Object.keys(ids)) rest = rest.replaceAll(of(kind), `<${kind}>`);
  return rest
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replaceAll(/\b[a-z]+_[0-9a-hjkmnp-tv-z]{26}\b/g, "<id>")
    .replaceAll(/"ms":(?:\{[^}]*\}|\d+)/g, '"ms":0')
    .replaceAll(/nonce[-=]"?[\w+/=]+"?/g, "<nonce>");
}

const given: Given = (kind) => ids[kind] ?? "none";

async function rowsOfA(): Promise<string> {
  const rows = await Promise.all(
    tablesOfApp.map((table) =>
      db.selectFrom(table).selectAll().where("app_id", "=", appA).execute(),
    ),
  );
  const apps = await db.selectFrom("apps").selectAll().where("id", "=", appA).execute();
  return JSON.stringify([rows, apps], null, 1);
}

test("one of everything is there", async () => {
  expect(Object.entries(ids).filter(([, id]) => !id)).toEqual([]);
  const empty: string[] = [];
  for (const table of tablesOfApp) {
    const [row] = await db
      .selectFrom(table)
      .selectAll()
      .where("app_id", "=", appA)
      .limit(1)
      .execute();
    if (!row) empty.push(table);
  }
  // Names that something had before, and what a provider sends once, come with neither.
  expect(empty).toEqual(["page_aliases", "function_aliases", "webhook_secrets"]);
  expect(await rowsOfA()).toContain(word);
});

test("every address is covered: its parameters have a kind, and its changes a body", () => {
  const missing = routes().filter((route) => {
    const [method = "", path = ""] = route.split(" ");
    if (path.includes(":") && kindOf(path) === undefined) return true;
    const needsBody = method !== "GET" && method !== "DELETE";
    return (
      needsBody &&
      !takesIds(path) &&
      ![bodies, queries].some((one) => Object.hasOwn(one, route)) &&
      !bodiless.has(route) &&
      !skipped.has(route)
    );
  });
  expect(missing).toEqual([]);
  const known = routes();
  const tables = [
    ...Object.keys(bodies),
    ...Object.keys(queries),
    ...bodiless,
    ...skipped,
    ...unsteady,
  ];
  expect(tables.filter((route) => !known.includes(route))).toEqual([]);
});

describe.each(principals)("$name of another workspace", (principal) => {
  test("learns nothing of A in its own app, and changes nothing", async () => {
    const before = await rowsOfA();
    const wrong: string[] = [];
    for (const route of routes()) {
      if (skipped.has(route)) continue;
      const real = await call("/apps/tenant-b", route, given, principal);
      const none = await call("/apps/tenant-b", route, ghostOf, principal);
      const told = plain(real.text, given);
      if (told.includes(word)) wrong.push(`${route}: tells of A: ${told}`);
      const isSame = real.status === none.status && told === plain(none.text, ghostOf);
      if (!isSame && !unsteady.has(route))
        wrong.push(
          `${route}: ${real.status} ${told.slice(0, 300)} is not ${none.status} ${plain(none.text, ghostOf).slice(0, 300)}`,
        );
    }
    expect(wrong).toEqual([]);
    expect(await rowsOfA()).toBe(before);
  }, 120_000);

  test("finds A's own addresses as those of an app that there is not", async () => {
    const before = await rowsOfA();
    const wrong: string[] = [];
    for (const route of routes()) {
      // An automation's own address is for whoever was given it; the call must be signed.
      if (skipped.has(route) || route.includes("/hooks/")) continue;
      const real = await call("/apps/tenant-a", route, given, principal);
      const none = await call("/apps/tenant-0", route, given, principal);
      const told = plain(real.text, given);
      if (told.includes(word)) wrong.push(`${route}: tells of A: ${told}`);
      if (real.status !== none.status || told !== plain(none.text, given))
        wrong.push(
          `${route}: ${real.status} ${told.slice(0, 200)} is not ${none.status} ${plain(none.text, given).slice(0, 200)}`,
        );
    }
    expect(wrong).toEqual([]);
    expect(await rowsOfA()).toBe(before);
  }, 120_000);
});
