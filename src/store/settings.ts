import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** Something that a person set on the page. */
export interface StoredSetting {
  readonly value: unknown;
  /** Ciphertext of what must not be read back. */
  readonly secret?: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

export function createSettingStore(db: Database, appId: string, clock: Clock) {
  const select = () => db.selectFrom("settings").selectAll().where("app_id", "=", appId);
  const read = (row: Tables["settings"]): StoredSetting => ({
    value: JSON.parse(row.value),
    ...(row.secret === null ? {} : { secret: row.secret }),
    updatedAt: row.updated_at,
  });
  return {
    appId,
    async all(): Promise<ReadonlyMap<string, StoredSetting>> {
      const rows = await select().execute();
      return new Map(rows.map((row) => [row.name, read(row)]));
    },
    /** Written whole, in place of what was there. */
    async put(name: string, { value, secret }: Omit<StoredSetting, "updatedAt">): Promise<void> {
      const values = {
        value: JSON.stringify(value),
        secret: secret ?? null,
        updated_at: new Date(clock.now()).toISOString(),
      };
      await db
        .insertInto("settings")
        .values({ app_id: appId, name, ...values })
        .onConflict((conflict) => conflict.columns(["app_id", "name"]).doUpdateSet(values))
        .execute();
    },
    async remove(name: string): Promise<void> {
      await db
        .deleteFrom("settings")
        .where("app_id", "=", appId)
        .where("name", "=", name)
        .execute();
    },
  };
}

export type SettingStore = ReturnType<typeof createSettingStore>;
