import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { compose } from "../compose.ts";
import { listen } from "../server/listen.ts";
import { type Settings, isLoopback } from "../settings.ts";
import { startTelemetry } from "../telemetry/export.ts";
import { buildWeb } from "./build-web.ts";
import { stopSignal } from "./stop-signal.ts";

/** Answers and runs have so long to end when the server is told to stop; systemd and Docker wait longer where they are told to. */
const graceMs = 20_000;

/** Serves until it is told to stop, and says where. */
export async function start(settings: Settings): Promise<void> {
  const server = await compose(settings);
  let listening;
  try {
    const built = buildWeb();
    listening = await listen(server.fetch, settings);
    const local = `http://${urlHost(settings.host)}:${listening.port}`;
    const origins = [
      settings.publicUrl ?? local,
      local,
      ...(isLoopback(settings.host) ? [`http://localhost:${listening.port}`] : []),
    ];
    await Promise.all([server.ready(origins), built]);
    writeFileSync(
      join(settings.dataDir, "server.json"),
      JSON.stringify({ url: local, address: origins[0], pid: process.pid }),
      { mode: 0o600 },
    );
    process.stdout.write(`Patchbay is ready at ${origins[0]}/open/${server.openCode}\n`);
  } catch (error) {
    await listening?.close();
    await server.close();
    throw error;
  }
  const telemetry = await startTelemetry(
    { ...settings.traces, version: server.version },
    server.metrics,
  );
  server.warmUp();
  void server.watchFiles();
  await server.automate();
  await stopSignal();
  rmSync(join(settings.dataDir, "server.json"), { force: true });
  // What is under way comes to its end, or is handed over; a second signal does not wait.
  const grace = new AbortController();
  await Promise.race([
    Promise.all([server.drain(), listening.drain()]),
    wait(graceMs, undefined, { signal: grace.signal }).catch(() => {}),
  ]);
  grace.abort();
  await listening.close();
  await server.close();
  await telemetry.close();
}

/** 0.0.0.0 and :: are no addresses to go to. */
function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
