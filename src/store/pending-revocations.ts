import type { Account } from "../catalog/provider.ts";
import type { Clock } from "../core/clock.ts";
import type { ConnectionMode } from "./connections.ts";
import type { Database } from "./database.ts";

/** 7 days; after this a revocation is given up: whoever disconnected has been told by then what to do at the provider. */
export const revocationForMs = 7 * 24 * 60 * 60_000;

/** Of a person's own account: who builds the app sees what is owed, and not whose it is. */
export const ownAccountLabel = "A person's own account";

/** An account that is disconnected here, and whose provider has not taken the access back yet. */
export interface PendingRevocation {
  /** Of the connection that was; its ciphertext is bound to it. */
  readonly id: string;
  readonly provider: string;
  readonly mode: ConnectionMode;
  readonly account: Account;
  /** Ciphertext. */
  readonly tokens: string;
  /** As a clause: why it was not taken back. */
  readonly reason: string;
  readonly tried: number;
  /** ISO 8601, as all times here. */
  readonly nextAt: string;
  readonly giveUpAt: string;
  readonly createdAt: string;
}

export function createPendingRevocationStore(db: Database, appId: string, clock: Clock) {
  const at = (ms: number) => new Date(ms).toISOString();
  const select = () => db.selectFrom("pending_revocations").selectAll().where("app_id", "=", appId);
  const read = (row: Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number]) => ({
    id: row.id,
    provider: row.provider,
    mode: row.mode === "live" ? ("live" as const) : ("sandbox" as const),
    account: { id: row.account_id, label: row.account_label },
    tokens: row.tokens,
    reason: row.reason,
    tried: row.tried,
    nextAt: row.next_at,
    giveUpAt: row.give_up_at,
    createdAt: row.created_at,
  });
  return {
    async list(): Promise<readonly PendingRevocation[]> {
      return (await select().orderBy("created_at").execute()).map(read);
    },
    async add(
      one: Pick<PendingRevocation, "id" | "provider" | "mode" | "account" | "tokens" | "reason">,
      { nextInMs, forMs }: { readonly nextInMs: number; readonly forMs: number },
    ): Promise<void> {
      const now = clock.now();
      await db
        .insertInto("pending_revocations")
        .values({
          app_id: appId,
          id: one.id,
          provider: one.provider,
          mode: one.mode,
          account_id: one.account.id,
          account_label: one.account.label,
          tokens: one.tokens,
          reason: one.reason,
          tried: 1,
          next_at: at(now + nextInMs),
          give_up_at: at(now + forMs),
          created_at: at(now),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async due(): Promise<readonly PendingRevocation[]> {
      return (await select().where("next_at", "<=", at(clock.now())).execute()).map(read);
    },
    /** Takes an attempt upon oneself, and plans the next; false where another process has it. */
    async claim({ id, nextAt }: PendingRevocation, nextInMs: number): Promise<boolean> {
      const claimed = await db
        .updateTable("pending_revocations")
        .set((set) => ({ next_at: at(clock.now() + nextInMs), tried: set("tried", "+", 1) }))
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .where("next_at", "=", nextAt)
        .executeTakeFirst();
      return claimed.numUpdatedRows > 0n;
    },
    async remove(id: string): Promise<void> {
      await db
        .deleteFrom("pending_revocations")
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .execute();
    },
  };
}

export type PendingRevocationStore = ReturnType<typeof createPendingRevocationStore>;
