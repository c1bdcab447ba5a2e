import type { Database } from "./database.ts";

/**
 * Keeps of each function which run began last, since its list is ordered by that. Of runs that begin
 * while one is being noted only the newest is noted after it, so that a function that runs very often
 * is written to no more than once at a time. It is noted beside the runs themselves: in their
 * transaction, processes that start several functions would wait for each other.
 */
export function createLastRuns(db: Database, appId: string) {
  const newest = new Map<string, string>();
  const noting = new Map<string, Promise<void>>();

  async function note(name: string, id: string): Promise<void> {
    await db
      .updateTable("functions")
      .set({ last_run: id })
      .where("app_id", "=", appId)
      .where("name", "=", name)
      .where("deleted_at", "is", null)
      .where("last_run", "<", id)
      .execute()
      // The next run puts it right; a database that is gone tells whoever asks for more than an order.
      .catch(() => {});
    const next = newest.get(name);
    newest.delete(name);
    if (next === undefined) noting.delete(name);
    else noting.set(name, note(name, next));
  }

  return {
    began(name: string, id: string): void {
      if (noting.has(name)) newest.set(name, id);
      else noting.set(name, note(name, id));
    },
    /** What is being noted of a function now is there then. */
    async noted(name: string): Promise<void> {
      await noting.get(name);
    },
  };
}
