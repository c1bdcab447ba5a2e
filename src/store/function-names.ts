import type { Transaction } from "kysely";
import { PatchbayError } from "../core/errors.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** The function that had this name before, by its name of today. */
export async function aliasedName(
  db: Database,
  appId: string,
  alias: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("function_aliases")
    .select("name")
    .where("app_id", "=", appId)
    .where("alias", "=", alias)
    .executeTakeFirst();
  return row?.name;
}

/**
 * Moves a function with its versions and runs to another name. The old name becomes an alias, and
 * those it had before follow. Throws `function/name-taken` where another function has the new name.
 */
export async function moveFunction(
  transaction: Transaction<Tables>,
  appId: string,
  from: string,
  to: string,
): Promise<void> {
  const taken = await transaction
    .selectFrom("functions")
    .select("name")
    .where("app_id", "=", appId)
    .where("name", "=", to)
    .executeTakeFirst();
  if (taken)
    throw new PatchbayError(
      "function/name-taken",
      `There is already a function "${to}", so "${from}" keeps its name. Choose another one.`,
    );
  for (const table of ["functions", "function_versions", "function_aliases"] as const)
    await transaction
      .updateTable(table)
      .set({ name: to })
      .where("app_id", "=", appId)
      .where("name", "=", from)
      .execute();
  await transaction
    .updateTable("runs")
    .set({ function: to })
    .where("app_id", "=", appId)
    .where("function", "=", from)
    .execute();
  await endAlias(transaction, appId, to);
  await transaction
    .insertInto("function_aliases")
    .values({ app_id: appId, alias: from, name: to })
    .execute();
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
