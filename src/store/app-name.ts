import type { Database } from "./database.ts";

/** What people call an app. */
export async function appName(db: Database, appId: string): Promise<string> {
  const row = await db
    .selectFrom("apps")
    .select("name")
    .where("id", "=", appId)
    .executeTakeFirstOrThrow();
  return row.name;
}
