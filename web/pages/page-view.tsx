import type { ReactNode } from "react";
import type { PublicPageView } from "../../src/contract/page.ts";
import type { ActOnBlock, FilterValues, LoadBlock } from "./page-data.ts";

export interface PageViewProps {
  readonly view: PublicPageView;
  readonly filters: FilterValues;
  readonly changeFilters: (filters: FilterValues) => void;
  /** Has to stay the same function: with another one everything is loaded again. */
  readonly load: LoadBlock;
  /** Left out where nothing may be done, as in a preview: forms and buttons are shown, but off. */
  readonly act?: ActOnBlock;
  /** Links beside the title. */
  readonly ways?: ReactNode;
  /** Of the title; blocks have the one below. */
  readonly level?: 1 | 2;
}

/** A page as its users see it, wherever its data come from. */
export function PageView({ view, level = 1 }: PageViewProps) {
  const Title = `h${level}` as const;
  return <Title>{view.title}</Title>;
}
