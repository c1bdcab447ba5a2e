import { invalid } from "../../google/sandbox/ground/refusal.ts";
import { type Spreadsheet, type Tab, gridOf } from "./state.ts";

/** Cells of a tab; rows and columns from 0, ends exclusive and within the grid. */
export interface Range {
  readonly tab: Tab;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const notation = /^\$?([A-Z]{1,3})?\$?([1-9]\d{0,6})?(?::\$?([A-Z]{1,3})?\$?([1-9]\d{0,6})?)?$/i;

/** A1 notation. https://developers.google.com/workspace/sheets/api/guides/concepts#cell */
export function readRange({ tabs }: Spreadsheet, text: string): Range {
  const refuse = () => invalid(`Unable to parse range: ${text}`);
  const bang = text.lastIndexOf("!");
  const named = tabs.find(({ title }) => title === unquoted(text.slice(0, Math.max(0, bang))));
  const cells = notation.exec(text.slice(bang + 1));
  if (bang >= 0) return (named && cells && within(named, cells, text)) ?? refuse();
  // A name that reads as a cell is the cell, unless it is quoted.
  const [first] = tabs;
  const inFirst = first && cells && within(first, cells, text);
  if (inFirst) return inFirst;
  const whole = tabs.find(({ title }) => title === unquoted(text)) ?? refuse();
  const { rowCount, columnCount } = gridOf(whole);
  return { tab: whole, top: 0, left: 0, bottom: rowCount, right: columnCount };
}

/** Undefined where the text names no cells: a column or a row alone takes a colon, `A:A`. */
function within(tab: Tab, cells: RegExpExecArray, text: string): Range | undefined {
  const [whole, column, row, lastColumn, lastRow] = cells;
  const isOne = !whole.includes(":");
  if (isOne ? !column || !row : !(column ?? row) || !(lastColumn ?? lastRow)) return undefined;
  const { rowCount, columnCount } = gridOf(tab);
  const [left, right] = span(
    column && columnNumber(column),
    lastColumn && columnNumber(lastColumn),
  );
  const [top, bottom] = span(row && Number(row) - 1, lastRow && Number(lastRow) - 1);
  if (top >= rowCount || left >= columnCount) {
    invalid(
      `Range (${text}) exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`,
    );
  }
  const ends = { bottom: Math.min(bottom, rowCount), right: Math.min(right, columnCount) };
  return isOne ? { tab, top, left, bottom: top + 1, right: left + 1 } : { tab, top, left, ...ends };
}

/** From the smaller to behind the greater; open where the end is not named. */
function span(
  first: number | string | undefined,
  last: number | string | undefined,
): readonly [number, number] {
  const start = Number(first || 0);
  if (last === undefined || last === "") return [start, Number.POSITIVE_INFINITY];
  return [Math.min(start, Number(last)), Math.max(start, Number(last)) + 1];
}

/** The range as Google writes it. */
export function writeRange({ tab, top, left, bottom, right }: Range): string {
  const first = `${columnName(left)}${top + 1}`;
  const last = `${columnName(right - 1)}${bottom}`;
  const name = /^[A-Za-z_]\w*$/.test(tab.title)
    ? tab.title
    : `'${tab.title.replaceAll("'", "''")}'`;
  return first === last ? `${name}!${first}` : `${name}!${first}:${last}`;
}

export function columnNumber(name: string): number {
  const letters = Array.from(name.toUpperCase());
  return letters.reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

export function columnName(number: number): string {
  const rest = Math.floor(number / 26);
  return (rest > 0 ? columnName(rest - 1) : "") + String.fromCharCode(65 + (number % 26));
}

function unquoted(name: string): string {
  return /^'.*'$/.test(name) ? name.slice(1, -1).replaceAll("''", "'") : name;
}
