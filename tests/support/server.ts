import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Server, type Time, compose } from "../../src/compose.ts";
import type { Connector } from "../../src/catalog/connector.ts";
import { providers } from "../../src/connectors/index.ts";
import { type Listening, listen } from "../../src/server/listen.ts";
import { readSettings } from "../../src/settings.ts";
import { dropTestDatabase, testDialect, testPlace } from "../../src/store/ground.ts";

export interface TestServer {
  readonly origin: string;
  readonly dataDir: string;
  readonly server: Server;
  /** Like `fetch`, with the API key. */
  fetch(path: string | URL, init?: RequestInit): Promise<Response>;
  json(path: string, method?: string, body?: unknown): Promise<{ status: number; body: any }>;
  close(): Promise<void>;
}

/** The whole product on a free port, with a data folder of its own. */
export async function startServer(
  env: Record<string, string> = {},
  keepDir?: string,
  shipped?: readonly Connector[],
  time?: Time,
): Promise<TestServer> {
  const dataDir = keepDir ?? mkdtempSync(join(tmpdir(), "patchbay-"));
  const settings = readSettings(
    {
      DATA_DIR: dataDir,
      FUNCTIONS_DIR: join(dataDir, "functions"),
      PORT: "0",
      ...(await databaseEnvironment(dataDir)),
      ...env,
    },
    providers,
  );
  const server = await compose(settings, shipped, time);
  const listening: Listening = await listen((...given) => server.fetch(...given), settings);
  const origin = `http://127.0.0.1:${listening.port}`;
  await server.ready([origin]);
  await server.automate();
  const send = (path: string | URL, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${server.apiKey}`);
    return fetch(new URL(path, origin), { ...init, headers });
  };
  return {
    origin,
    dataDir,
    server,
    fetch: send,
    async json(path, method = "GET", body) {
      const response = await send(path, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text ? JSON.parse(text) : null };
    },
    async close() {
      await listening.close();
      await server.close();
      if (keepDir) return;
      rmSync(dataDir, { recursive: true, force: true });
      await dropTestDatabase(dataDir);
    },
  };
}

/** Secrets that are files of a data folder: with Postgres its servers share the others. */
export const keyFiles: readonly string[] =
  testDialect === "postgres" ? ["api-key"] : ["api-key", "approval-key", "encryption-key"];

/** A server on SQLite with a key of its own, whatever the suite runs on. */
export const onSqlite = { DATABASE_URL: "", ENCRYPTION_KEY: "" };

/** The environment of a server on the database that the suite runs on. */
export async function databaseEnvironment(dataDir: string): Promise<Record<string, string>> {
  const { databaseUrl } = await testPlace(dataDir);
  return databaseUrl === undefined
    ? {}
    : { DATABASE_URL: databaseUrl, ENCRYPTION_KEY: Buffer.alloc(32, "key").toString("base64") };
}
