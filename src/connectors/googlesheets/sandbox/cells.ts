import { columnNumber } from "./range.ts";
import type { Cell, Tab } from "./state.ts";

/** Days since the last day of 1899, as spreadsheets count. */
const epoch = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

/** What typing a text into a cell makes of it; `RAW` keeps it. */
export function typed(value: Cell, option: string): Cell {
  if (option === "RAW" || typeof value !== "string" || value === "" || value.startsWith("="))
    return value;
  if (value.startsWith("'")) return value.slice(1);
  if (/^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  if (/^(?:TRUE|FALSE)$/i.test(value)) return value.toUpperCase() === "TRUE";
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return (Date.parse(value) - epoch) / dayMs;
  return value;
}

/** A cell as it is asked for. Text that starts with `=` is a formula only where it was typed as one. */
export function shown(tab: Tab, value: Cell, option: string): string | number | boolean {
  if (value === null) return "";
  if (typeof value === "string" && value.startsWith("=") && isFormula(value)) {
    if (option === "FORMULA") return value;
    const result = evaluate(tab, value.slice(1));
    return option === "UNFORMATTED_VALUE" ? result : String(result);
  }
  const text = typeof value === "string" ? value.replace(rawMark, "") : value;
  if (option !== "FORMATTED_VALUE") return text;
  return typeof text === "boolean" ? String(text).toUpperCase() : String(text);
}

/** A text kept as it is although it looks like a formula. */
export const rawMark = "\u0000";
export function asRaw(value: Cell): Cell {
  return typeof value === "string" && value.startsWith("=") ? `${rawMark}${value}` : value;
}

function isFormula(value: string): boolean {
  return !value.startsWith(rawMark);
}

/** Sums and simple arithmetic over cells of the same tab; anything else is a name it does not know. */
function evaluate(tab: Tab, formula: string): string | number {
  const sum = /^SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)$/i.exec(formula);
  if (sum) {
    const [, left = "A", top = "1", right = "A", bottom = "1"] = sum;
    let total = 0;
    for (let row = Number(top) - 1; row < Number(bottom); row++)
      for (let column = columnNumber(left); column <= columnNumber(right); column++)
        total += numberAt(tab, row, column);
    return total;
  }
  const [first, ...others] = formula.split(/(?=[-+*/])/);
  const read = (text: string): number | undefined => {
    const reference = /^([A-Z]+)(\d+)$/.exec(text);
    if (reference)
      return numberAt(tab, Number(reference[2]) - 1, columnNumber(reference[1] ?? "A"));
    return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
  };
  let result = read(first ?? "");
  for (const part of others) {
    const value = read(part.slice(1));
    if (result === undefined || value === undefined) return "#NAME?";
    if (part.startsWith("+")) result += value;
    else if (part.startsWith("-")) result -= value;
    else if (part.startsWith("*")) result *= value;
    else result /= value;
  }
  return result ?? "#NAME?";
}

function numberAt({ rows }: Tab, row: number, column: number): number {
  const value = rows[row]?.[column];
  return typeof value === "number" ? value : 0;
}
