import { setTimeout as sleep } from "node:timers/promises";
import type { Catalog } from "../catalog/catalog.ts";
import type { TokenKind } from "../catalog/operation.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Outbound } from "../core/outbound.ts";
import { type ConnectionStore, type StoredConnection, usedEveryMs } from "../store/connections.ts";
import { createOAuthClient } from "./oauth/client.ts";
import { atLoginHost, isOwnInstance } from "./oauth/hosts.ts";
import { type JudgedRefresh, judgeRefresh } from "./oauth/answer.ts";
import { cutOff } from "./standing.ts";
import { type StoredToken, createTokenCipher, isDue, renewedToken } from "./tokens.ts";
import type { Heard } from "./health.ts";
import { leaseOf } from "./lease.ts";
import type { AccountCredentials, CredentialAnswer, Credentials, EndpointsOf } from "./types.ts";
import type { Vault } from "./vault.ts";

export interface CredentialsDeps {
  readonly connections: ConnectionStore;
  readonly vault: Vault;
  readonly catalog: Catalog;
  readonly endpointsOf: EndpointsOf;
  readonly outbound: Outbound;
  readonly clock: Clock;
  /** Takes notice of how the provider answers. */
  readonly heard: (provider: string, account: string, heard: Heard) => void;
  /** How waiting is done, in ms. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** How long an answer is held on to while the database takes no writes; with it the connection would be lost. */
const keepAnswerMs = 60_000;
const longestPauseMs = 2_000;

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
 * is there already. The new pair is stored before anybody gets it, over the one that was sent and no
 * other. No transaction is open during the request: it would stop every other writer.
 */
export function createCredentials(deps: CredentialsDeps): Credentials & AccountCredentials {
  const { connections, clock, wait = sleep } = deps;
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
    const isDone = (row: StoredConnection) => {
      const held = hold(row, kind);
      return "status" in held || !isStale(held, token.accessToken);
    };
    const lease = await leaseOf(connections, connection.id, { isDone, wait });
    if (!lease) return { status: "not-connected" };
    const held = hold(lease.connection, kind);
    if (lease.status === "held" || isDone(lease.connection)) {
      if (lease.status === "claimed") await lease.release();
      return "status" in held ? held : handOut(held);
    }
    if ("status" in held) return held;
    // A lease that cannot be given back ends by itself; what was renewed is not lost for it.
    try {
      const renewed = await renew(held, lease.wasCutOff);
      await lease.release().catch(() => {});
      return renewed;
    } catch (error) {
      await (isAnswered(error) ? lease.release() : lease.leave()).catch(() => {});
      throw error;
    }
  }

  async function renew(held: Held, wasCutOff: boolean): Promise<CredentialAnswer> {
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
    const raw = await client.refresh(token.refreshToken).catch((error: unknown) => {
      if (error instanceof PatchbayError && error.code === "outbound/failed")
        deps.heard(provider.id, held.connection.id, { failed: error.message });
      throw error;
    });
    deps.heard(provider.id, held.connection.id, raw);
    const judged = judgeRefresh(raw, provider, kind);
    const instance = judged.status === "renewed" ? judged.token.instance : undefined;
    if (instance !== undefined && !isOwnInstance(provider, endpoints, instance)) {
      throw new PatchbayError(
        "oauth/unexpected-answer",
        `${provider.name} named an address for its API that is not its own. Connect again.`,
      );
    }
    const isLost = wasCutOff && !provider.keepsRefreshToken && judged.status === "reconnect-needed";
    const told = isLost ? { ...judged, error: cutOff } : judged;
    return untilStored(() => record(held, told, sentAt));
  }

  /** A database that is busy or restarts costs time, not the connection. */
  async function untilStored<T>(store: () => Promise<T>): Promise<T> {
    for (let [pause, waited] = [50, 0]; ; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        return await store();
      } catch (error) {
        if (error instanceof PatchbayError || waited >= keepAnswerMs) throw error;
        await wait(pause);
        waited += pause;
      }
    }
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
   * Writes what became of a token, unless a new sign-in has replaced it meanwhile: one that kept the
   * refresh token needs the one that came in its place. What was given back meanwhile stays so, and
   * the token of the other kind as it is.
   */
  async function record(
    { connection, kind, token }: Held,
    judged: JudgedRefresh,
    sentAt = clock.now(),
  ): Promise<CredentialAnswer> {
    let row: StoredConnection | undefined = connection;
    while (row) {
      const tokens = cipher.open(row);
      const now = tokens[kind];
      const isMeant =
        judged.status === "renewed"
          ? now?.refreshToken === token.refreshToken
          : now?.accessToken === token.accessToken && now.refreshToken === token.refreshToken;
      if (!now || !isMeant) {
        const held = hold(row, kind);
        return "status" in held ? held : handOut(held);
      }
      // Who comes late may have the only pair that is good, where another was refused meanwhile.
      if (row.status !== "active" && judged.status !== "renewed")
        return { status: "reconnect-needed", connectionId: row.id };
      const next = judged.status === "renewed" ? renewedToken(judged.token, now, sentAt) : now;
      const written = await connections.change(row, {
        ...(judged.status === "renewed"
          ? { status: "active" }
          : { status: "reconnect-needed", statusReason: judged.error }),
        ...cipher.seal({ ...tokens, [kind]: next }, row.id),
      });
      if (written)
        return judged.status === "renewed"
          ? handOut({ connection: row, kind, token: next })
          : { status: "reconnect-needed", connectionId: row.id };
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

/** Whether the refresh token is certainly as it was; a request without an answer may have used it up. */
function isAnswered(error: unknown): boolean {
  return error instanceof PatchbayError && error.code === "oauth/refused";
}

function handOut({ connection, token }: Held): CredentialAnswer {
  const { accessToken, scopes, instance } = token;
  const at = instance === undefined ? {} : { instance };
  const { id: connectionId, mode } = connection;
  return { status: "ok", accessToken, scopes, connectionId, mode, ...at };
}
