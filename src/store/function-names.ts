import type { Transaction } from "kysely";
import { PatchbayError } from "../core/errors.ts";
import { renameInChats } from "./chat-about.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";
import { held } from "./transaction.ts";

/** The function that had this name before, by its name of today. */
export async function aliasedName(
  db: Database,
  appId: string,
  alias: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("function_aliases")
    .innerJoin("functions", (join) =>
      join
        .onRef("functions.app_id", "=", "function_aliases.app_id")
        .onRef("functions.id", "=", "function_aliases.function_id"),
    )
    .select("functions.name")
    .where("function_aliases.app_id", "=", appId)
    .where("function_aliases.alias", "=", alias)
    .where("functions.deleted_at", "is", null)
    .executeTakeFirst();
  return row?.name;
}

/**
 * Gives a function another name. The old one becomes an alias, and runs and chats follow, since they
 * know their function by its name. Throws `function/name-taken` where another function has the new name.
 */
export async function renameFunction(
  transaction: Transaction<Tables>,
  appId: string,
  { id, from, to }: { readonly id: string; readonly from: string; readonly to: string },
): Promise<void> {
  await refuseTaken(transaction, appId, to, `so "${from}" keeps its name`);
  await transaction
    .updateTable("functions")
    .set({ name: to })
    .where("app_id", "=", appId)
    .where("id", "=", id)
    .execute();
  await transaction
    .updateTable("runs")
    .set({ function: to })
    .where("app_id", "=", appId)
    .where("function", "=", from)
    .execute();
  await renameInChats(transaction, appId, { kind: "function", name: from }, to);
  await endAlias(transaction, appId, to);
  await transaction
    .insertInto("function_aliases")
    .values({ app_id: appId, alias: from, function_id: id })
    .execute();
}

/** The function that has a name now; it stays as it is until the transaction ends. */
export async function functionNamed(transaction: Transaction<Tables>, appId: string, name: string) {
  const query = transaction
    .selectFrom("functions")
    .select(["id", "current_version"])
    .where("app_id", "=", appId)
    .where("name", "=", name)
    .where("deleted_at", "is", null);
  return held(transaction, query).executeTakeFirst();
}

/** Throws `function/name-taken` where a function has the name. */
export async function refuseTaken(
  transaction: Transaction<Tables>,
  appId: string,
  name: string,
  consequence: string,
): Promise<void> {
  if (await functionNamed(transaction, appId, name))
    throw new PatchbayError(
      "function/name-taken",
      `There is already a function "${name}", ${consequence}. Choose another one.`,
    );
}

/** A name that a function takes leads nowhere else any more. */
export async function endAlias(
  transaction: Transaction<Tables>,
  appId: string,
  alias: string,
): Promise<void> {
  await transaction
    .deleteFrom("function_aliases")
    .where("app_id", "=", appId)
    .where("alias", "=", alias)
    .execute();
}
