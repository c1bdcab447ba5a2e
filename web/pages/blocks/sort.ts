import type { Cell } from "../../../src/contract/page.ts";
import { type Format, booleanOf, dateOf, isDate, isQuantity, numberOf } from "./format.ts";

/** What a cell is sorted by; undefined where it is empty, which comes last either way. */
export type SortKey = number | string | undefined;

export function sortKey(cell: Cell, format: Format): SortKey {
  if (cell === null || cell === "") return undefined;
  const value = isQuantity(format)
    ? numberOf(cell)
    : isDate(format)
      ? dateOf(cell)?.at
      : format === "boolean"
        ? booleanOf(cell)
        : cell;
  if (value === undefined) return String(cell);
  return typeof value === "boolean" ? Number(value) : value;
}

/** Compares keys ascending: numbers before texts, texts as people sort them. */
export function comparing(locale?: string): (one: SortKey, other: SortKey) => number {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  return (one, other) => {
    if (typeof one === "number" && typeof other === "number") return one - other;
    if (typeof one === "string" && typeof other === "string") return compare(one, other);
    return typeof one === "number" ? -1 : typeof other === "number" ? 1 : 0;
  };
}
