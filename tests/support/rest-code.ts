import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Connector } from "../../src/catalog/connector.ts";
import { pathPattern } from "../../src/catalog/path-pattern.ts";
import type { Provider } from "../../src/catalog/provider.ts";
import { sandboxes } from "../../src/connectors/index.ts";
import { createGeneratedCode } from "./generated-code.ts";

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What belongs to an operation and goes out without a credential. */
function isUncredentialed(connectors: readonly Connector[], { method, url }: Request): boolean {
  const calls = connectors.flatMap(({ operations }) =>
    operations.flatMap(({ uncredentialed = [] }) => uncredentialed),
  );
  return calls.some(
    (one) => one.method === method && pathPattern(one.path).test(new URL(url).pathname),
  );
}

/**
 * Generated code against the stand-in of a REST API, signed in as its first person with these
 * scopes. `sent` has its calls in order.
 */
export function createRestCode(
  connectors: readonly Connector[],
  provider: Provider,
  scopes: readonly string[] = [],
) {
  const sent: Sent[] = [];
  const load = sandboxes[provider.id];
  const { apiVersion, apiHeaders = {} } = provider;
  const run = createGeneratedCode(connectors, provider, async (folder) => {
    sent.length = 0;
    const token = randomUUID();
    const definition = await load?.();
    if (!definition) throw new Error(`There is no stand-in for ${provider.id}`);
    const stateFile = join(folder, `${provider.id}.json`);
    const options = { stateFile, clock: { now: () => Date.now() }, redirectUris: [] };
    const { users, fetch: reset } = definition.create(options);
    // Writes the state, to which a token is added.
    const form = new URLSearchParams({ lever: "reset" });
    await reset(new Request("http://stand.in/_sandbox/levers", { method: "POST", body: form }));
    const state = JSON.parse(readFileSync(stateFile, "utf8"));
    const [user] = users;
    const base = { userId: user?.id, scopes, revoked: false, grant: "test" };
    state.oauth.tokens.push({ ...base, value: token });
    if (state.data.shared) {
      const all = [...state.data.pages, ...state.data.databases].map(({ id }: any) => id);
      state.data.shared[user?.id ?? ""] = all;
    }
    writeFileSync(stateFile, JSON.stringify(state));
    const stand = definition.create(options);
    return async (request) => {
      if (!isUncredentialed(connectors, request))
        request.headers.set("authorization", `Bearer ${token}`);
      for (const [name, value] of Object.entries(apiHeaders)) request.headers.set(name, value);
      if (apiVersion) request.headers.set(apiVersion.header, apiVersion.value);
      const url = new URL(request.url);
      const text = await request.clone().text();
      sent.push({
        method: request.method,
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: /^[[{]/.test(text) ? JSON.parse(text) : text,
      });
      return stand.fetch(request);
    };
  });
  return { run, sent };
}
