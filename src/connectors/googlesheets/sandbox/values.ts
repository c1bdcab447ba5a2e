import { z } from "zod";
import { invalid } from "../../google/sandbox/ground/refusal.ts";
import { type Rendering, entered, shown } from "./cells.ts";
import { type Range, columnName, readRange, writeRange } from "./range.ts";
import { type Cell, type Spreadsheet, type Tab, type Value, valueShape } from "./state.ts";

/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values#ValueRange */
export const valueRange = z.strictObject({
  range: z.string().optional(),
  majorDimension: z.enum(["ROWS", "COLUMNS", "DIMENSION_UNSPECIFIED"]).optional(),
  values: z.array(z.array(valueShape)).optional(),
});
export type ValueRange = z.output<typeof valueRange>;

/** Reads a range; empty ends of rows, and empty rows at the end, are left out. */
export function readValues(
  spreadsheet: Spreadsheet,
  text: string,
  { isColumns = false, ...rendering }: Rendering & { readonly isColumns?: boolean },
) {
  const range = readRange(spreadsheet, text);
  const { tab, top, left, bottom, right } = range;
  const rows = tab.rows
    .slice(top, bottom)
    .map((row) => row.slice(left, right).map((cell) => shown(tab, cell, rendering)));
  const values = cut(isColumns ? transposed(rows, "") : rows);
  return {
    range: writeRange(range),
    majorDimension: isColumns ? "COLUMNS" : "ROWS",
    ...(values.length > 0 ? { values } : {}),
  };
}

/** Writes from the range's first cell on; null leaves a cell as it is, `""` empties it. */
export function writeValues(
  spreadsheet: Spreadsheet,
  text: string,
  given: ValueRange,
  option: string,
) {
  const range = readRange(spreadsheet, text);
  if (
    given.range !== undefined &&
    writeRange(readRange(spreadsheet, given.range)) !== writeRange(range)
  )
    invalid(
      `Requested writing within range [${writeRange(range)}], but got range [${given.range}]`,
    );
  const rows = rowsOf(given);
  refuseOverflow(range, rows);
  return put(range, rows, option);
}

/** One cell says where to start, anything larger also where to end. */
function refuseOverflow(range: Range, rows: readonly (readonly Value[])[]): void {
  const { top, left, bottom, right } = range;
  if (bottom - top === 1 && right - left === 1) return;
  const refuse = (what: string) =>
    invalid(`Requested writing within range [${writeRange(range)}], but tried writing to ${what}`);
  if (rows.length > bottom - top) refuse(`row [${bottom + 1}]`);
  if (rows.some((row) => row.length > right - left)) refuse(`column [${columnName(right)}]`);
}

/**
 * Finds the table that the range touches and writes below it.
 * https://developers.google.com/workspace/sheets/api/guides/values#append_values
 */
export function appendValues(
  spreadsheet: Spreadsheet,
  text: string,
  given: ValueRange,
  { option, inserts }: { readonly option: string; readonly inserts: boolean },
) {
  const range = readRange(spreadsheet, text);
  const table = tableAt(range);
  const rows = rowsOf(given);
  const { tab } = range;
  const { top, left } = table ? { top: table.bottom, left: table.left } : range;
  if (inserts) tab.rows.splice(top, 0, ...rows.map(() => []));
  const updates = put({ tab, top, left }, rows, option);
  return { ...(table ? { tableRange: writeRange(table) } : {}), updates };
}

/** The rows up to the next empty one, from the first that is not. */
function tableAt({ tab, top }: Range): Range | undefined {
  const isEmpty = (row: readonly Cell[] = []) => row.every((cell) => cell === null || cell === "");
  const start = tab.rows.findIndex((row, index) => index >= top && !isEmpty(row));
  if (start < 0) return undefined;
  const end = tab.rows.findIndex((row, index) => index > start && isEmpty(row));
  const bottom = end < 0 ? tab.rows.length : end;
  const rows = tab.rows.slice(start, bottom);
  const lefts = rows.map((row) => row.findIndex((cell) => cell !== null && cell !== ""));
  const right = Math.max(...rows.map((row) => row.length));
  return { tab, top: start, left: Math.min(...lefts), bottom, right };
}

/** Empties cells; gives the range as Google writes it. */
export function clearValues(spreadsheet: Spreadsheet, text: string): string {
  const range = readRange(spreadsheet, text);
  const { tab, top, left, bottom, right } = range;
  for (const row of tab.rows.slice(top, bottom)) row.fill(null, left, Math.min(right, row.length));
  return writeRange(range);
}

function put(
  { tab, top, left }: { readonly tab: Tab; readonly top: number; readonly left: number },
  rows: readonly (readonly Value[])[],
  option: string,
) {
  for (const [down, row] of rows.entries()) {
    while (tab.rows.length <= top + down) tab.rows.push([]);
    const target = tab.rows[top + down] ?? [];
    while (target.length < left + row.length) target.push(null);
    for (const [across, value] of row.entries())
      if (value !== null) target[left + across] = entered(value, option);
  }
  const width = Math.max(0, ...rows.map((row) => row.length));
  const [bottom, right] = [top + Math.max(1, rows.length), left + Math.max(1, width)];
  const updatedRange = writeRange({ tab, top, left, bottom, right });
  if (rows.length === 0) return { updatedRange };
  const updatedCells = rows.reduce((sum, row) => sum + row.length, 0);
  return { updatedRange, updatedRows: rows.length, updatedColumns: width, updatedCells };
}

function rowsOf({ values = [], majorDimension }: ValueRange): readonly (readonly Value[])[] {
  return majorDimension === "COLUMNS" ? transposed(values, null) : values;
}

type Shown = string | number | boolean;

function cut(rows: readonly (readonly Shown[])[]): readonly (readonly Shown[])[] {
  const short = rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== "") + 1));
  return short.slice(0, short.findLastIndex((row) => row.length > 0) + 1);
}

function transposed<Entry>(
  rows: readonly (readonly Entry[])[],
  missing: Entry,
): readonly (readonly Entry[])[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? missing));
}
