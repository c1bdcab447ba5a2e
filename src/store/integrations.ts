import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** A tool of the user's, with the document it was made of. */
export interface StoredIntegration<Plan> {
  readonly id: string;
  readonly plan: Plan;
  /** The OpenAPI document as it was given. */
  readonly document: string;
  /** Ciphertext of the OAuth client; absent where there is none. */
  readonly client?: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export function createIntegrationStore<Plan>(db: Database, appId: string, clock: Clock) {
  const select = () => db.selectFrom("integrations").selectAll().where("app_id", "=", appId);
  const read = (row: Tables["integrations"]): StoredIntegration<Plan> => ({
    id: row.id,
    plan: JSON.parse(row.plan),
    document: row.document,
    ...(row.client === null ? {} : { client: row.client }),
    createdAt: row.created_at,
  });
  return {
    appId,
    async list(): Promise<readonly StoredIntegration<Plan>[]> {
      return (await select().orderBy("created_at").orderBy("id").execute()).map(read);
    },
    /** Writes it whole; one of the same id is replaced. */
    async put({
      id,
      plan,
      document,
      client,
    }: Omit<StoredIntegration<Plan>, "createdAt">): Promise<StoredIntegration<Plan>> {
      const values = { plan: JSON.stringify(plan), document, client: client ?? null };
      const row = await db
        .insertInto("integrations")
        .values({
          app_id: appId,
          id,
          ...values,
          created_at: new Date(clock.now()).toISOString(),
        })
        .onConflict((conflict) => conflict.columns(["app_id", "id"]).doUpdateSet(values))
        .returningAll()
        .executeTakeFirstOrThrow();
      return read(row);
    },
    /** False where there is none of that id. */
    async remove(id: string): Promise<boolean> {
      const removed = await db
        .deleteFrom("integrations")
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
  };
}

export type IntegrationStore<Plan> = ReturnType<typeof createIntegrationStore<Plan>>;
