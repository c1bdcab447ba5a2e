import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";

/** Secrets that the servers of one database share; ciphertext goes in and comes out. */
export function createServerSecretStore(db: Database, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();
  const find = async (name: string): Promise<string | undefined> => {
    const row = await db
      .selectFrom("server_secrets")
      .select("value")
      .where("name", "=", name)
      .executeTakeFirst();
    return row?.value;
  };
  return {
    find,
    /** Keeps it where there is none yet; gives what is there then, the same to all that start at once. */
    async settle(name: string, value: string): Promise<string> {
      await db
        .insertInto("server_secrets")
        .values({ name, value, updated_at: now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return (await find(name)) ?? value;
    },
    async replace(name: string, value: string): Promise<void> {
      await db
        .updateTable("server_secrets")
        .set({ value, updated_at: now() })
        .where("name", "=", name)
        .execute();
    },
  };
}

export type ServerSecretStore = ReturnType<typeof createServerSecretStore>;
