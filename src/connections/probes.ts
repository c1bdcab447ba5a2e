import type { Catalog } from "../catalog/catalog.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { ConnectionProbeStore, ProbedConnection } from "../store/connection-probes.ts";
import type { ConnectionStore } from "../store/connections.ts";
import type { OutageStore, StoredOutage } from "../store/outages.ts";
import type { ConnectionCheck } from "./check.ts";
import type { Health } from "./health.ts";
import { backOff, dayMs, failedLooks, outageLooks, spread, unusedForMs } from "./pace.ts";

export interface ProbesDeps {
  readonly probes: ConnectionProbeStore;
  readonly outages: OutageStore;
  readonly connections: Pick<ConnectionStore, "isPresent">;
  readonly check: ConnectionCheck;
  readonly health: Pick<Health, "list">;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** In one round of half a minute: 57,600 a day. */
const mostInRound = 20;
const atOnce = 4;
/** What is planned in a round: a first look costs a write and no request. */
const mostPlanned = 500;
/** Longer than a look takes, with a renewal in it; a process that died gives way after it. */
const lookMs = 2 * 60_000;

/**
 * Looks at accounts that nobody used for a while, so that a person hears of what ended before a
 * function fails by it. A look is taken by one process (its time in the row is swapped), and what
 * comes of it changes a connection as a run would: an answer that is none changes nothing.
 */
export function createProbes(deps: ProbesDeps) {
  const { probes, outages, connections, check, health, catalog, clock, random, log } = deps;

  async function look(one: ProbedConnection, down: ReadonlySet<string>): Promise<void> {
    const usedAt = Math.max(
      ...[one.lastUsedAt, one.checkedAt].map((at) => Date.parse(at ?? "1970")),
    );
    const unusedFor = clock.now() - usedAt;
    const isIdle = one.status !== "active" || !connections.isPresent(one);
    if (isIdle || (unusedFor < unusedForMs && one.failed === 0)) {
      await probes.move(one, spread(isIdle ? dayMs : unusedForMs - unusedFor + 1, random()));
      return;
    }
    // One look for all of them is planned with the outage.
    if (down.has(one.provider)) {
      await probes.move(one, spread(outageLooks.maxMs, random()));
      return;
    }
    const probeAt = await probes.move(one, lookMs);
    if (probeAt === undefined) return;
    const { outcome } = await check(one.id, { allowOwn: true });
    const failed = outcome === "unclear" ? one.failed + 1 : 0;
    const next = failed > 0 ? backOff(failedLooks, failed - 1, random()) : spread(dayMs, random());
    await probes.move({ ...one, probeAt, failed }, next);
  }

  /** Asks a provider that is down with one account; that it answers is heard and ends the outage. */
  async function ask(outage: StoredOutage): Promise<void> {
    const next = backOff(outageLooks, outage.tried + 1, random());
    if (!(await outages.claim(outage, next))) return;
    const one = await probes.usable(outage.provider, outage.mode);
    // With no account left there is nothing that it could fail.
    if (!one || !catalog.provider(outage.provider)) await outages.end(outage);
    else await check(one.id, { allowOwn: true });
  }

  async function quietly(what: string, work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) =>
      log.write("warn", `${what} could not be looked at: ${String(error)}`),
    );
  }

  return async (): Promise<void> => {
    await probes.plan(mostPlanned, () => Math.round(random() * dayMs));
    const now = clock.now();
    const down = await health.list();
    for (const outage of down)
      if (Date.parse(outage.probeAt) <= now) await quietly(outage.provider, ask(outage));
    const still = new Set((await health.list()).map(({ provider }) => provider));
    const due = await probes.due(mostInRound);
    for (let from = 0; from < due.length; from += atOnce)
      await Promise.all(
        due.slice(from, from + atOnce).map((one) => quietly(calledAs(one), look(one, still))),
      );
  };
}

function calledAs({ provider, name, isOwn }: ProbedConnection): string {
  return isOwn ? `A person's own account at ${provider}` : `${provider}:${name}`;
}
