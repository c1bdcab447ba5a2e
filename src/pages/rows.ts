import type { Cell } from "../contract/page.ts";
import type { PageBlock } from "../contract/page-spec.ts";
import { PatchbayError } from "../core/errors.ts";
import { parseTemplate } from "../flow/paths.ts";
import { compares } from "./compare.ts";
import { type Roots, compile, isEmpty, isScalar } from "./template.ts";

type Condition = Extract<PageBlock, { type: "table" }>["where"][number];

export interface Row {
  readonly item: unknown;
  /** In what the source answered. */
  readonly position: number;
}

/** Of what is no scalar, in a cell; and of a text that nobody reads in one. */
const maxJson = 1_000;
const maxText = 20_000;

/** A value as it came; what is no scalar is JSON text. */
export function cellOf(value: unknown): Cell {
  if (typeof value === "string") return shortened(value, maxText);
  if (isScalar(value)) return value ?? null;
  return shortened(JSON.stringify(value), maxJson);
}

function shortened(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}

/** Reads a cell of each row. A value that is the same for all of them is printed once. */
export function cellReader(text: string, roots: Roots): (item: unknown) => Cell {
  const read = compile(text, roots);
  let last: { readonly value: unknown; readonly cell: Cell } | undefined;
  return (item) => {
    const value = read(item);
    if (last?.value !== value) last = { value, cell: cellOf(value) };
    return last?.cell ?? null;
  };
}

/** The source that a list is of: the root of its path. */
export function sourceOfRows(rows: string): string | undefined {
  const [only, ...more] = parseTemplate(rows);
  return only && "path" in only && more.length === 0 ? only.path.root : undefined;
}

/**
 * The list that a block shows. Providers leave out a list that is empty, so that nothing is no row.
 * Throws `page/source-failed` where there is something else.
 */
export function rowsOf(rows: string, roots: Roots): readonly unknown[] {
  const list = compile(rows, roots)(undefined);
  if (Array.isArray(list)) return list;
  if (isEmpty(list)) return [];
  throw new PatchbayError(
    "page/source-failed",
    `${rows} leads to ${isScalar(list) ? `a ${typeof list}` : "an object"}, not to a list. Let rows lead to the list in it.`,
  );
}

/** The rows for which all conditions hold. */
export function fitting(
  list: readonly unknown[],
  where: readonly Condition[],
  roots: Roots,
): readonly Row[] {
  const fits = fitter(where, roots);
  return list.flatMap((item, position) => (fits(item) ? [{ item, position }] : []));
}

/** Whether all conditions hold for a row; one without anything to compare with holds for each. */
export function fitter(where: readonly Condition[], roots: Roots): (item: unknown) => boolean {
  const conditions = where.map(({ value, is, to }) => {
    const read = compile(value, roots);
    const against = typeof to === "string" ? compile(to, roots) : () => to;
    return (item: unknown) => {
      const wanted = against(item);
      if (isEmpty(wanted)) return true;
      const given = read(item);
      return isEmpty(given) ? is === "not" : compares(given, is, wanted);
    };
  });
  return (item) => conditions.every((holds) => holds(item));
}
