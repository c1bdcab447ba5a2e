import type { BlockData, BlockView, Cell } from "../../../src/contract/page.ts";
import { dateOf, isDate, numberOf, writerOf } from "./format.ts";

export type ChartView = Extract<BlockView, { type: "chart" }>;
export type ChartData = Extract<BlockData, { type: "chart" }>;

/** What a chart draws. */
export interface Points {
  /** `time` and `value` place points by how far they lie apart, `category` one after the other. */
  readonly axis: "time" | "value" | "category";
  /** Days, not moments: shown as the same days wherever the reader is. */
  readonly areDays: boolean;
  readonly x: readonly (number | string)[];
  /** A list for each series, as long as `x`. */
  readonly series: readonly (readonly (number | null)[])[];
  /** Points that have no place on the axis. */
  readonly left: number;
}

/** Finds the axis that fits what came, and puts the points on it in their order. */
export function pointsOf({ kind, x: { format } }: ChartView, { x, series }: ChartData): Points {
  if (isDate(format)) {
    const dates = x.map(dateOf);
    const known = dates.filter((date) => date !== undefined);
    if (known.length && known.length === x.filter(isFilled).length) {
      const areDays = known.every(({ isDay, isMidnight }) =>
        format === "date" ? isDay || isMidnight : isDay,
      );
      const at = dates.map((date) => date?.at);
      return { axis: "time", areDays, ...inOrder(at, series) };
    }
  }
  if (kind === "line" && x.length && x.every((cell) => typeof cell === "number")) {
    return { axis: "value", areDays: false, ...inOrder(x.map(numberOf), series) };
  }
  const write = writerOf({ format: format === "link" ? "text" : format });
  return { axis: "category", areDays: false, x: x.map(write), series, left: 0 };
}

function isFilled(cell: Cell): boolean {
  return cell !== null && cell !== "";
}

function inOrder(at: readonly (number | undefined)[], series: ChartData["series"]) {
  const order = at
    .flatMap((value, index) => (value === undefined ? [] : [{ value, index }]))
    .toSorted((one, other) => one.value - other.value);
  return {
    x: order.map(({ value }) => value),
    series: series.map((values) => order.map(({ index }) => values[index] ?? null)),
    left: at.length - order.length,
  };
}

/** The same as rows of a table: x first, then each series. */
export function rowsOf({ x, series }: ChartData): Cell[][] {
  return x.map((cell, at) => [cell, ...series.map((values) => values[at] ?? null)]);
}
