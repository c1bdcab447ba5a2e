import type { Connector, ScopeInfo } from "./connector.ts";
import type { EventInfo } from "./event.ts";
import { connectorOf, type Operation } from "./operation.ts";
import type { Provider } from "./provider.ts";

/** Everything Patchbay can connect, read-only. */
export interface Catalog {
  readonly connectors: readonly Connector[];
  readonly providers: readonly Provider[];
  readonly operations: readonly Operation[];
  connector(id: string): Connector | undefined;
  provider(id: string): Provider | undefined;
  find(operationId: string): Operation | undefined;
  event(id: string): EventInfo | undefined;
  scope(connectorId: string, scope: string): ScopeInfo | undefined;
  /** The provider that issues the credential of an operation or connector id. */
  providerOf(id: string): Provider | undefined;
}

export function createCatalog(
  connectors: readonly Connector[],
  providers: readonly Provider[],
): Catalog {
  const operations = connectors.flatMap((connector) => connector.operations);
  const connectorsById = new Map(connectors.map((connector) => [connector.id, connector]));
  const providersById = new Map(providers.map((provider) => [provider.id, provider]));
  const operationsById = new Map(operations.map((operation) => [operation.id, operation]));
  const events = connectors.flatMap((connector) => connector.events);
  const eventsById = new Map(events.map((event) => [event.id, event]));
  return {
    connectors,
    providers,
    operations,
    connector: (id) => connectorsById.get(id),
    provider: (id) => providersById.get(id),
    find: (id) => operationsById.get(id),
    event: (id) => eventsById.get(id),
    scope: (connectorId, scope) =>
      connectorsById.get(connectorId)?.scopes.find((info) => info.scope === scope),
    providerOf(id) {
      const connector = connectorsById.get(id) ?? connectorsById.get(connectorOf(id));
      return connector && providersById.get(connector.provider);
    },
  };
}

/** The part of a catalog that works where no hosted model is set up. */
export function withoutModelSteps({ connectors, providers }: Catalog): Catalog {
  const kept = providers.filter(({ answeredBy }) => answeredBy !== "model");
  const ids = new Set(kept.map(({ id }) => id));
  return createCatalog(
    connectors.filter(({ provider }) => ids.has(provider)),
    kept,
  );
}
