import { hashKey } from "./api-keys.ts";
import type { Database } from "./database.ts";
import { hashState } from "./oauth-attempts.ts";

/**
 * Which app something that came from outside belongs to, where its address does not say. The only
 * queries over all apps: they answer ids of apps and nothing that an app has.
 */
export function createDirectory(db: Database) {
  return {
    /** Of an API key that was made on the page. */
    async ofKey(key: string): Promise<string | undefined> {
      const row = await db
        .selectFrom("api_keys")
        .select("app_id")
        .where("hash", "=", hashKey(key))
        .executeTakeFirst();
      return row?.app_id;
    },
    /** Of a sign-in that is under way, by its `state`. */
    async ofState(state: string): Promise<string | undefined> {
      const row = await db
        .selectFrom("oauth_attempts")
        .select("app_id")
        .where("state_hash", "=", hashState(state))
        .executeTakeFirst();
      return row?.app_id;
    },
    /** Of the address of an automation. */
    async ofAutomation(id: string): Promise<string | undefined> {
      const row = await db
        .selectFrom("automations")
        .select("app_id")
        .where("id", "=", id)
        .executeTakeFirst();
      return row?.app_id;
    },
    /** Those that a provider's events may be for: it is connected there, or its client is set up. */
    async usingProvider(provider: string): Promise<readonly string[]> {
      const rows = await db
        .selectFrom("connections")
        .select("app_id")
        .where("provider", "=", provider)
        .union((more) =>
          more.selectFrom("webhook_secrets").select("app_id").where("provider", "=", provider),
        )
        .union((more) =>
          more.selectFrom("settings").select("app_id").where("name", "=", `provider:${provider}`),
        )
        .execute();
      return rows.map(({ app_id }) => app_id).toSorted();
    },
  };
}

export type Directory = ReturnType<typeof createDirectory>;
