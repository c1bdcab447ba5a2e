import { createHash } from "node:crypto";
import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";

/** Of one app: some hundred tables of ten thousand rows. */
const maxBytesOfApp = 64 * 1024 * 1024;

/**
 * What was shown on pages and can be acted on, whichever process is asked. It may be anything that a
 * function answered, so it is kept for minutes and within a bounded space.
 */
export function createPageAnswerStore<Answer extends { readonly id: string }>(
  db: Database,
  appId: string,
  clock: Clock,
  maxBytes = maxBytesOfApp,
) {
  const now = () => new Date(clock.now()).toISOString();

  /** Forgets what is over, and the oldest where there is too much. */
  async function sweep(): Promise<void> {
    await db
      .deleteFrom("page_answers")
      .where("app_id", "=", appId)
      .where("expires_at", "<=", now())
      .execute();
    const rows = await db
      .selectFrom("page_answers")
      .select(["expires_at", "bytes"])
      .where("app_id", "=", appId)
      .orderBy("expires_at", "desc")
      .execute();
    let bytes = 0;
    const first = rows.find((row) => (bytes += row.bytes) > maxBytes);
    if (!first) return;
    await db
      .deleteFrom("page_answers")
      .where("app_id", "=", appId)
      .where("expires_at", "<=", first.expires_at)
      .execute();
  }

  return {
    async keep(answer: Answer, until: number): Promise<void> {
      const body = JSON.stringify(answer);
      await db
        .insertInto("page_answers")
        .values({
          app_id: appId,
          id_hash: hashOf(answer.id),
          body,
          bytes: body.length,
          expires_at: new Date(until).toISOString(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await sweep();
    },
    async find(id: string): Promise<Answer | undefined> {
      const row = await db
        .selectFrom("page_answers")
        .select("body")
        .where("app_id", "=", appId)
        .where("id_hash", "=", hashOf(id))
        .where("expires_at", ">", now())
        .executeTakeFirst();
      return row && JSON.parse(row.body);
    },
    sweep,
  };
}

export type PageAnswerStore<Answer extends { readonly id: string }> = ReturnType<
  typeof createPageAnswerStore<Answer>
>;

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
