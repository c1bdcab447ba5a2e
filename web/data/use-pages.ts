import { useCallback, useState } from "react";
import type { z } from "zod";
import { ask } from "./api.ts";
import { type Problem, problemOf } from "./problem.ts";
import { useGet } from "./use-get.ts";

interface Further<Item> {
  readonly of: string;
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/**
 * A list that comes a page after the other: `next` of an answer is the `cursor` of the page behind it.
 * The path has its filters, and so a query.
 */
export function usePages<Page extends { readonly next?: string | undefined }, Item>(
  shape: z.ZodType<Page>,
  path: string,
  {
    itemsOf,
    keyOf,
  }: {
    readonly itemsOf: (page: Page) => readonly Item[];
    readonly keyOf: (item: Item) => string;
  },
) {
  const { loaded, reload } = useGet(shape, path);
  const [further, setFurther] = useState<Further<Item>>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const first = loaded.status === "ready" ? loaded.value : undefined;
  const mine = further?.of === path ? further : undefined;
  const next = mine ? mine.next : first?.next;
  const more = useCallback(async () => {
    if (next === undefined) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const page = await ask(shape, `${path}&cursor=${encodeURIComponent(next)}`);
      setFurther((last) => ({
        of: path,
        items: [...(last?.of === path ? last.items : []), ...itemsOf(page)],
        next: page.next,
      }));
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }, [shape, path, next, itemsOf]);
  /** After a change: what came with later pages is loaded again when it is reached. */
  const startOver = useCallback(() => {
    setFurther(undefined);
    reload();
  }, [reload]);
  const all = [...(first ? itemsOf(first) : []), ...(mine?.items ?? [])];
  return {
    loaded,
    first,
    /** Each once, where one moved from a page to another meanwhile. */
    items: [...new Map(all.map((one) => [keyOf(one), one])).values()],
    hasMore: next !== undefined,
    busy,
    problem,
    more,
    startOver,
    reload,
  };
}
