import type { PageColumn } from "../../../src/contract/page-spec.ts";

/** What a source answered once: paths are chosen from it, and what they are is guessed from it. */
export type Keys = readonly (string | number)[];

/** A list in a sample, whose entries can be rows. */
export interface SampleList {
  /** `${deals.results}` */
  readonly path: string;
  readonly count: number;
  readonly first: unknown;
}

/** A single value in a sample. */
export interface SampleValue {
  /** `${item.properties.amount}` */
  readonly path: string;
  readonly value: Scalar;
  readonly column: PageColumn;
}

export type Scalar = string | number | boolean | null;

/** Deeper nobody looks for a list or a value. */
const deepest = 5;
const mostValues = 60;

/** Writes a path as the engine reads it; a name that is no identifier stands as JSON in brackets. */
export function pathTo(root: string, keys: Keys): string {
  return `\${${root}${keys.map(keyText).join("")}}`;
}

function keyText(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  if (/^[A-Za-z_$][\w$]*$/.test(key)) return `.${key}`;
  const escaped = JSON.stringify(key).replace(
    /[}\u007f-\u009f]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `[${escaped}]`;
}

/** The lists of an answer, those of objects first, then the shallow ones. */
export function listsIn(answer: unknown, root: string): readonly SampleList[] {
  const found: (SampleList & { depth: number })[] = [];
  const look = (value: unknown, keys: Keys) => {
    if (Array.isArray(value)) {
      const entry = { path: pathTo(root, keys), count: value.length, first: value[0] };
      found.push({ ...entry, depth: keys.length });
      return;
    }
    if (!isObject(value) || keys.length >= deepest) return;
    for (const [key, inner] of Object.entries(value)) look(inner, [...keys, key]);
  };
  look(answer, []);
  const rank = (list: SampleList & { depth: number }) =>
    (isObject(list.first) ? 0 : list.count === 0 ? 10 : 20) + list.depth;
  return found
    .toSorted((one, other) => rank(one) - rank(other))
    .map(({ path, count, first }) => ({ path, count, first }));
}

/** The single values of an entry or an answer, in their order. */
export function valuesIn(of: unknown, root: string): readonly SampleValue[] {
  const found: SampleValue[] = [];
  const look = (value: unknown, keys: Keys, beside: unknown) => {
    if (found.length >= mostValues) return;
    if (isScalar(value)) {
      found.push({
        path: pathTo(root, keys),
        value,
        column: columnOf(root, keys, value, beside),
      });
    } else if (isObject(value) && keys.length < deepest) {
      for (const [key, inner] of Object.entries(value)) look(inner, [...keys, key], value);
    }
  };
  look(of, [], undefined);
  return found;
}

/** A column for a value, with the label and the format that it seems to want. */
export function columnOf(root: string, keys: Keys, value: Scalar, beside?: unknown): PageColumn {
  const key = String(keys.findLast((one) => typeof one === "string") ?? root);
  return {
    label: labelOf(key),
    value: pathTo(root, keys),
    ...formatOf(key, value, beside),
  };
}

/** Names that APIs write as one word. */
const compounds =
  /^(deal|close|create|first|last|full|start|end|due|birth|user|file|company|display|phone|job|post)(name|date|stage|title|type|number|code|owner|time|at|count)$/;

/** `close_date` and `closedate` are both "Close date". */
export function labelOf(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => compounds.exec(word.toLowerCase())?.slice(1) ?? word)
    .filter(Boolean)
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .map((word) => (/^(id|url|uri|ip|api)$/.test(word) ? word.toUpperCase() : word))
    .join(" ")
    .slice(0, 120);
  return words === "" ? key.slice(0, 120).trim() || "Value" : capital(words);
}

/** How a value is shown best, by its name and by what it is. */
export function formatOf(
  key: string,
  value: Scalar,
  beside?: unknown,
): Pick<PageColumn, "format" | "currency"> {
  const name = key.toLowerCase();
  if (typeof value === "boolean" || value === "true" || value === "false")
    return { format: "boolean" };
  if (typeof value === "string") {
    if (/^https?:\/\/\S+$/.test(value)) {
      const isImage = /\.(png|jpe?g|gif|webp|svg|avif)([?#]|$)/i.test(value);
      return { format: isImage || /(image|avatar|photo|thumb|icon)/.test(name) ? "image" : "link" };
    }
    if (/^\d{4}-\d{2}-\d{2}$/.test(value) || /^\d{4}-\d{2}-\d{2}T00:00(:00(\.0+)?)?Z?$/.test(value))
      return { format: "date" };
    if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value)) return { format: "datetime" };
  }
  if (!isNumeric(value) || /(^|_|[a-z])(id|phone|zip|code|postcode)$/.test(name))
    return { format: "text" };
  if (/(amount|price|total|revenue|budget|cost|value)/.test(name)) {
    const currency = currencyIn(beside);
    return currency ? { format: "currency", currency } : { format: "number" };
  }
  return { format: typeof value === "number" || /\D/.test(value) ? "number" : numeric(name) };
}

/** A text of digits alone may be a name for something; it is a number where its name says so. */
function numeric(name: string): "number" | "text" {
  return /(count|number_of|num|quantity|size|score|age|days|hours|likes|views|percent)/.test(name)
    ? "number"
    : "text";
}

export function isNumeric(value: Scalar): value is string | number {
  return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
}

function currencyIn(beside: unknown): string | undefined {
  if (!isObject(beside)) return undefined;
  const codes = Object.entries(beside).flatMap(([key, value]) =>
    /currency/i.test(key) && typeof value === "string" && /^[A-Z]{3}$/.test(value) ? value : [],
  );
  return codes[0];
}

export function isScalar(value: unknown): value is Scalar {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
