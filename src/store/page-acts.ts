import { createHash } from "node:crypto";
import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";
import { isLeft } from "./processes.ts";

/** What was pressed on pages: of processes that are told the same press one does it. */
export function createPageActStore<Outcome>(
  db: Database,
  appId: string,
  clock: Clock,
  owner: string,
) {
  const now = () => new Date(clock.now()).toISOString();
  const found = (name: string) =>
    db
      .selectFrom("page_acts")
      .where("app_id", "=", appId)
      .where("name_hash", "=", hashOf(name))
      .where("expires_at", ">", now());

  async function sweep(): Promise<void> {
    await db
      .deleteFrom("page_acts")
      .where("app_id", "=", appId)
      .where("expires_at", "<=", now())
      .execute();
  }

  return {
    /** False where it was begun already, by whichever process. */
    async begin(name: string, until: number): Promise<boolean> {
      await sweep();
      const begun = await db
        .insertInto("page_acts")
        .values({
          app_id: appId,
          name_hash: hashOf(name),
          owner,
          outcome: null,
          expires_at: new Date(until).toISOString(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (begun.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async end(name: string, outcome: Outcome): Promise<void> {
      await db
        .updateTable("page_acts")
        .set({ outcome: JSON.stringify(outcome) })
        .where("app_id", "=", appId)
        .where("name_hash", "=", hashOf(name))
        .where("owner", "=", owner)
        .execute();
    },
    /** What came of it; nobody knows where its process is gone, or where that was too long ago. */
    async becameOf(
      name: string,
    ): Promise<
      | { readonly status: "running" | "unknown" }
      | { readonly status: "over"; readonly outcome: Outcome }
    > {
      const row = await found(name).select("outcome").executeTakeFirst();
      if (row?.outcome) return { status: "over", outcome: JSON.parse(row.outcome) };
      const left = row && (await found(name).select("owner").where(isLeft).executeTakeFirst());
      return { status: row && !left ? "running" : "unknown" };
    },
    sweep,
  };
}

export type PageActStore<Outcome> = ReturnType<typeof createPageActStore<Outcome>>;

function hashOf(name: string): string {
  return createHash("sha256").update(name).digest("hex");
}
