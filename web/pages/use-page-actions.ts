import { under } from "../base.ts";
import { type PageSummary, pageShape } from "../../src/contract/page.ts";
import { ask, remove } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { useToast } from "../ui/toast.tsx";
import { pagesEditWords } from "../words/pages-edit.ts";
import { freeSlug } from "./editor/names.ts";

const words = pagesEditWords.list;

/** What the list does with a page; each says what it did, or what went wrong. */
export function usePageActions(taken: readonly string[], reload: () => void) {
  const toast = useToast();
  async function attempt(go: () => Promise<void>) {
    try {
      await go();
    } catch (error) {
      toast({ text: problemOf(error).message });
    }
  }
  const pathOf = (slug: string) => `/api/pages/${encodeURIComponent(slug)}`;

  const bringBack = ({ slug, title }: Pick<PageSummary, "slug" | "title">) =>
    attempt(async () => {
      await ask(pageShape, `${pathOf(slug)}/restore`, { method: "POST", body: {} });
      reload();
      toast({ text: words.broughtBack(title) });
    });
  return {
    bringBack,
    discard: (page: PageSummary) =>
      attempt(async () => {
        await remove(pathOf(page.slug));
        reload();
        toast({
          text: words.deleted(page.title),
          way: { label: words.undo, go: () => void bringBack(page) },
        });
      }),
    duplicate: ({ slug }: PageSummary) =>
      attempt(async () => {
        const { spec } = await ask(pageShape, pathOf(slug));
        const copy = {
          ...spec,
          slug: freeSlug(slug, [...taken, slug]),
          title: words.copyOf(spec.title),
        };
        const made = await ask(pageShape, "/api/pages", { method: "POST", body: { spec: copy } });
        reload();
        toast({
          text: words.duplicated(made.title),
          way: { label: words.edit, go: () => navigate(paths.pageEditor(made.slug)) },
        });
      }),
    copyAddress: ({ slug }: PageSummary) =>
      attempt(async () => {
        const url = new URL(under(paths.page(slug)), location.origin).href;
        await navigator.clipboard.writeText(url);
        toast({ text: words.addressCopied(url) });
      }),
  };
}
