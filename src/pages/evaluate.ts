import type { BlockData, Cell } from "../contract/page.ts";
import type { PageBlock } from "../contract/page-spec.ts";
import { aggregate } from "./aggregate.ts";
import { chartOf } from "./chart.ts";
import { cellOf, cellReader, fitting, rowsOf } from "./rows.ts";
import { type Roots, compile } from "./template.ts";

/** More rows than that are counted, and not told. */
const maxRows = 10_000;

type Figure = Extract<PageBlock, { type: "figure" }>;
type Table = Extract<PageBlock, { type: "table" }>;
type Chart = Extract<PageBlock, { type: "chart" }>;
/** A block that shows what sources answered. */
export type FedBlock = Figure | Table | Chart;

export function isFed(block: PageBlock): block is FedBlock {
  return block.type === "figure" || block.type === "table" || block.type === "chart";
}

/**
 * What a block shows, of what its sources answered and of the filters. Takes time in proportion to
 * the rows. Throws `page/source-failed` where what was answered does not have the list.
 */
export function evaluate(block: FedBlock, roots: Roots): BlockData {
  if (block.type === "figure") return { type: "figure", value: figureOf(block, roots) };
  const found = fitting(rowsOf(block.rows, roots), block.where, roots);
  if (block.type === "chart") return chartOf(block, found, roots, maxRows);
  const cells = block.columns.map(({ value }) => cellReader(value, roots));
  const told = found.slice(0, maxRows);
  return {
    type: "table",
    rows: told.map(({ item }) => cells.map((cell) => cell(item))),
    total: found.length,
    positions: told.map(({ position }) => position),
  };
}

function figureOf({ rows, where, value, aggregate: by = "count" }: Figure, roots: Roots): Cell {
  const read = value === undefined ? () => true : compile(value, roots);
  if (rows === undefined) return value === undefined ? null : cellOf(read(undefined));
  return aggregate(
    by,
    fitting(rowsOf(rows, roots), where, roots).map(({ item }) => read(item)),
  );
}
