import { once } from "./core/once.ts";
import { host as aiHost } from "./connectors/ai/provider.ts";
import { fileURLToPath } from "node:url";
import { createAiGateway } from "./ai/gateway.ts";
import { vocabularyOf } from "./agent/builtin/vocabulary.ts";
import { openRehearsal } from "./agent/rehearsal.ts";
import { createArchive } from "./archive/archive.ts";
import { createAudit } from "./audit/audit.ts";
import { createAutomations } from "./automations/automations.ts";
import type { AutomationState } from "./automations/state.ts";
import { createBase44 } from "./base44/base44.ts";
import { createInside } from "./base44/inside.ts";
import { createKept } from "./cluster/kept.ts";
import { createEventSources } from "./automations/event-sources.ts";
import { createSignedCalls } from "./automations/signed-calls.ts";
import { createPushed } from "./automations/pushed.ts";
import { madeOf } from "./catalog/live.ts";
import { withLocalOrigin } from "./core/local-origin.ts";
import { composeAgent } from "./compose-agent.ts";
import { composePeople } from "./compose-people.ts";
import type { Ground, Place } from "./ground.ts";
import type { Flow } from "./flow/schema.ts";
import { needsOf } from "./flow/uses.ts";
import { createExporter } from "./functions/export/export.ts";
import { type Functions, createFunctions } from "./functions/functions.ts";
import { createImporter } from "./functions/import/import.ts";
import { createRenderer } from "./functions/render.ts";
import { permissionsOfVersion, scopesOf } from "./functions/rights.ts";
import { createVerifier } from "./functions/verify.ts";
import { createMcp } from "./mcp/mcp.ts";
import type { Answer } from "./pages/answers.ts";
import type { Outcome } from "./pages/once.ts";
import { createPages } from "./pages/pages.ts";
import type { Acted } from "./pages/show.ts";
import { computePermissions } from "./permissions/compute.ts";
import { createBroker } from "./runs/broker/broker.ts";
import { createRunner } from "./runs/deno/runner.ts";
import { observeBroker, observeRunner } from "./runs/observed.ts";
import { createRetention } from "./runs/retention.ts";
import { type RunBody, createRuns } from "./runs/runs.ts";
import { timeoutMsOf } from "./runs/time-limit.ts";
import { createApp } from "./server/app.ts";
import type { Bindings } from "./server/guard.ts";
import { createDataView } from "./setup/data.ts";
import { createProviderSetUp } from "./setup/providers.ts";
import { createApiKeyStore } from "./store/api-keys.ts";
import { createAppsStore } from "./store/apps.ts";
import { createArchivePartStore } from "./store/archive-parts.ts";
import { createAuditStore } from "./store/audit.ts";
import { createAutomationStore } from "./store/automations.ts";
import { type StoredMessage, createChatStore } from "./store/chats.ts";
import { defaultAppId, defaultWorkspaceId } from "./store/database.ts";
import { createDeliveryStore } from "./store/deliveries.ts";
import { createFunctionStore } from "./store/functions.ts";
import { createFunctionNeedStore } from "./store/function-needs.ts";
import { createFunctionSummaryStore } from "./store/function-summaries.ts";
import { createPageActStore } from "./store/page-acts.ts";
import { createPageAnswerStore } from "./store/page-answers.ts";
import { createPageStore } from "./store/pages.ts";
import { createRunStore } from "./store/runs.ts";
import { createSettingStore } from "./store/settings.ts";
import { createSigningSecretStore } from "./store/signing-secrets.ts";
import { composeReach } from "./compose-reach.ts";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One app, wired together from its stores up to its HTTP app. */
export async function composeApp(place: Place, ground: Ground) {
  const { appId, base, dataDir, functionsDir, approvalSecret } = place;
  const { settings, clock, timer, log, db, vault, processes, prompts } = ground;
  const { metrics, sessions, keyFile, openCode, origins, members, bus } = ground;
  const { version, dependencies } = ground.manifest;
  const workspaceId =
    (await createAppsStore(db, clock).get(appId))?.workspaceId ?? defaultWorkspaceId;
  /** Where this app is reached. */
  const addresses = () => origins().map((origin) => origin + base);
  let watching: ReturnType<Functions["files"]["watch"]> | undefined;

  // Data, and what the other processes are told of it
  const kept = createKept({ bus, appId, log });
  const settingStore = kept.told("settings", createSettingStore(db, appId, clock));
  const needs = createFunctionNeedStore(db, appId);
  const runStore = createRunStore<RunBody>(db, appId, clock, members.id);
  const changed = () => {
    automations.changed();
    kept.say("ready");
  };
  const functionChanged = (name: string) => {
    automations.changed(name);
    kept.say("ready");
  };
  const audit =
    appId === defaultAppId
      ? ground.serverAudit
      : createAudit({ store: createAuditStore(db, appId, clock), appId, clock, log });

  const reach = await composeReach({ place, ground, kept, settingStore, changed });
  const { catalog, hooks, redirectUri, clients, endpoints, outbound, brokerOutbound } = reach;
  const { model, connections, integrations, secrets, webhookSecrets, health } = reach;

  // Functions and runs
  const functions = createFunctions({
    store: createFunctionStore(db, appId, clock, functionChanged),
    renderer: createRenderer({ catalog, templatesDir: folder("../templates") }),
    verifier: createVerifier({ catalog }),
    catalog,
    mirrorDir: functionsDir,
    log,
    tell: (names) => kept.say("files", names),
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
    needs,
    call: (...given) => runs.call(...given),
  });
  const aiGateway = createAiGateway({ model: model.hosted, prompts, log });
  const broker = createBroker({
    catalog,
    credentials: reach.credentials,
    endpointsOf: endpoints.of,
    openOutbound: () => withLocalOrigin(brokerOutbound, `https://${aiHost}`, aiGateway.open()),
    heard: health.heard,
    secretOf: secrets.valueFor,
    base44: createInside(base44, log),
    living: members.living,
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
    needs,
    startsOf: (names) => automations.startsOf(names),
    address: () => addresses()[0] ?? "",
  });
  const runs = createRuns({
    requirePerson: people.requirePerson,
    current: async (name) => functions.current(await functions.resolve(name)),
    store: runStore,
    runner,
    timeoutMsOf: (running) => timeoutMsOf(running, catalog),
    appId,
    bus,
    clock,
    secretNames: secrets.names,
    secretValues: secrets.values,
    log,
  });
  const pageAnswers = createPageAnswerStore<Answer>(db, appId, clock);
  const pageActs = createPageActStore<Outcome<Acted>>(db, appId, clock, members.id);
  const archiveParts = createArchivePartStore(db, appId, clock);
  const retention = createRetention({
    store: runStore,
    days: settings.runRetentionDays,
    alsoSweep: [pageAnswers.sweep, pageActs.sweep, archiveParts.sweep],
    clock,
    log,
  });
  const publicAddress = () => addresses().find((address) => address.startsWith("https:"));
  const deliveries = createDeliveryStore(db, appId, clock, members.id);
  const uncount = metrics.addApp({
    deliveries: deliveries.countByStatus,
    connections: reach.connectionStore.countByStatus,
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
        endpoints.modeOf(provider) === "sandbox" ? addresses().at(-1) : publicAddress(),
      isHeard: (provider) =>
        endpoints.modeOf(provider) === "sandbox" || webhookSecrets.isHeard(provider),
    },
    origin: () => addresses()[0] ?? "",
    start: runs.test,
    allowedFor: people.allowedFor,
    clock,
    timer,
    hand: ground.boss?.handOf(appId),
    random: Math.random,
    slots: ground.slots,
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
    answers: pageAnswers,
    acts: pageActs,
    bus,
    appId,
    living: members.living,
    clock,
  });

  const agent = composeAgent({
    ...ground,
    appId,
    approvalSecret,
    catalog,
    model,
    functions,
    audit,
    connections: { ...connections, modeOf: endpoints.modeOf },
    runs,
    automations,
    pages,
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
    origin: () => addresses()[0] ?? "",
    version,
    bus,
    appId,
    log,
  });

  const archive = createArchive({
    version,
    dataDir,
    parts: members.isAlone ? undefined : archiveParts,
    clock,
    functions,
    pages,
    automations,
    chats: createChatStore<StoredMessage>(db, appId, clock),
    integrations,
    integrationStore: reach.integrationStore,
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

  kept.onChange({
    settings: () => Promise.all([model.load(), clients.load()]),
    integrations: integrations.load,
    secrets: secrets.forget,
    files: functions.mirror,
    ready: () => webhookSecrets.load().then(automations.forget),
  });

  const { http, hasPart } = createApp({
    catalog,
    search: agent.search,
    chats: agent.chats,
    connections,
    checkConnection: reach.checkConnection,
    functions,
    exporter,
    importer,
    integrations,
    secrets,
    pushSetUp: reach.pushSetUp,
    pushed,
    runs,
    pages,
    automations,
    summaries: createFunctionSummaryStore(db, appId),
    needs,
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
    standIns: {
      list: endpoints.standIns,
      pull: endpoints.pullLever,
      running: ground.sandboxHost.running,
      inUse: endpoints.standIn,
    },
    redirectUri,
    version,
    sessions,
    signIn: ground.signIn,
    workspaceId,
    keys: createApiKeyStore(db, appId, clock),
    keyFile,
    archive,
    audit,
    serverAudit: ground.serverAudit,
    rateLimits: ground.rateLimits,
    signedCalls: createSignedCalls({
      store: createSigningSecretStore(db, appId, clock),
      resolve: functions.resolve,
      vault,
      clock,
    }),
    rotation: ground.rotation,
    trustedProxies: settings.trustedProxies,
    model,
    providerSetUp: createProviderSetUp({
      catalog,
      clients,
      endpointsOf: endpoints.of,
      modeOf: endpoints.modeOf,
      setBy: endpoints.setBy,
      connections,
      needs,
      pushSetUp: reach.pushSetUp,
      outbound,
      redirectUri,
      onChanged: changed,
    }),
    data: createDataView({
      version,
      folder: settings.dataDir,
      functionsFolder: functionsDir,
      isKeyFromEnvironment: settings.encryptionKey !== undefined,
      runRetentionDays: settings.runRetentionDays,
      publicUrl: () => origins()[0] ?? "",
    }),
    appId,
    base,
    workspaces: ground.workspaces,
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

  /** Now, and whenever a process is gone, until the app is closed. */
  const leaves: (() => void)[] = [];
  // An app may be opened just when the server comes to it: what both would begin is begun once.
  async function takeUp(take: () => Promise<void>): Promise<void> {
    leaves.push(await members.onLeft(take));
  }

  return {
    /** Answers at addresses without its prefix; or refuses, as the front door has it. */
    fetch: (request: Request, bindings: Bindings = {}) => http.fetch(request, bindings),
    hasPart,
    /** Every address that is served, for what is to hold of all of them. */
    routes: http.routes.map(({ method, path }) => ({ method, path })),
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
    /** Takes up the runs that other processes left, from when it is known where the server is reached. */
    ready: once(() => takeUp(runs.recover)),
    /** The stand-ins start ahead of their first use; one that does not start shows where it is needed. From now on old runs are deleted and accounts looked after. */
    warmUp: once((): void => {
      retention.start();
      reach.upkeep.begin();
      endpoints.start().catch(() => {});
    }),
    /** Starts by itself what is to be started, and goes on with what other processes left. */
    automate: once(async (): Promise<void> => {
      await automations.begin();
      await takeUp(automations.takeUp);
      await takeUp(agent.chats.takeUp);
    }),
    /** Makes versions of what a person saves in the files of a function, and of what was saved since the last time. */
    watchFiles: once(async (): Promise<void> => {
      watching = functions.files.watch();
      await watching.catch((error: unknown) =>
        log.write("warn", `Files of functions are not watched: ${String(error)}`),
      );
    }),
    /** Begins nothing by itself any more; settles when answers and what it began have ended. */
    async drain(): Promise<void> {
      // Whoever follows the list of runs would follow it for ever.
      runs.close();
      await Promise.all([automations.close(), agent.chats.settled()]);
    },
    async close(): Promise<void> {
      uncount();
      for (const leave of leaves) leave();
      await Promise.all([agent.chats.close(), automations.close(), reach.upkeep.close()]);
      runs.close();
      kept.close();
      pages.close();
      await retention.close();
      await watching?.then((files) => files.close()).catch(() => {});
    },
  };
}

/** One app that is open. */
export type OpenApp = Awaited<ReturnType<typeof composeApp>>;
