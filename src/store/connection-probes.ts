import type { Clock } from "../core/clock.ts";
import { type ConnectionMode, shared } from "./connections.ts";
import type { Database } from "./database.ts";

/** An account as whoever looks after it needs it: without its tokens. */
export interface ProbedConnection {
  readonly id: string;
  readonly provider: string;
  readonly mode: ConnectionMode;
  readonly name: string;
  /** A person's own: whose it is, its name included, is nothing for the log. */
  readonly isOwn: boolean;
  readonly status: string;
  readonly statusReason?: string;
  readonly endsAt?: string;
  readonly lastUsedAt?: string;
  readonly checkedAt?: string;
  readonly probeAt: string;
  /** How many looks in a row came to nothing. */
  readonly failed: number;
  /** What of its standing is in the log already. */
  readonly told?: string;
}

/** When accounts are looked at, and what was told of them. */
export function createConnectionProbeStore(db: Database, appId: string, clock: Clock) {
  const at = (ms: number) => new Date(ms).toISOString();
  const select = () => db.selectFrom("connections").selectAll().where("app_id", "=", appId);
  const update = (id: string) =>
    db.updateTable("connections").where("app_id", "=", appId).where("id", "=", id);
  const read = (row: Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number]) => ({
    id: row.id,
    provider: row.provider,
    mode: row.mode === "live" ? ("live" as const) : ("sandbox" as const),
    name: row.name,
    isOwn: row.user_id !== shared,
    status: row.status,
    ...(row.status_reason === null ? {} : { statusReason: row.status_reason }),
    ...(row.ends_at === null ? {} : { endsAt: row.ends_at }),
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
    ...(row.checked_at === null ? {} : { checkedAt: row.checked_at }),
    probeAt: row.probe_at ?? "",
    failed: row.probes_failed,
    ...(row.told === null ? {} : { told: row.told }),
  });
  return {
    /** Plans a first look at those that have none, at a time of its own for each. */
    async plan(most: number, inMs: () => number): Promise<void> {
      const rows = await select().where("probe_at", "is", null).limit(most).execute();
      for (const { id } of rows)
        await update(id)
          .set({ probe_at: at(clock.now() + inMs()) })
          .where("probe_at", "is", null)
          .execute();
    },
    /** Those whose time has come, the longest due first. */
    async due(most: number): Promise<readonly ProbedConnection[]> {
      const rows = await select()
        .where("probe_at", "<=", at(clock.now()))
        .orderBy("probe_at")
        .limit(most)
        .execute();
      return rows.map(read);
    },
    /** Puts the next look off, and counts those that came to nothing; false where another process did. */
    async move(
      { id, probeAt, failed }: Pick<ProbedConnection, "id" | "probeAt" | "failed">,
      inMs: number,
    ): Promise<string | undefined> {
      const next = at(clock.now() + inMs);
      const moved = await update(id)
        .set({ probe_at: next, probes_failed: failed })
        .where("probe_at", "=", probeAt)
        .executeTakeFirst();
      return moved.numUpdatedRows > 0n ? next : undefined;
    },
    /** Those of a provider that may be asked with, the last used first. */
    async usable(provider: string, mode: ConnectionMode): Promise<ProbedConnection | undefined> {
      const row = await select()
        .where("provider", "=", provider)
        .where("mode", "=", mode)
        .where("status", "=", "active")
        .orderBy("last_used_at", (order) => order.desc().nullsLast())
        .limit(1)
        .executeTakeFirst();
      return row && read(row);
    },
    /** Those of the app that have ended or end by then. */
    async ending(by: number): Promise<readonly ProbedConnection[]> {
      const rows = await select()
        .where("user_id", "=", shared)
        .where((where) =>
          where.or([where("status", "<>", "active"), where("ends_at", "<=", at(by))]),
        )
        .execute();
      return rows.map(read);
    },
    /** True for the one process that says it. */
    async tell(
      { id, told }: Pick<ProbedConnection, "id" | "told">,
      what: string,
    ): Promise<boolean> {
      const changed = await update(id)
        .set({ told: what })
        .where((where) =>
          told === undefined ? where("told", "is", null) : where("told", "=", told),
        )
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
  };
}

export type ConnectionProbeStore = ReturnType<typeof createConnectionProbeStore>;
