import { createHmac } from "node:crypto";
import { consentInSandbox } from "../../src/cli/consent.ts";
import { systemClock } from "../../src/core/clock.ts";
import type { Database } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { createOutageStore } from "../../src/store/outages.ts";
import { createPendingRevocationStore } from "../../src/store/pending-revocations.ts";
import { createWebhookSecretStore } from "../../src/store/webhook-secrets.ts";
import { openBrowser, saveAddEvent } from "../support/app-users.ts";
import {
  type TestPerson,
  makeOwner,
  openPerson,
  password,
  startSharedServer,
} from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

/** Stands in all that A has: code, titles, values, labels. */
export const word = "plover";

/** Ids and names, by what they are ids of. */
export type Ids = Record<string, string>;

const baseA = "/apps/tenant-a";
const baseB = "/apps/tenant-b";
/** So late that nothing looks at it while the test runs: 30 days. */
const lateMs = 30 * 24 * 60 * 60_000;

export const codeOf = (text: string) =>
  `export default { fetch: () => Response.json({ text: ${JSON.stringify(text)} }) };\n`;
export const pageOf = (slug: string, name: string, title: string) => ({
  slug,
  title,
  sources: { rows: { function: name } },
  blocks: [{ id: "figure", type: "figure", width: "full", value: "${rows.text}" }],
});
export const documentOf = (title: string) =>
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

const lastPart = (address: string) => new URL(address).pathname.split("/").at(-1) ?? "";

/** Two workspaces with an app each: A has one of everything, B a member, two keys and a person. */
export async function openTenants() {
  const server = await startSharedServer();
  const owner = await makeOwner(server);
  const db = await openTestDatabase(server.dataDir);
  const ids: Ids = {};
  for (const side of ["a", "b"]) {
    const { id } = await made(owner.send("/api/workspaces", "POST", { name: `Team ${side}` }));
    if (side === "a") ids["workspace"] = id;
    const app = { name: `Tenant ${side}`, workspace: id };
    await made(owner.send("/api/apps", "POST", app));
  }
  const { id: appA } = await db
    .selectFrom("apps")
    .select("id")
    .where("slug", "=", "tenant-a")
    .executeTakeFirstOrThrow();
  ids["app"] = "tenant-a";
  ids["appId"] = appA;
  const fill = createFill(server, ids);
  await fill.functions();
  await fill.pages();
  await fill.automations();
  await fill.connections();
  await fill.people();
  await fill.chats();
  await fill.settings();
  await fill.members(owner);
  await fill.archive();
  await leaveBehind(db, appA);
  const b = await openB(server, owner);
  return {
    server,
    db,
    ids,
    appA,
    ...b,
    async close(): Promise<void> {
      await db.destroy();
      await server.close();
    },
  };
}

export type Tenants = Awaited<ReturnType<typeof openTenants>>;

/** One of everything that an app can have, in A. */
function createFill(server: TestServer, ids: Ids) {
  const a = (path: string, method = "GET", body?: unknown) =>
    made(server.json(`${baseA}${path}`, method, body));
  /** At the address that the test server listens at, whatever name people know it by. */
  const inHouse = (path: string | URL, init?: RequestInit) => {
    const url = new URL(path, server.origin);
    return server.fetch(new URL(url.pathname + url.search, server.origin), init);
  };

  return {
    async functions(): Promise<void> {
      await save(server, baseA, "canaryFn", word);
      await save(server, baseA, "canaryFn", `${word} again`);
      ids["function"] = "canaryFn";
      await save(server, baseA, "canaryBefore", word);
      await a("/api/functions/canaryBefore/rename", "POST", { name: "canaryAfter" });
      ids["run"] = (await a("/api/functions/canaryFn/run", "POST", { input: {} })).id;
      const { secret } = await a("/api/functions/canaryFn/signing-secret", "POST");
      const at = String(Math.floor(Date.now() / 1000));
      const key = Buffer.from(secret.replace("whsec_", ""), "base64");
      const signature = createHmac("sha256", key).update(`msg_canary.${at}.{}`).digest("base64");
      const signed = await fetch(new URL(`${baseA}/functions/canaryFn`, server.origin), {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "webhook-id": "msg_canary",
          "webhook-timestamp": at,
          "webhook-signature": `v1,${signature}`,
        },
        body: "{}",
      });
      if (!signed.ok) throw new Error(await signed.text());
      await a("/api/secrets/CANARY_SECRET", "PUT", { value: word, hosts: [`${word}.example`] });
      ids["secret"] = "CANARY_SECRET";
    },
    async pages(): Promise<void> {
      await a("/api/pages", "POST", { spec: pageOf("canary-page", "canaryFn", word) });
      ids["page"] = "canary-page";
      const origins = [`https://${word}.example`];
      ids["embed"] = (await a("/api/pages/canary-page/embed", "PUT", { origins })).key;
      const { etag } = await a("/api/pages", "POST", {
        spec: pageOf("canary-before", "canaryFn", word),
      });
      const moved = await server.fetch(`${baseA}/api/pages/canary-before`, {
        method: "PUT",
        headers: { "content-type": "application/json", "if-match": `"${etag}"` },
        body: JSON.stringify({ spec: pageOf("canary-after", "canaryFn", word) }),
      });
      if (!moved.ok) throw new Error(await moved.text());
    },
    async automations(): Promise<void> {
      const trigger = { type: "webhook" };
      const { id } = await a("/api/automations", "POST", { function: "canaryFn", trigger });
      ids["automation"] = id;
      await a(`/api/automations/${id}/run`, "POST", { payload: { word } });
      for (let left = 200; ids["delivery"] === undefined && left > 0; left -= 1) {
        const { deliveries } = await a(`/api/automations/${id}/deliveries`);
        const over = deliveries.find(({ status }: any) => status === "succeeded");
        if (over) ids["delivery"] = over.id;
        else await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async connections(): Promise<void> {
      const begun = await a("/api/connections", "POST", { connector: "slack" });
      const client = { origin: server.origin, fetch: inHouse, close: async () => {} };
      await consentInSandbox(client, begun.authorizationUrl);
      const { connections } = await a("/api/connections");
      ids["connection"] = connections[0].id;
      await a(`/api/connections/${ids["connection"]}`, "PATCH", { name: word });
      const open = await a("/api/connections", "POST", { connector: "slack", beside: true });
      ids["request"] = open.request;
      ids["state"] = new URL(open.authorizationUrl).searchParams.get("state") ?? "";
    },
    /** Somebody who connected an account of their own and lets a function act for them. */
    async people(): Promise<void> {
      ids["person"] = `${word}-person`;
      const user = { externalId: ids["person"], name: word };
      ids["appUser"] = (await a("/api/app-users", "POST", user)).id;
      await a("/api/connect-sites", "PUT", { origins: [`https://${word}.example`] });
      await saveAddEvent(server, "", baseA);
      ids["actor"] = "addEvent";
      const trigger = { type: "schedule", cron: "0 0 1 1 *", timezone: "UTC" };
      await a("/api/automations", "POST", { function: "addEvent", trigger });
      const link = () => a("/api/connect-links", "POST", { user, function: "addEvent" });
      const browser = openBrowser(server.origin);
      const page = await browser.connect((await link()).url, "maya@example.com");
      const step = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? "", server.origin);
      await browser.go(step, { act: "allow", version: "1" });
      ids["step"] = lastPart(step.href);
      ids["link"] = lastPart((await link()).url);
      const { url } = await a("/api/connect-links", "POST", { user, kind: "manage" });
      const opened = await browser.go(url, { act: "manage" });
      ids["managed"] = lastPart(new URL(opened.headers.get("location") ?? "", url).href);
      const held = await server.fetch(`${baseA}/api/me/connections`, {
        headers: { "patchbay-user": ids["person"] },
      });
      ids["ownConnection"] = ((await held.json()) as any).connections[0].id;
    },
    async chats(): Promise<void> {
      const text = `Post ${word} to #general on Slack`;
      const chat = await server.fetch(`${baseA}/api/chat`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          id: "chat_canary",
          message: { id: "m1", role: "user", parts: [{ type: "text", text }] },
        }),
      });
      await chat.text();
      ids["chat"] = "chat_canary";
    },
    async settings(): Promise<void> {
      ids["key"] = (await a("/api/keys", "POST", { name: word })).id;
      const tool = {
        document: documentOf(word),
        id: "canarytool",
        name: word,
        operations: ["things"],
      };
      await a("/api/integrations", "POST", tool);
      ids["integration"] = "canarytool";
      const client = { clientId: word, clientSecret: word };
      await a("/api/settings/providers/hubspot/client", "PUT", client);
    },
    async members(owner: TestPerson): Promise<void> {
      const invite = (name: string) =>
        a("/api/invitations", "POST", { email: `${name}@example.com`, role: "viewer" });
      await invite(word);
      ids["invitation"] = (await a("/api/invitations")).invitations[0].id;
      ids["email"] = `${word}.two@example.com`;
      const code = lastPart((await invite(`${word}.two`)).link);
      const account = { name: word, password };
      await openPerson(server).send("/api/sign-in/invitation/accept", "POST", { code, account });
      const { members } = await a("/api/members");
      ids["member"] = members.find(({ email }: any) => email.startsWith(word)).id;
      ids["session"] = (await owner.send("/api/account")).body.sessions?.[0]?.id ?? "ses_none";
    },
    async archive(): Promise<void> {
      const archive = await server.fetch(`${baseA}/api/archive`);
      const upload = await server.fetch(`${baseA}/api/archive/imports`, {
        method: "POST",
        headers: { "content-type": "application/gzip" },
        body: await archive.arrayBuffer(),
      });
      ids["upload"] = ((await upload.json()) as any).id;
    },
  };
}

/** What only comes when something goes wrong at a provider, or is sent by it once. */
async function leaveBehind(db: Database, appA: string): Promise<void> {
  await createOutageStore(db, appA, systemClock).begin(
    { provider: "notion", mode: "sandbox", reason: word },
    lateMs,
  );
  await createWebhookSecretStore(db, appA, systemClock).hear("notion");
  const one = { id: "con_gone", provider: "notion", mode: "sandbox", tokens: "v1.none" } as const;
  await createPendingRevocationStore(db, appA, systemClock).add(
    { ...one, account: { id: word, label: word }, reason: word },
    { nextInMs: lateMs, forMs: lateMs },
  );
  // What is kept for minutes, so that another process can go on with it.
  const late = { app_id: appA, expires_at: new Date(Date.now() + lateMs).toISOString() };
  await db
    .insertInto("page_answers")
    .values({ ...late, id_hash: word, body: JSON.stringify({ word }), bytes: 20 })
    .execute();
  await db
    .insertInto("page_acts")
    .values({ ...late, name_hash: word, owner: "proc_none", outcome: JSON.stringify({ word }) })
    .execute();
  await db
    .insertInto("archive_parts")
    .values({ ...late, upload_id: word, position: 0, body: word })
    .execute();
}

/** Who belongs to B, by all the ways in which one can prove it. */
async function openB(server: TestServer, owner: TestPerson) {
  const invitation = { email: "stranger@example.com", role: "owner" };
  const { link } = await made(owner.send(`${baseB}/api/invitations`, "POST", invitation));
  const stranger = openPerson(server);
  const account = { name: "Stranger", password };
  const code = lastPart(link);
  await made(stranger.send("/api/sign-in/invitation/accept", "POST", { code, account }));
  const job = await made(stranger.send(`${baseB}/api/keys`, "POST", { name: "Job" }));
  await save(server, baseB, "own", "b");
  const spec = pageOf("own", "own", "Own");
  await made(server.json(`${baseB}/api/pages`, "POST", { spec }));
  const origins = ["https://b.example"];
  const embed = await made(server.json(`${baseB}/api/pages/own/embed`, "PUT", { origins }));
  const user = { externalId: "b-person" };
  const manage = await made(
    server.json(`${baseB}/api/connect-links`, "POST", { user, kind: "manage" }),
  );
  const browser = openBrowser(server.origin);
  await browser.go(manage.url, { act: "manage" });
  return { stranger, keyOfB: String(job.key), embedKeyOfB: String(embed.key), browserOfB: browser };
}

async function save(server: TestServer, base: string, name: string, text: string): Promise<void> {
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
