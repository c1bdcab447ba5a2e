import { Suspense, lazy, useDeferredValue, useMemo, useState } from "react";
import type { BlockAnswer, BlockView } from "../../../src/contract/page.ts";
import { download } from "../../data/download.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { pageViewWords as words } from "../../words/page-view.ts";
import { BlockFrame } from "./block-frame.tsx";
import { DataTable, type Row } from "./data-table.tsx";
import { FedBody, type FedProps, answerOf } from "./fed.tsx";
import { writerOf } from "./format.ts";
import { Said } from "./said.tsx";
import { type ActProps, usePress } from "./use-press.ts";
import "./table.css";

// Few tables have more than one action, and menus are the largest part of a page.
const Menu = lazy(async () => ({ default: (await import("../../ui/menu.tsx")).Menu }));

type TableView = Extract<BlockView, { type: "table" }>;

interface TableProps extends FedProps, ActProps {
  readonly block: TableView;
}

/** Rows with search, paging, export, and what can be done to each. */
export function Table({ block, state, reload, act, level }: TableProps) {
  const { columns, pageSize, sort } = block;
  const title = block.title ?? words.kinds.table;
  const [query, setQuery] = useState("");
  const answer = answerOf(state, "table");
  const rows = useMemo(
    () => answer?.data.rows.map((cells, index): Row => ({ cells, index })) ?? [],
    [answer],
  );
  const found = useFound(rows, columns, useDeferredValue(query));
  const { toolsOf, outcome } = useRowTools(block, answer?.data.positions, answer, act, reload);
  const count = new Intl.NumberFormat();
  const total = answer?.data.total ?? 0;

  async function exportRows() {
    const { csvOf, fileName } = await import("./csv.ts");
    const csv = csvOf(columns, answer?.data.rows ?? []);
    download(fileName(title, "csv"), new Blob([csv], { type: "text/csv;charset=utf-8" }));
  }

  return (
    <BlockFrame
      block={block}
      level={level}
      isReloading={state.isLoading && answer !== undefined}
      tools={
        <>
          <input
            type="search"
            className="table-search"
            aria-label={words.search(title)}
            placeholder={words.searchShort}
            value={query}
            onChange={({ target }) => setQuery(target.value)}
          />
          <IconButton
            icon="download"
            label={words.exportCsv}
            title={words.exportCsv}
            disabled={!rows.length}
            onClick={exportRows}
          />
        </>
      }
    >
      <FedBody
        state={state}
        reload={reload}
        outline={<TableOutline rows={Math.min(pageSize, 10)} />}
      >
        {answer && (
          <>
            <p className="block-said" role="status">
              {query.trim() === ""
                ? words.count(count.format(rows.length))
                : words.some(count.format(found.length), count.format(rows.length))}
            </p>
            {found.length ? (
              <DataTable
                title={title}
                columns={columns}
                rows={found}
                pageSize={pageSize}
                sort={sort}
                toolsOf={toolsOf}
              />
            ) : (
              <p className="block-none">{rows.length ? words.noFit(query.trim()) : words.noRows}</p>
            )}
            {total > rows.length && (
              <p className="block-said">
                {words.firstOf(count.format(rows.length), count.format(total))}
              </p>
            )}
          </>
        )}
      </FedBody>
      <Said outcome={outcome} />
    </BlockFrame>
  );
}

/** The rows in which every word stands that is searched for, as they came or as they are shown. */
function useFound(rows: readonly Row[], columns: TableView["columns"], query: string) {
  const texts = useMemo(() => new Map<Row, string>(), [rows, columns]);
  return useMemo(() => {
    const searched = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (!searched.length) return rows;
    const writers = columns.map((shown) => writerOf(shown));
    const textOf = ({ cells }: Row) =>
      cells
        .map((cell, at) => `${cell ?? ""} ${writers[at]?.(cell) ?? ""}`)
        .join("\n")
        .toLowerCase();
    return rows.filter((row) => {
      const text = texts.get(row) ?? textOf(row);
      texts.set(row, text);
      return searched.every((word) => text.includes(word));
    });
  }, [rows, columns, query, texts]);
}

function useRowTools(
  { actions, columns }: TableView,
  positions: readonly number[] | undefined,
  answer: BlockAnswer | undefined,
  act: ActProps["act"],
  reload: () => void,
) {
  const { press, pressed, outcome, setOutcome } = usePress(act);
  const write = writerOf(columns[0] ?? { format: "text" });
  const nameOf = ({ cells }: Row) => write(cells[0] ?? null);
  async function go(at: number, acted: Row) {
    const { index } = acted;
    const position = positions?.[index];
    if (!answer || position === undefined) return;
    const row = { snapshot: answer.snapshot, position };
    const action = actions[at];
    const what = { action: at, row };
    const came = action && (await press(`${position} ${at}`, action, what, nameOf(acted)));
    if (came?.status !== "failed" || came.problem.code !== "page/snapshot-gone") return;
    setOutcome({ status: "told", message: words.reloaded });
    reload();
  }
  const isOff = pressed !== undefined;
  const toolsOf = (row: Row) => {
    const name = nameOf(row);
    const [only] = actions;
    if (only && actions.length === 1) {
      return (
        <Button
          look="quiet"
          disabled={!act}
          aria-disabled={isOff}
          aria-label={words.actionOn(only.label, name)}
          onClick={() => go(0, row)}
        >
          {only.label}
        </Button>
      );
    }
    const items = actions.map(({ label }, at) => ({
      label,
      go: () => void go(at, row),
      disabled: !act || isOff,
    }));
    return (
      <Suspense fallback={<IconButton icon="more" label={words.actionsOn(name)} disabled />}>
        <Menu label={words.actionsOn(name)} items={items} />
      </Suspense>
    );
  };
  return { toolsOf: actions.length ? toolsOf : undefined, outcome };
}

/** Keeps about the place that the rows will take. */
function TableOutline({ rows }: { readonly rows: number }) {
  return (
    <>
      <p className="block-said">&nbsp;</p>
      <div className="table-outline">
        {Array.from({ length: rows + 1 }, (_, at) => (
          <span key={at} />
        ))}
      </div>
    </>
  );
}
