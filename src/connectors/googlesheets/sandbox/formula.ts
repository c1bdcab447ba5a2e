import { columnNumber } from "./range.ts";
import type { Cell, Tab } from "./state.ts";

/** Ends the evaluation with what the cell shows instead: `#DIV/0!`. */
class FormulaError extends Error {}

const functions: Readonly<Record<string, (numbers: readonly number[]) => number>> = {
  SUM: totalOf,
  AVERAGE: (numbers) => divide(totalOf(numbers), numbers.length),
  MIN: (numbers) => Math.min(...numbers),
  MAX: (numbers) => Math.max(...numbers),
  COUNT: (numbers) => numbers.length,
};

const token =
  /\s*(?:(\d+(?:\.\d+)?)|([A-Z]{1,3}\d{1,7})(?::([A-Z]{1,3}\d{1,7}))?|([A-Z]\w*)|([-+*/(),]))/gi;

/**
 * Arithmetic with references to the same tab, and a handful of functions. Other functions are names
 * that it does not know, and what is no formula at all shows `#ERROR!`.
 */
export function evaluate(tab: Tab, formula: string, seen: readonly string[] = []): string | number {
  if (seen.includes(formula)) return "#REF!";
  try {
    const tokens = Array.from(formula.slice(1).trim().matchAll(token));
    const covered = tokens.map(([text]) => text).join("");
    if (covered !== formula.slice(1).trim()) throw new FormulaError("#ERROR!");
    const reader = { tokens, at: 0, tab, seen: [...seen, formula] };
    const result = sum(reader);
    if (reader.at < tokens.length) throw new FormulaError("#ERROR!");
    return result;
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
}

interface Reader {
  readonly tokens: readonly RegExpExecArray[];
  at: number;
  readonly tab: Tab;
  /** Formulas on the way here: one that comes again goes in a circle. */
  readonly seen: readonly string[];
}

function takes(reader: Reader, signs: string): string | undefined {
  const sign = reader.tokens[reader.at]?.[5];
  if (sign === undefined || !signs.includes(sign)) return undefined;
  reader.at += 1;
  return sign;
}

function sum(reader: Reader): number {
  let value = product(reader);
  for (let sign = takes(reader, "+-"); sign; sign = takes(reader, "+-"))
    value += product(reader) * (sign === "+" ? 1 : -1);
  return value;
}

function product(reader: Reader): number {
  let value = factor(reader);
  for (let sign = takes(reader, "*/"); sign; sign = takes(reader, "*/"))
    value = sign === "*" ? value * factor(reader) : divide(value, factor(reader));
  return value;
}

function factor(reader: Reader): number {
  if (takes(reader, "-")) return -factor(reader);
  if (takes(reader, "(")) {
    const value = sum(reader);
    if (!takes(reader, ")")) throw new FormulaError("#ERROR!");
    return value;
  }
  const [, number, reference, , name] = reader.tokens[reader.at] ?? [];
  reader.at += 1;
  if (number !== undefined) return Number(number);
  if (reference !== undefined) return numbersAt(reader, reference, reference)[0] ?? 0;
  if (name === undefined) throw new FormulaError("#ERROR!");
  const known = functions[name.toUpperCase()];
  if (!known || !takes(reader, "(")) throw new FormulaError("#NAME?");
  return known(listed(reader));
}

/** The arguments of a function, cells of a range one by one. */
function listed(reader: Reader): readonly number[] {
  const numbers: number[] = [];
  while (!takes(reader, ")")) {
    const [, , first, last] = reader.tokens[reader.at] ?? [];
    if (first !== undefined && last !== undefined) {
      numbers.push(...numbersAt(reader, first, last));
      reader.at += 1;
    } else numbers.push(sum(reader));
    if (reader.at >= reader.tokens.length) throw new FormulaError("#ERROR!");
    takes(reader, ",");
  }
  return numbers;
}

/** Numbers among the cells; text and empty cells do not count. */
function numbersAt({ tab, seen }: Reader, first: string, last: string): readonly number[] {
  const [start, end] = [placeOf(first), placeOf(last)];
  return tab.rows
    .slice(start.row, end.row + 1)
    .flatMap((row) =>
      row.slice(start.column, end.column + 1).flatMap((cell) => numberIn(tab, cell, seen) ?? []),
    );
}

function numberIn(tab: Tab, cell: Cell, seen: readonly string[]): number | undefined {
  if (typeof cell === "number") return cell;
  if (typeof cell !== "object" || cell === null) return undefined;
  if ("day" in cell) return cell.day;
  const result = evaluate(tab, cell.formula, seen);
  if (typeof result === "string") throw new FormulaError(result);
  return result;
}

function placeOf(reference: string): { readonly row: number; readonly column: number } {
  const [letters = "A"] = /^[A-Z]+/i.exec(reference) ?? [];
  return { column: columnNumber(letters), row: Number(reference.slice(letters.length)) - 1 };
}

function divide(one: number, by: number): number {
  if (by === 0) throw new FormulaError("#DIV/0!");
  return one / by;
}

function totalOf(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
