import { invalid } from "../../google/sandbox/ground/refusal.ts";
import type { Spreadsheet, Tab } from "./state.ts";

/** Cells of a tab; rows and columns from 0, ends exclusive; Infinity where the range is open. */
export interface Range {
  readonly tab: Tab;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const cells = /^\$?([A-Z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Z]{1,3})?\$?(\d{1,7})?)?$/;

/** A1 notation. https://developers.google.com/workspace/sheets/api/guides/concepts#cell */
export function readRange({ tabs }: Spreadsheet, text: string): Range {
  const refuse = () => invalid(`Unable to parse range: ${text}`);
  const bang = text.lastIndexOf("!");
  const name = bang < 0 ? undefined : unquoted(text.slice(0, bang));
  const rest = bang < 0 ? text : text.slice(bang + 1);
  const whole = bang < 0 ? tabs.find(({ title }) => title === unquoted(text)) : undefined;
  if (whole)
    return {
      tab: whole,
      top: 0,
      left: 0,
      bottom: Number.POSITIVE_INFINITY,
      right: Number.POSITIVE_INFINITY,
    };
  const tab = name === undefined ? tabs[0] : tabs.find(({ title }) => title === name);
  const match = cells.exec(rest);
  if (!tab || !match || rest === "") return refuse();
  const [, column, row, lastColumn, lastRow] = match;
  if (column === undefined && row === undefined) return refuse();
  const isOne = !rest.includes(":");
  const left = column === undefined ? 0 : columnNumber(column);
  const top = row === undefined ? 0 : Number(row) - 1;
  const right = isOne
    ? left + 1
    : lastColumn === undefined
      ? Number.POSITIVE_INFINITY
      : columnNumber(lastColumn) + 1;
  const bottom = isOne
    ? top + 1
    : lastRow === undefined
      ? Number.POSITIVE_INFINITY
      : Number(lastRow);
  if (top < 0 || (isOne && (column === undefined || row === undefined))) return refuse();
  return { tab, top: Math.min(top, bottom - 1), left: Math.min(left, right - 1), bottom, right };
}

/** The range as Google writes it, open ends closed by the grid. */
export function writeRange(
  { tab, top, left, bottom, right }: Range,
  size: { rows: number; columns: number },
): string {
  const end = {
    row: Math.min(bottom, Math.max(size.rows, top + 1)),
    column: Math.min(right, Math.max(size.columns, left + 1)),
  };
  const first = `${columnName(left)}${top + 1}`;
  const last = `${columnName(end.column - 1)}${end.row}`;
  const name = /^[A-Za-z_]\w*$/.test(tab.title)
    ? tab.title
    : `'${tab.title.replaceAll("'", "''")}'`;
  return first === last ? `${name}!${first}` : `${name}!${first}:${last}`;
}

export function columnNumber(name: string): number {
  return Array.from(name).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

export function columnName(number: number): string {
  const rest = Math.floor(number / 26);
  return (rest > 0 ? columnName(rest - 1) : "") + String.fromCharCode(65 + (number % 26));
}

function unquoted(name: string): string {
  return /^'.*'$/.test(name) ? name.slice(1, -1).replaceAll("''", "'") : name;
}
