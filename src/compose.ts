import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { z } from "zod";
import { createPrompts } from "./agent/prompts.ts";
import type { Connector } from "./catalog/connector.ts";
import { createVault, loadKeys } from "./connections/vault.ts";
import { connectors, sandboxes } from "./connectors/index.ts";
import { systemClock } from "./core/clock.ts";
import { PatchbayError } from "./core/errors.ts";
import { createSecret } from "./core/ids.ts";
import { createLog } from "./core/log.ts";
import { createMetrics } from "./telemetry/metrics.ts";
import { systemTimer } from "./core/timer.ts";
import { createSandboxHost } from "./sandbox/host/host.ts";
import { type Settings } from "./settings.ts";
import { createKeyFile } from "./setup/key-file.ts";
import { loadSecretFile } from "./store/secret-file.ts";
import { defaultAppId, openDatabase } from "./store/database.ts";
import { createSessionStore } from "./store/sessions.ts";
import { createProcesses } from "./runs/deno/runner.ts";
import { composeApp } from "./compose-app.ts";
import type { Ground } from "./ground.ts";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The time that all of it goes by, as tests can let it pass. */
export type Time = Pick<Ground, "clock" | "timer">;

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
  const db = await openDatabase(dataDir);
  const keyFile = createKeyFile(dataDir);
  const sandboxHost = createSandboxHost({ dataDir, clock: time.clock, definitions: sandboxes });
  const processes = createProcesses(dataDir);
  const openCode = createSecret();
  const app = await composeApp(defaultAppId, {
    ...time,
    settings,
    log: createLog(settings.logFormat),
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
    vault: createVault(await loadKeys({ encryptionKey: settings.encryptionKey, dataDir })),
    sandboxHost,
    processes,
    prompts: createPrompts(folder("../prompts")),
    sessions: createSessionStore(db, time.clock),
    keyFile,
    approvalSecret: loadSecretFile(dataDir, "approval-key"),
    openCode,
    origins: () => origins,
    shipped,
    manifest: about,
  });

  return {
    /** Of the data folder, as it is now. */
    get apiKey() {
      return keyFile.key();
    },
    openCode,
    metrics,
    version: about.version,
    fetch: app.fetch,
    request: app.request,
    routes: app.routes,
    evals: app.evals,
    /** Tells it under which origins it is reached, the public one first; then it serves. */
    async ready(at: readonly string[]): Promise<void> {
      origins = at;
      await app.ready();
    },
    /** Starts processes for functions, and the stand-ins, ahead of their first use. */
    warmUp(): void {
      processes.warmUp().catch(() => {});
      app.warmUp();
    },
    automate: app.automate,
    watchFiles: app.watchFiles,
    /** From now on it says that requests should go elsewhere, and begins nothing by itself. */
    async drain(): Promise<void> {
      isStopping = true;
      await app.drain();
    },
    async close(): Promise<void> {
      await app.close();
      await Promise.all([processes.close(), sandboxHost.close()]);
      await db.destroy();
    },
  };
}

export type Server = Awaited<ReturnType<typeof compose>>;

const manifestShape = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

/** What package.json says of this Patchbay. */
function manifest() {
  return manifestShape.parse(JSON.parse(readFileSync(folder("../package.json"), "utf8")));
}
