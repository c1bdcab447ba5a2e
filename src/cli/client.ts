import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PatchbayError } from "../core/errors.ts";

/** The HTTP API, of a running server or of one in this process. */
export interface Client {
  readonly origin: string;
  /** Like `fetch`, with the API key; the address may be a path. */
  fetch(address: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** The server that runs on this data folder, or undefined. */
export async function findServer(dataDir: string): Promise<Client | undefined> {
  const running = readJson(join(dataDir, "server.json"));
  const url =
    typeof running === "object" && running !== null && "url" in running ? running.url : undefined;
  if (typeof url !== "string") return undefined;
  try {
    const health = await fetch(new URL("/healthz", url), { signal: AbortSignal.timeout(2000) });
    if (!health.ok) return undefined;
  } catch {
    return undefined; // The file is left from a server that was killed.
  }
  const key = readFileSync(join(dataDir, "api-key"), "utf8").trim();
  return {
    origin: new URL(url).origin,
    fetch: (address, init = {}) => fetch(new URL(address, url), withKey(init, key)),
    close: async () => {},
  };
}

/** A server in this process, without a port. */
export function inProcess(
  server: { request(request: Request): Response | Promise<Response>; close(): Promise<void> },
  { origin, apiKey }: { readonly origin: string; readonly apiKey: string },
): Client {
  return {
    origin,
    fetch: async (address, init = {}) => {
      const { headers, ...rest } = withKey(init, apiKey);
      headers.set("host", new URL(origin).host);
      return server.request(new Request(new URL(address, origin), { ...rest, headers }));
    },
    close: () => server.close(),
  };
}

/** Reads a JSON answer; a problem becomes an error with its detail. */
export async function readAnswer(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const detail =
    typeof body === "object" && body !== null && "detail" in body
      ? String(body.detail)
      : `HTTP ${response.status}`;
  throw new PatchbayError("request/invalid", detail);
}

export async function send(
  client: Client,
  path: string,
  method: string,
  body?: unknown,
): Promise<unknown> {
  const init =
    body === undefined
      ? { method }
      : { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return readAnswer(await client.fetch(path, init));
}

function withKey(init: RequestInit, key: string): RequestInit & { headers: Headers } {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${key}`);
  return { ...init, headers };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
