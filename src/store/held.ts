import type { Transaction } from "kysely";
import { ownAccountLabel, revocationForMs } from "./pending-revocations.ts";
import type { Tables } from "./tables.ts";

/**
 * Takes from the apps of a workspace what they hold of a person who leaves: what they allowed, and
 * their own accounts, whose providers are told by the apps as soon as they look after what is owed.
 */
export async function withdrawHeld(
  trx: Transaction<Tables>,
  { workspaceId, userId, now }: { workspaceId: string; userId: string; now: number },
): Promise<void> {
  const apps = trx.selectFrom("apps").select("id").where("workspace_id", "=", workspaceId);
  for (const table of ["consents", "connect_links", "account_aliases"] as const)
    await trx.deleteFrom(table).where("app_id", "in", apps).where("user_id", "=", userId).execute();
  const gone = await trx
    .deleteFrom("connections")
    .where("app_id", "in", apps)
    .where("user_id", "=", userId)
    .returning(["app_id", "id", "provider", "mode", "account_id", "tokens"])
    .execute();
  const at = (ms: number) => new Date(ms).toISOString();
  for (const connection of gone)
    await trx
      .insertInto("pending_revocations")
      .values({
        ...connection,
        mode: connection.mode ?? "live",
        account_label: ownAccountLabel,
        reason: "The person is no longer a member",
        tried: 0,
        next_at: at(now),
        give_up_at: at(now + revocationForMs),
        created_at: at(now),
      })
      .execute();
}
