import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type ErrorCode, PatchbayError, errorCodes } from "../core/errors.ts";

/** The HTTP API, of a running server or of one in this process. */
export interface Client {
  /** Where people open it. */
  readonly origin: string;
  /** Like `fetch`, with the API key; the address may be a path. */
  fetch(address: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** As the server writes it: where it listens, and where people open it. */
const placeShape = z.object({ url: z.url(), address: z.url().optional() });

/** The server that runs on this data folder, or undefined. */
export async function findServer(dataDir: string): Promise<Client | undefined> {
  const running = readJson(join(dataDir, "server.json"));
  const { url, address } = placeShape.safeParse(running).data ?? {};
  if (url === undefined) return undefined;
  try {
    const health = await fetch(new URL("/healthz", url), { signal: AbortSignal.timeout(2000) });
    if (!health.ok) return undefined;
  } catch {
    return undefined; // The file is left from a server that was killed.
  }
  const key = readFileSync(join(dataDir, "api-key"), "utf8").trim();
  return {
    origin: new URL(address ?? url).origin,
    fetch: (path, init = {}) => fetch(new URL(path, url), withKey(init, key)),
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

/** Does the work with a server, and lets it go afterwards. */
export type WithClient = (work: (client: Client) => Promise<void>) => Promise<void>;

/** Reads a JSON answer; a problem becomes the error that it was on the server. */
export async function readAnswer(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const { type, title: _, status: __, detail, where, ...extra } = problemShape.parse(body ?? {});
  throw new PatchbayError(codeOf(type), detail ?? `HTTP ${response.status}`, {
    extra,
    ...(where === undefined ? {} : { where }),
  });
}

const problemShape = z.looseObject({
  type: z.string().default(""),
  title: z.string().optional(),
  status: z.number().optional(),
  detail: z.string().optional(),
  where: z.string().optional(),
});

function codeOf(type: string): ErrorCode {
  const code = type.replace(/^urn:patchbay:/, "");
  return isErrorCode(code) ? code : "request/invalid";
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

export async function send(
  client: Client,
  path: string,
  method: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const init =
    body === undefined
      ? { method, headers }
      : {
          method,
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(body),
        };
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
