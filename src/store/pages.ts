import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import { createId } from "../core/ids.ts";
import type { Database } from "./database.ts";
import { held, inTransaction } from "./transaction.ts";
import { aliasedSlug, endPageAlias, movePage, pageAt, refuseSlugTaken } from "./page-slugs.ts";
import {
  type NewPageVersion,
  type PageEmbed,
  type PageVersion,
  etagOfPage,
  pageVersionOf,
} from "./page-version.ts";

/** Versions are written once and never changed. */
export function createPageStore(db: Database, appId: string, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();
  const versions = () =>
    db
      .selectFrom("page_versions")
      .innerJoin("pages", (join) =>
        join
          .onRef("pages.app_id", "=", "page_versions.app_id")
          .onRef("pages.id", "=", "page_versions.page_id"),
      )
      .selectAll("page_versions")
      .select([
        "pages.slug",
        "pages.embed_key_hash",
        "pages.embed_origins",
        "pages.embed_created_at",
      ])
      .where("page_versions.app_id", "=", appId);
  const live = () => versions().where("pages.deleted_at", "is", null);
  const current = () => live().whereRef("pages.current_version", "=", "page_versions.version");

  return {
    /** The current version of each page, by address. */
    async list(): Promise<readonly PageVersion[]> {
      return (await current().orderBy("pages.slug").execute()).map(pageVersionOf);
    },
    /** The last version of each deleted page, the latest deletion first. */
    async deleted(): Promise<readonly PageVersion[]> {
      const rows = await versions()
        .whereRef("pages.current_version", "=", "page_versions.version")
        .where("pages.deleted_at", "is not", null)
        .orderBy("pages.deleted_at", "desc")
        .execute();
      return rows.map(pageVersionOf);
    },
    /** The newest version, or undefined where no page is at the address. */
    async current(slug: string): Promise<PageVersion | undefined> {
      const row = await current().where("pages.slug", "=", slug).executeTakeFirst();
      return row && pageVersionOf(row);
    },
    /** The address of today of the page that had this one before. */
    aliased: (alias: string): Promise<string | undefined> => aliasedSlug(db, appId, alias),
    async version(slug: string, version: number): Promise<PageVersion | undefined> {
      const row = await live()
        .where("pages.slug", "=", slug)
        .where("page_versions.version", "=", version)
        .executeTakeFirst();
      return row && pageVersionOf(row);
    },
    /** Newest first. */
    async versions(slug: string): Promise<readonly PageVersion[]> {
      const rows = await live()
        .where("pages.slug", "=", slug)
        .orderBy("page_versions.version", "desc")
        .execute();
      return rows.map(pageVersionOf);
    },
    /**
     * Appends a version. `expected` is the version it was made from (0 for a new page); where another
     * came in between, nothing is written and `page/changed` is thrown. `was` is the address that the
     * page had until now; the old one keeps leading to it. Throws `page/slug-taken`.
     */
    async append(
      { spec, madeBy, restoredFrom, prompt }: NewPageVersion,
      expected: number,
      was = spec.slug,
    ): Promise<void> {
      const version = expected + 1;
      const createdAt = now();
      await inTransaction(db, async (transaction) => {
        const row = await pageAt(transaction, appId, was);
        const isMoved = was !== spec.slug;
        if (!isMoved && expected === 0)
          await refuseSlugTaken(transaction, appId, was, "so no second one was made");
        if ((row?.current_version ?? 0) !== expected || (isMoved && !row))
          throw pageChanged(was, row?.current_version);
        const id = row?.id ?? createId("page", clock.now());
        if (!row) {
          await endPageAlias(transaction, appId, spec.slug);
          await transaction
            .insertInto("pages")
            .values({
              app_id: appId,
              id,
              slug: spec.slug,
              current_version: version,
              embed_key_hash: null,
              embed_origins: null,
              embed_created_at: null,
              created_at: createdAt,
              deleted_at: null,
            })
            .execute();
        } else {
          if (isMoved) await movePage(transaction, appId, { id, from: was, to: spec.slug });
          await transaction
            .updateTable("pages")
            .set({ current_version: version })
            .where("app_id", "=", appId)
            .where("id", "=", id)
            .execute();
        }
        await transaction
          .insertInto("page_versions")
          .values({
            app_id: appId,
            page_id: id,
            version,
            what: madeBy.what,
            via: madeBy.via,
            restored_from: restoredFrom ?? null,
            prompt: prompt ?? null,
            spec: JSON.stringify(spec),
            etag: etagOfPage(spec),
            created_at: createdAt,
          })
          .execute();
      });
    },
    /**
     * Takes the page out of sight; its versions stay, so that it can come back. Throws `page/changed`
     * where it is not at the version that was expected any more.
     */
    async remove(slug: string, expected: number): Promise<void> {
      await inTransaction(db, async (transaction) => {
        const row = await pageAt(transaction, appId, slug);
        if (row?.current_version !== expected) throw pageChanged(slug, row?.current_version);
        await transaction
          .updateTable("pages")
          .set({ deleted_at: now() })
          .where("app_id", "=", appId)
          .where("id", "=", row.id)
          .execute();
      });
    },
    /**
     * Brings back the page that was deleted last at an address; false where there is none. Throws
     * `page/slug-taken` where another is there by now.
     */
    async undelete(slug: string): Promise<boolean> {
      return inTransaction(db, async (transaction) => {
        const query = transaction
          .selectFrom("pages")
          .select("id")
          .where("app_id", "=", appId)
          .where("slug", "=", slug)
          .where("deleted_at", "is not", null)
          .orderBy("deleted_at", "desc");
        const row = await held(transaction, query).executeTakeFirst();
        if (!row) return false;
        await refuseSlugTaken(transaction, appId, slug, "so the deleted one stays deleted");
        await endPageAlias(transaction, appId, slug);
        await transaction
          .updateTable("pages")
          .set({ deleted_at: null })
          .where("app_id", "=", appId)
          .where("id", "=", row.id)
          .execute();
        return true;
      });
    },
    /** Says where the page may be embedded, and with which key; nowhere where it is left out. */
    async embed(slug: string, embed: Omit<PageEmbed, "createdAt"> | undefined): Promise<void> {
      await db
        .updateTable("pages")
        .set({
          embed_key_hash: embed?.keyHash ?? null,
          embed_origins: embed ? JSON.stringify(embed.origins) : null,
          embed_created_at: embed ? now() : null,
        })
        .where("app_id", "=", appId)
        .where("slug", "=", slug)
        .where("deleted_at", "is", null)
        .execute();
    },
  };
}

export type PageStore = ReturnType<typeof createPageStore>;

/** The refusal of a change that was made from another version than the current one. */
function pageChanged(slug: string, current: number | undefined): PatchbayError {
  return new PatchbayError(
    "page/changed",
    current === undefined
      ? `The page "${slug}" no longer exists.`
      : `The page "${slug}" is at version ${current} by now. Read it again and repeat the change.`,
    current === undefined ? {} : { extra: { version: current } },
  );
}
