import type { BlockData, Cell } from "../contract/page.ts";
import type { PageBlock } from "../contract/page-spec.ts";
import { type Aggregate, aggregate } from "./aggregate.ts";
import { dateOf, numberOf } from "./compare.ts";
import { type Row, cellReader } from "./rows.ts";
import { type Roots, compile } from "./template.ts";

type Chart = Extract<PageBlock, { type: "chart" }>;

/** Points of a chart: one for each row, or, where a series aggregates, one for each x. */
export function chartOf(
  { x, series }: Chart,
  rows: readonly Row[],
  roots: Roots,
  maxPoints: number,
): BlockData {
  const at = xReader(x, roots);
  const reads = series.map(({ value }) =>
    value === undefined ? () => true : compile(value, roots),
  );
  const isGrouped = series.some((one) => one.aggregate !== undefined);
  const groups = isGrouped
    ? grouped(rows, at)
    : rows.map((row) => ({ x: at(row.item), rows: [row] }));
  const points = inOrder(groups, x.format).slice(0, maxPoints);
  return {
    type: "chart",
    x: points.map((point) => point.x),
    series: series.map(({ aggregate: by }, index) => {
      const read = reads[index] ?? (() => null);
      return points.map((point) =>
        valueOf(
          point.rows.map(({ item }) => read(item)),
          by,
        ),
      );
    }),
  };
}

function valueOf(values: readonly unknown[], by: Aggregate | undefined): number | null {
  return numberOf(by === undefined ? values.at(-1) : aggregate(by, values)) ?? null;
}

/** Of dates, what falls on one day belongs together. */
function xReader({ value, format }: Chart["x"], roots: Roots): (item: unknown) => Cell {
  const read = cellReader(value, roots);
  if (format !== "date") return read;
  return (item) => {
    const cell = read(item);
    const span = dateOf(cell);
    return span ? new Date(span.from).toISOString().slice(0, 10) : cell;
  };
}

interface Group {
  readonly x: Cell;
  readonly rows: readonly Row[];
}

function grouped(rows: readonly Row[], at: (item: unknown) => Cell): readonly Group[] {
  const groups = new Map<Cell, { readonly x: Cell; readonly rows: Row[] }>();
  for (const row of rows) {
    const x = at(row.item);
    const group = groups.get(x) ?? { x, rows: [] };
    group.rows.push(row);
    groups.set(x, group);
  }
  return [...groups.values()];
}

/** Dates go forward, whatever order the provider sends them in; anything else stays as it came. */
function inOrder(groups: readonly Group[], format: Chart["x"]["format"]): readonly Group[] {
  if (format !== "date" && format !== "datetime") return groups;
  const timed = groups.map((group) => ({ group, at: dateOf(group.x)?.from ?? Infinity }));
  return timed
    .toSorted((one, other) => (one.at === other.at ? 0 : one.at - other.at))
    .map(({ group }) => group);
}
