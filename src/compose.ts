import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { z } from "zod";
import type { SignInOptions } from "./access/sign-in.ts";
import { createPrompts } from "./agent/prompts.ts";
import type { Connector } from "./catalog/connector.ts";
import { joinCluster } from "./cluster/cluster.ts";
import type { Members } from "./cluster/members.ts";
import { openKeyRing } from "./connections/key-ring.ts";
import { createKeyRotation } from "./connections/key-rotation.ts";
import { createVault } from "./connections/vault.ts";
import { connectors, sandboxes } from "./connectors/index.ts";
import { systemClock } from "./core/clock.ts";
import { PatchbayError } from "./core/errors.ts";
import { createSecret } from "./core/ids.ts";
import { createOutbound } from "./core/outbound.ts";
import { createPublicFetch } from "./core/public-fetch.ts";
import { createLog } from "./core/log.ts";
import { createMetrics } from "./telemetry/metrics.ts";
import { systemTimer } from "./core/timer.ts";
import type { MembershipOf } from "./access/membership.ts";
import { createWorkspaces, noSuchApp } from "./access/workspaces.ts";
import { openApps } from "./apps.ts";
import { isKnownHere, localUserId, sessionCookieOf } from "./server/caller.ts";
import { createFront } from "./server/front.ts";
import { createAppsStore } from "./store/apps.ts";
import { createDirectory } from "./store/directory.ts";
import { createSandboxHost } from "./sandbox/host/host.ts";
import { type Settings, isLocalOnly } from "./settings.ts";
import { type KeyFile, createKeyFile, createSharedKeyFile } from "./setup/key-file.ts";
import { createSharedSecrets } from "./setup/shared-secrets.ts";
import { loadSecretFile } from "./store/secret-file.ts";
import { defaultWorkspaceId, openDatabase } from "./store/database.ts";
import { createServerSecretStore } from "./store/server-secrets.ts";
import { createRateLimits, sharedLimits } from "./server/rate-limit.ts";
import { createRateCountStore } from "./store/rate-counts.ts";
import { createSealedStore } from "./store/sealed.ts";
import { createSessionStore } from "./store/sessions.ts";
import { createProcesses } from "./runs/deno/runner.ts";
import type { Ground } from "./ground.ts";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The time that all of it goes by, as tests can let it pass. */
export type Time = Pick<Ground, "clock" | "timer">;

/** Functions mostly wait for the tools that they call. */
const runsPerCore = 4;

const systemTime: Time = { clock: systemClock, timer: systemTimer };

/** The whole server, wired together. */
export async function compose(
  settings: Settings,
  shipped: readonly Connector[] = connectors,
  time: Time = systemTime,
) {
  const { dataDir } = settings;
  const about = manifest();
  const metrics = createMetrics(about.version);
  let origins: readonly string[] = [];
  let isStopping = false;
  const log = createLog(settings.logFormat);
  const db = await openDatabase(settings);
  const ring = await openKeyRing({ encryptionKey: settings.encryptionKey, dataDir });
  const vault = createVault(ring);
  const rotation = createKeyRotation({
    ring,
    vault,
    store: createSealedStore(db),
    log,
    onDropped: (subject) =>
      void first.audit.record({
        act: "encryption.dropped",
        caller: { principal: "server" },
        subject,
      }),
  });
  const { keyFile, secretOf, openCodeOf } = await loadServerKeys(settings, { db, vault, ...time });
  const slots = runsPerCore * availableParallelism();
  const { databaseUrl } = settings;
  const cluster = await joinCluster({ ...time, db, databaseUrl, slots, log });
  const { members, bus, boss } = cluster;
  const openCode = await openCodeOf(members);
  const sandboxHost = createSandboxHost({ dataDir, clock: time.clock, definitions: sandboxes });
  const processes = createProcesses(dataDir);
  const sessions = createSessionStore(db, time.clock);
  const signIn = isLocalOnly(settings)
    ? undefined
    : await openSignIn(settings, {
        db,
        clock: time.clock,
        log,
        origins: () => origins,
        secret: await secretOf("sign-in-key"),
      });
  const store = createAppsStore(db, time.clock);
  const directory = createDirectory(db);
  const workspaces = createWorkspaces({
    store,
    membershipOf: signIn?.members.roleOf ?? localMembershipOf,
    clock: time.clock,
    async onDeleted(id) {
      await apps.close(id);
      await bus.publish("apps", { id });
    },
    async onThere(made) {
      apps.there(made);
      await bus.publish("apps", { id: made.id });
    },
    onMade: async (workspaceId, userId) => signIn?.members.add(workspaceId, userId, "owner"),
  });
  const apps = await openApps({
    store,
    approvalSecret: await secretOf("approval-key"),
    ground: {
      ...time,
      settings,
      log,
      metrics,
      async requireReady() {
        if (isStopping || origins.length === 0)
          throw new PatchbayError(
            "server/not-ready",
            isStopping ? "It is stopping; another process may answer." : "It is starting.",
          );
        await sql`select 1`.execute(db);
      },
      db,
      vault,
      sandboxHost,
      processes,
      members,
      bus,
      boss,
      slots,
      prompts: createPrompts(folder("../prompts")),
      sessions,
      signIn,
      keyFile,
      rateLimits: createRateLimits({
        trustedProxies: settings.trustedProxies,
        isOn: () => !isLocalOnly(settings),
        ...(databaseUrl === undefined
          ? {}
          : { store: sharedLimits(createRateCountStore(db, time.clock), time.clock) }),
      }),
      rotation,
      workspaces,
      openCode,
      origins: () => origins,
      shipped,
      manifest: about,
    },
  });
  const { first } = apps;
  // Made, brought back or deleted by another process: what starts by itself follows.
  bus.subscribe("apps", async (payload, { isOwn }) => {
    const { data } = z.object({ id: z.string() }).safeParse(payload);
    if (data && !isOwn) await apps.get(data.id);
  });
  bus.onGap(apps.lookAgain);
  boss?.opensBy(async (id) => isStopping || (await apps.get(id)) !== undefined);
  const front = createFront({
    apps,
    directory,
    isKnown: isKnownHere({
      sessions,
      signIn,
      apiKey: () => keyFile.current(),
      appOfKey: directory.ofKey,
      cookieName: () => sessionCookieOf(origins),
    }),
    noSuchApp,
  });

  return {
    /** Of the data folder, as it is now. */
    get apiKey() {
      return keyFile.key();
    },
    openCode,
    metrics,
    version: about.version,
    fetch: front,
    request: front,
    /** Every address that an app serves, for what is to hold of all of them. */
    routes: first.routes,
    evals: first.evals,
    /** Tells it under which origins it is reached, the public one first; then it serves. */
    async ready(at: readonly string[]): Promise<void> {
      origins = at;
      await members.start();
      await apps.ready();
      rotation.begin();
    },
    /** Starts processes for functions, and the stand-ins, ahead of their first use. */
    warmUp(): void {
      processes.warmUp().catch(() => {});
      apps.warmUp();
    },
    automate: apps.automate,
    watchFiles: apps.watchFiles,
    /** From now on it says that requests should go elsewhere, and begins nothing by itself. */
    async drain(): Promise<void> {
      isStopping = true;
      await apps.drain();
    },
    async close(): Promise<void> {
      isStopping = true;
      await Promise.all([apps.closeAll(), rotation.close()]);
      await cluster.close();
      await Promise.all([processes.close(), sandboxHost.close()]);
      await db.destroy();
    },
  };
}

/** Without sign-in there is one person, and all is theirs. */
const localMembershipOf: MembershipOf = async (userId) =>
  userId === localUserId ? "owner" : undefined;

interface ServerKeys {
  readonly keyFile: KeyFile;
  readonly secretOf: (name: string) => Promise<string>;
  /** The same for all that live together; new where this process is the first, so that an old address is worth nothing. */
  readonly openCodeOf: (members: Pick<Members, "hasOthers">) => Promise<string>;
}

/** Files of the data folder, or what the servers of one Postgres share. */
async function loadServerKeys(
  { dataDir, databaseUrl }: Settings,
  { db, vault, clock }: Pick<Ground, "db" | "vault" | "clock">,
): Promise<ServerKeys> {
  if (databaseUrl === undefined)
    return {
      keyFile: createKeyFile(dataDir),
      secretOf: async (name) => loadSecretFile(dataDir, name),
      openCodeOf: async () => createSecret(),
    };
  const shared = createSharedSecrets(createServerSecretStore(db, clock), vault);
  return {
    keyFile: await createSharedKeyFile(dataDir, shared),
    secretOf: shared.settle,
    async openCodeOf({ hasOthers }) {
      const code = await shared.settle("open-code");
      return (await hasOthers()) ? code : shared.replace("open-code");
    },
  };
}

export type Server = Awaited<ReturnType<typeof compose>>;

/** Signing in is loaded where it is needed: the server of one person starts without it. */
async function openSignIn(
  { oidc }: Settings,
  ground: Pick<SignInOptions, "db" | "clock" | "log" | "origins" | "secret">,
) {
  const { createSignIn } = await import("./access/sign-in.ts");
  return createSignIn({
    ...ground,
    ...(oidc ? { oidc } : {}),
    // The operator named the issuer, wherever it is.
    outbound: createOutbound({
      fetch: createPublicFetch(),
      fetchNamed: fetch,
      allowInsecureOrigin: (origin) => oidc !== undefined && origin === new URL(oidc.issuer).origin,
    }),
    workspaceId: defaultWorkspaceId,
  });
}

const manifestShape = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

/** What package.json says of this Patchbay. */
function manifest() {
  return manifestShape.parse(JSON.parse(readFileSync(folder("../package.json"), "utf8")));
}
