import { type ReactNode, useCallback } from "react";
import type { BlockView, PublicPageView } from "../../src/contract/page.ts";
import { problemOf } from "../data/problem.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { pageViewWords as words } from "../words/page-view.ts";
import { Buttons } from "./blocks/buttons.tsx";
import { Chart } from "./blocks/chart.tsx";
import { Figure } from "./blocks/figure.tsx";
import { Form } from "./blocks/form.tsx";
import { Table } from "./blocks/table.tsx";
import { Text } from "./blocks/text.tsx";
import type { ActOnBlock, FilterValues, LoadBlock, Press } from "./page-data.ts";
import { PageFilters } from "./page-filters.tsx";
import { type BlockState, useBlocks } from "./use-blocks.ts";
import { useRefresh } from "./use-refresh.ts";
import "./page-view.css";

export interface PageViewProps {
  readonly view: PublicPageView;
  readonly filters: FilterValues;
  readonly changeFilters: (filters: FilterValues) => void;
  /** Has to stay the same function: with another one everything is loaded again. */
  readonly load: LoadBlock;
  /** Left out where nothing may be done, as in a preview: forms and buttons are shown, but off. */
  readonly act?: ActOnBlock;
  /** Called when the page that is shown turns out not to be the current one. */
  readonly outdated?: () => void;
  /** Links beside the title. */
  readonly ways?: ReactNode;
  /** Of the title; blocks have the one below. */
  readonly level?: 1 | 2;
}

/** A page as its users see it, wherever its data come from. */
export function PageView(props: PageViewProps) {
  const { view, filters, changeFilters, load, act, outdated, ways, level = 1 } = props;
  const { stateOf, reload, isLoading, loadedAt } = useBlocks(view.blocks, filters, load);
  // Whoever else looks at the page at this interval gets the same answers.
  const goOn = useCallback(() => reload(), [reload]);
  useRefresh(view.refresh, isLoading, goOn);
  const Title = `h${level}` as const;

  /** What a function did may show anywhere on the page. */
  const press =
    act &&
    (async (block: string, what: Press) => {
      const { message } = await act(block, filters, what).catch((error: unknown) => {
        if (problemOf(error).code === "page/changed") outdated?.();
        throw error;
      });
      reload();
      return message;
    });
  return (
    <div className="page-view">
      <header className="page-view-head">
        <div>
          <Title className="page-view-title">{view.title}</Title>
          {view.description && <p className="page-view-lead">{view.description}</p>}
        </div>
        <div className="page-view-ways">
          {/* Its place is kept until it can be said: the line would break otherwise, and push the page down. */}
          <span className={loadedAt ? undefined : "page-view-unsaid"}>
            <LoadedAt at={loadedAt ?? new Date().toISOString()} />
          </span>
          <IconButton
            icon="refresh"
            label={words.refresh}
            title={words.refresh}
            aria-busy={isLoading}
            onClick={() => reload({ fresh: true })}
          />
          {ways}
        </div>
      </header>
      <PageFilters filters={view.filters} values={filters} change={changeFilters} />
      <div className="page-grid">
        {view.blocks.map((block) => (
          <Block
            key={keyOf(block)}
            block={block}
            level={level + 1}
            state={stateOf(block.id)}
            reload={() => reload({ ids: [block.id], fresh: true })}
            act={press && ((what) => press(block.id, what))}
          />
        ))}
      </div>
    </div>
  );
}

/** With what a table begins with: while the page is edited, another order is another table. */
function keyOf(block: BlockView): string {
  const begins = block.type === "table" ? JSON.stringify([block.sort, block.pageSize]) : "";
  return `${block.type} ${block.id} ${begins}`;
}

function LoadedAt({ at }: { readonly at: string }) {
  const time = new Date(at);
  const isToday = time.toDateString() === new Date().toDateString();
  const format = new Intl.DateTimeFormat(
    undefined,
    isToday ? { timeStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" },
  );
  return (
    <time className="page-view-time" dateTime={at}>
      {words.loaded(format.format(time))}
    </time>
  );
}

interface BlockProps {
  readonly block: BlockView;
  readonly level: number;
  readonly state: BlockState;
  readonly reload: () => void;
  readonly act: ((press: Press) => Promise<string>) | undefined;
}

function Block({ block, level, state, reload, act }: BlockProps) {
  switch (block.type) {
    case "figure":
      return <Figure block={block} level={level} state={state} reload={reload} />;
    case "table":
      return <Table block={block} level={level} state={state} reload={reload} act={act} />;
    case "chart":
      return <Chart block={block} level={level} state={state} reload={reload} />;
    case "form":
      return <Form block={block} level={level} act={act} />;
    case "buttons":
      return <Buttons block={block} level={level} act={act} />;
    case "text":
      return <Text block={block} level={level} />;
  }
}
