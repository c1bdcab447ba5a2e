import { gunzipSync, gzipSync } from "node:zlib";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { maxArchiveBytes } from "../../src/contract/archive.ts";
import { openBrowser, saveAddEvent } from "../support/app-users.ts";
import { openChat, sayIn, writtenName } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { filesWith } from "../support/files-with.ts";
import { passingTime } from "../support/passing-time.ts";
import { saveUnchecked } from "../support/saved-function.ts";
import { type TestServer, keyFiles, startServer } from "../support/server.ts";

/** Everything out of one server as a file, and into another. */
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function serve(clock?: Parameters<typeof startServer>[3]): Promise<TestServer> {
  const server = await startServer({}, undefined, undefined, clock);
  closing.push(server.close);
  return server;
}

const canaries = {
  secret: "canary-secret-0123456789",
  model: "sk-canary-model-0123456789",
  client: "canary-client-0123456789",
  typed: "ghp_canaryTypedInAChat0123456789",
};

/** A server with something of everything, and canaries wherever one could stand. */
async function filled() {
  const server = await serve();
  await server.json("/api/secrets/ACME_KEY", "PUT", {
    value: canaries.secret,
    hosts: ["api.acme.test"],
  });
  await server.json("/api/settings/model", "PUT", {
    kind: "hosted",
    api: "responses",
    id: "gpt-5.5",
    key: canaries.model,
  });
  await server.json("/api/settings/model", "PUT", { kind: "builtin" });
  await server.json("/api/settings/providers/notion/client", "PUT", {
    clientId: "notion-client",
    clientSecret: canaries.client,
  });
  const chat = openChat(server, "first");
  await chat.sendMessage({ text: "Post to #sales on Slack every weekday at 9" });
  await connectAll(server, chat);
  const name = writtenName(chat);
  const said = [canaries.typed, canaries.secret, server.server.apiKey];
  await sayIn(chat, `My keys are ${said.join(" and ")}`);
  await server.json(`/api/functions/${name}`, "PUT", undefined);
  const hand = `// ${canaries.secret}\nexport default async () => Response.json({ ok: true });\n`;
  await saveUnchecked(server, "byHand", hand);
  await server.json("/api/automations", "POST", {
    function: "byHand",
    trigger: { type: "schedule", cron: "0 7 * * *", timezone: "Europe/Berlin" },
  });
  return { server, name };
}

async function archiveOf(server: TestServer): Promise<Buffer> {
  const response = await server.fetch("/api/archive");
  expect(response.headers.get("content-disposition")).toContain("patchbay-");
  return Buffer.from(await response.arrayBuffer());
}

const linesOf = (archive: Buffer): any[] =>
  gunzipSync(archive)
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

async function look(server: TestServer, archive: Uint8Array<ArrayBuffer> | Buffer) {
  const response = await server.fetch("/api/archive/imports", {
    method: "POST",
    headers: { "content-type": "application/gzip" },
    body: new Uint8Array(archive),
  });
  return { status: response.status, body: (await response.json()) as any };
}

async function take(server: TestServer, id: string, keys: readonly string[]) {
  const response = await server.fetch(`/api/archive/imports/${id}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ take: keys }),
  });
  const text = await response.text();
  return text.split("\n").flatMap((line): any[] => (line ? [JSON.parse(line)] : []));
}

const pack = (lines: readonly unknown[]) =>
  gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));

test("an archive has everything, and of secrets, tokens and keys nothing but names", async () => {
  const { server, name } = await filled();
  const archive = await archiveOf(server);
  const text = gunzipSync(archive).toString("utf8");
  for (const canary of Object.values(canaries)) expect(text).not.toContain(canary);
  expect(text).not.toContain("xoxb-");
  for (const file of keyFiles)
    expect(text).not.toContain(readFileSync(join(server.dataDir, file), "utf8").trim());
  const [manifest, ...rest] = linesOf(archive);
  expect(manifest).toMatchObject({ format: "patchbay-archive", version: 1 });
  expect(rest.at(-1)).toEqual({ end: true, count: rest.length - 1 });
  const found = rest.map(({ kind, name: of }) => [kind, of]);
  expect(found).toContainEqual(["function", name]);
  expect(found).toContainEqual(["function", "byHand"]);
  expect(found).toContainEqual(["secret", "ACME_KEY"]);
  expect(found).toContainEqual(["setting", "client of notion"]);
  expect(new Set(found.slice(0, -1).map(([kind]) => kind))).toEqual(
    new Set(["function", "automation", "chat", "secret", "connection", "setting"]),
  );
});

test("shared accounts are in it by name; people, their accounts and consents, and what was audited, are not", async () => {
  const server = await serve();
  await saveAddEvent(server);
  const chat = openChat(server, "named");
  await chat.sendMessage({ text: "Post 'Hello' to #sales on Slack" });
  await connectAll(server, chat);
  const [shared] = (await server.json("/api/connections")).body.connections;
  await server.json(`/api/connections/${shared.id}`, "PATCH", { name: "support" });
  const user = { externalId: "u-canary-person", name: "Canary Person" };
  const link = await server.json("/api/connect-links", "POST", { user, function: "addEvent" });
  await openBrowser(server.origin).connect(link.body.url, "maya@example.com");
  const { secret } = (await server.json("/api/functions/addEvent/signing-secret", "POST")).body;
  await sayIn(chat, `The function is signed with ${secret}`);
  const lines = linesOf(await archiveOf(server));
  const accounts = lines.filter(({ kind }) => kind === "connection");
  expect(accounts).toEqual([
    expect.objectContaining({
      provider: "slack",
      name: "support",
      formerNames: [shared.name],
      isDefault: true,
    }),
  ]);
  const text = JSON.stringify(lines);
  for (const own of ["u-canary-person", "Canary Person", "maya@example.com", secret, "audit"])
    expect(text).not.toContain(own);
  const { body } = await look(await serve(), pack(lines));
  expect(body.items).toContainEqual(
    expect.objectContaining({
      kind: "connection",
      name: "slack:support, Acme",
      detail: "Connect the account again, and call it support, as functions do.",
    }),
  );
});

test("a look changes nothing; what is chosen comes, checked and paused; again it is all the same", async () => {
  const { server, name } = await filled();
  const archive = await archiveOf(server);
  const second = await serve();
  const first = await look(second, archive);
  expect(first.status).toBe(200);
  expect((await second.json("/api/functions")).body.functions).toEqual([]);
  const keysOf = (items: any[], ...statuses: string[]) =>
    items.filter(({ status }) => statuses.includes(status)).map(({ key }) => key);
  const byStatus = Map.groupBy<string, any>(first.body.items, ({ status }) => status);
  expect(byStatus.get("new")?.map(({ kind }: any) => kind)).toEqual([
    "function",
    "function",
    "automation",
    "chat",
  ]);
  const done = await take(second, first.body.id, keysOf(first.body.items, "new"));
  expect(done.map(({ status }) => status)).toEqual(["taken", "taken", "taken", "taken"]);
  expect(done.at(-1)).toMatchObject({ done: 4, of: 4 });

  const there = await second.json(`/api/functions/${name}`);
  const origin = await server.json(`/api/functions/${name}`);
  expect(there.body.code).toBe(origin.body.code);
  expect(there.body.operations).toEqual(origin.body.operations);
  const { automations } = (await second.json("/api/automations")).body;
  expect(automations.map(({ status }: any) => status)).toEqual(["paused", "paused"]);
  expect((await second.json("/api/chats/first")).body.messages).toHaveLength(4);
  // The upload is gone with it.
  expect(
    await second.json(`/api/archive/imports/${first.body.id}`, "POST", { take: [] }),
  ).toMatchObject({ status: 404 });
  expect(readdirSync(join(second.dataDir, "imports"))).toEqual([]);
  const again = await look(second, archive);
  expect(keysOf(again.body.items, "new", "conflict")).toEqual([]);
  // Taken in all the same, nothing is there twice.
  await take(second, again.body.id, keysOf(again.body.items, "same"));
  expect((await second.json("/api/automations")).body.automations).toHaveLength(2);
  expect((await second.json("/api/chats")).body.chats).toHaveLength(1);
  expect((await second.json("/api/functions/byHand")).body.version).toBe(1);
  expect(filesWith(second.dataDir, canaries.typed)).toEqual([]);
});

test("a conflict becomes a new version where it is chosen, and nothing where it is not", async () => {
  const { server, name } = await filled();
  const archive = await archiveOf(server);
  const code = "export default async () => Response.json({ mine: true });\n";
  const second = await serve();
  await saveUnchecked(second, "byHand", code);
  await saveUnchecked(second, name, code);
  const { body } = await look(second, archive);
  const conflicts = body.items.filter(({ status }: any) => status === "conflict");
  expect(conflicts.map(({ name: of }: any) => of).toSorted()).toEqual(["byHand", name].toSorted());
  const chosen = conflicts.find(({ name: of }: any) => of === name);
  await take(second, body.id, [chosen.key]);
  expect((await second.json(`/api/functions/${name}`)).body.version).toBe(2);
  expect((await second.json(`/api/functions/${name}/versions/1`)).body.code).toBe(code);
  expect((await second.json("/api/functions/byHand")).body).toMatchObject({ version: 1, code });
});

test("an archive grants nothing: what code may call is read from its calls", async () => {
  const server = await serve();
  const code = "export default async () => Response.json({ ok: true });\n";
  const approvals = [{ operation: "slack.chat.postMessage", token: "bot" }];
  const { body } = await look(
    server,
    pack([
      { format: "patchbay-archive", version: 1, patchbay: "0", createdAt: "2026-11-29T00:00:00Z" },
      { kind: "function", name: "sly", versions: [{ origin: "hand", code, approvals }] },
      {
        kind: "function",
        name: "bad",
        versions: [{ origin: "hand", code: "export default () => eval('1');\n", approvals: [] }],
      },
      { end: true, count: 2 },
    ]),
  );
  const done = await take(server, body.id, ["1", "2"]);
  expect(done.map(({ status }) => status)).toEqual(["taken", "failed"]);
  expect((await server.json("/api/functions/sly")).body.operations).toEqual([]);
  expect((await server.json("/api/functions/bad")).status).toBe(404);
});

const manifest = {
  format: "patchbay-archive",
  version: 1,
  patchbay: "0",
  createdAt: "2026-11-29T00:00:00Z",
};
test.each([
  ["no gzip", Buffer.from("hello")],
  ["nothing", gzipSync("")],
  [
    "another format",
    pack([
      { format: "tar", version: 1 },
      { end: true, count: 0 },
    ]),
  ],
  [
    "a newer one",
    pack([
      { ...manifest, version: 2 },
      { end: true, count: 0 },
    ]),
  ],
  [
    "one that was cut off between lines",
    pack([manifest, { kind: "secret", name: "A", hosts: [] }]),
  ],
  ["one that lacks a line", pack([manifest, { end: true, count: 1 }])],
  ["one that goes on", pack([manifest, { end: true, count: 0 }, { kind: "x" }])],
  ["one that was cut off", pack([manifest, { end: true, count: 0 }]).subarray(0, 40)],
])("%s is refused, and not kept", async (_, archive) => {
  const server = await serve();
  const { status, body } = await look(server, archive);
  expect(status).toBe(422);
  expect(body.type).toContain("archive/invalid");
  expect(readdirSync(join(server.dataDir, "imports"))).toEqual([]);
});

test("what any page could have a browser send is no archive", async () => {
  const server = await serve();
  const response = await server.fetch("/api/archive/imports", {
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: new Uint8Array(pack([manifest, { end: true, count: 0 }])),
  });
  expect(response.status).toBe(415);
});

test("a line that is not as it should be is told, and cannot be taken in", async () => {
  const server = await serve();
  const lines = [
    { kind: "chat", id: "../elsewhere", title: "A", messages: [] },
    { kind: "chat", id: "b", title: "B", messages: [{ id: "1", role: "system", parts: [] }] },
    { kind: "function", name: "../f", versions: [{ origin: "hand", code: "", approvals: [] }] },
    { kind: "page", slug: "p", versions: [{ spec: { slug: "p", title: "P", blocks: [{}] } }] },
    { kind: "automation", function: "f", origin: "own", trigger: { type: "no" }, settings: {} },
    { kind: "session", name: "mine" },
  ];
  const { body } = await look(
    server,
    pack([manifest, ...lines, { end: true, count: lines.length }]),
  );
  expect(body.items.map(({ status }: any) => status)).toEqual(lines.map(() => "unreadable"));
  expect(
    await take(
      server,
      body.id,
      body.items.map(({ key }: any) => key),
    ),
  ).toEqual([]);
});

test("more than an archive may have is refused while it comes, and not kept", async () => {
  const server = await serve();
  const chunk = new Uint8Array(32 * 1024 ** 2);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += chunk.byteLength;
      // Without the limit it would come to its end, and be found to be no archive.
      if (sent > maxArchiveBytes + 2 * chunk.byteLength) controller.close();
      else controller.enqueue(chunk);
    },
  });
  const init: RequestInit & { readonly duplex: "half" } = {
    method: "POST",
    headers: { "content-type": "application/gzip" },
    body,
    duplex: "half",
  };
  const response = await server.fetch("/api/archive/imports", init);
  expect(response.status).toBe(413);
  expect(readdirSync(join(server.dataDir, "imports"))).toEqual([]);
});

test("a chat that waited for an answer goes on where it was taken in", async () => {
  const server = await serve();
  const chat = openChat(server, "waiting");
  await chat.sendMessage({ text: "Create a Notion page named Plan" });
  const archive = await archiveOf(server);
  const second = await serve();
  const { body } = await look(second, archive);
  const { key } = body.items.find(({ kind }: any) => kind === "chat");
  expect((await take(second, body.id, [key])).map(({ status }) => status)).toEqual(["taken"]);
  const there = openChat(second, "waiting");
  await there.sendMessage({ text: "Which functions are there?" });
  expect((await second.json("/api/chats/waiting")).body.messages).toHaveLength(4);
  // By now it is another than that of the archive, which becomes a chat of its own.
  await take(second, (await look(second, archive)).body.id, [key]);
  expect((await second.json("/api/chats/waiting")).body.messages).toHaveLength(4);
  expect((await second.json("/api/chats")).body.chats).toHaveLength(2);
});

test("an upload that nobody chose from is gone after an hour", async () => {
  const time = passingTime();
  const server = await serve(time);
  const archive = pack([manifest, { end: true, count: 0 }]);
  const { body } = await look(server, archive);
  const choose = () => server.json(`/api/archive/imports/${body.id}`, "POST", { take: [] });
  time.pass(60 * 60_000);
  expect(await choose()).toMatchObject({
    status: 404,
    body: { type: "urn:patchbay:archive/not-found" },
  });
  // The next one makes room.
  const next = await look(server, archive);
  expect(readdirSync(join(server.dataDir, "imports"))).toEqual([`${next.body.id}.gz`]);
});
