import type { Prompts } from "./agent/prompts.ts";
import type { Connector } from "./catalog/connector.ts";
import type { Vault } from "./connections/vault.ts";
import type { Clock } from "./core/clock.ts";
import type { Log } from "./core/log.ts";
import type { Timer } from "./core/timer.ts";
import type { Processes } from "./runs/deno/runner.ts";
import type { SandboxHost } from "./sandbox/host/host.ts";
import type { Settings } from "./settings.ts";
import type { KeyFile } from "./setup/key-file.ts";
import type { Database } from "./store/database.ts";
import type { SessionStore } from "./store/sessions.ts";
import type { Metrics } from "./telemetry/metrics.ts";

/** Of the whole server, for all of its apps. */
export interface Ground {
  readonly settings: Settings;
  readonly clock: Clock;
  /** Of what starts by itself. */
  readonly timer: Timer;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Throws `server/not-ready` while requests should go elsewhere. */
  readonly requireReady: () => Promise<void>;
  readonly db: Database;
  readonly vault: Vault;
  readonly sandboxHost: SandboxHost;
  readonly processes: Processes;
  readonly prompts: Prompts;
  readonly sessions: SessionStore;
  readonly keyFile: KeyFile;
  readonly approvalSecret: string;
  /** Part of the address printed at start; whoever opens it gets a session. */
  readonly openCode: string;
  /** Under which it is reached, the public one first; none before it serves. */
  readonly origins: () => readonly string[];
  readonly shipped: readonly Connector[];
  /** Version and dependencies, as package.json says them. */
  readonly manifest: {
    readonly version: string;
    readonly dependencies: Readonly<Record<string, string>>;
  };
}
