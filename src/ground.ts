import type { Audit } from "./audit/audit.ts";
import type { KeyRotation } from "./connections/key-rotation.ts";
import type { RateLimits } from "./server/rate-limit.ts";
import type { SignIn } from "./access/sign-in.ts";
import type { Workspaces } from "./access/workspaces.ts";
import type { Prompts } from "./agent/prompts.ts";
import type { Connector } from "./catalog/connector.ts";
import type { Vault } from "./connections/vault.ts";
import type { Boss } from "./cluster/boss.ts";
import type { Bus } from "./cluster/bus.ts";
import type { Members } from "./cluster/members.ts";
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
  /** The server processes on this database, of which this is one. */
  readonly members: Members;
  readonly bus: Bus;
  /** Gives work to those processes; where this one is alone there is none. */
  readonly boss?: Boss | undefined;
  /** Runs of automations at once. */
  readonly slots: number;
  readonly prompts: Prompts;
  readonly sessions: SessionStore;
  /** Absent on a server that is one person's. */
  readonly signIn: SignIn | undefined;
  readonly keyFile: KeyFile;
  /** Of the first app, where what concerns the whole server is recorded. */
  readonly serverAudit: Audit;
  readonly rateLimits: RateLimits;
  readonly rotation: Pick<KeyRotation, "view" | "rotate">;
  readonly workspaces: Workspaces;
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

/** Which app, and where what it has beside the database lies. */
export interface Place {
  readonly appId: string;
  /** What its addresses begin with: nothing for the first app, `/apps/<slug>` for the others. */
  readonly base: string;
  /** For files of its own. */
  readonly dataDir: string;
  /** Where versions of its functions are mirrored to. */
  readonly functionsDir: string;
  /** Signs what a person is asked to approve in its chats. */
  readonly approvalSecret: string;
}
