import type { Catalog } from "../catalog/catalog.ts";
import type { ConnectionSummary, ConnectionView } from "../contract/connection.ts";
import type { Clock } from "../core/clock.ts";
import type { AccountsOf } from "../flow/check-accounts.ts";
import type { ConnectionFilter, ConnectionPlace } from "../store/connection-list.ts";
import type { ConnectionStore, StoredConnection } from "../store/connections.ts";
import type { StoredOutage } from "../store/outages.ts";
import type { Health } from "./health.ts";
import {
  type AccountsNeeded,
  type Needed,
  type Standing,
  accountsNeeded,
  standingOf,
  warnMs,
} from "./standing.ts";
import { connectionView, grantedConnectors } from "./view.ts";

interface ListingDeps {
  readonly connections: ConnectionStore;
  readonly catalog: Catalog;
  readonly health: Pick<Health, "list">;
  readonly clock: Clock;
}

interface PageAsked {
  readonly limit?: number | undefined;
  readonly after?: ConnectionPlace;
}

const mostInARow = 100;

/** Accounts as they are looked at: no more of them are read than are shown or asked about. */
export function createListing({ connections, catalog, health, clock }: ListingDeps) {
  function seenAs(
    connection: StoredConnection,
    inUse: boolean,
    outages: readonly StoredOutage[],
    former: ReadonlyMap<string, readonly string[]>,
  ): ConnectionView {
    const isPresent = connections.isPresent(connection);
    const outage = isPresent && outages.find((one) => one.provider === connection.provider);
    const formerNames = former.get(connection.id);
    return connectionView(connection, { inUse, isPresent, formerNames }, catalog, {
      outage: outage || undefined,
      now: clock.now(),
    });
  }

  /** By provider. */
  async function defaultsOf(
    providers: Iterable<string>,
    userId?: string,
  ): Promise<ReadonlyMap<string, StoredConnection>> {
    const found = Array.from(new Set(providers), (one) => connections.current(one, { userId }));
    return new Map((await Promise.all(found)).flatMap((one) => (one ? [[one.provider, one]] : [])));
  }

  async function meantBy(names: AccountsNeeded) {
    const named = Array.from(names, async ([provider, own]) => {
      return [provider, await connections.withNames(provider, [...own])] as const;
    });
    return {
      defaults: await defaultsOf(names.keys()),
      named: new Map(await Promise.all(named)),
    };
  }

  async function viewsOf(all: readonly StoredConnection[], userId?: string) {
    const defaults = await defaultsOf(
      all.map(({ provider }) => provider),
      userId,
    );
    const former = await connections.formerNames(all.map(({ id }) => id));
    const outages = await health.list();
    return all.map((one) =>
      seenAs(one, defaults.get(one.provider)?.id === one.id, outages, former),
    );
  }

  /** The shared ones that fit; all of them where there is no limit. */
  async function page(
    filter: ConnectionFilter,
    asked: PageAsked,
  ): Promise<{
    readonly connections: readonly ConnectionView[];
    readonly next?: ConnectionPlace | undefined;
  }> {
    const { connections: found, next } = await connections.page(filter, asked);
    return { connections: await viewsOf(found), next };
  }

  return {
    /** How one that was loaded already is seen. */
    async viewOf(connection: StoredConnection): Promise<ConnectionView> {
      const [view] = await viewsOf([connection], connection.userId);
      return view ?? seenAs(connection, false, [], new Map());
    },
    /** Those that are a person's own. */
    listOwn: async (userId: string): Promise<readonly ConnectionView[]> =>
      viewsOf(await connections.list(userId), userId),
    page,
    /** As many of the shared ones as somebody reads in a row; of one provider, where it is said. */
    list: async (provider?: string): Promise<readonly ConnectionView[]> =>
      (await page({ provider }, { limit: mostInARow })).connections,
    count: connections.count,
    /** The providers that do not answer now. */
    down: async (): Promise<readonly Pick<StoredOutage, "provider" | "mode">[]> => health.list(),
    /** How many accounts there are of each provider and of each of its tools. */
    async summary(): Promise<readonly ConnectionSummary[]> {
      const groups = Map.groupBy(await connections.groups(), ({ provider }) => provider);
      const defaults = await defaultsOf(groups.keys());
      return Array.from(groups, ([provider, all]) => {
        const used = defaults.get(provider);
        const broken = used && used.status !== "active" ? grantedConnectors(used, catalog) : [];
        const counts = new Map<string, number>();
        for (const group of all)
          for (const id of grantedConnectors(group, catalog))
            counts.set(id, (counts.get(id) ?? 0) + group.count);
        return {
          provider,
          accounts: all.filter(connections.isPresent).reduce((sum, { count }) => sum + count, 0),
          ...(used ? { default: { id: used.id, name: used.name, label: used.account.label } } : {}),
          connectors: Array.from(counts, ([id, accounts]) => ({
            id,
            accounts,
            needsReconnect: broken.includes(id),
          })),
        };
      });
    },
    /** Names of the accounts that are connected, the default of each provider first. */
    async accounts(): Promise<AccountsOf> {
      const names = Map.groupBy(await connections.called(), ({ provider }) => provider);
      return (id) => names.get(id)?.map(({ name }) => name) ?? [];
    },
    /** Those that are taken where none is named. */
    defaults: async (): Promise<readonly string[]> => {
      const providers = (await connections.groups()).map(({ provider }) => provider);
      return Array.from((await defaultsOf(providers)).values(), ({ id }) => id);
    },
    /** The modes in which accounts count now. */
    present: async () => (await connections.groups()).filter(connections.isPresent),
    /** Those with these names, as `slack:support`, and the default of each provider, as `slack`. */
    async meant(names: AccountsNeeded): Promise<ReadonlyMap<string, ConnectionView>> {
      const { defaults, named } = await meantBy(names);
      const all = [
        ...defaults,
        ...Array.from(named, ([provider, of]) =>
          Array.from(of, ([name, one]) => [`${provider}:${name}`, one] as const),
        ).flat(),
      ];
      const views = await viewsOf(all.map(([, one]) => one));
      return new Map(all.flatMap(([key], at) => (views[at] ? [[key, views[at]]] : [])));
    },
    /** Tells of what functions need how much of it is connected: of the accounts that these need. */
    async standing(needed: readonly Needed[]): Promise<Standing> {
      const { defaults, named } = await meantBy(accountsNeeded(needed, catalog));
      return standingOf(
        (provider, account) =>
          account === undefined ? defaults.get(provider) : named.get(provider)?.get(account),
        catalog,
      );
    },
    /** How many people have an account of their own at each provider; never whose. */
    counts: connections.counts,
    /** How many accounts have ended or end soon. */
    toSeeTo: (): Promise<number> =>
      connections.endingBefore(new Date(clock.now() + warnMs).toISOString()),
  };
}
