import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** A value that people gave by name; its text is nowhere but in the ciphertext. */
export interface StoredSecret {
  readonly name: string;
  /** Ciphertext. */
  readonly value: string;
  /** Hosts it may be sent to. */
  readonly hosts: readonly string[];
  /** ISO 8601. */
  readonly updatedAt: string;
}

export function createSecretStore(db: Database, appId: string, clock: Clock) {
  const select = () => db.selectFrom("secrets").selectAll().where("app_id", "=", appId);
  const read = (row: Tables["secrets"]): StoredSecret => ({
    name: row.name,
    value: row.value,
    hosts: JSON.parse(row.hosts),
    updatedAt: row.updated_at,
  });
  return {
    appId,
    async list(): Promise<readonly StoredSecret[]> {
      return (await select().orderBy("name").execute()).map(read);
    },
    async find(name: string): Promise<StoredSecret | undefined> {
      const row = await select().where("name", "=", name).executeTakeFirst();
      return row && read(row);
    },
    async put({ name, value, hosts }: Omit<StoredSecret, "updatedAt">): Promise<void> {
      const values = {
        value,
        hosts: JSON.stringify(hosts),
        updated_at: new Date(clock.now()).toISOString(),
      };
      await db
        .insertInto("secrets")
        .values({ app_id: appId, name, ...values })
        .onConflict((conflict) => conflict.columns(["app_id", "name"]).doUpdateSet(values))
        .execute();
    },
    /** False where there is none of that name. */
    async remove(name: string): Promise<boolean> {
      const removed = await db
        .deleteFrom("secrets")
        .where("app_id", "=", appId)
        .where("name", "=", name)
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
  };
}

export type SecretStore = ReturnType<typeof createSecretStore>;
