import type { Transaction } from "kysely";
import { PatchbayError } from "../core/errors.ts";
import { renameInChats } from "./chat-about.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";
import { held } from "./transaction.ts";

/** The page that had this address before, by its address of today. */
export async function aliasedSlug(
  db: Database,
  appId: string,
  alias: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("page_aliases")
    .innerJoin("pages", (join) =>
      join
        .onRef("pages.app_id", "=", "page_aliases.app_id")
        .onRef("pages.id", "=", "page_aliases.page_id"),
    )
    .select("pages.slug")
    .where("page_aliases.app_id", "=", appId)
    .where("page_aliases.alias", "=", alias)
    .where("pages.deleted_at", "is", null)
    .executeTakeFirst();
  return row?.slug;
}

/** The page that has an address now; it stays as it is until the transaction ends. */
export async function pageAt(transaction: Transaction<Tables>, appId: string, slug: string) {
  const query = transaction
    .selectFrom("pages")
    .select(["id", "current_version"])
    .where("app_id", "=", appId)
    .where("slug", "=", slug)
    .where("deleted_at", "is", null);
  return held(transaction, query).executeTakeFirst();
}

/** Throws `page/slug-taken` where a page has the address. */
export async function refuseSlugTaken(
  transaction: Transaction<Tables>,
  appId: string,
  slug: string,
  consequence: string,
): Promise<void> {
  if (await pageAt(transaction, appId, slug))
    throw new PatchbayError(
      "page/slug-taken",
      `There is already a page at "${slug}", ${consequence}. Choose another address.`,
      { where: "spec.slug" },
    );
}

/** Gives a page another address; the old one keeps leading to it, and chats about it follow. Throws `page/slug-taken`. */
export async function movePage(
  transaction: Transaction<Tables>,
  appId: string,
  { id, from, to }: { readonly id: string; readonly from: string; readonly to: string },
): Promise<void> {
  await refuseSlugTaken(transaction, appId, to, `so "${from}" stays where it is`);
  await transaction
    .updateTable("pages")
    .set({ slug: to })
    .where("app_id", "=", appId)
    .where("id", "=", id)
    .execute();
  await renameInChats(transaction, appId, { kind: "page", name: from }, to);
  await endPageAlias(transaction, appId, to);
  await transaction
    .insertInto("page_aliases")
    .values({ app_id: appId, alias: from, page_id: id })
    .execute();
}

/** An address that a page takes leads nowhere else any more. */
export async function endPageAlias(
  transaction: Transaction<Tables>,
  appId: string,
  alias: string,
): Promise<void> {
  await transaction
    .deleteFrom("page_aliases")
    .where("app_id", "=", appId)
    .where("alias", "=", alias)
    .execute();
}
