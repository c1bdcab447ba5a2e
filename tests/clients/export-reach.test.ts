import { type IncomingHttpHeaders, type Server, createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { createExporter } from "../../src/functions/export/export.ts";
import { acme, acmeProvider } from "../../src/runs/broker/acme.fixture.ts";
import { type Running, engines, exporterOptions, ofCode } from "./export-harness.ts";

/** What goes where: an exported function gives a credential to the calls it was approved for, and to no other. */
interface Seen {
  readonly server: "api" | "other";
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}
const seen: Seen[] = [];
const servers: Server[] = [];
const running: Running[] = [];
let [api, other] = ["", ""];

/** Remembers what comes; `cursor=away` leads to the other server, `cursor=inside` to another operation. */
async function listen(server: Seen["server"]): Promise<string> {
  const listening = createServer((request, response) => {
    const { url = "", headers } = request;
    seen.push({ server, url, headers });
    request.resume();
    const [, leads] = /cursor=(away|inside)/.exec(url) ?? [];
    if (leads === "away") response.writeHead(302, { location: `${other}/api/conversations.list` });
    if (leads === "inside") response.writeHead(302, { location: "/api/users.list" });
    response.end(JSON.stringify({ ok: true }));
  });
  servers.push(listening);
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

beforeAll(async () => {
  other = await listen("other");
  api = await listen("api");
});
beforeEach(() => seen.splice(0));
afterAll(() => {
  for (const one of running) one.close();
  for (const one of servers) one.close();
});

const approvals = [
  { operation: "slack.chat.postMessage", token: "bot" },
  { operation: "slack.conversations.list", token: "user" },
  { operation: "linkedin.posts.create", token: "user" },
  { operation: "notion.pages.retrieve", token: "user" },
  { operation: "salesforce.query", token: "user" },
  { operation: "acme.items.list", token: "user" },
] as const;

/** A tool of the user's, whose key goes into the query. */
const queryKey = { kind: "key", in: "query", name: "key", prefix: "" } as const;
const exporter = createExporter({
  ...exporterOptions,
  catalog: createCatalog([...connectors, acme], [...providers, { ...acmeProvider, key: queryKey }]),
});

async function start(target: keyof typeof engines, code: string): Promise<Running> {
  const files = await exporter.files([ofCode("reach", code, approvals)], target);
  const started = await engines[target](files, {
    SLACK_API_BASE: api,
    LINKEDIN_API_BASE: api,
    NOTION_API_BASE: api,
    NOTION_TOKEN: "notion-token",
    SLACK_TOKEN: "general-token",
    SLACK_USER_TOKEN: "user-token",
    LINKEDIN_TOKEN: "linkedin-token",
    SALESFORCE_TOKEN: "salesforce-token",
    SALESFORCE_INSTANCE_URL: api,
    ACME_API_BASE: api,
    ACME_KEY: "secret-value",
  });
  running.push(started);
  return started;
}

/** Sends what the body says, and answers with the status, or why it failed. */
const sender = `async function handler(request: Request): Promise<Response> {
  const { url, ...init } = await request.json();
  try {
    return Response.json((await fetch(url, init)).status);
  } catch (error) {
    return Response.json(String(error), { status: 500 });
  }
}`;
const unused = `const key = "{{secrets.ACME_KEY}}";`;

describe.each(["deno", "node", "cloudflare"] as const)("in %s", (target) => {
  let started: Running;
  beforeAll(async () => {
    started = await start(target, `${sender}\n${unused}\nexport default handler;`);
  });
  const send = async (url: string, init: RequestInit = {}) => {
    const answer = await fetch(started.url, {
      method: "POST",
      body: JSON.stringify({ url, ...init }),
    });
    expect(await answer.text()).toBe("200");
    return seen.map(({ server, headers }) => `${server} ${headers.authorization ?? "none"}`);
  };

  test.each([
    ["POST", "/api/chat.postMessage", "api Bearer general-token"],
    ["GET", "/api/conversations.list?limit=1", "api Bearer user-token"],
    ["POST", "/rest/posts", "api Bearer linkedin-token"],
    ["GET", "/v1/pages/59833787", "api Bearer notion-token"],
    // Another operation, another method, a path below, a path that can be read in two ways.
    ["POST", "/api/chat.delete", "api none"],
    ["DELETE", "/api/chat.postMessage", "api none"],
    ["POST", "/api/chat.postMessage/more", "api none"],
    ["GET", "/v1/pages/..%2fusers", "api none"],
    ["GET", "/v1/pages/59833787;x", "api none"],
  ])("%s %s of the API gets: %s", async (method, path, expected) => {
    expect(await send(`${api}${path}`, { method })).toEqual([expected]);
  });

  test("the same path elsewhere gets none", async () => {
    expect(await send(`${other}/api/chat.postMessage`, { method: "POST" })).toEqual(["other none"]);
  });

  test("the API's real host is replaced by the one that is set", async () => {
    const answered = await send("https://slack.com/api/chat.postMessage", { method: "POST" });
    expect(answered).toEqual(["api Bearer general-token"]);
  });

  test("the account's own address stands in place of Salesforce's placeholder", async () => {
    const path = "/services/data/v67.0/query?q=SELECT+Id+FROM+Account";
    expect(await send(`https://mydomainname.my.salesforce.com${path}`)).toEqual([
      "api Bearer salesforce-token",
    ]);
    expect(seen[0]?.url).toBe(path);
  });

  test("a key goes where its API takes it", async () => {
    expect(await send("https://api.acme.test/items?page=2")).toEqual(["api none"]);
    expect(seen[0]?.url).toBe("/items?page=2&key=secret-value");
  });

  test("a credential of the code's own is not sent in its place", async () => {
    const headers = { authorization: "Bearer mine" };
    const answered = await send(`${api}/api/chat.postMessage`, { method: "POST", headers });
    expect(answered).toEqual(["api Bearer general-token"]);
  });

  test("none travels along a redirect to what was not approved", async () => {
    const answered = await send(`${api}/api/conversations.list?cursor=inside`);
    expect(answered).toEqual(["api Bearer user-token", "api none"]);
  });

  test("none travels along a redirect to elsewhere", async () => {
    const headers = { authorization: "Bearer mine" };
    const answered = await send(`${api}/api/conversations.list?cursor=away`, { headers });
    expect(answered).toEqual(["api Bearer user-token", "other none"]);
  });

  test("headers of one API go to that API", async () => {
    await send(`${api}/rest/posts`, { method: "POST" });
    await send(`${api}/api/chat.postMessage`, { method: "POST" });
    const versions = seen.map(({ headers }) => headers["linkedin-version"]);
    expect(versions).toEqual(["202609", undefined]);
  });

  test("a secret goes to the host that it is for", async () => {
    const headers = { "x-key": "{{secrets.ACME_KEY}}" };
    await send("https://slack.com/api/chat.postMessage", { method: "POST", headers });
    await send(`${other}/api/chat.postMessage`, { method: "POST", headers });
    expect(seen.map(({ headers: { "x-key": key } }) => key)).toEqual([
      "secret-value",
      "{{secrets.ACME_KEY}}",
    ]);
    const refused = await fetch(started.url, {
      method: "POST",
      body: JSON.stringify({ url: "https://api.linkedin.com/rest/posts", method: "POST", headers }),
    });
    expect(await refused.text()).toContain("The secret ACME_KEY is not for api.linkedin.com");
    expect(seen).toHaveLength(2);
  });

  test.each([
    ["an object", `${sender}\nexport default { fetch: handler };`],
    ["a function", `export default ${sender}`],
    ["Deno.serve", `${sender}\nDeno.serve(handler);`],
    [
      "Deno.serve with options",
      `${sender}\nDeno.serve({ port: Number(Deno.env.get("NO_PORT") ?? 0), hostname: "127.0.0.1" }, handler);`,
    ],
  ])("%s answers", async (_, code) => {
    started = await start(target, code);
    expect(await send(`${api}/api/chat.postMessage`, { method: "POST" })).toEqual([
      "api Bearer general-token",
    ]);
  });
});
