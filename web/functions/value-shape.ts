/** How a value is shown. */
export type AnyShape =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "empty"; readonly of: "list" | "object" }
  | {
      readonly kind: "table";
      readonly columns: readonly string[];
      readonly rows: readonly Readonly<Record<string, unknown>>[];
    }
  | {
      readonly kind: "fields";
      /** A list has places, from 0, in place of names. */
      readonly entries: readonly (readonly [name: string | number, value: unknown])[];
    };

export type Shape<Kind extends AnyShape["kind"]> = Extract<AnyShape, { readonly kind: Kind }>;

/** More columns than this are no table that anybody reads. */
const maxColumns = 12;

/** A list of like objects is a table; other lists and objects are fields, the rest is text. */
export function shapeOf(value: unknown): AnyShape {
  if (typeof value !== "object" || value === null) return { kind: "text", text: textOf(value) };
  if (Array.isArray(value)) {
    if (value.length === 0) return { kind: "empty", of: "list" };
    const columns = columnsOf(value);
    return columns
      ? { kind: "table", columns, rows: value }
      : { kind: "fields", entries: [...value.entries()] };
  }
  const entries = Object.entries(value);
  return entries.length === 0 ? { kind: "empty", of: "object" } : { kind: "fields", entries };
}

/** The names that any of the objects has; undefined where they are no objects, or have too many. */
function columnsOf(list: readonly unknown[]): readonly string[] | undefined {
  const names = new Set<string>();
  for (const item of list) {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return undefined;
    for (const name of Object.keys(item)) names.add(name);
    if (names.size > maxColumns) return undefined;
  }
  return names.size > 0 ? [...names] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
