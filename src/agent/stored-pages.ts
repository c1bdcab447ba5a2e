import { PatchbayError } from "../core/errors.ts";
import { versionBefore } from "../functions/undo.ts";
import type { Pages } from "../pages/pages.ts";
import type { PagesPort } from "./ports.ts";

/** The pages of the app as the tools need them. */
export function storedPages(pages: Pages): PagesPort {
  const find = async (slug: string) => {
    try {
      const found = await pages.current(slug);
      // One that moved is found by `resolve`: what a person was asked about is this very page.
      return found.slug === slug ? found : undefined;
    } catch (error) {
      if (error instanceof PatchbayError && error.code === "page/not-found") return undefined;
      throw error;
    }
  };
  const beforeUndo = async (slug: string) => versionBefore(await pages.versions(slug));
  const made = (prompt: string) => ({ madeBy: { what: "prompt", via: "chat" } as const, prompt });
  return {
    list: pages.list,
    hasAny: async () => (await pages.list()).length > 0 || (await pages.deleted()).length > 0,
    find,
    resolve: pages.resolve,
    check: pages.check,
    create: (spec, { prompt }) => pages.create(spec, made(prompt)),
    save: (slug, spec, { prompt, base }) => pages.save(slug, spec, { ...made(prompt), base }),
    versions: pages.versions,
    restore: (slug, version) => pages.restore(slug, version, "chat"),
    async undo(slug) {
      const [now, before] = [await pages.current(slug), await beforeUndo(slug)];
      if (!before) return undefined;
      // A restore leaves the address as it is: where that is what changed, it goes back too.
      return before.spec.slug === now.spec.slug
        ? pages.restore(slug, before.version, "chat")
        : pages.save(slug, before.spec, {
            madeBy: { what: "restore", via: "chat" },
            base: now.version,
          });
    },
    beforeUndo,
    remove: pages.remove,
    deleted: pages.deleted,
    undelete: pages.undelete,
  };
}
