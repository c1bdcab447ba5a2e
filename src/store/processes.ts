import type { ExpressionBuilder } from "kysely";
import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** What is done by a process that is no more: the condition on rows with an `owner`. */
export const isLeft = (
  eb: ExpressionBuilder<Tables, "runs" | "deliveries" | "chat_answers" | "page_acts">,
) =>
  eb.or([
    eb("owner", "is", null),
    eb("owner", "not in", eb.selectFrom("processes").select("processes.id")),
  ]);

export interface SeenProcess {
  readonly id: string;
  /** Not to be compared with this machine's clock, only with what it was before. */
  readonly seenAt: string;
}

/** The server processes that live on this database. */
export function createProcessStore(db: Database, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();
  return {
    async add(id: string): Promise<void> {
      const at = now();
      await db
        .insertInto("processes")
        .values({ id, started_at: at, seen_at: at })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    /** Says that it lives; false where it was taken for gone. */
    async beat(id: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("processes")
        .set({ seen_at: now() })
        .where("id", "=", id)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async all(): Promise<readonly SeenProcess[]> {
      const rows = await db.selectFrom("processes").select(["id", "seen_at"]).execute();
      return rows.map((row) => ({ id: row.id, seenAt: row.seen_at }));
    },
    /** Unless it was seen again since; says whether it is gone by this. */
    async remove({ id, seenAt }: SeenProcess): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom("processes")
        .where("id", "=", id)
        .where("seen_at", "=", seenAt)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    leave: async (id: string) =>
      void (await db.deleteFrom("processes").where("id", "=", id).execute()),
    /** For a database that one process alone works on. */
    async removeOthers(id: string): Promise<void> {
      await db.deleteFrom("processes").where("id", "!=", id).execute();
    },
  };
}

export type ProcessStore = ReturnType<typeof createProcessStore>;
