import Papa from "papaparse";
import type { Cell } from "../../../src/contract/page.ts";
import { type Shown, isQuantity, numberOf } from "./format.ts";

/**
 * What a spreadsheet would take for a formula. Papa Parse's own pattern overlooks a value of several
 * lines, and the full-width signs that some spreadsheets read as the plain ones.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** By it spreadsheets know that the file is UTF-8. */
const byteOrderMark = "\uFEFF";

/** All rows as CSV (RFC 4180), values as they came rather than as they are shown. */
export function csvOf(
  columns: readonly (Shown & { readonly label: string })[],
  rows: readonly (readonly Cell[])[],
): string {
  const data = rows.map((row) => columns.map((shown, at) => exported(row[at] ?? null, shown)));
  const fields = columns.map(({ label }) => label);
  return (
    byteOrderMark +
    Papa.unparse({ fields, data }, { escapeFormulae: formula, newline: "\r\n" }) +
    "\r\n"
  );
}

/** A quantity that came as text is a number all the same: "-5" is no formula. */
function exported(cell: Cell, { format }: Shown): Cell {
  return isQuantity(format) ? (numberOf(cell) ?? cell) : cell;
}

/** A title as the name of a file. */
export function fileName(title: string, ending: string): string {
  const name = title
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
  return `${name || "page"}.${ending}`;
}
