import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { createAiGateway } from "./ai/gateway.ts";
import { vocabularyOf } from "./agent/builtin/vocabulary.ts";
import { openRehearsal } from "./agent/rehearsal.ts";
import { createArchive } from "./archive/archive.ts";
import { createAutomations } from "./automations/automations.ts";
import type { AutomationState } from "./automations/state.ts";
import { createBase44 } from "./base44/base44.ts";
import { createInside } from "./base44/inside.ts";
import { createHookAddresses } from "./automations/hook-addresses.ts";
import { createEventSources } from "./automations/event-sources.ts";
import { createPushSetUp } from "./automations/push-setup.ts";
import { createPushed } from "./automations/pushed.ts";
import { createLiveCatalog, madeOf } from "./catalog/live.ts";
import { createConnectionCheck } from "./connections/check.ts";
import { createConnections } from "./connections/connections.ts";
import { createCredentials } from "./connections/credentials.ts";
import { createHealth } from "./connections/health.ts";
import { createProbes } from "./connections/probes.ts";
import { createOwedRevocations } from "./connections/revocations.ts";
import { createTokenCipher } from "./connections/tokens.ts";
import { createUpkeep } from "./connections/upkeep.ts";
import { createWarnings } from "./connections/warnings.ts";
import type { RequestBody } from "./connections/requests.ts";
import { createProviderClients } from "./connections/provider-clients.ts";
import { createSecrets } from "./connections/secrets.ts";
import { createWebhookSecrets } from "./connections/webhook-secrets.ts";
import { host as aiHost } from "./connectors/ai/provider.ts";
import { providers } from "./connectors/index.ts";
import { createLeanFetch } from "./core/lean-fetch.ts";
import { withLocalOrigin } from "./core/local-origin.ts";
import { createOutbound } from "./core/outbound.ts";
import { publicLookup } from "./core/public-address.ts";
import { createPublicFetch } from "./core/public-fetch.ts";
import { composeAgent } from "./compose-agent.ts";
import { composePeople } from "./compose-people.ts";
import { createEndpoints } from "./endpoints.ts";
import type { Ground } from "./ground.ts";
import type { Flow } from "./flow/schema.ts";
import { needsOf } from "./flow/uses.ts";
import { createExporter } from "./functions/export/export.ts";
import { type Functions, createFunctions } from "./functions/functions.ts";
import { createImporter } from "./functions/import/import.ts";
import { createRenderer } from "./functions/render.ts";
import { permissionsOfVersion, scopesOf } from "./functions/rights.ts";
import { createVerifier } from "./functions/verify.ts";
import { createIntegrations } from "./integrations/integrations.ts";
import type { IntegrationPlan } from "./integrations/manifest.ts";
import { createMcp } from "./mcp/mcp.ts";
import { createPages } from "./pages/pages.ts";
import { computePermissions } from "./permissions/compute.ts";
import { createBroker } from "./runs/broker/broker.ts";
import { createRunner } from "./runs/deno/runner.ts";
import { observeBroker, observeRunner } from "./runs/observed.ts";
import { observeOutbound } from "./telemetry/outbound.ts";
import { createRetention } from "./runs/retention.ts";
import { type RunBody, createRuns } from "./runs/runs.ts";
import { timeoutMsOf } from "./runs/time-limit.ts";
import { createApp } from "./server/app.ts";
import { fixedModelOf } from "./settings.ts";
import { createDataView } from "./setup/data.ts";
import { createModelSetting } from "./setup/model.ts";
import { createProviderSetUp } from "./setup/providers.ts";
import { createApiKeyStore } from "./store/api-keys.ts";
import { createAutomationStore } from "./store/automations.ts";
import { type StoredMessage, createChatStore } from "./store/chats.ts";
import { createConnectionRequestStore } from "./store/connection-requests.ts";
import { createConnectionStore } from "./store/connections.ts";
import { createConnectionProbeStore } from "./store/connection-probes.ts";
import { createOutageStore } from "./store/outages.ts";
import { createPendingRevocationStore } from "./store/pending-revocations.ts";
import { createDeliveryStore } from "./store/deliveries.ts";
import { createFunctionStore } from "./store/functions.ts";
import { createFunctionSummaryStore } from "./store/function-summaries.ts";
import { createIntegrationStore } from "./store/integrations.ts";
import { createOAuthAttemptStore } from "./store/oauth-attempts.ts";
import { createPageStore } from "./store/pages.ts";
import { createRunStore } from "./store/runs.ts";
import { createSecretStore } from "./store/secrets.ts";
import { createSettingStore } from "./store/settings.ts";
import { createWebhookSecretStore } from "./store/webhook-secrets.ts";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One app, wired together from its stores up to its HTTP app. */
export async function composeApp(appId: string, ground: Ground) {
  const { settings, clock, timer, log, db, vault, sandboxHost, processes, prompts } = ground;
  const { metrics, sessions, keyFile, approvalSecret, openCode, origins, shipped } = ground;
  const { version, dependencies } = ground.manifest;
  const { dataDir } = settings;
  const publicFetch = createPublicFetch();
  let watching: ReturnType<Functions["files"]["watch"]> | undefined;

  // Data
  const settingStore = createSettingStore(db, appId, clock);
  const runStore = createRunStore<RunBody>(db, appId, clock);
  const changed = () => automations.changed();
  const connectionStore = createConnectionStore(db, appId, clock, {
    modeOf: (provider) => endpoints.modeOf(provider),
    tell: changed,
  });

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
  const outages = createOutageStore(db, appId, clock);
  const health = createHealth({
    outages,
    catalog,
    modeOf: endpoints.modeOf,
    clock,
    random: Math.random,
    log,
  });
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
  });
  const integrationStore = createIntegrationStore<IntegrationPlan>(db, appId, clock);
  const integrations = createIntegrations({
    store: integrationStore,
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
  const secrets = createSecrets({ store: createSecretStore(db, appId, clock), vault });
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
  const credentials = createCredentials({
    ...connectionDeps,
    connections: connectionStore,
    heard: health.heard,
  });

  const checkConnection = createConnectionCheck({
    ...connectionDeps,
    connections: connectionStore,
    credentials,
    heard: health.heard,
  });
  const looking = {
    ...connectionDeps,
    probes: createConnectionProbeStore(db, appId, clock),
    connections: connectionStore,
    random: Math.random,
    log,
  };
  const upkeep = createUpkeep({
    works: [
      createProbes({ ...looking, outages, health, check: checkConnection }),
      createWarnings(looking),
      createOwedRevocations({
        ...looking,
        pending: pendingRevocations,
        cipher: createTokenCipher(vault, appId),
        now: clock.now,
      }),
    ],
    timer,
    log,
  });

  // Functions and runs
  const functions = createFunctions({
    store: createFunctionStore(db, appId, clock, changed),
    renderer: createRenderer({ catalog, templatesDir: folder("../templates") }),
    verifier: createVerifier({ catalog }),
    catalog,
    mirrorDir: settings.functionsDir,
    log,
  });
  const exporter = createExporter({
    catalog,
    templatesDir: folder("../templates/export"),
    headersOf: endpoints.apiHeadersOf,
    secrets: secrets.list,
    packages: dependencies,
  });
  const importer = createImporter({ functions, catalog });
  const base44 = createBase44({
    appId,
    catalog,
    connections,
    functions,
    call: (...given) => runs.call(...given),
  });
  const aiGateway = createAiGateway({ model: model.hosted, prompts, log });
  const broker = createBroker({
    catalog,
    credentials,
    endpointsOf: endpoints.of,
    openOutbound: () => withLocalOrigin(brokerOutbound, `https://${aiHost}`, aiGateway.open()),
    heard: health.heard,
    secretOf: secrets.valueFor,
    base44: createInside(base44, log),
    clock,
  });
  const runner = observeRunner(
    createRunner({ processes, broker: observeBroker(broker), clock }),
    metrics,
  );
  const people = composePeople({
    db,
    appId,
    clock,
    settings: settingStore,
    catalog,
    connections,
    functions,
    automations: () => automations.list(),
    address: () => origins()[0] ?? "",
  });
  const runs = createRuns({
    requirePerson: people.requirePerson,
    current: async (name) => functions.current(await functions.resolve(name)),
    store: runStore,
    runner,
    timeoutMsOf: (running) => timeoutMsOf(running, catalog),
    appId,
    clock,
    secretNames: secrets.names,
    secretValues: secrets.values,
    log,
  });
  const retention = createRetention({
    store: runStore,
    days: settings.runRetentionDays,
    clock,
    log,
  });
  const publicOrigin = () => origins().find((origin) => origin.startsWith("https:"));
  const deliveries = createDeliveryStore(db, appId, clock);
  const uncount = metrics.addApp({
    deliveries: deliveries.countByStatus,
    connections: connectionStore.countByStatus,
  });
  const automations = createAutomations({
    stores: {
      automations: createAutomationStore<AutomationState>(db, appId, clock),
      deliveries,
    },
    functions,
    connections,
    catalog,
    sources: createEventSources({ broker, catalog, clock }),
    vault,
    reach: {
      originFor: (provider) =>
        endpoints.modeOf(provider) === "sandbox" ? origins().at(-1) : publicOrigin(),
      isHeard: (provider) =>
        endpoints.modeOf(provider) === "sandbox" || webhookSecrets.isHeard(provider),
    },
    origin: () => origins()[0] ?? "",
    start: runs.test,
    allowedFor: people.allowedFor,
    clock,
    timer,
    random: Math.random,
    slots: runsPerCore * availableParallelism(),
    log,
  });

  const pushed = createPushed({
    catalog,
    endpointsOf: endpoints.of,
    secrets: webhookSecrets,
    connections,
    automationsFor: automations.waitingFor,
    hooks,
    clock,
    log,
  });

  const pages = createPages({
    store: createPageStore(db, appId, clock),
    functions,
    runs,
    catalog,
    clock,
  });

  const agent = composeAgent({
    db,
    appId,
    clock,
    catalog,
    prompts,
    model,
    approvalSecret,
    functions,
    connections: { ...connections, modeOf: endpoints.modeOf },
    runs,
    automations,
    pages,
    log,
  });
  const mcp = createMcp({
    functions: functions.list,
    resolve: functions.resolve,
    catalog,
    search: agent.search,
    plan: agent.plan,
    run: (name, input, by) => runs.test(name, input, { trigger: "mcp", ...by }),
    missing: async (wanted) =>
      scopesOf(await connections.missing(permissionsOfVersion(wanted, catalog))),
    prompts,
    origin: () => origins()[0] ?? "",
    version,
    log,
  });

  const archive = createArchive({
    version,
    dataDir,
    clock,
    functions,
    pages,
    automations,
    chats: createChatStore<StoredMessage>(db, appId, clock),
    integrations,
    integrationStore,
    connections,
    secrets,
    model: model.view,
    clientIds: clients.ids,
    secretValues: async () => [
      ...(await secrets.values()),
      ...model.secrets(),
      ...clients.secrets(),
      keyFile.key(),
      approvalSecret,
    ],
  });
  await archive.clear();

  const app = createApp({
    catalog,
    search: agent.search,
    chats: agent.chats,
    connections,
    checkConnection,
    functions,
    exporter,
    importer,
    integrations,
    secrets,
    pushSetUp,
    pushed,
    runs,
    pages,
    automations,
    summaries: createFunctionSummaryStore(db, appId),
    base44,
    plan: agent.plan,
    mcp,
    ...people.served(runs),
    status: async () => ({
      name: "Patchbay",
      version,
      model: { id: model.name(), builtin: model.hosted() === undefined },
      accountsToSeeTo: await connections.toSeeTo(),
      providers: await endpoints.views(),
    }),
    standIns: { list: endpoints.standIns, pull: endpoints.pullLever },
    version,
    sessions,
    keys: createApiKeyStore(db, appId, clock),
    keyFile,
    archive,
    model,
    providerSetUp: createProviderSetUp({
      catalog,
      clients,
      endpointsOf: endpoints.of,
      modeOf: endpoints.modeOf,
      setBy: endpoints.setBy,
      connections,
      functions,
      pushSetUp,
      outbound,
      redirectUri,
      onChanged: changed,
    }),
    data: createDataView({
      version,
      folder: dataDir,
      functionsFolder: settings.functionsDir,
      isKeyFromEnvironment: settings.encryptionKey !== undefined,
      runRetentionDays: settings.runRetentionDays,
      publicUrl: () => origins()[0] ?? "",
    }),
    openCode,
    origins,
    webDir: folder("../dist/web"),
    readmeFile: folder("../README.md"),
    metrics,
    metricsToken: settings.metricsToken,
    logsRequests: settings.logFormat === "json",
    requireReady: ground.requireReady,
    log,
  });

  return {
    fetch: (request: Request) => app.fetch(request),
    request: (request: Request) => app.request(request),
    /** Every address that is served, for what is to hold of all of them. */
    routes: app.routes.map(({ method, path }) => ({ method, path })),
    /** What measuring the agent takes beside the HTTP app. */
    evals: {
      open: () => openRehearsal(agent.rehearsing),
      problemsOf: functions.problemsOf,
      eventOf: (id: string) => catalog.event(id),
      run: runner.run,
      vocabulary: madeOf(catalog, vocabularyOf),
      narrowest: (flow: Flow) => scopesOf(computePermissions(needsOf(flow, catalog), catalog)),
      /** Requests for what a flow needs and nobody granted yet. */
      requestsFor: (flow: Flow) =>
        connections.requestMissing(computePermissions(needsOf(flow, catalog), catalog)),
    },
    /** Takes up what an earlier process left, once it is known where the server is reached. */
    ready: () => runs.recover(),
    /** The stand-ins start ahead of their first use; one that does not start shows where it is needed. From now on old runs are deleted and accounts looked after. */
    warmUp(): void {
      retention.start();
      upkeep.begin();
      endpoints.start().catch(() => {});
    },
    /** Starts by itself what is to be started, and what was owed when the server stopped. */
    automate: automations.begin,
    /** Makes versions of what a person saves in the files of a function, and of what was saved since the last time. */
    async watchFiles(): Promise<void> {
      watching = functions.files.watch();
      await watching.catch((error: unknown) =>
        log.write("warn", `Files of functions are not watched: ${String(error)}`),
      );
    },
    /** Begins nothing by itself any more; settles when answers and what it began have ended. */
    async drain(): Promise<void> {
      // Whoever follows the list of runs would follow it for ever.
      runs.close();
      await Promise.all([automations.close(), agent.chats.settled()]);
    },
    async close(): Promise<void> {
      uncount();
      await Promise.all([agent.chats.close(), automations.close(), upkeep.close()]);
      runs.close();
      await retention.close();
      await watching?.then((files) => files.close()).catch(() => {});
    },
  };
}

/** Functions mostly wait for the tools that they call. */
const runsPerCore = 4;
