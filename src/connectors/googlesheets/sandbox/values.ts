import { z } from "zod";
import { invalid } from "../../google/sandbox/ground/refusal.ts";
import { asRaw, shown, typed } from "./cells.ts";
import { type Range, readRange, writeRange } from "./range.ts";
import { type Spreadsheet, type Tab, cellShape, gridSize } from "./state.ts";

export const valueRange = z.strictObject({
  range: z.string().optional(),
  majorDimension: z.enum(["ROWS", "COLUMNS", "DIMENSION_UNSPECIFIED"]).optional(),
  values: z.array(z.array(cellShape)).optional(),
});
export type ValueRange = z.output<typeof valueRange>;

const used = ({ rows }: Tab) => ({
  rows: gridSize.rowCount,
  columns: Math.max(gridSize.columnCount, ...rows.map((row) => row.length)),
});

/** Reads a range; empty ends of rows, and empty rows at the end, are left out. */
export function readValues(spreadsheet: Spreadsheet, text: string, query: URLSearchParams) {
  const range = readRange(spreadsheet, text);
  const option = query.get("valueRenderOption") ?? "FORMATTED_VALUE";
  if (!["FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"].includes(option))
    invalid(`Invalid value at 'value_render_option': "${option}"`);
  const { tab, top, left, bottom, right } = range;
  const rows = tab.rows
    .slice(top, Number.isFinite(bottom) ? bottom : undefined)
    .map((row) =>
      cut(
        row
          .slice(left, Number.isFinite(right) ? right : undefined)
          .map((cell) => shown(tab, cell ?? null, option)),
      ),
    );
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  const isColumns = query.get("majorDimension") === "COLUMNS";
  const values = isColumns ? transposed(rows) : rows;
  return {
    range: writeRange(range, used(tab)),
    majorDimension: isColumns ? "COLUMNS" : "ROWS",
    ...(values.length > 0 ? { values } : {}),
  };
}

/** Writes rows from the range's first cell on; null leaves a cell as it is, `""` empties it. */
export function writeValues(
  spreadsheet: Spreadsheet,
  text: string,
  { values = [], majorDimension }: ValueRange,
  option: string,
) {
  const range = readRange(spreadsheet, text);
  const rows = majorDimension === "COLUMNS" ? transposed(values) : values;
  const { tab, top, left, bottom, right } = range;
  const isOpen = bottom - top === 1 && right - left === 1;
  if (!isOpen && (rows.length > bottom - top || rows.some((row) => row.length > right - left))) {
    invalid(
      `Requested writing within range [${writeRange(range, used(tab))}], but tried writing to row [${top + rows.length}]`,
    );
  }
  put(tab, top, left, rows, option);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const written: Range = {
    tab,
    top,
    left,
    bottom: top + Math.max(1, rows.length),
    right: left + Math.max(1, width),
  };
  return {
    updatedRange: writeRange(written, used(tab)),
    updatedRows: rows.length,
    updatedColumns: width,
    updatedCells: rows.reduce((sum, row) => sum + row.length, 0),
  };
}

/** Finds the table that the range touches and writes below it. */
export function appendValues(
  spreadsheet: Spreadsheet,
  text: string,
  body: ValueRange,
  option: string,
) {
  const { tab, top, left } = readRange(spreadsheet, text);
  const isEmpty = (row: number) =>
    (tab.rows[row] ?? []).every((cell) => cell === null || cell === "");
  let start = top;
  while (start < tab.rows.length && isEmpty(start)) start += 1;
  let end = start;
  while (end < tab.rows.length && !isEmpty(end)) end += 1;
  const hasTable = start < tab.rows.length;
  const row = hasTable ? end : top;
  const rows =
    body.majorDimension === "COLUMNS" ? transposed(body.values ?? []) : (body.values ?? []);
  tab.rows.splice(row, 0, ...rows.map(() => []));
  const width = Math.max(1, ...tab.rows.slice(start, end).map((one) => one.length));
  const name = writeRange({ tab, top: row, left, bottom: row + 1, right: left + 1 }, used(tab));
  const updates = writeValues(spreadsheet, name, { values: rows }, option);
  return {
    ...(hasTable
      ? {
          tableRange: writeRange(
            { tab, top: start, left: 0, bottom: end, right: width },
            used(tab),
          ),
        }
      : {}),
    updates,
  };
}

export function clearValues(spreadsheet: Spreadsheet, text: string): string {
  const range = readRange(spreadsheet, text);
  const { tab, top, left, bottom, right } = range;
  for (const [index, row] of tab.rows.entries()) {
    if (index < top || index >= bottom) continue;
    for (let column = left; column < Math.min(right, row.length); column++) row[column] = null;
  }
  return writeRange(range, used(tab));
}

function put(
  tab: Tab,
  top: number,
  left: number,
  rows: NonNullable<ValueRange["values"]>,
  option: string,
): void {
  for (const [down, row] of rows.entries()) {
    while (tab.rows.length <= top + down) tab.rows.push([]);
    const target = tab.rows[top + down] ?? [];
    for (const [across, value] of row.entries()) {
      while (target.length <= left + across) target.push(null);
      if (value !== null)
        target[left + across] = option === "RAW" ? asRaw(value) : typed(value, option);
    }
  }
}

function cut<Value>(row: readonly Value[]): readonly Value[] {
  const last = row.findLastIndex((cell) => cell !== "");
  return row.slice(0, last + 1);
}

function transposed<Value>(rows: readonly (readonly Value[])[]): Value[][] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) =>
    rows.flatMap((row) => row.slice(column, column + 1)),
  );
}
