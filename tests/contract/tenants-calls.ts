import { gunzipSync, gzipSync } from "node:zlib";
import type { TestServer } from "../support/server.ts";
import { type Ids, codeOf, documentOf, pageOf } from "./tenants-ground.ts";

/** The id of a kind of thing, of A or of nobody. */
export type Given = (kind: string) => string;
type MadeOf<T> = Readonly<Record<string, (of: Given) => T>>;

/** What stands in A's place where nobody ever gave an id out. */
const ghosts: Readonly<Record<string, string>> = {
  function: "ghostFn0",
  actor: "ghostFn1",
  secret: "GHOST0_SECRET",
  page: "ghost00-page",
  integration: "ghost0tool",
  app: "tenant-0",
  person: "ghost0-person",
  email: "ghost0.two@example.com",
  link: "1".repeat(43),
  state: "2".repeat(43),
};
export const ghostsOf =
  (ids: Ids): Given =>
  (kind) =>
    ghosts[kind] ??
    (ids[kind] ?? "").replaceAll(/(?<=_|^[^_]*$).+$/g, (id) =>
      // Another one for each kind, so that an answer tells which it repeats.
      String(Object.keys(ids).indexOf(kind)).padStart(id.length, "0"),
    );

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
  [/^\/connect\/start\/|^\/embed\/connect\//, "link"],
  [/^\/connect\/step\//, "step"],
  [/^\/account\/connections\/:id/, "managed"],
  [/^\/api\/app-users\/:id/, "appUser"],
  [/^\/api\/me\/connections\/:id/, "ownConnection"],
  [/^\/api\/me\/consents\//, "actor"],
  [/^\/api\/runs\/:id/, "run"],
  [/^\/api\/automations\/:id/, "automation"],
  [/^\/api\/deliveries\/:id/, "delivery"],
  [/^\/api\/sandbox\/:provider/, "integration"],
  [/^\/stand-ins\/:provider/, "integration"],
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
export const kindOf = (path: string) => kinds.find(([pattern]) => pattern.test(path));

const message = { id: "m2", role: "user", parts: [{ type: "text", text: "Hello" }] };
const flowless = (of: Given) => pageOf("made", of("function"), "Made");

/** A body that is well formed, with an id of A wherever one fits. */
export const bodies: MadeOf<unknown> = {
  "POST /api/apps": (of) => ({ name: "New", slug: "tenant-b", workspace: of("workspace") }),
  "PATCH /api/apps/:slug": () => ({ name: "Taken over" }),
  "POST /api/chat": (of) => ({
    id: of("chat"),
    message,
    about: { kind: "function", name: of("function") },
  }),
  "PATCH /api/chats/:id": () => ({ title: "Taken over" }),
  "POST /api/me/consents/:function": () => ({ version: 1 }),
  "POST /api/connections": (of) => ({ request: of("request") }),
  "PATCH /api/connections/:id": () => ({ name: "taken-over" }),
  "POST /api/connections/:id/give-back": () => ({ connector: "slack" }),
  "POST /api/connection-requests/:id/settle": () => ({ status: "skipped" }),
  "POST /api/connect-links": (of) => ({
    user: { externalId: "b-person" },
    function: of("actor"),
  }),
  "PUT /api/connect-sites": () => ({ origins: ["https://b.example"] }),
  "POST /api/functions/import": () => ({ files: [{ path: "a.ts", text: "x" }], dryRun: true }),
  "POST /api/functions/:name/check": () => ({ code: codeOf("b") }),
  "POST /api/functions/:name/format": () => ({ code: codeOf("b") }),
  "POST /api/functions/:name/restore": () => ({ version: 1 }),
  "POST /api/functions/:name/rename": () => ({ name: "takenOver" }),
  "POST /api/functions/:name/duplicate": () => ({ name: "takenOver" }),
  "PATCH /api/functions/:name/accounts": () => ({ accounts: { message: "support" } }),
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
  "POST /api/integrations/preview": () => ({ document: documentOf("b") }),
  "PUT /api/settings/model": () => ({ kind: "builtin" }),
  "POST /api/settings/model/test": () => ({ kind: "builtin" }),
  "POST /api/settings/model/list": () => ({}),
  "PUT /api/settings/providers/:provider/client": () => ({ clientId: "b", clientSecret: "b" }),
  "POST /api/archive/imports/:id": () => ({ take: [] }),
  "POST /mcp": (of) => ({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: of("function"), arguments: {} },
  }),
  "PATCH /api/members/:id": () => ({ role: "viewer" }),
  "PATCH /api/account": () => ({ name: "Stranger" }),
  "POST /api/account/password": () => ({}),
  "POST /api/sign-in/first": () => ({}),
  "POST /api/sign-in/invitation": () => ({ code: "none" }),
  "POST /api/sign-in/invitation/accept": () => ({ code: "none" }),
  "POST /api/sign-in/password": () => ({}),
  "POST /api/auth/sign-in/email": () => ({
    email: "nobody@example.com",
    password: "none of these",
  }),
  "POST /api/auth/passkey/verify-registration": () => ({ response: {} }),
  "POST /api/auth/passkey/verify-authentication": () => ({ response: {} }),
};

/** Forms of pages for people. */
export const forms: MadeOf<Record<string, string>> = {
  "POST /connect/:request": () => ({ key: "b" }),
  "POST /connect/start/:token": () => ({ act: "connect" }),
  "POST /connect/step/:id": () => ({ act: "connect" }),
  "POST /account/connections": (of) => ({ act: "disconnect", id: of("ownConnection") }),
  "POST /account/connections/:id": (of) => ({ act: "disconnect", id: of("ownConnection") }),
};

/** What makes something in B that is called as something of A: asked last, so that all before finds nothing. */
export const makers: MadeOf<unknown> = {
  "POST /api/workspaces": (of) => ({ name: of("workspace") }),
  "POST /api/app-users": (of) => ({ externalId: of("person") }),
  "PUT /api/functions/:name": () => ({ code: codeOf("b") }),
  "PUT /api/secrets/:name": () => ({ value: "b", hosts: ["b.example"] }),
  "POST /api/integrations": (of) => ({
    document: documentOf("b"),
    id: of("integration"),
    name: of("integration"),
    operations: ["things"],
  }),
  "POST /api/keys": (of) => ({ name: of("key") }),
  "POST /api/invitations": (of) => ({ email: of("email"), role: "viewer" }),
};

/** Changes with an address alone, or with a body that any function may have. */
export const bodiless: ReadonlySet<string> = new Set([
  "DELETE /api/apps/:slug",
  "POST /api/apps/:slug/restore",
  "POST /api/archive/imports",
  "POST /api/encryption/rotate",
  "POST /api/key-file/replace",
]);

/** The query of an address, where it takes an id of something. */
export const queries: MadeOf<string> = {
  "GET /api/runs": (of) => `function=${of("function")}&automation=${of("automation")}`,
  "GET /api/chats": (of) =>
    `q=${of("function")}&about=function:${of("function")}&cursor=${of("chat")}`,
  "GET /api/automations": (of) => `function=${of("function")}`,
  "GET /api/automations/:id/deliveries": (of) => `cursor=${of("delivery")}`,
  "GET /api/function-summaries": (of) => `q=${of("function")}&connection=${of("connection")}`,
  "GET /api/app-users": (of) => `externalId=${of("person")}`,
  "GET /api/export": () => "target=deno",
  "GET /api/functions/:name/diff": () => "from=1&to=2",
  "GET /api/operations": (of) => `q=${of("integration")}`,
  "GET /oauth/callback": (of) => `code=x&state=${of("state")}`,
};

/** Who asks, as the headers of a request say it. */
export interface Principal {
  readonly name: string;
  readonly headers: (of: Given) => Record<string, string>;
}

/** Asks one address of a server. */
export function createCalls({ server, origin }: TestServer) {
  const contentOf = (route: string, of: Given) => {
    const form = forms[route]?.(of);
    if (form) return new URLSearchParams(form);
    if (route === "POST /api/archive/imports") return gzipSync("{}");
    const body = (bodies[route] ?? makers[route])?.(of);
    return body === undefined ? undefined : JSON.stringify(body);
  };

  return async (base: string, route: string, of: Given, { headers }: Principal) => {
    const [method = "", pattern = ""] = route.split(" ");
    const kind = kindOf(pattern)?.[1];
    const path = pattern
      .replace(":appId", of("appId"))
      .replace(/:version/, "1")
      .replace(/:block/, "figure")
      .replace(/:(\w+)(\{[^}]*\})?/g, kind === undefined ? "none" : of(kind));
    const body = contentOf(route, of);
    const query = queries[route]?.(of);
    const address = `${base}${path}${query === undefined ? "" : `?${query}`}`;
    const response = await server.request(
      new Request(new URL(address, origin), {
        method,
        headers: {
          host: new URL(origin).host,
          ...(route in makers ? { "if-none-match": "*" } : { "if-match": '"none"' }),
          ...(typeof body === "string" ? { "content-type": "application/json" } : {}),
          ...headers(of),
        },
        ...(body === undefined ? {} : { body }),
      }),
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = (isPacked ? gunzipSync(bytes) : bytes).toString("utf8");
    return { status: response.status, text };
  };
}

/** Without what was sent, which an answer may repeat, and what tells one answer from the next. */
export function plain(text: string, names: readonly string[], of: Given): string {
  let rest = text;
  for (const kind of names) rest = rest.replaceAll(of(kind), `<${kind}>`);
  return rest
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replaceAll(/\b[a-z]+_[0-9a-hjkmnp-tv-z]{26}\b/g, "<id>")
    .replaceAll(/\bpbk_[\w-]+/g, "<key>")
    .replaceAll(/(?<=\/invitation\/)[\w-]{43}/g, "<code>")
    .replaceAll(/"ms":(?:\{[^}]*\}|\d+)/g, '"ms":0')
    .replaceAll(/nonce[-=]"?[\w+/=]+"?/g, "<nonce>")
    .replaceAll(/'(?:nonce|sha256)-[\w+/=]+'/g, "<hash>")
    .replaceAll(/"challenge":"[^"]+"|(?<="user":\{)"id":"[^"]+"/g, "<challenge>");
}
