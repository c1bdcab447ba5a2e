import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";

/** What signs the events of a provider that sends it once. */
export interface StoredWebhookSecret {
  /** Ciphertext; absent until the provider sent it. */
  readonly value?: string;
  /** Until then the provider may send it, in ISO 8601. */
  readonly openUntil?: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

export function createWebhookSecretStore(db: Database, appId: string, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();
  return {
    appId,
    async find(provider: string): Promise<StoredWebhookSecret | undefined> {
      const row = await db
        .selectFrom("webhook_secrets")
        .selectAll()
        .where("app_id", "=", appId)
        .where("provider", "=", provider)
        .executeTakeFirst();
      return (
        row && {
          ...(row.value === null ? {} : { value: row.value }),
          ...(row.open_until === null ? {} : { openUntil: row.open_until }),
          updatedAt: row.updated_at,
        }
      );
    },
    /** Providers of which a message has come that was really theirs. */
    async heard(): Promise<readonly string[]> {
      const rows = await db
        .selectFrom("webhook_secrets")
        .select("provider")
        .where("app_id", "=", appId)
        .where("heard_at", "is not", null)
        .execute();
      return rows.map(({ provider }) => provider);
    },
    async hear(provider: string): Promise<void> {
      const values = { heard_at: now() };
      await db
        .insertInto("webhook_secrets")
        .values({
          app_id: appId,
          provider,
          value: null,
          open_until: null,
          updated_at: now(),
          ...values,
        })
        .onConflict((conflict) => conflict.columns(["app_id", "provider"]).doUpdateSet(values))
        .execute();
    },
    /** Lets one be sent until then; one that is there stays until another comes. */
    async open(provider: string, until: Date): Promise<void> {
      const values = { open_until: until.toISOString(), updated_at: now() };
      await db
        .insertInto("webhook_secrets")
        .values({ app_id: appId, provider, value: null, heard_at: null, ...values })
        .onConflict((conflict) => conflict.columns(["app_id", "provider"]).doUpdateSet(values))
        .execute();
    },
    /** Keeps what was sent and closes the set-up, in one step: of two that come together one is kept. */
    async take(provider: string, value: string): Promise<boolean> {
      const taken = await db
        .updateTable("webhook_secrets")
        .set({ value, open_until: null, updated_at: now() })
        .where("app_id", "=", appId)
        .where("provider", "=", provider)
        .where("open_until", ">", now())
        .executeTakeFirst();
      return taken.numUpdatedRows > 0n;
    },
  };
}

export type WebhookSecretStore = ReturnType<typeof createWebhookSecretStore>;
