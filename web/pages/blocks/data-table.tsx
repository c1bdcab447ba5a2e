import {
  type ColumnDef,
  createPaginatedRowModel,
  createSortedRowModel,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, useEffect, useMemo } from "react";
import type { Cell } from "../../../src/contract/page.ts";
import { Icon } from "../../ui/icon.tsx";
import { pageViewWords as words } from "../../words/page-view.ts";
import { type Format, type Shown, isQuantity, writerOf } from "./format.ts";
import { type SortKey, comparing, sortKey } from "./sort.ts";
import { TablePages } from "./table-pages.tsx";
import { Value } from "./value.tsx";
import "./data-table.css";

/** A row, and its position among all that came. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly index: number;
}

interface DataTableProps {
  /** What the table is of. */
  readonly title: string;
  readonly columns: readonly (Shown & { readonly label: string })[];
  readonly rows: readonly Row[];
  readonly pageSize: number;
  readonly sort?:
    | { readonly column: number; readonly direction: "ascending" | "descending" }
    | undefined;
  /** Buttons at the end of each row. */
  readonly toolsOf?: ((row: Row) => ReactNode) | undefined;
}

const features = tableFeatures({
  rowSortingFeature,
  rowPaginationFeature,
  sortedRowModel: createSortedRowModel(),
  paginatedRowModel: createPaginatedRowModel(),
});

/** Rows that can be sorted, a page of them at a time; a wide table scrolls by itself. */
export function DataTable({ title, columns, rows, pageSize, sort, toolsOf }: DataTableProps) {
  const writers = useMemo(() => columns.map((shown) => writerOf(shown)), [columns]);
  const defined = useMemo(() => definitionsOf(columns), [columns]);
  const table = useTable({
    features,
    columns: defined,
    data: rows,
    enableSortingRemoval: false,
    // Rows that are loaded anew leave the reader where they are.
    autoResetPageIndex: false,
    initialState: {
      pagination: { pageIndex: 0, pageSize },
      sorting: sort ? [{ id: String(sort.column), desc: sort.direction === "descending" }] : [],
    },
  });
  const { pagination } = table.state;
  const pages = Math.max(1, table.getPageCount());
  const { setPageIndex } = table;
  useEffect(() => {
    if (pagination.pageIndex >= pages) setPageIndex(pages - 1);
  }, [pagination.pageIndex, pages, setPageIndex]);
  return (
    <div className="data-table">
      <div className="data-table-scroll" role="region" aria-label={words.rows(title)} tabIndex={0}>
        <table aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              {table.getFlatHeaders().map(({ id, column }, at) => {
                const direction = column.getIsSorted();
                const label = columns[at]?.label;
                return (
                  <th
                    key={id}
                    scope="col"
                    data-shown={shownAs(columns[at]?.format ?? "text")}
                    aria-sort={direction ? `${direction}ending` : "none"}
                  >
                    <button
                      type="button"
                      className="data-table-sort"
                      onClick={() => column.toggleSorting()}
                    >
                      {label}
                      <Icon name={direction === "desc" ? "descending" : "ascending"} />
                    </button>
                  </th>
                );
              })}
              {toolsOf && (
                <th scope="col" className="data-table-tools">
                  <span className="visually-hidden">{words.actions}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {table.getRowModel().rows.map(({ id, original }) => (
              <tr key={id}>
                {columns.map(({ format }, at) => (
                  <td key={at} data-shown={shownAs(format)}>
                    <Value
                      cell={original.cells[at] ?? null}
                      format={format}
                      write={writers[at] ?? String}
                    />
                  </td>
                ))}
                {toolsOf && <td className="data-table-tools">{toolsOf(original)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TablePages
        title={title}
        rows={rows.length}
        page={pagination.pageIndex}
        pageSize={pagination.pageSize}
        usualSize={pageSize}
        go={table.setPageIndex}
        resize={table.setPageSize}
      />
    </div>
  );
}

/** How the cells of a column stand. */
function shownAs(format: Format): "quantity" | "short" | "text" {
  if (isQuantity(format)) return "quantity";
  return format === "text" || format === "link" ? "text" : "short";
}

function definitionsOf(columns: DataTableProps["columns"]): ColumnDef<typeof features, Row>[] {
  const compare = comparing();
  return columns.map(({ format }, at) => ({
    id: String(at),
    accessorFn: ({ cells }) => sortKey(cells[at] ?? null, format),
    sortFn: (one, other, id) => compare(one.getValue<SortKey>(id), other.getValue<SortKey>(id)),
    sortUndefined: "last",
    sortDescFirst: false,
  }));
}
