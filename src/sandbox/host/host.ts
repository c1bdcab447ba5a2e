import { join } from "node:path";
import type { Clock } from "../../core/clock.ts";
import { PatchbayError } from "../../core/errors.ts";
import { serve } from "../kit/serve.ts";
import type { SandboxDefinition, SandboxUser } from "../kit/types.ts";

interface SandboxHostOptions {
  /** State lies in `sandbox/<provider>.json` below it. */
  readonly dataDir: string;
  readonly clock: Clock;
  /** By provider; loaded when it is started. */
  readonly definitions: Readonly<Record<string, () => Promise<SandboxDefinition>>>;
}

interface StartOptions {
  /** Any free one where left out. */
  readonly port?: number;
  /** Loopback where left out. */
  readonly host?: string;
  readonly redirectUris: readonly string[];
  /** Where it sends events. */
  readonly eventsUrl?: () => string | undefined;
}

/** A stand-in on a port, and all one needs to use it. */
export interface RunningSandbox {
  readonly provider: string;
  /** Its origin: the inspector page, and the base of the provider's paths. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret?: string;
  readonly users: readonly SandboxUser[];
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl?: string;
  /** What it answers, asked within this process. */
  readonly answer: (path: string, init?: RequestInit) => Promise<Response>;
  close(): Promise<void>;
}

/** Starts stand-ins, each on an origin of its own. */
export function createSandboxHost({ dataDir, clock, definitions }: SandboxHostOptions) {
  const running = new Set<RunningSandbox>();
  const shared = new Map<string, Promise<RunningSandbox>>();
  const sandboxes = {
    /** The one stand-in of a provider that all apps of this process use. */
    shared(provider: string, options: StartOptions): Promise<RunningSandbox> {
      const started = shared.get(provider) ?? sandboxes.start(provider, options);
      shared.set(provider, started);
      // One that does not start is tried again at its next use.
      started.catch(() => shared.delete(provider));
      return started;
    },
    /** The same, where it was started already. */
    async running(provider: string): Promise<RunningSandbox | undefined> {
      return shared.get(provider);
    },
    /** Throws `sandbox/unknown-provider` and `server/port-in-use`. */
    async start(
      provider: string,
      { port = 0, host = "127.0.0.1", redirectUris, eventsUrl }: StartOptions,
    ): Promise<RunningSandbox> {
      const load = Object.hasOwn(definitions, provider) ? definitions[provider] : undefined;
      if (!load) {
        const known = Object.keys(definitions).join(", ");
        throw new PatchbayError(
          "sandbox/unknown-provider",
          `No sandbox for "${provider}"; there are: ${known}.`,
        );
      }
      const definition = await load();
      const stateFile = join(dataDir, "sandbox", `${provider}.json`);
      const app = definition.create({ stateFile, clock, redirectUris, eventsUrl });
      const { url, close } = await serve(app.fetch, { host, port });
      const sandbox: RunningSandbox = {
        provider,
        url,
        clientId: app.clientId,
        clientSecret: app.clientSecret,
        ...(app.signingSecret === undefined ? {} : { signingSecret: app.signingSecret }),
        users: app.users,
        authorizeUrl: url + definition.authorizePath,
        tokenUrl: url + definition.tokenPath,
        ...(definition.revokePath === undefined ? {} : { revokeUrl: url + definition.revokePath }),
        answer: async (path, init) => app.fetch(new Request(url + path, init)),
        async close() {
          running.delete(sandbox);
          app.close?.();
          await close();
        },
      };
      running.add(sandbox);
      return sandbox;
    },
    /** Ends all that run. */
    async close(): Promise<void> {
      await Promise.all([...running].map((sandbox) => sandbox.close()));
    },
  };
  return sandboxes;
}

export type SandboxHost = ReturnType<typeof createSandboxHost>;
