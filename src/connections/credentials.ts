import { setTimeout as wait } from "node:timers/promises";
import type { Catalog } from "../catalog/catalog.ts";
import type { TokenKind } from "../catalog/operation.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Outbound } from "../core/outbound.ts";
import { type ConnectionStore, type StoredConnection, usedEveryMs } from "../store/connections.ts";
import { createOAuthClient } from "./oauth/client.ts";
import { atLoginHost, isOwnInstance } from "./oauth/hosts.ts";
import { type JudgedRefresh, judgeRefresh } from "./oauth/answer.ts";
import { type StoredToken, createTokenCipher, isDue, renewedToken } from "./tokens.ts";
import type { AccountCredentials, CredentialAnswer, Credentials, EndpointsOf } from "./types.ts";
import type { Vault } from "./vault.ts";

export interface CredentialsDeps {
  readonly connections: ConnectionStore;
  readonly vault: Vault;
  readonly catalog: Catalog;
  readonly endpointsOf: EndpointsOf;
  readonly outbound: Outbound;
  readonly clock: Clock;
}

/** Longer than a refresh request may take; a process that died gives way after it. */
const leaseMs = 45_000;
const pollMs = 50;
/** Together a little longer than the lease. */
const maxPolls = 1_000;

/** One token of one connection, as it was read. */
interface Held {
  readonly connection: StoredConnection;
  readonly kind: TokenKind;
  readonly token: StoredToken;
}

/**
 * Hands out access tokens. A refresh token may work only once, so a refresh is made by one caller
 * at a time: callers in this process share one promise, and processes take a lease in the
 * connection's row. Whoever gets the lease reads the row again and sends nothing where a new token
 * is there already. No transaction is open during the request: it would stop every other writer.
 */
export function createCredentials(deps: CredentialsDeps): Credentials & AccountCredentials {
  const { connections, clock } = deps;
  const cipher = createTokenCipher(deps.vault, connections.appId);
  const running = new Map<string, Promise<CredentialAnswer>>();

  /** The token where there is one, else why there is none. */
  function hold(
    connection: StoredConnection | undefined,
    kind: TokenKind,
  ): Held | Exclude<CredentialAnswer, { status: "ok" }> {
    if (!connection) return { status: "not-connected" };
    if (connection.status === "reconnect-needed")
      return { status: "reconnect-needed", connectionId: connection.id };
    const token = cipher.open(connection)[kind];
    return token ? { connection, kind, token } : { status: "not-connected" };
  }

  const isStale = ({ token }: Held, used: string | undefined) =>
    token.accessToken === used || isDue(token, clock.now());

  async function answer(
    connection: StoredConnection | undefined,
    kind: TokenKind,
    used?: string,
  ): Promise<CredentialAnswer> {
    const held = hold(connection, kind);
    if ("status" in held) return held;
    if (!isStale(held, used)) return handOut(held);
    const key = `${held.connection.id} ${kind}`;
    const renewal = running.get(key) ?? renewAlone(held).finally(() => running.delete(key));
    running.set(key, renewal);
    return renewal;
  }

  async function renewAlone({ connection, kind, token }: Held): Promise<CredentialAnswer> {
    for (let poll = 0; poll < maxPolls; poll++) {
      const claim = await connections.claimRefresh(connection.id, leaseMs);
      if (claim) {
        try {
          const held = hold(claim.connection, kind);
          if ("status" in held) return held;
          return isStale(held, token.accessToken) ? await renew(held) : handOut(held);
        } finally {
          await claim.release();
        }
      }
      if (!(await connections.find(connection.id))) return { status: "not-connected" };
      await wait(pollMs);
    }
    throw new PatchbayError(
      "outbound/failed",
      "Another process has been renewing this connection for too long. Try again.",
    );
  }

  async function renew(held: Held): Promise<CredentialAnswer> {
    const { kind, token } = held;
    if (token.refreshToken === undefined) {
      const error = isDue(token, clock.now()) ? "token_expired" : "token_refused";
      return record(held, { status: "reconnect-needed", error });
    }
    const provider = providerOf(held.connection);
    const endpoints = await deps.endpointsOf(provider.id);
    if (endpoints.mode !== held.connection.mode) return { status: "not-connected" };
    const chosen = atLoginHost(endpoints, provider, token.loginHost);
    const client = createOAuthClient(provider, chosen, deps.outbound);
    const sentAt = clock.now();
    const judged = judgeRefresh(await client.refresh(token.refreshToken), provider, kind);
    const instance = judged.status === "renewed" ? judged.token.instance : undefined;
    if (instance !== undefined && !isOwnInstance(provider, endpoints, instance)) {
      throw new PatchbayError(
        "oauth/unexpected-answer",
        `${provider.name} named an address for its API that is not its own. Connect again.`,
      );
    }
    return record(held, judged, sentAt);
  }

  function providerOf({ provider: id }: StoredConnection) {
    const provider = deps.catalog.provider(id);
    if (provider) return provider;
    throw new PatchbayError(
      "catalog/unknown-connector",
      `Nothing in the catalog is called "${id}" any more. Disconnect the account.`,
    );
  }

  /**
   * Writes what became of a token, unless a new sign-in has replaced it meanwhile. The token of
   * the other kind may have changed and stays as it is.
   */
  async function record(
    { connection, kind, token }: Held,
    judged: JudgedRefresh,
    sentAt = clock.now(),
  ): Promise<CredentialAnswer> {
    let row: StoredConnection | undefined = connection;
    while (row) {
      const held = hold(row, kind);
      if ("status" in held) return held;
      if (!isSame(held.token, token)) return handOut(held);
      const next =
        judged.status === "renewed" ? renewedToken(judged.token, token, sentAt) : held.token;
      const tokens = { ...cipher.open(row), [kind]: next };
      const written = await connections.change(row, {
        ...(judged.status === "renewed"
          ? { status: "active" }
          : { status: "reconnect-needed", statusReason: judged.error }),
        ...cipher.seal(tokens, row.id),
      });
      if (written && judged.status === "renewed")
        return handOut({ connection: row, kind, token: next });
      row = await connections.find(connection.id);
    }
    return { status: "not-connected" };
  }

  /** When the use of a connection was last written: most calls write nothing. */
  const noted = new Map<string, number>();

  async function noteUse(given: CredentialAnswer): Promise<void> {
    if (given.status !== "ok") return;
    const now = clock.now();
    if (now - (noted.get(given.connectionId) ?? -Infinity) < usedEveryMs) return;
    noted.set(given.connectionId, now);
    await connections.used(given.connectionId);
  }

  return {
    async get(providerId, kind, choice) {
      const given = await answer(await connections.current(providerId, choice), kind);
      await noteUse(given);
      return given;
    },
    renew: async (providerId, kind, used, choice) =>
      answer(await connections.current(providerId, choice), kind, used),
    getOf: async (id, kind) => answer(await connections.find(id), kind),
    renewOf: async (id, kind, used) => answer(await connections.find(id), kind, used),
  };
}

function isSame(a: StoredToken, b: StoredToken): boolean {
  return a.accessToken === b.accessToken && a.refreshToken === b.refreshToken;
}

function handOut({ connection, token }: Held): CredentialAnswer {
  const { accessToken, scopes, instance } = token;
  const at = instance === undefined ? {} : { instance };
  const { id: connectionId, mode } = connection;
  return { status: "ok", accessToken, scopes, connectionId, mode, ...at };
}
