import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import { type ChatMessage, createAgent } from "./agent/agent.ts";
import { createBuiltinModel } from "./agent/builtin/model.ts";
import { vocabularyOf } from "./agent/builtin/vocabulary.ts";
import { createHostedModel } from "./agent/model.ts";
import { plan } from "./agent/plan.ts";
import type { AgentPorts } from "./agent/ports.ts";
import { createPrompts } from "./agent/prompts.ts";
import { createLiveCatalog, madeOf } from "./catalog/live.ts";
import { createCatalogSearch } from "./catalog/search.ts";
import { createChats } from "./chat/chats.ts";
import { createConnections } from "./connections/connections.ts";
import { createCredentials } from "./connections/credentials.ts";
import type { RequestBody } from "./connections/requests.ts";
import { createSecrets } from "./connections/secrets.ts";
import { createVault, loadKeys } from "./connections/vault.ts";
import { connectors, providers, sandboxes } from "./connectors/index.ts";
import { systemClock } from "./core/clock.ts";
import { createSecret } from "./core/ids.ts";
import { createLeanFetch } from "./core/lean-fetch.ts";
import { stderrLog } from "./core/log.ts";
import { createOutbound } from "./core/outbound.ts";
import { publicLookup } from "./core/public-address.ts";
import { createPublicFetch } from "./core/public-fetch.ts";
import { createEndpoints } from "./endpoints.ts";
import { createFunctions } from "./functions/functions.ts";
import { createRenderer } from "./functions/render.ts";
import { createVerifier } from "./functions/verify.ts";
import { createIntegrations } from "./integrations/integrations.ts";
import type { IntegrationPlan } from "./integrations/manifest.ts";
import { createBroker } from "./runs/broker/broker.ts";
import { createRunner } from "./runs/deno/runner.ts";
import { type RunBody, createRuns } from "./runs/runs.ts";
import { createSandboxHost } from "./sandbox/host/host.ts";
import { createApp } from "./server/app.ts";
import type { Settings } from "./settings.ts";
import { loadSecretFile } from "./store/secret-file.ts";
import { createChatStore } from "./store/chats.ts";
import { createConnectionRequestStore } from "./store/connection-requests.ts";
import { createConnectionStore } from "./store/connections.ts";
import { defaultAppId, openDatabase } from "./store/database.ts";
import { createFunctionStore } from "./store/functions.ts";
import { createIntegrationStore } from "./store/integrations.ts";
import { createOAuthAttemptStore } from "./store/oauth-attempts.ts";
import { createProposalStore } from "./store/proposals.ts";
import { createRunStore } from "./store/runs.ts";
import { createSecretStore } from "./store/secrets.ts";
import { createSessionStore } from "./store/sessions.ts";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Everything wired together, from the database up to the HTTP app. */
export async function compose(settings: Settings) {
  const { dataDir } = settings;
  const clock = systemClock;
  const log = stderrLog;
  const appId = defaultAppId;
  let origins: readonly string[] = [];

  // Data
  const db = await openDatabase(dataDir);
  const [vault, apiKey, approvalSecret] = [
    createVault(await loadKeys({ encryptionKey: settings.encryptionKey, dataDir })),
    loadSecretFile(dataDir, "api-key"),
    loadSecretFile(dataDir, "approval-key"),
  ];
  const sessions = createSessionStore(db, clock);
  const runStore = createRunStore<RunBody>(db, appId, clock);
  const connectionStore = createConnectionStore(db, appId, clock);

  // Catalog, and where its providers are reached
  const { catalog, setCustom } = createLiveCatalog(connectors, providers);
  const sandboxHost = createSandboxHost({ dataDir, clock, definitions: sandboxes });
  const redirectUri = () => `${origins[0] ?? ""}/oauth/callback`;
  const endpoints = createEndpoints({
    settings,
    catalog,
    sandboxHost,
    redirectUri,
    endpointsOfCustom: (id) => integrations.endpointsOf(id),
  });
  const allowInsecureOrigin = endpoints.isNamed;
  const outbound = createOutbound({
    fetch: createPublicFetch(),
    fetchNamed: fetch,
    allowInsecureOrigin,
  });
  const brokerOutbound = createOutbound({
    fetch: createLeanFetch(publicLookup),
    fetchNamed: createLeanFetch(),
    allowInsecureOrigin,
  });

  // Connections
  const connectionDeps = { vault, catalog, endpointsOf: endpoints.of, outbound, clock };
  const connections = createConnections({
    ...connectionDeps,
    stores: {
      connections: connectionStore,
      requests: createConnectionRequestStore<RequestBody>(db, appId, clock),
      attempts: createOAuthAttemptStore(db, appId, clock),
    },
    redirectUri,
  });
  const integrations = createIntegrations({
    store: createIntegrationStore<IntegrationPlan>(db, appId, clock),
    vault,
    outbound,
    redirectUri,
    isShipped: (id) =>
      connectors.some((one) => one.id === id) || providers.some((one) => one.id === id),
    shippedNames: [...connectors, ...providers].map(({ name }) => name),
    publish: setCustom,
    disconnect: connections.forget,
    log,
  });
  await integrations.load();
  const secrets = createSecrets({ store: createSecretStore(db, appId, clock), vault });
  const credentials = createCredentials({ ...connectionDeps, connections: connectionStore });

  // Functions and runs
  const functions = createFunctions({
    store: createFunctionStore(db, appId, clock),
    renderer: createRenderer({ catalog, templatesDir: folder("../templates") }),
    verifier: createVerifier({ catalog }),
    catalog,
    mirrorDir: settings.functionsDir,
    log,
  });
  const broker = createBroker({
    catalog,
    credentials,
    endpointsOf: endpoints.of,
    outbound: brokerOutbound,
    secretOf: secrets.valueFor,
    clock,
  });
  const runner = createRunner({ dataDir, broker, clock });
  const runs = createRuns({ current: functions.current, store: runStore, runner });

  // Agent
  const model: LanguageModelV4 =
    settings.model.kind === "builtin"
      ? createBuiltinModel({
          now: () => new Date(clock.now()),
          timezone: localTimezone(),
          vocabulary: madeOf(catalog, vocabularyOf),
        })
      : createHostedModel(settings.model, outbound);
  const search = madeOf(catalog, createCatalogSearch);
  const agentSettings = { model, approvalSecret };
  const ports: AgentPorts = {
    catalog,
    search: (query, limit) => search()(query, limit),
    prompts: createPrompts(folder("../prompts")),
    functions,
    connections,
    proposals: createProposalStore(db, appId, clock),
    runs: {
      test: (wanted, input, signal) =>
        runs.test(wanted.name, input, { trigger: "chat", version: wanted.version, signal }),
      list: runs.list,
    },
  };
  const chats = createChats({
    store: createChatStore<ChatMessage>(db, appId, clock),
    agent: (turn) => createAgent(ports, agentSettings, turn),
    connections,
    log,
  });

  const openCode = createSecret();
  const app = createApp({
    catalog,
    search: ports.search,
    chats,
    connections,
    functions,
    integrations,
    secrets,
    runs,
    plan: (request) =>
      plan({ ports, settings: agentSettings, preview: functions.preview }, request),
    status: async () => ({
      name: "Patchbay",
      version: version(),
      model: {
        id: settings.model.kind === "builtin" ? "builtin" : settings.model.id,
        builtin: settings.model.kind === "builtin",
      },
      providers: await endpoints.views(),
    }),
    sessions,
    apiKey,
    openCode,
    origins: () => origins,
    webDir: folder("../dist/web"),
    log,
  });

  return {
    apiKey,
    openCode,
    fetch: (request: Request) => app.fetch(request),
    request: (request: Request) => app.request(request),
    /** Tells it under which origins it is reached, the public one first; then it serves. */
    async ready(at: readonly string[]): Promise<void> {
      origins = at;
      await runStore.cancelRunning();
    },
    /** Starts processes for functions, and the stand-ins, ahead of their first use. One that does not start shows where it is needed. */
    warmUp(): void {
      runner.warmUp().catch(() => {});
      endpoints.start().catch(() => {});
    },
    async close(): Promise<void> {
      await chats.close();
      await Promise.all([runner.close(), sandboxHost.close()]);
      await db.destroy();
    },
  };
}

export type Server = Awaited<ReturnType<typeof compose>>;

function localTimezone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(folder("../package.json"), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "";
}
