import { type Catalog, createCatalog } from "./catalog.ts";
import type { Connector } from "./connector.ts";
import type { Provider } from "./provider.ts";

interface Entry {
  readonly connector: Connector;
  readonly provider: Provider;
}

/** A catalog that tools are added to while it is used: each look at it sees those that are there then. */
export function createLiveCatalog(
  connectors: readonly Connector[],
  providers: readonly Provider[],
): { readonly catalog: Catalog; readonly setCustom: (entries: readonly Entry[]) => void } {
  let now = createCatalog(connectors, providers);
  return {
    setCustom(entries) {
      now = createCatalog(
        [...connectors, ...entries.map(({ connector }) => connector)],
        [...providers, ...entries.map(({ provider }) => provider)],
      );
    },
    catalog: {
      get connectors() {
        return now.connectors;
      },
      get providers() {
        return now.providers;
      },
      get operations() {
        return now.operations;
      },
      connector: (id) => now.connector(id),
      provider: (id) => now.provider(id),
      find: (id) => now.find(id),
      event: (id) => now.event(id),
      scope: (connectorId, scope) => now.scope(connectorId, scope),
      providerOf: (id) => now.providerOf(id),
    },
  };
}

/** Something made of a whole catalog, made anew once the catalog has changed. */
export function madeOf<Made>(catalog: Catalog, make: (catalog: Catalog) => Made): () => Made {
  let made = make(catalog);
  let seen = catalog.operations;
  return () => {
    if (catalog.operations !== seen) {
      seen = catalog.operations;
      made = make(catalog);
    }
    return made;
  };
}
