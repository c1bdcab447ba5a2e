import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";

/** A quarter more as base64; a row that no driver minds. */
export const partBytes = 1024 * 1024;

/** Archives that wait for a choice, so that another process can take them in. */
export function createArchivePartStore(db: Database, appId: string, clock: Clock) {
  const rows = () => db.deleteFrom("archive_parts").where("app_id", "=", appId);
  return {
    async add(uploadId: string, position: number, bytes: Uint8Array, until: number): Promise<void> {
      await db
        .insertInto("archive_parts")
        .values({
          app_id: appId,
          upload_id: uploadId,
          position,
          body: Buffer.from(bytes).toString("base64"),
          expires_at: new Date(until).toISOString(),
        })
        .execute();
    },
    /** Undefined behind the last one, and where it is over. */
    async part(uploadId: string, position: number): Promise<Uint8Array | undefined> {
      const row = await db
        .selectFrom("archive_parts")
        .select("body")
        .where("app_id", "=", appId)
        .where("upload_id", "=", uploadId)
        .where("position", "=", position)
        .where("expires_at", ">", new Date(clock.now()).toISOString())
        .executeTakeFirst();
      return row && Buffer.from(row.body, "base64");
    },
    /** True for the one that takes it. */
    async remove(uploadId: string): Promise<boolean> {
      const removed = await rows().where("upload_id", "=", uploadId).executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
    async sweep(): Promise<void> {
      await rows().where("expires_at", "<=", new Date(clock.now()).toISOString()).execute();
    },
  };
}

export type ArchivePartStore = ReturnType<typeof createArchivePartStore>;
