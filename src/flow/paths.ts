import type { FlowValue } from "./schema.ts";

/**
 * Text with `${path}` in it. A path is names and list positions, `deals.results[0].id`; a name that is
 * no identifier, as a column or a question has, stands as a JSON string in brackets,
 * `rows.records[0]["First name"]`, with `}` in it as `\u007d`. `[*]` is every entry of a list (RFC 9535 2.3.2), once in a path:
 * `tasks.results[*].title`, a list by itself, lines beside other text. There is no code. `\${` stands for the text `${`; a backslash elsewhere is a backslash.
 */
export interface Path {
  /** `inputs`, `trigger`, `item`, `now`, or the id of a step. */
  readonly root: string;
  readonly keys: readonly PathKey[];
}

export type Segment = { readonly literal: string } | { readonly path: Path };

/** Stands in a path for every entry of a list. */
export const every = Symbol("[*]");
export type PathKey = string | number | typeof every;

/** What stands in `${…}` and is not a path. */
export class PathSyntaxError extends Error {
  readonly source: string;
  constructor(source: string) {
    super(
      `"\${${source}}" is not a path such as \${inputs.name}, \${step.field[0]} or \${step["First name"]}; to write it as text, use \\\${`,
    );
    this.name = "PathSyntaxError";
    this.source = source;
  }
}

const opening = /(\\*)\$\{/g;
const pathShape =
  /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*|\[(?:0|[1-9]\d{0,8}|\*)\]|\["(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[\da-f]{4})*"\])*$/iu;
const keyShape = /\.([A-Za-z_$][\w$]*)|\[(\d+|\*)\]|\[("(?:[^"\\]|\\.)*")\]/g;
const nameShape = /^[A-Za-z_$][\w$]*$/;

/** Splits text into literals and paths; throws {@link PathSyntaxError}. */
export function parseTemplate(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let literal = "";
  let position = 0;
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const backslashes = match[1]?.length ?? 0;
    literal += text.slice(position, match.index) + "\\".repeat(Math.floor(backslashes / 2));
    position = opening.lastIndex;
    if (backslashes % 2 === 1) {
      literal += "${";
      continue;
    }
    const end = text.indexOf("}", position);
    const source = end < 0 ? text.slice(position) : text.slice(position, end);
    const path = end < 0 ? undefined : parsePath(source.trim());
    if (!path) throw new PathSyntaxError(source);
    if (literal) segments.push({ literal });
    literal = "";
    segments.push({ path });
    position = end + 1;
    opening.lastIndex = position;
  }
  literal += text.slice(position);
  if (literal) segments.push({ literal });
  return segments;
}

/** The inverse of {@link parseTemplate}; literals that stand side by side become one. */
export function formatTemplate(segments: readonly Segment[]): string {
  let text = "";
  let literal = "";
  for (const segment of segments) {
    if ("literal" in segment) {
      literal += segment.literal;
      continue;
    }
    // Backslashes before a path would escape it: they are doubled.
    text += escapeOpenings(literal).replace(/\\+$/, (slashes) => slashes + slashes);
    text += `\${${formatPath(segment.path)}}`;
    literal = "";
  }
  return text + escapeOpenings(literal);
}

function escapeOpenings(literal: string): string {
  return literal.replace(opening, (_, slashes: string) => `${slashes}${slashes}\\\${`);
}

/** Text as a flow holds it, so that every `${` in it stays text. */
export function escapeText(text: string): string {
  return formatTemplate([{ literal: text }]);
}

export function parsePath(source: string): Path | undefined {
  if (!pathShape.test(source)) return undefined;
  const root = /^[A-Za-z_$][\w$]*/.exec(source)?.[0] ?? source;
  const keys = Array.from(
    source.slice(root.length).matchAll(keyShape),
    ([, name, position, quoted]): PathKey => {
      if (position !== undefined) return position === "*" ? every : Number(position);
      return name ?? JSON.parse(quoted ?? '""');
    },
  );
  return keys.filter((key) => key === every).length > 1 ? undefined : { root, keys };
}

export function formatPath(path: Path): string {
  return path.keys.reduce<string>((text, key) => `${text}${formatKey(key)}`, path.root);
}

function formatKey(key: PathKey): string {
  if (key === every) return "[*]";
  if (typeof key === "string" && nameShape.test(key)) return `.${key}`;
  // JSON leaves DEL and the controls after it as they are.
  const escaped = JSON.stringify(key).replaceAll(
    /[}\p{Cc}]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `[${escaped}]`;
}

/** Whether the text has no path in it, and what it then says. */
export function literalText(text: string): string | undefined {
  const segments = parseTemplate(text);
  return segments.every((segment) => "literal" in segment)
    ? segments.map((segment) => ("literal" in segment ? segment.literal : "")).join("")
    : undefined;
}

/** Every text in a value, however deep, with where it stands. */
export function* textsIn(
  value: unknown,
  where: string,
): Generator<{ where: string; text: string }> {
  if (typeof value === "string") {
    yield { where, text: value };
  } else if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* textsIn(entry, `${where}[${index}]`);
  } else if (value !== null && typeof value === "object") {
    for (const [key, entry] of Object.entries(value)) yield* textsIn(entry, `${where}.${key}`);
  }
}

/** A value with each of its texts, however deep, changed. */
export function mapTexts(value: FlowValue, change: (text: string) => string): FlowValue {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, mapTexts(entry, change)]),
  );
}

/** The paths of a text, without its literals. Throws {@link PathSyntaxError}. */
export function pathsOf(text: string): readonly Path[] {
  return parseTemplate(text).flatMap((segment) => ("path" in segment ? [segment.path] : []));
}

/** Every path in a value, however deep, with where it stands. Throws {@link PathSyntaxError}. */
export function* pathsIn(value: unknown, where: string): Generator<{ where: string; path: Path }> {
  for (const { where: place, text } of textsIn(value, where)) {
    for (const path of pathsOf(text)) yield { where: place, path };
  }
}
