import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Connector } from "../../src/catalog/connector.ts";
import type { TokenKind } from "../../src/catalog/operation.ts";
import { type IssuedToken, type Provider, defineProvider } from "../../src/catalog/provider.ts";
import { createConnections } from "../../src/connections/connections.ts";
import { createCredentials } from "../../src/connections/credentials.ts";
import type { RequestBody } from "../../src/connections/requests.ts";
import type { ProviderEndpoints } from "../../src/connections/types.ts";
import { createVault, loadKeys } from "../../src/connections/vault.ts";
import { type Outbound, createOutbound } from "../../src/core/outbound.ts";
import type { Permission } from "../../src/permissions/compute.ts";
import { createConnectionRequestStore } from "../../src/store/connection-requests.ts";
import { type ConnectionStore, createConnectionStore } from "../../src/store/connections.ts";
import { defaultAppId, openDatabase } from "../../src/store/database.ts";
import { createOAuthAttemptStore } from "../../src/store/oauth-attempts.ts";
import { createPendingRevocationStore } from "../../src/store/pending-revocations.ts";

export const clientId = "patchbay.test-client";
export const clientSecret = "s3cret:with+signs %";
export const redirectUri = "http://127.0.0.1:4321/oauth/callback";
export const principal = "session:0123";

/** A plain OpenID provider: one token kind, PKCE, an account read from the id token. */
export function openIdProvider(origin: string): Provider {
  return defineProvider({
    id: "acme",
    name: "Acme",
    env: "ACME",
    authorizeUrl: `${origin}/auth`,
    tokenUrl: `${origin}/token`,
    revokeUrl: `${origin}/token/revocation`,
    apiHosts: ["api.acme.test"],
    scopeParameters: { user: "scope" },
    scopeSeparator: " ",
    pkce: true,
    clientAuthentication: "client_secret_basic",
    issuer: origin,
    readTokens(answer) {
      const text = (name: string) => {
        const value = answer[name];
        return typeof value === "string" ? value : undefined;
      };
      const accessToken = text("access_token");
      const refreshToken = text("refresh_token");
      const scope = text("scope");
      const expiresIn = answer["expires_in"];
      const subject = subjectOf(text("id_token"));
      return {
        tokens: accessToken
          ? [
              {
                kind: "user",
                accessToken,
                ...(refreshToken === undefined ? {} : { refreshToken }),
                ...(typeof expiresIn === "number" ? { expiresIn } : {}),
                ...(scope === undefined ? {} : { scopes: scope.split(" ") }),
              },
            ]
          : [],
        ...(subject === undefined ? {} : { account: { id: subject, label: `${subject} @ Acme` } }),
      };
    },
    readError: ({ error }) => (typeof error === "string" ? error : undefined),
    reconnectErrors: ["account_suspended"],
    goneErrors: ["invalid_token"],
    revocation: "rfc7009",
    sharedGrant: false,
    docs: "https://acme.test/docs",
  });
}

function subjectOf(idToken: string | undefined): string | undefined {
  const payload = idToken?.split(".")[1];
  if (payload === undefined) return undefined;
  const claims: { sub?: unknown } = JSON.parse(Buffer.from(payload, "base64url").toString());
  return typeof claims.sub === "string" ? claims.sub : undefined;
}

export function permission(scope: string, step = "step", token: TokenKind = "user"): Permission {
  return {
    connector: "acme",
    scope,
    token,
    sentence: `May ${scope}`,
    sensitivity: "read",
    access: "read",
    avoids: [],
    neededBy: [{ step, operation: "acme.call" }],
  };
}

/** The connections of one app on a real database, against whatever the provider definition names. */
export async function createHarness(
  provider: Provider,
  options: {
    readonly dataDir?: string;
    readonly connectors?: readonly Connector[];
    /** By how much the clock of this process goes wrong. */
    readonly clockMs?: number;
    /** Stands between the store and what renews tokens. */
    readonly storeFor?: (store: ConnectionStore) => ConnectionStore;
    readonly wait?: (ms: number) => Promise<unknown>;
  } = {},
) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "patchbay-oauth-"));
  const secrets = new Set<string>([clientSecret]);
  const issued: IssuedToken[] = [];
  const sent: URLSearchParams[] = [];
  const limit = { timeoutMs: 20_000 };
  const time = { now: Date.now() + (options.clockMs ?? 0) };
  const clock = { now: () => time.now };
  const db = await openDatabase(dataDir);
  const watched: Provider = {
    ...provider,
    readTokens(answer, refreshing) {
      const read = provider.readTokens(answer, refreshing);
      issued.push(...read.tokens);
      for (const { accessToken, refreshToken } of read.tokens) {
        secrets.add(accessToken);
        if (refreshToken !== undefined) secrets.add(refreshToken);
      }
      return read;
    },
  };
  const real = createOutbound({
    fetch,
    allowInsecureOrigin: (origin) => new URL(origin).hostname === "127.0.0.1",
  });
  const outbound: Outbound = (url, init) => {
    const form = new URLSearchParams(init?.body instanceof URLSearchParams ? init.body : "");
    sent.push(form);
    for (const name of ["code", "code_verifier", "refresh_token"]) {
      const value = form.get(name);
      if (value !== null) secrets.add(value);
    }
    const timeoutMs = Math.min(init?.timeoutMs ?? Number.POSITIVE_INFINITY, limit.timeoutMs);
    return real(url, { ...init, timeoutMs });
  };
  let endpoints: ProviderEndpoints = {
    mode: "live",
    clientId,
    clientSecret,
    authorizeUrl: provider.authorizeUrl,
    tokenUrl: provider.tokenUrl,
    ...(provider.revokeUrl === undefined ? {} : { revokeUrl: provider.revokeUrl }),
  };
  const catalog = createCatalog(
    options.connectors ?? [
      {
        id: "acme",
        name: "Acme",
        category: "custom",
        description: "A tool",
        logo: "<svg/>",
        provider: provider.id,
        examples: [],
        events: [],
        helper: { name: "acme", template: "acme", takes: "method" },
        scopes: [],
        operations: [],
        words: [],
      },
    ],
    [watched],
  );
  const store = createConnectionStore(db, defaultAppId, clock, { modeOf: () => endpoints.mode });
  const vault = createVault(await loadKeys({ dataDir }));
  const endpointsOf = async () => endpoints;
  const connections = createConnections({
    stores: {
      connections: store,
      requests: createConnectionRequestStore<RequestBody>(db, defaultAppId, clock),
      attempts: createOAuthAttemptStore(db, defaultAppId, clock),
      revocations: createPendingRevocationStore(db, defaultAppId, clock),
    },
    health: { list: async () => [] },
    vault,
    catalog,
    endpointsOf,
    outbound,
    clock,
    redirectUri: () => redirectUri,
  });
  const credentials = createCredentials({
    connections: options.storeFor?.(store) ?? store,
    vault,
    catalog,
    endpointsOf,
    outbound,
    clock,
    heard: () => {},
    ...(options.wait ? { wait: options.wait } : {}),
  });
  return {
    dataDir,
    clock,
    store,
    /** Every token that the provider gave, in order. */
    issued,
    connections,
    credentials,
    /** Sends some requests elsewhere. */
    point(changes: Partial<ProviderEndpoints>) {
      endpoints = { ...endpoints, ...changes };
    },
    /** Makes the wait for an answer shorter than the product's. */
    hurry(timeoutMs: number) {
      limit.timeoutMs = timeoutMs;
    },
    /** Lets time pass. */
    pass(ms: number) {
      time.now += ms;
    },
    /** Forms sent to the token endpoint with one grant type. */
    sent: (grantType: string) => sent.filter((form) => form.get("grant_type") === grantType),
    async begin(permissions: readonly Permission[]) {
      const { id } = await connections.request({ provider: provider.id, permissions });
      const { authorizationUrl } = await connections.authorize(id, principal);
      const state = new URL(authorizationUrl).searchParams.get("state");
      if (state !== null) secrets.add(state);
      return { id, authorizationUrl };
    },
    /** What was sent or received in secret and stands in what others can read. Must be empty. */
    leaks(...shown: readonly unknown[]): readonly string[] {
      const files = readdirSync(dataDir)
        .filter((name) => name.startsWith("patchbay.sqlite"))
        .map((name) => readFileSync(join(dataDir, name), "latin1"));
      if (secrets.size < 2 || files.length === 0) throw new Error("Nothing to look for");
      const texts = [...shown.map(visible), ...files];
      return [...secrets].filter((secret) => texts.some((text) => text.includes(secret)));
    },
    async close() {
      await db.destroy();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true });
    },
  };
}

export type Harness = Awaited<ReturnType<typeof createHarness>>;

/** All that a log, a page or a JSON answer could show of a value; an error with its causes. */
function visible(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value) ?? "";
  const own = JSON.stringify(Object.fromEntries(Object.entries(value)));
  return [value.message, value.stack, own, value.cause ? visible(value.cause) : ""].join("\n");
}

/** The error that a promise ends with; fails where it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => ({ failed: false as const }),
    (error: unknown) => ({ failed: true as const, error }),
  );
  if (!outcome.failed) throw new Error("It did not fail");
  return outcome.error;
}
