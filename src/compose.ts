import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { createPrompts } from "./agent/prompts.ts";
import type { Connector } from "./catalog/connector.ts";
import { openKeyRing } from "./connections/key-ring.ts";
import { createKeyRotation } from "./connections/key-rotation.ts";
import { createVault } from "./connections/vault.ts";
import { connectors, sandboxes } from "./connectors/index.ts";
import { systemClock } from "./core/clock.ts";
import { createSecret } from "./core/ids.ts";
import { stderrLog } from "./core/log.ts";
import { systemTimer } from "./core/timer.ts";
import { createRateLimits } from "./server/rate-limit.ts";
import { createSandboxHost } from "./sandbox/host/host.ts";
import { type Settings, isLocalOnly } from "./settings.ts";
import { createKeyFile } from "./setup/key-file.ts";
import { loadSecretFile } from "./store/secret-file.ts";
import { defaultAppId, openDatabase } from "./store/database.ts";
import { createSealedStore } from "./store/sealed.ts";
import { createSessionStore } from "./store/sessions.ts";
import { createProcesses } from "./runs/deno/runner.ts";
import { type Ground, composeApp } from "./compose-app.ts";

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
  let origins: readonly string[] = [];
  const db = await openDatabase(dataDir);
  const keyFile = createKeyFile(dataDir);
  const sandboxHost = createSandboxHost({ dataDir, clock: time.clock, definitions: sandboxes });
  const processes = createProcesses(dataDir);
  const openCode = createSecret();
  const ring = await openKeyRing({ encryptionKey: settings.encryptionKey, dataDir });
  const vault = createVault(ring);
  const rotation = createKeyRotation({
    ring,
    vault,
    store: createSealedStore(db),
    log: stderrLog,
    onDropped: (subject) =>
      void app.audit.record({
        act: "encryption.dropped",
        caller: { principal: "server" },
        subject,
      }),
  });
  const app = await composeApp(defaultAppId, {
    ...time,
    settings,
    log: stderrLog,
    db,
    vault,
    rotation,
    sandboxHost,
    processes,
    prompts: createPrompts(folder("../prompts")),
    sessions: createSessionStore(db, time.clock),
    keyFile,
    approvalSecret: loadSecretFile(dataDir, "approval-key"),
    rateLimits: createRateLimits({
      trustedProxies: settings.trustedProxies,
      isOn: () => !isLocalOnly(settings),
    }),
    openCode,
    origins: () => origins,
    shipped,
    manifest: manifest(),
  });

  return {
    /** Of the data folder, as it is now. */
    get apiKey() {
      return keyFile.key();
    },
    openCode,
    fetch: app.fetch,
    request: app.request,
    routes: app.routes,
    evals: app.evals,
    /** Tells it under which origins it is reached, the public one first; then it serves. */
    async ready(at: readonly string[]): Promise<void> {
      origins = at;
      await app.ready();
      rotation.begin();
    },
    /** Starts processes for functions, and the stand-ins, ahead of their first use. */
    warmUp(): void {
      processes.warmUp().catch(() => {});
      app.warmUp();
    },
    automate: app.automate,
    watchFiles: app.watchFiles,
    async close(): Promise<void> {
      await Promise.all([app.close(), rotation.close()]);
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
