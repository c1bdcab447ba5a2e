import type { Database } from "./database.ts";

/** One statement; it is given the transaction of its group, or the database where it goes alone. */
type Statement = (db: Database) => Promise<unknown>;

interface Waiting {
  readonly statement: Statement;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes what comes in one turn of the event loop in one transaction: of many small writes,
 * beginning and ending transactions is most of what SQLite does.
 */
export function createGroupCommit(db: Database) {
  let waiting: Waiting[] = [];

  async function commit(): Promise<void> {
    const group = waiting;
    waiting = [];
    if (group.length > 1 && (await isCommitted(group))) {
      for (const { resolve } of group) resolve();
      return;
    }
    for (const { statement, resolve, reject } of group) await statement(db).then(resolve, reject);
  }

  /** Where one fails nothing of the group is written; one by one, only that one fails. */
  async function isCommitted(group: readonly Waiting[]): Promise<boolean> {
    try {
      await db.transaction().execute(async (transaction) => {
        for (const { statement } of group) await statement(transaction);
      });
      return true;
    } catch {
      return false;
    }
  }

  return {
    /** Settles once it is committed; rejects where this very statement fails. */
    write(statement: Statement): Promise<void> {
      return new Promise((resolve, reject) => {
        waiting.push({ statement, resolve, reject });
        if (waiting.length === 1) setImmediate(() => void commit());
      });
    },
  };
}
