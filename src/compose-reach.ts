import { createHookAddresses } from "./automations/hook-addresses.ts";
import { createPushSetUp } from "./automations/push-setup.ts";
import { createLiveCatalog } from "./catalog/live.ts";
import { createConnectionCheck } from "./connections/check.ts";
import { createConnections } from "./connections/connections.ts";
import { createCredentials } from "./connections/credentials.ts";
import { createHealth } from "./connections/health.ts";
import { createTokenCipher } from "./connections/tokens.ts";
import { createUpkeep } from "./connections/upkeep.ts";
import type { RequestBody } from "./connections/requests.ts";
import { createProviderClients } from "./connections/provider-clients.ts";
import { createSecrets } from "./connections/secrets.ts";
import { createWebhookSecrets } from "./connections/webhook-secrets.ts";
import { providers } from "./connectors/index.ts";
import { createLeanFetch } from "./core/lean-fetch.ts";
import { createOutbound } from "./core/outbound.ts";
import { publicLookup } from "./core/public-address.ts";
import { createPublicFetch } from "./core/public-fetch.ts";
import { createEndpoints } from "./endpoints.ts";
import type { Ground, Place } from "./ground.ts";
import { createIntegrations } from "./integrations/integrations.ts";
import type { IntegrationPlan } from "./integrations/manifest.ts";
import { observeOutbound } from "./telemetry/outbound.ts";
import { addressesBehind, addressesBeside } from "./sandbox/host/addresses.ts";
import { fixedModelOf, isLocalOnly } from "./settings.ts";
import { createModelSetting } from "./setup/model.ts";
import { createConnectionRequestStore } from "./store/connection-requests.ts";
import { createConnectionStore } from "./store/connections.ts";
import { createConnectionProbeStore } from "./store/connection-probes.ts";
import { createOutageStore } from "./store/outages.ts";
import { createPendingRevocationStore } from "./store/pending-revocations.ts";
import { createIntegrationStore } from "./store/integrations.ts";
import { createOAuthAttemptStore } from "./store/oauth-attempts.ts";
import { createSecretStore } from "./store/secrets.ts";
import { createWebhookSecretStore } from "./store/webhook-secrets.ts";
import type { Kept } from "./cluster/kept.ts";
import type { SettingStore } from "./store/settings.ts";

interface ReachParts {
  readonly place: Pick<Place, "appId" | "base">;
  readonly ground: Ground;
  readonly kept: Kept;
  readonly settingStore: SettingStore;
  /** Functions or connections have changed. */
  readonly changed: () => void;
}

/** What an app reaches, and with whose accounts: its catalog, the ways out, the model, connections. */
export async function composeReach({ place, ground, kept, settingStore, changed }: ReachParts) {
  const { appId, base } = place;
  const { settings, clock, timer, log, db, vault, sandboxHost, prompts } = ground;
  const { metrics, origins, shipped } = ground;
  const publicFetch = createPublicFetch();

  // Catalog, and where its providers are reached
  const { catalog, setCustom } = createLiveCatalog(shipped, providers);
  const hooks = createHookAddresses(origins);
  const redirectUri = () => `${origins()[0] ?? ""}/oauth/callback`;
  const clients = createProviderClients({ store: settingStore, vault });
  await clients.load();
  const endpoints = createEndpoints({
    settings,
    clientOf: clients.of,
    catalog,
    sandboxHost,
    redirectUri,
    addressesOf: (running) =>
      isLocalOnly(settings)
        ? addressesBeside(running)
        : addressesBehind(running, { origin: origins()[0] ?? "", base }),
    eventsUrl: (id) => (origins().length > 0 ? hooks.addressOf(id, "sandbox") : undefined),
    endpointsOfCustom: (id) => integrations.endpointsOf(id),
  });
  const allowInsecureOrigin = endpoints.isNamed;
  const outbound = observeOutbound(
    createOutbound({ fetch: publicFetch, fetchNamed: fetch, allowInsecureOrigin }),
    metrics,
  );
  const brokerOutbound = observeOutbound(
    createOutbound({
      fetch: createLeanFetch(publicLookup),
      fetchNamed: createLeanFetch(),
      allowInsecureOrigin,
    }),
    metrics,
  );

  // The hosted model, of the agent and of steps that need one
  const model = createModelSetting({
    fixed: fixedModelOf(settings),
    store: settingStore,
    vault,
    outboundWith: (allowModelOrigin) =>
      observeOutbound(
        createOutbound({
          fetch: publicFetch,
          fetchNamed: fetch,
          allowInsecureOrigin: (origin) => allowModelOrigin(origin) || endpoints.isNamed(origin),
        }),
        metrics,
      ),
    testPrompt: () => prompts("settings-test"),
  });
  await model.load();

  // Connections
  const connectionStore = createConnectionStore(db, appId, clock, {
    modeOf: (provider) => endpoints.modeOf(provider),
    tell: changed,
  });
  const outages = createOutageStore(db, appId, clock);
  const pace = { clock, random: Math.random, log };
  const health = createHealth({ outages, catalog, modeOf: endpoints.modeOf, ...pace });
  const pendingRevocations = createPendingRevocationStore(db, appId, clock);
  const connectionDeps = { vault, catalog, endpointsOf: endpoints.of, outbound, clock };
  const connections = createConnections({
    ...connectionDeps,
    stores: {
      connections: connectionStore,
      requests: createConnectionRequestStore<RequestBody>(db, appId, clock),
      attempts: createOAuthAttemptStore(db, appId, clock),
      revocations: pendingRevocations,
    },
    health,
    redirectUri,
    base,
  });
  const integrationStore = createIntegrationStore<IntegrationPlan>(db, appId, clock);
  const integrations = createIntegrations({
    store: kept.told("integrations", integrationStore),
    vault,
    outbound,
    redirectUri,
    isShipped: (id) =>
      shipped.some((one) => one.id === id) || providers.some((one) => one.id === id),
    shippedNames: [...shipped, ...providers].map(({ name }) => name),
    publish: setCustom,
    disconnect: connections.forget,
    log,
  });
  await integrations.load();
  await connectionStore.settleModes();
  const secrets = createSecrets({
    store: kept.told("secrets", createSecretStore(db, appId, clock)),
    vault,
  });
  const webhookSecrets = createWebhookSecrets({
    store: createWebhookSecretStore(db, appId, clock),
    vault,
    clock,
    onHeard: changed,
  });
  await webhookSecrets.load();
  const pushSetUp = createPushSetUp({
    catalog,
    endpointsOf: endpoints.of,
    secrets: webhookSecrets,
    hooks,
  });
  const accounts = { ...connectionDeps, connections: connectionStore, heard: health.heard };
  const credentials = createCredentials(accounts);
  const checkConnection = createConnectionCheck({ ...accounts, credentials });
  const upkeep = createUpkeep({
    ...accounts,
    ...pace,
    probes: createConnectionProbeStore(db, appId, clock),
    pending: pendingRevocations,
    cipher: createTokenCipher(vault, appId),
    outages,
    health,
    check: checkConnection,
    timer,
  });

  return {
    catalog,
    hooks,
    redirectUri,
    clients,
    endpoints,
    outbound,
    brokerOutbound,
    model,
    connectionStore,
    connections,
    integrations,
    integrationStore,
    secrets,
    webhookSecrets,
    pushSetUp,
    health,
    credentials,
    checkConnection,
    upkeep,
  };
}
