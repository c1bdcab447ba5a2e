import type { Catalog } from "../catalog/catalog.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { ConnectionProbeStore } from "../store/connection-probes.ts";
import type { ConnectionStore } from "../store/connections.ts";
import { dayMs } from "./pace.ts";
import { endedSentence, warningOf } from "./standing.ts";

export interface WarningsDeps {
  readonly probes: Pick<ConnectionProbeStore, "ending" | "tell">;
  readonly connections: Pick<ConnectionStore, "isPresent">;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly log: Log;
}

/** Writes into the log what a person has to see to, once for each account and by one process. */
export function createWarnings({ probes, connections, catalog, clock, log }: WarningsDeps) {
  return async (): Promise<void> => {
    const now = clock.now();
    for (const one of await probes.ending(now + 7 * dayMs)) {
      const provider = catalog.provider(one.provider);
      if (!provider || !connections.isPresent(one)) continue;
      const hasEnded = one.status !== "active" || Date.parse(one.endsAt ?? "9999") <= now;
      const days = warningOf(one.endsAt, now)?.days;
      const what = hasEnded ? "ended" : `ends-within-${days}`;
      if (one.told === what || !(await probes.tell(one, what))) continue;
      const name = `${one.provider}:${one.name}`;
      const reason = one.status === "active" ? "token_expired" : one.statusReason;
      log.write(
        "warn",
        hasEnded
          ? `${name}: ${endedSentence(provider, reason)}`
          : `${name} ends on ${one.endsAt}, and cannot be renewed by itself. Connect it again before.`,
      );
    }
  };
}
