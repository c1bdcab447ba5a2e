import type { Connections } from "../connections/connections.ts";
import { PatchbayError } from "../core/errors.ts";
import { createSecret } from "../core/ids.ts";
import { ownAccount } from "../flow/schema.ts";
import type { Permission } from "../permissions/compute.ts";
import { type ConnectLinkStore, type StoredConnectLink, hashOf } from "../store/connect-links.ts";
import type { ConnectSites } from "./sites.ts";

/** What is kept of an address beside whose it is. */
export interface ConnectLinkBody {
  /** Connection requests, one a provider, in their order. */
  readonly requests: readonly string[];
  /** Whose permissions these are; afterwards it may be asked whether it may act in the person's absence. */
  readonly function?: string;
  /** That was answered, whatever the answer. */
  readonly isConsentAnswered?: true;
  readonly returnUrl?: string;
}
export type ConnectLink = StoredConnectLink<ConnectLinkBody>;

/** What a person is asked for. */
export interface ConnectAsk {
  readonly userId: string;
  readonly permissions: readonly Permission[];
  readonly function?: string;
  readonly returnUrl?: string | undefined;
}

interface ConnectLinksDeps {
  readonly store: ConnectLinkStore<ConnectLinkBody>;
  readonly connections: Pick<Connections, "requestMissing" | "settle">;
  readonly sites: Pick<ConnectSites, "allows" | "list">;
  /** Where people reach this app. */
  readonly address: () => string;
}

/** Of a browser that opened one: only it goes on from there. */
export const principalOf = (browser: string) => `browser:${hashOf(browser)}`;

/**
 * Addresses at which a person connects an account, or sees what is held of them, without being signed
 * in here: each is good for one person and purpose, opens once, and then works in that browser alone.
 */
export function createConnectLinks({ store, connections, sites, address }: ConnectLinksDeps) {
  async function add(
    kind: ConnectLink["kind"],
    userId: string,
    body: ConnectLinkBody,
  ): Promise<{ readonly token: string; readonly url: string; readonly expiresAt: string }> {
    const token = createSecret();
    const { expiresAt } = await store.add({ token, kind, userId, body });
    return { token, url: `${address()}/connect/start/${token}`, expiresAt };
  }

  return {
    /** Throws `request/invalid` for a `returnUrl` of a site that is not allowed. */
    async connect({ userId, permissions, returnUrl, function: name }: ConnectAsk) {
      if (returnUrl !== undefined && !(await sites.allows(returnUrl)))
        throw new PatchbayError(
          "request/invalid",
          `"${new URL(returnUrl).origin}" is not one of the sites that people may be sent back to. Add it with PUT /api/connect-sites.`,
          { where: "returnUrl" },
        );
      const own = permissions.map((one) => ({ ...one, account: ownAccount }));
      const requests = await connections.requestMissing(own, userId);
      const { token, ...made } = await add("connect", userId, {
        requests: requests.map(({ id }) => id),
        ...(name === undefined ? {} : { function: name }),
        ...(returnUrl === undefined ? {} : { returnUrl }),
      });
      if (requests.length === 0) await store.change(hashOf(token), { status: "connected" });
      const isEmbeddable = (await sites.list()).length > 0;
      return {
        ...made,
        requests: requests.map(({ id }) => id),
        ...(isEmbeddable ? { embedUrl: `${address()}/embed/connect/${token}` } : {}),
      };
    },
    async manage(userId: string) {
      const { token: _token, ...made } = await add("manage", userId, { requests: [] });
      return made;
    },
    find: store.find,
    wasMade: store.wasMade,
    open: store.open,
    /** One that this browser opened, by the hash that names it there. */
    async opened(browser: string | undefined, id: string): Promise<ConnectLink | undefined> {
      if (browser === undefined) return undefined;
      const links = [
        ...(await store.ofBrowser(browser, "connect")),
        ...(await store.ofBrowser(browser, "manage")),
      ];
      return links.find(({ tokenHash }) => tokenHash === id);
    },
    /** The one by which this browser began a connection request. */
    async ofRequest(
      browser: string | undefined,
      request: string,
    ): Promise<ConnectLink | undefined> {
      const links = browser === undefined ? [] : await store.ofBrowser(browser, "connect");
      return links.find(({ body }) => body.requests.includes(request));
    },
    /** Whether this browser has opened anything that is still good. */
    async isKnown(browser: string): Promise<boolean> {
      return (await store.ofBrowser(browser, "connect")).length > 0;
    },
    change: store.change,
    /** With what the person was asked there: a sign-in that is under way comes to nothing. */
    async removeOf(userId: string): Promise<void> {
      const links = await store.removeOf(userId);
      for (const id of links.flatMap(({ body }) => body.requests))
        await connections.settle(id, "skipped", userId).catch(unlessClosed);
    },
  };
}

/** One that is decided already stays so. */
export function unlessClosed(error: unknown): void {
  if (!(error instanceof PatchbayError) || error.code !== "connection/request-closed") throw error;
}

export type ConnectLinks = ReturnType<typeof createConnectLinks>;
