import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Example } from "../../src/catalog/connector.ts";
import type { Operation, TokenKind } from "../../src/catalog/operation.ts";
import { consentInSandbox } from "../../src/cli/consent.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import type { TestServer } from "./server.ts";

type ReadBack = NonNullable<Example["readBack"]>;

/** Reads through the stand-in's own API, with a token that was signed in for; `run` is what went before. */
export async function readBackWith(
  server: TestServer,
  readBack: ReadBack,
  run: unknown,
): Promise<string> {
  const [id = ""] = readBack.operation.split(".");
  const connector = connectors.find((one) => one.id === id);
  const operation = connector?.operations.find((one) => one.id === readBack.operation);
  if (!connector || !operation) throw new Error(`There is no operation ${readBack.operation}`);
  const scopes = scopesFor(operation);
  // Without a scope, whatever token is there will do.
  if (scopes.length > 0) await signInFor(server, id, scopes);
  const { body: status } = await server.json("/api/status");
  const { inspector } = status.providers.find((one: any) => one.id === connector.provider);
  const { url, body } = requestOf(operation, withOutputOf(run, readBack.with), inspector);
  const answer = await fetch(url, {
    method: operation.request.method,
    headers: {
      ...headersOf(connector.provider),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      authorization: `Bearer ${newestToken(server, connector.provider, kindOf(operation))}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.text();
}

/** What every call of the API carries: its version, mostly. */
function headersOf(providerId: string): Record<string, string> {
  const provider = providers.find(({ id }) => id === providerId);
  const { apiVersion, apiHeaders, tokenHeaders } = provider ?? {};
  return {
    ...tokenHeaders,
    ...apiHeaders,
    ...(apiVersion ? { [apiVersion.header]: apiVersion.value } : {}),
  };
}

async function signInFor(
  server: TestServer,
  connector: string,
  scopes: readonly string[],
): Promise<void> {
  const { body } = await server.json("/api/connections", "POST", { connector, scopes });
  const client = { origin: server.origin, fetch: server.fetch, close: async () => {} };
  await consentInSandbox(client, body.authorizationUrl);
}

/** Every scope that could be the one: what is read back may be anything. */
function scopesFor(operation: Operation): readonly string[] {
  const kind = kindOf(operation);
  const stated = [operation.scopes, ...(operation.scopesWhen ?? []).map(({ scopes }) => scopes)];
  return [...new Set(stated.flatMap((one) => one[kind]?.at(-1) ?? []))];
}

function kindOf({ scopes }: Operation): TokenKind {
  return scopes.bot ? "bot" : "user";
}

function withOutputOf(run: unknown, given: ReadBack["with"]): ReadBack["with"] {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const path = /^\$\{(output\..+)\}$/.exec(String(value))?.[1];
      return [name, path === undefined ? value : valueAt(run, path.split("."))];
    }),
  );
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<any>((inner, name) => inner?.[name], value);
}

/** A read by POST takes in its body what does not stand in its address. */
function requestOf({ request }: Operation, given: ReadBack["with"], origin: string) {
  const { defaults = {}, fixedQuery = {} } = request;
  const values = new Map(Object.entries({ ...defaults, ...fixedQuery, ...given }));
  const path = request.path.replaceAll(/\{\+?(\w+)\}/g, (_, name: string) => {
    const value = String(values.get(name));
    values.delete(name);
    return encodeURIComponent(value);
  });
  const url = new URL(path, origin);
  const isQuery = (name: string) =>
    request.method === "GET" || name in fixedQuery || request.query?.includes(name) === true;
  const inQuery = [...values].filter(([name]) => isQuery(name));
  for (const [name, value] of inQuery) url.searchParams.set(name, String(value));
  const inBody = [...values].filter(([name]) => !isQuery(name));
  return { url, body: request.method === "GET" ? undefined : Object.fromEntries(inBody) };
}

/** From the stand-in's own records: the product shows no token to anybody. */
function newestToken({ dataDir }: TestServer, provider: string, wanted: TokenKind): string {
  const state = JSON.parse(readFileSync(join(dataDir, "sandbox", `${provider}.json`), "utf8"));
  const tokens: { value: string; kind?: string }[] = (state.shared ?? state.oauth ?? state).tokens;
  return tokens.findLast(({ kind = wanted }) => kind === wanted)?.value ?? "";
}
