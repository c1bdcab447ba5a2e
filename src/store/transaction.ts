import { setTimeout } from "node:timers/promises";
import type { Kysely, Transaction } from "kysely";
import { isPostgres } from "./dialect/dialect.ts";
import { codeOf } from "./dialect/postgres-errors.ts";
import type { Tables } from "./tables.ts";

/**
 * Reads and writes that belong together, all of them or nothing. SQLite lets one transaction write at
 * a time. Postgres runs them beside each other, each statement sees what is committed by then, and so:
 * - what is decided by a row is decided while it is held (`held`), so that nobody changes it meanwhile;
 * - what must be there once has a unique constraint. Of two that make it at once one is refused, begins
 *   anew and finds what the other made; likewise of two that wait for each other.
 * So `work` may run several times and must do nothing else that lasts.
 */
export async function inTransaction<Result>(
  db: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (tried === mostTries || !isCollision(error)) throw error;
      await setTimeout(Math.random() * tried * stepMs);
    }
  }
}

const mostTries = 5;
const stepMs = 20;

/** Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html; those of SQLite are words. */
const collisions: ReadonlySet<string> = new Set([
  "23505", // unique_violation
  "40001", // serialization_failure
  "40P01", // deadlock_detected
]);

const isCollision = (error: unknown): boolean => collisions.has(codeOf(error) ?? "");

/** The rows that are read stay as they are until the transaction ends. SQLite needs no word for it. */
export function held<Query extends { forUpdate(): Query }>(
  transaction: Transaction<Tables>,
  query: Query,
): Query {
  return isPostgres(transaction) ? query.forUpdate() : query;
}
