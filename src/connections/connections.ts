import type { Catalog } from "../catalog/catalog.ts";
import type { Provider } from "../catalog/provider.ts";
import type {
  ConnectionRequestView,
  ConnectionView,
  PendingRevocationView,
} from "../contract/connection.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Outbound } from "../core/outbound.ts";
import type { Permission } from "../permissions/compute.ts";
import type {
  ConnectionRequestStatus,
  ConnectionRequestStore,
} from "../store/connection-requests.ts";
import type { ConnectionStore, StoredConnection } from "../store/connections.ts";
import type { PendingRevocationStore } from "../store/pending-revocations.ts";
import { type OAuthAttemptStore, hashState } from "../store/oauth-attempts.ts";
import type { Disconnected } from "./disconnect.ts";
import type { Health } from "./health.ts";
import { nameTaken, requireAccountName } from "./names.ts";
import { leaveAccount, revocationView } from "./revocations.ts";
import { type GiveBack, type GivenBack, scopesToDrop, withoutScopes } from "./give-back.ts";
import { type AttemptSecret, startAuthorization, stateOf } from "./oauth/authorization.ts";
import { createLacking } from "./lacking.ts";
import { type GivenKey, keepKey, keyUseOf, readKey } from "./keys.ts";
import { readLoginHost } from "./oauth/hosts.ts";
import {
  type ConnectionRequest,
  type RequestBody,
  type RequestOutcome,
  type Settling,
  createRequestLoads,
  requestView,
  requireCompletable,
  isSettleable,
  requireSettleable,
  requireStartable,
} from "./requests.ts";
import { choiceOf } from "./by-account.ts";
import { hasAccounts, optionalScopes } from "./of-provider.ts";
import { missingFrom, permissionsOf, scopesToAsk } from "./scopes.ts";
import { createListing } from "./listing.ts";
import { endedSentence } from "./standing.ts";
import { scopesView } from "./view.ts";
import { finishSignIn } from "./sign-in.ts";
import { createTokenCipher, isNarrowed, kindsOf, loginHostOf } from "./tokens.ts";
import type { CompletedRequest, EndpointsOf } from "./types.ts";
import type { Vault } from "./vault.ts";

export interface ConnectionsDeps {
  readonly stores: {
    readonly connections: ConnectionStore;
    readonly requests: ConnectionRequestStore<RequestBody>;
    readonly attempts: OAuthAttemptStore;
    readonly revocations: PendingRevocationStore;
  };
  readonly health: Pick<Health, "list">;
  readonly vault: Vault;
  readonly catalog: Catalog;
  readonly endpointsOf: EndpointsOf;
  readonly outbound: Outbound;
  readonly clock: Clock;
  /** As registered at the providers; the port may be known only after the start. */
  readonly redirectUri: () => string;
  /** What the addresses of the app begin with; nothing for the first. */
  readonly base?: string;
}

/** What a provider said of accounts at some time. */
interface EndedConnections {
  readonly isMeant: (accountId: string) => boolean;
  /** The provider's error code. */
  readonly reason: string;
  readonly at: Date;
}

/** Accounts connected to the app, and the requests ("Action required") by which they get connected. */
export function createConnections(deps: ConnectionsDeps) {
  const { catalog, clock, endpointsOf, outbound, vault } = deps;
  const { connections, requests, attempts } = deps.stores;
  const cipher = createTokenCipher(vault, connections.appId);
  const contextOf = (stateHash: string) =>
    ({ appId: connections.appId, row: stateHash, purpose: "attempt" }) as const;

  function providerOf(id: string): Provider {
    const provider = catalog.provider(id);
    if (provider) return provider;
    const known = catalog.providers.map((candidate) => candidate.id).join(", ");
    throw new PatchbayError(
      "catalog/unknown-connector",
      `No provider "${id}"; there are: ${known}`,
    );
  }

  const { load, loadAnybodys } = createRequestLoads(requests);

  /** A shared one, or this person's: to everybody else a person's own is not there. */
  async function loadConnection(id: string, userId?: string): Promise<StoredConnection> {
    const connection = await connections.find(id);
    if (connection && connection.userId === userId) return connection;
    throw new PatchbayError(
      "connection/not-found",
      `No connection "${id}". It may have been disconnected; list the connections to see those there are.`,
    );
  }

  async function viewOf(request: ConnectionRequest): Promise<ConnectionRequestView> {
    const provider = providerOf(request.provider);
    const { mode } = await endpointsOf(provider.id);
    const connection = await heldBy(request);
    const missing = missingFrom(connection, request.body.permissions, catalog);
    return requestView(request, {
      provider,
      catalog,
      mode,
      missing,
      isHeld: connection?.status === "active",
      ...(connection?.status === "reconnect-needed"
        ? { detail: endedSentence(provider, connection.statusReason) }
        : {}),
    });
  }

  /** The connection that a sign-in widens or renews: the one of the app or of the person, unless the request is for another account. */
  async function heldBy({ provider, body }: ConnectionRequest) {
    if (body.account !== undefined) return connections.current(provider, { name: body.account });
    if (!body.beside) return connections.current(provider, { userId: body.userId });
    return body.renews === undefined ? undefined : connections.find(body.renews);
  }

  async function open(
    request: Pick<
      RequestBody,
      "permissions" | "beside" | "renews" | "account" | "name" | "userId" | "offersOwn"
    > & {
      readonly chatId?: string | undefined;
      readonly provider: string;
    },
  ): Promise<ConnectionRequestView> {
    const { chatId, permissions, beside, renews, account, userId, name: called } = request;
    const { offersOwn } = request;
    const { id: provider, key, name } = providerOf(request.provider);
    if (key?.kind === "none") {
      throw new PatchbayError(
        "request/invalid",
        `${name} needs no connection: its steps work without an account.`,
      );
    }
    if (
      (account !== undefined || (beside && renews === undefined)) &&
      !hasAccounts(catalog, provider)
    )
      throw new PatchbayError(
        "request/invalid",
        `${name} does not say whose account it is, so that there can be only one. Reconnect it to take another.`,
        { where: "beside" },
      );
    if (called !== undefined) await requireFreeName(provider, called);
    const further = beside ? { beside, ...(renews === undefined ? {} : { renews }) } : {};
    const own = {
      ...(called === undefined ? {} : { name: called }),
      ...(account === undefined ? {} : { account }),
      ...(userId === undefined ? {} : { userId }),
      ...(offersOwn === undefined ? {} : { offersOwn }),
    };
    const body = { permissions, ...further, ...own };
    return viewOf(await requests.add({ chatId, provider, body }));
  }

  /** Throws `connection/name` and `connection/name-taken`, before anybody signs in for nothing. */
  async function requireFreeName(provider: string, name: string): Promise<void> {
    requireAccountName(name);
    const { mode } = await endpointsOf(provider);
    const names = await connections.names({ provider, mode });
    if (names.includes(name)) throw nameTaken(provider, name, names);
  }

  /** Moves a request that may be moved by somebody else at the same time; `check` throws where it is decided. */
  async function move(
    requestId: string,
    to: ConnectionRequestStatus,
    check: (request: ConnectionRequest) => void,
    outcome?: RequestOutcome,
  ): Promise<ConnectionRequest> {
    for (;;) {
      const request = await loadAnybodys(requestId);
      check(request);
      const { outcome: _outcome, ...asked } = request.body;
      const body = { ...asked, ...(outcome ? { outcome } : {}) };
      const moved = await requests.move(request, { status: to, body });
      if (moved) return moved;
    }
  }

  const lacking = createLacking(connections, catalog);

  const leave = (provider: Provider, connection: StoredConnection): Promise<Disconnected> =>
    leaveAccount(
      { connections, pending: deps.stores.revocations, cipher, endpointsOf, outbound },
      provider,
      connection,
    );

  const listing = createListing({ ...deps, connections });
  const isUsed = async ({ id, provider, userId }: StoredConnection) =>
    (await connections.current(provider, { userId }))?.id === id;

  return {
    ...listing,
    /** Opens a request for all permissions of one provider; those granted already stay in it. */
    request: open,
    /** Opens one request for each provider of which something is not granted yet. */
    async requestMissing(
      permissions: readonly Permission[],
      forUser?: string,
    ): Promise<readonly ConnectionRequestView[]> {
      return Promise.all((await lacking.asks(permissions, forUser)).map(open));
    },
    /** Throws `connection/request-not-found`, also for another person's. */
    view: async (requestId: string, forUser?: string): Promise<ConnectionRequestView> =>
      viewOf(await load(requestId, forUser)),
    /** Whether it is for an account of this person's own. */
    isOwn: async (requestId: string, userId: string | undefined): Promise<boolean> =>
      userId !== undefined && (await requests.find(requestId))?.body.userId === userId,
    /** Whoever's it is: for a chat, which has its own requests only. */
    viewAnybodys: async (requestId: string): Promise<ConnectionRequestView> =>
      viewOf(await loadAnybodys(requestId)),
    /**
     * Where to send the browser; `loginHost` where the provider has several, of which the last one
     * counts if none is given. Only `principal`, such as `session:<hash>` or `api-key`, can come
     * back from there, once and within 10 minutes.
     */
    async authorize(
      requestId: string,
      principal: string,
      chosen?: {
        readonly loginHost?: string | undefined;
        readonly forUser?: string | undefined;
      },
    ): Promise<{ readonly authorizationUrl: string }> {
      const request = await load(requestId, chosen?.forUser);
      const { provider: providerId, body } = request;
      const provider = providerOf(providerId);
      if (provider.key) {
        await move(requestId, "connecting", requireStartable);
        // A page of our own asks for it: there is nobody else to sign in at.
        const page = new URL(
          `${deps.base ?? ""}/connect/${encodeURIComponent(requestId)}`,
          deps.redirectUri(),
        );
        return { authorizationUrl: page.href };
      }
      const current = await heldBy(request);
      const loginHost =
        chosen?.loginHost === undefined
          ? loginHostOf(cipher, current)
          : readLoginHost(provider, chosen.loginHost);
      const canMerge = provider.incrementalParameters !== undefined && !isNarrowed(cipher, current);
      const { asked, widens } = scopesToAsk(current, body.permissions, { catalog, canMerge });
      const { url, secret } = await startAuthorization(provider, await endpointsOf(providerId), {
        asked,
        optional: optionalScopes(catalog, providerId),
        widens,
        redirectUri: deps.redirectUri(),
        ...(loginHost === undefined ? {} : { loginHost }),
        ...(widens && current ? { account: current.account.id } : {}),
      });
      await move(requestId, "connecting", requireStartable);
      const stateHash = hashState(secret.state);
      await attempts.add({
        stateHash,
        principal,
        provider: providerId,
        requestId,
        secret: vault.encrypt(JSON.stringify(secret), contextOf(stateHash)),
      });
      return { authorizationUrl: url };
    },
    /**
     * Takes the address the provider sent the browser back to. Throws `oauth/state` where no such
     * sign-in was started by one of these principals; all that goes wrong after that is the request's status.
     */
    async complete(back: {
      readonly url: string | URL;
      /** What the browser holds: a session, and the cookie of the connect pages. */
      readonly principal: string | readonly string[];
      /** Throws where it is for the app and whoever comes back may not connect for it any more. */
      readonly requireMay?: (isOwn: boolean) => void;
    }): Promise<CompletedRequest> {
      const callback = new URL(back.url);
      const state = stateOf(callback);
      const principals = [back.principal].flat();
      const attempt = state ? await attempts.take(hashState(state), principals) : undefined;
      if (!attempt) {
        throw new PatchbayError(
          "oauth/state",
          "This sign-in was not started in this browser, is older than 10 minutes, or was used already. Connect again from the page where you began.",
        );
      }
      const request = await loadAnybodys(attempt.requestId);
      back.requireMay?.(request.body.userId !== undefined);
      requireCompletable(request);
      const secret: AttemptSecret = JSON.parse(
        vault.decrypt(attempt.secret, contextOf(attempt.stateHash)),
      );
      const ended = await finishSignIn(
        { catalog, connections, cipher, clock, outbound },
        {
          provider: providerOf(request.provider),
          endpoints: await endpointsOf(request.provider),
          callback,
          secret,
          permissions: request.body.permissions,
          beside: request.body.beside === true,
          userId: request.body.userId,
          name: request.body.name,
          meant: request.body.account,
          requireWanted: async () => requireCompletable(await loadAnybodys(request.id)),
        },
      );
      const moved = await move(request.id, ended.status, requireCompletable, ended.outcome);
      const { userId } = request.body;
      return { ...(await viewOf(moved)), by: { principal: attempt.principal, userId } };
    },
    /** How the key of a tool without a sign-in is given. Throws `request/invalid` for all other tools. */
    async keyAsked(requestId: string, forUser?: string) {
      const request = await load(requestId, forUser);
      const { kind } = keyUseOf(providerOf(request.provider));
      return { isBasic: kind === "basic", request: await viewOf(request) };
    },
    /** Takes such a key. Throws `request/invalid` where it is none, and for all other tools. */
    async giveKey(
      requestId: string,
      given: GivenKey,
      forUser?: string,
    ): Promise<ConnectionRequestView> {
      const request = await load(requestId, forUser);
      requireCompletable(request);
      const provider = providerOf(request.provider);
      const connection = await keepKey(
        { connections, cipher },
        { provider, key: readKey(provider, given), ...request.body },
      );
      const missing = missingFrom(connection, request.body.permissions, catalog);
      const outcome = { missing, accountLabel: provider.name };
      return viewOf(await move(request.id, "granted", requireCompletable, outcome));
    },
    /** Marks what the provider says it ended; nothing is revoked. True where there was such a connection. */
    async markEnded(
      providerId: string,
      { isMeant, reason, at }: EndedConnections,
    ): Promise<boolean> {
      const meant = (await connections.ofProvider(providerId)).filter(
        (connection) => connections.isPresent(connection) && isMeant(connection.account.id),
      );
      const ended = meant.map(({ id }) => connections.end(id, reason, at));
      return (await Promise.all(ended)).some(Boolean);
    },
    /** The account that calls are made with, the one named or the default; undefined where there is none. */
    accountOf: async (providerId: string, account?: string) =>
      (await connections.current(providerId, choiceOf(account)))?.account.id,
    async chosen(
      providerId: string,
      account?: string,
    ): Promise<Pick<ConnectionView, "status" | "scopes"> | undefined> {
      const found = await connections.current(providerId, choiceOf(account));
      return found && { status: found.status, scopes: scopesView(found.scopes) };
    },
    /** Removes what is connected at a provider that is no longer there; nothing is revoked. */
    async forget(providerId: string): Promise<void> {
      for (const { id } of await connections.ofProvider(providerId)) await connections.remove(id);
    },
    /**
     * What a person did with the card instead. That a window was closed may be said of a request
     * that is decided meanwhile: it stays as it is. Skipping one throws `connection/request-closed`.
     */
    async settle(
      requestId: string,
      to: Settling,
      forUser?: string,
    ): Promise<ConnectionRequestView> {
      const request = await load(requestId, forUser);
      if (to === "closed" && !isSettleable(request, to)) return viewOf(request);
      const [status, outcome] =
        to === "own" ? (["skipped", { choseOwn: true }] as const) : ([to] as const);
      const moved = await move(requestId, status, (now) => requireSettleable(now, to), outcome);
      if (status === "skipped") await attempts.dropOf(requestId);
      return viewOf(moved);
    },
    /** Those of the permissions that the app's connections do not give; all of a provider whose connection has ended. */
    missing: lacking.missing,
    /** Throws `connection/not-found`. */
    get: async (id: string): Promise<ConnectionView> => listing.viewOf(await loadConnection(id)),
    /** Throws `connection/name-taken`, which offers a free one, and `connection/not-found`. */
    async rename(id: string, name: string): Promise<void> {
      const connection = await loadConnection(id);
      requireAccountName(name);
      if (await connections.rename(connection, name)) return;
      throw nameTaken(connection.provider, name, await connections.names(connection));
    },
    /** From now on calls that name no account take it. Throws `connection/not-found`. */
    async makeDefault(id: string): Promise<void> {
      await loadConnection(id);
      await connections.use(id);
    },
    /** Disconnected accounts whose access the provider has not taken back yet. */
    pendingRevocations: async (): Promise<readonly PendingRevocationView[]> =>
      (await deps.stores.revocations.list()).map(revocationView),
    /**
     * Opens a request for the same scopes: to renew a connection that has ended, or to switch account.
     * One that the app does not use stays so when it is renewed.
     */
    async reconnect(id: string): Promise<ConnectionRequestView> {
      const connection = await loadConnection(id);
      const { provider, scopes } = connection;
      const other = (await isUsed(connection)) ? {} : ({ beside: true, renews: id } as const);
      return open({ provider, permissions: permissionsOf(catalog, provider, scopes), ...other });
    },
    /**
     * Forgets scopes that nothing needs any more, those of one connector or those named. Providers
     * take back a grant whole or not at all, and the whole grant serves other connectors too: so it is
     * revoked only with its last scope. Until then Patchbay drops the scopes, lets no call use them,
     * and does not ask for them again. Throws `connection/not-found` and `connection/nothing-to-give-back`.
     */
    async giveBack(id: string, what: GiveBack): Promise<GivenBack> {
      const connection = await loadConnection(id);
      const provider = providerOf(connection.provider);
      const dropped = scopesToDrop(what, connection, catalog);
      const tokens = withoutScopes(cipher.open(connection), dropped);
      if (kindsOf(tokens).every(([, { scopes }]) => scopes.length === 0)) {
        return { dropped, ...(await leave(provider, connection)) };
      }
      const written = await connections.change(connection, {
        status: connection.status,
        ...(connection.statusReason === undefined ? {} : { statusReason: connection.statusReason }),
        ...cipher.seal(tokens, id),
      });
      if (!written) return this.giveBack(id, what);
      const detail = `Patchbay will not use ${dropped.length === 1 ? "it" : "them"} again. ${provider.name} takes back a grant only as a whole, and other tools still use this one: to take it back there too, disconnect and connect again.`;
      return { dropped, revoked: false, detail };
    },
    /** Revokes at the provider where that is possible, and forgets the connection in any case. */
    async disconnect(id: string, userId?: string): Promise<Disconnected> {
      const connection = await loadConnection(id, userId);
      return leave(providerOf(connection.provider), connection);
    },
  };
}

export type Connections = ReturnType<typeof createConnections>;
