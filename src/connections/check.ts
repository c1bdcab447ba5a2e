import { callOf } from "../catalog/call.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Operation, TokenKind } from "../catalog/operation.ts";
import type { Provider } from "../catalog/provider.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Outbound } from "../core/outbound.ts";
import type { ConnectionStore, StoredConnection } from "../store/connections.ts";
import { attach } from "./attach.ts";
import { type JudgedCheck, judgeCheck } from "./oauth/answer.ts";
import { type RawAnswer, createOAuthClient, readAnswer } from "./oauth/client.ts";
import type { Heard } from "./health.ts";
import type { AccountCredentials, CredentialAnswer, EndpointsOf } from "./types.ts";

export interface CheckDeps {
  readonly connections: ConnectionStore;
  readonly credentials: AccountCredentials;
  readonly catalog: Catalog;
  readonly endpointsOf: EndpointsOf;
  readonly outbound: Outbound;
  /** Takes notice of how the provider answers. */
  readonly heard: (provider: string, account: string, heard: Heard) => void;
}

/** What a look at an account found. */
export interface Checked {
  readonly outcome: "works" | "reconnect-needed" | "unclear";
  /** As a sentence. */
  readonly detail: string;
}

type Credential = Extract<CredentialAnswer, { status: "ok" }>;

const timeoutMs = 20_000;

/**
 * Looks whether an account still works, by a call that only reads. What the provider answers has the
 * effect that it has in a run: a refused token is renewed once, and where that fails the connection
 * needs a new sign-in.
 */
export function createConnectionCheck(deps: CheckDeps) {
  const { catalog, connections, credentials } = deps;

  /** Sends the call; undefined where the provider has none for what was granted. */
  async function send(
    provider: Provider,
    kind: TokenKind,
    { accessToken, instance, scopes }: Credential,
  ): Promise<RawAnswer | undefined> {
    const endpoints = await deps.endpointsOf(provider.id);
    if (provider.identity)
      return createOAuthClient(provider, endpoints, deps.outbound).identify({
        kind,
        accessToken,
        ...(instance === undefined ? {} : { instance }),
      });
    const address = addressOf(provider, lookOf(provider, kind, scopes, catalog));
    if (!address) return undefined;
    const { host, path, headers: own = {} } = address;
    const url = new URL(path, endpoints.apiBase ?? `https://${host}`);
    const { target, headers } = attach(provider, url, accessToken);
    const given = { ...endpoints.apiHeaders, ...own, ...headers };
    return readAnswer(await deps.outbound(target, { headers: given, timeoutMs }), target.href);
  }

  async function checkKind(
    provider: Provider,
    { id }: StoredConnection,
    kind: TokenKind,
  ): Promise<JudgedCheck | { readonly status: "ended" }> {
    const credential = await credentials.getOf(id, kind);
    if (credential.status !== "ok") return { status: "ended" };
    const first = await send(provider, kind, credential).catch((error: unknown) => {
      if (error instanceof PatchbayError && error.code === "outbound/failed")
        deps.heard(provider.id, id, { failed: error.message });
      throw error;
    });
    if (first) deps.heard(provider.id, id, first);
    if (!first) return { status: "unclear", why: "it has no call that only looks" };
    const judged = judgeCheck(first, provider);
    if (judged.status !== "stale") return judged;
    const renewed = await credentials.renewOf(id, kind, credential.accessToken);
    if (renewed.status !== "ok") return { status: "ended" };
    const second = await send(provider, kind, renewed);
    const again = second && judgeCheck(second, provider);
    return again && again.status !== "stale"
      ? again
      : { status: "unclear", why: "it refuses a token that it has just given" };
  }

  /** Throws `connection/not-found`, also for a person's own where these are not let through. */
  return async (
    id: string,
    { allowOwn = false }: { readonly allowOwn?: boolean } = {},
  ): Promise<Checked> => {
    const connection = await connections.find(id);
    const isMeant = allowOwn || connection?.userId === undefined;
    const provider = connection && isMeant ? catalog.provider(connection.provider) : undefined;
    if (!connection || !provider)
      throw new PatchbayError(
        "connection/not-found",
        `No connection "${id}". It may have been disconnected; list the connections to see those there are.`,
      );
    const { name } = provider;
    // What the sandbox issued is nothing to the real provider, and the other way round.
    if (!connections.isPresent(connection)) {
      const where = connection.mode === "sandbox" ? "connected for real" : "in its sandbox";
      const detail = `${name} is ${where} now, so nothing was asked with this connection.`;
      return { outcome: "unclear", detail };
    }
    const ended: Checked = {
      outcome: "reconnect-needed",
      detail: `${name} does not accept this connection any more. Reconnect it.`,
    };
    if (connection.status !== "active") return ended;
    for (const kind of ["bot", "user"] as const) {
      if (!connection.scopes[kind]) continue;
      const judged = await checkKind(provider, connection, kind).catch(unclear);
      if (judged.status === "unclear")
        return { outcome: "unclear", detail: `It is not known whether it works: ${judged.why}.` };
      await connections.checked(id);
      if (judged.status !== "works") return ended;
    }
    return { outcome: "works", detail: `${name} accepts this connection.` };
  };
}

export type ConnectionCheck = ReturnType<typeof createConnectionCheck>;

function unclear(error: unknown) {
  if (!(error instanceof PatchbayError)) throw error;
  return { status: "unclear" as const, why: error.message.replace(/\.$/, "") };
}

type Look = NonNullable<Provider["look"]> | Operation | undefined;

/** The provider's own call, else the first operation that reads with nothing given and is granted. */
function lookOf(
  provider: Provider,
  kind: TokenKind,
  granted: readonly string[],
  catalog: Catalog,
): Look {
  return (
    provider.look ??
    catalog.connectors
      .filter((one) => one.provider === provider.id)
      .flatMap(({ operations }) => operations)
      .find(
        ({ kind: does, request, input, scopes }) =>
          does === "read" &&
          request.method === "GET" &&
          input.safeParse({}).success &&
          scopes[kind]?.some((set) => set.every((scope) => granted.includes(scope))) === true,
      )
  );
}

function addressOf({ instances }: Provider, look: Look): Provider["look"] {
  if (!look) return undefined;
  if (!("request" in look)) return look;
  if (look.request.host === instances?.placeholder) return undefined;
  const { host, pathname, search } = new URL(callOf(look, {}).url);
  return { host, path: pathname + search };
}
