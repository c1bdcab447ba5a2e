import { PatchbayError } from "../core/errors.ts";
import type { PageSpec } from "../contract/page-spec.ts";
import { functionsOf } from "../pages/view.ts";
import type { ListedPage, PagesPort, PageVersion } from "./ports.ts";

/**
 * Pages as they are, and over them versions that only one rehearsal sees: nothing is saved. Each
 * history is newest first; a page that is touched brings its own versions along.
 */
export function rehearsedPages(pages: PagesPort): PagesPort {
  const drawn = new Map<string, readonly PageVersion[]>();
  const moved = new Map<string, string>();
  const removed = new Map<string, readonly PageVersion[]>();

  async function historyOf(slug: string): Promise<readonly PageVersion[]> {
    const known = drawn.get(slug);
    if (known || isDrawn(slug)) return known ?? [];
    return (await pages.find(slug)) ? pages.versions(slug) : [];
  }

  const isDrawn = (slug: string) => drawn.has(slug) || moved.has(slug) || removed.has(slug);
  const find = async (slug: string) => (isDrawn(slug) ? drawn.get(slug)?.[0] : pages.find(slug));

  async function put(spec: PageSpec, was = spec.slug): Promise<PageVersion> {
    const history = await historyOf(was);
    if (was !== spec.slug || history.length === 0) await refuseTaken(spec.slug);
    const version = { slug: spec.slug, version: (history[0]?.version ?? 0) + 1, spec };
    if (was !== spec.slug) {
      drawn.delete(was);
      moved.set(was, spec.slug);
    }
    moved.delete(spec.slug);
    drawn.set(spec.slug, [version, ...history.map((one) => ({ ...one, slug: spec.slug }))]);
    return version;
  }

  async function refuseTaken(slug: string): Promise<void> {
    if (await find(slug))
      throw new PatchbayError("page/slug-taken", `There is already a page at "${slug}".`, {
        where: "slug",
      });
  }

  async function restore(slug: string, number: number): Promise<PageVersion> {
    const found = (await historyOf(slug)).find(({ version }) => version === number);
    if (found) return put(found.spec, slug);
    throw new PatchbayError("page/version-not-found", `"${slug}" has no version ${number}.`);
  }

  const beforeUndo = async (slug: string) => (await historyOf(slug))[1];

  return {
    async list() {
      const stored = (await pages.list()).filter(({ slug }) => !isDrawn(slug));
      return [...stored, ...[...drawn.values()].flatMap(listed)];
    },
    hasAny: async () => drawn.size > 0 || removed.size > 0 || pages.hasAny(),
    find,
    resolve: async (slug) => (isDrawn(slug) ? (moved.get(slug) ?? slug) : pages.resolve(slug)),
    // The functions of a page are in the same rehearsal: judgeSpec looks at the shape by itself.
    check: async () => [],
    create: (spec) => put(spec),
    save: (slug, spec) => put(spec, slug),
    versions: historyOf,
    restore,
    undo: async (slug) => {
      const before = await beforeUndo(slug);
      return before && restore(slug, before.version);
    },
    beforeUndo,
    async remove(slug) {
      removed.set(slug, await historyOf(slug));
      drawn.delete(slug);
    },
    deleted: async () => [...removed.values()].flatMap(listed),
    async undelete(slug) {
      const history = removed.get(slug) ?? [];
      const [back] = history;
      if (!back) throw new PatchbayError("page/not-found", `"${slug}" was not deleted here.`);
      removed.delete(slug);
      drawn.set(slug, history);
      return back;
    },
  };
}

/** The newest of a history, as it is listed. */
function listed([now]: readonly PageVersion[]): ListedPage[] {
  if (!now) return [];
  const { slug, version, spec } = now;
  return [{ slug, title: spec.title, version, functions: [...functionsOf(spec)] }];
}
