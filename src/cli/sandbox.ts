import { join } from "node:path";
import { sandboxes } from "../connectors/index.ts";
import { systemClock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import { anyLoopbackRedirect } from "../sandbox/kit/redirects.ts";
import { createSandboxHost } from "../sandbox/host/host.ts";
import type { Settings } from "../settings.ts";
import { stopSignal } from "./stop-signal.ts";

export interface SandboxOptions {
  readonly provider: string;
  readonly port: string;
  readonly redirectUri?: readonly string[];
  /** Where it sends events; nowhere where left out. */
  readonly eventsUrl?: string;
}

/** Serves one stand-in until it is told to stop; prints one JSON line that says how to use it. */
export async function runSandbox(settings: Settings, options: SandboxOptions): Promise<void> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new PatchbayError(
      "settings/invalid",
      `--port must be a number from 0 to 65535; it was: ${options.port}`,
    );
  }
  const host = createSandboxHost({
    // A folder of its own: the server keeps the state of its stand-ins in memory.
    dataDir: join(settings.dataDir, "sandbox-start"),
    clock: systemClock,
    definitions: sandboxes,
  });
  const running = await host.start(options.provider, {
    host: settings.host,
    port,
    redirectUris: options.redirectUri ?? [anyLoopbackRedirect],
    eventsUrl: () => options.eventsUrl,
  });
  const { provider, url, clientId, clientSecret, users, authorizeUrl, tokenUrl } = running;
  // Needed only by who takes its events.
  const { signingSecret } = options.eventsUrl === undefined ? {} : running;
  const shown = { provider, url, clientId, clientSecret, users, authorizeUrl, tokenUrl };
  process.stdout.write(`${JSON.stringify({ ...shown, signingSecret })}\n`);
  await stopSignal();
  await host.close();
}
