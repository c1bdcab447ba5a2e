import type { Catalog } from "../catalog/catalog.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { ConnectionMode } from "../store/connections.ts";
import type { OutageStore, StoredOutage } from "../store/outages.ts";
import { backOff, outageLooks } from "./pace.ts";

/** What came of a call: the status of an answer, or what came instead of one. */
export type Heard = { readonly status: number } | { readonly failed: string };

export interface HealthDeps {
  readonly outages: OutageStore;
  readonly catalog: Catalog;
  readonly modeOf: (provider: string) => ConnectionMode;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/**
 * One call that fails says little: an operation may be broken, a cable pulled for a second. So many
 * in a row without an answer between them, with several accounts or over some time, say that the
 * provider is down.
 */
const failuresOfOutage = 3;
const spanOfOutageMs = 10_000;

interface Failing {
  readonly since: number;
  readonly accounts: ReadonlySet<string>;
  readonly count: number;
}

/** Knows which providers do not answer, from what every call of the app hears; any answer ends it. */
export function createHealth({ outages, catalog, modeOf, clock, random, log }: HealthDeps) {
  const failing = new Map<string, Failing>();
  /** As the database had it last: other processes hear of an answer too. */
  let known: ReadonlySet<string> = new Set();

  async function list(): Promise<readonly StoredOutage[]> {
    const all = (await outages.list()).filter(({ provider, mode }) => mode === modeOf(provider));
    known = new Set(all.map(({ provider }) => provider));
    return all;
  }

  const nameOf = (id: string) => catalog.provider(id)?.name ?? id;

  async function failed(provider: string, account: string, reason: string): Promise<void> {
    const now = clock.now();
    const before = failing.get(provider) ?? { since: now, accounts: new Set(), count: 0 };
    const accounts = new Set([...before.accounts, account]);
    const all = { ...before, accounts, count: before.count + 1 };
    failing.set(provider, all);
    const isLong = accounts.size > 1 || now - all.since >= spanOfOutageMs;
    if (known.has(provider) || all.count < failuresOfOutage || !isLong) return;
    known = new Set([...known, provider]);
    const outage = { provider, mode: modeOf(provider), reason };
    if (await outages.begin(outage, backOff(outageLooks, 0, random())))
      log.write("warn", `${nameOf(provider)} does not answer (${reason}). It is asked again.`);
  }

  async function answered(provider: string): Promise<void> {
    failing.delete(provider);
    if (!known.has(provider)) return;
    known = new Set([...known].filter((one) => one !== provider));
    if (await outages.end({ provider, mode: modeOf(provider) }))
      log.write("info", `${nameOf(provider)} answers again.`);
  }

  return {
    list,
    /** Takes notice of what a call with an account came to; nobody waits for it. */
    heard(provider: string, account: string, heard: Heard): void {
      const reason =
        "failed" in heard ? "no answer" : heard.status >= 500 && `status ${heard.status}`;
      const noted = reason ? failed(provider, account, reason) : answered(provider);
      noted.catch((error: unknown) =>
        log.write("warn", `How ${nameOf(provider)} stands was not kept: ${String(error)}`),
      );
    },
  };
}

export type Health = ReturnType<typeof createHealth>;
