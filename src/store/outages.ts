import type { Clock } from "../core/clock.ts";
import type { ConnectionMode } from "./connections.ts";
import type { Database } from "./database.ts";

/** A provider that does not answer. */
export interface StoredOutage {
  readonly provider: string;
  readonly mode: ConnectionMode;
  /** ISO 8601, as all times here. */
  readonly since: string;
  /** As a clause: what came instead of an answer. */
  readonly reason: string;
  /** How often it was looked at since. */
  readonly tried: number;
  readonly probeAt: string;
}

export function createOutageStore(db: Database, appId: string, clock: Clock) {
  const at = (ms: number) => new Date(ms).toISOString();
  return {
    async list(): Promise<readonly StoredOutage[]> {
      const rows = await db
        .selectFrom("provider_outages")
        .selectAll()
        .where("app_id", "=", appId)
        .execute();
      return rows.map(({ provider, mode, since, reason, tried, probe_at: probeAt }) => ({
        provider,
        mode: mode === "live" ? "live" : "sandbox",
        since,
        reason,
        tried,
        probeAt,
      }));
    },
    /** False where it is known already. */
    async begin(
      { provider, mode, reason }: Pick<StoredOutage, "provider" | "mode" | "reason">,
      probeInMs: number,
    ): Promise<boolean> {
      const now = clock.now();
      const begun = await db
        .insertInto("provider_outages")
        .values({
          app_id: appId,
          provider,
          mode,
          since: at(now),
          reason,
          tried: 0,
          probe_at: at(now + probeInMs),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (begun.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    /** Takes a look upon oneself, and plans the next; false where another process has it. */
    async claim({ provider, mode, probeAt }: StoredOutage, nextInMs: number): Promise<boolean> {
      const claimed = await db
        .updateTable("provider_outages")
        .set((set) => ({
          probe_at: at(clock.now() + nextInMs),
          tried: set("tried", "+", 1),
        }))
        .where("app_id", "=", appId)
        .where("provider", "=", provider)
        .where("mode", "=", mode)
        .where("probe_at", "=", probeAt)
        .executeTakeFirst();
      return claimed.numUpdatedRows > 0n;
    },
    /** True where there was one. */
    async end({ provider, mode }: Pick<StoredOutage, "provider" | "mode">): Promise<boolean> {
      const ended = await db
        .deleteFrom("provider_outages")
        .where("app_id", "=", appId)
        .where("provider", "=", provider)
        .where("mode", "=", mode)
        .executeTakeFirst();
      return ended.numDeletedRows > 0n;
    },
  };
}

export type OutageStore = ReturnType<typeof createOutageStore>;
