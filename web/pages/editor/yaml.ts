import {
  type Document,
  LineCounter,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
} from "yaml";
import type { PageProblem } from "../../../src/contract/page.ts";
import { type PageSpec, pageSpec } from "../../../src/contract/page-spec.ts";
import { issueWords } from "./issue-words.ts";

/** A problem at its place in the text; both count from 1. */
export interface TextProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type ReadText =
  | { readonly status: "fits"; readonly spec: PageSpec }
  | { readonly status: "unfit"; readonly problems: readonly TextProblem[] };

/** What the schema gives where nothing is said. */
const defaults: Readonly<Record<string, unknown>> = {
  width: "full",
  where: [],
  format: "text",
  input: {},
  pageSize: 25,
  actions: [],
  stacked: false,
  required: false,
  submit: "Send",
  filters: [],
  sources: {},
};

/** A page as YAML, without what goes without saying. */
export function writeSpec(spec: PageSpec): string {
  return stringify(concise(spec), { lineWidth: 0 });
}

/** The same page with what the schema gives by itself left out. */
export function concise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(concise);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const isDefault = JSON.stringify(defaults[key]) === JSON.stringify(inner);
      if (Object.hasOwn(defaults, key) && isDefault) return [];
      // Names in `input` and `sources` are somebody's own, and say nothing about the schema.
      if (key === "input") return [[key, inner]];
      if (key === "sources") return [[key, mapValues(inner, concise)]];
      return [[key, concise(inner)]];
    }),
  );
}

function mapValues(of: unknown, map: (value: unknown) => unknown): unknown {
  return Object.fromEntries(
    Object.entries(Object(of)).map(([key, value]) => [key, map(value)] as const),
  );
}

/** Reads a page from text; what does not fit is told with its place. */
export function readText(text: string): ReadText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos: [at] }) => ({
      severity: "error" as const,
      message,
      ...place(lines, at),
    }));
    return { status: "unfit", problems };
  }
  const parsed = pageSpec.safeParse(asJson(document));
  if (parsed.success) return { status: "fits", spec: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    severity: "error" as const,
    message: [issue.path.map(String).join("."), issueWords(issue)].filter(Boolean).join(": "),
    ...place(lines, positionOf(document, issue.path)),
  }));
  return { status: "unfit", problems };
}

/** Aliases that make a small text a huge value are refused. */
function asJson(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch {
    return undefined;
  }
}

/** What the check found, at the lines of the text. */
export function problemsInText(
  text: string,
  problems: readonly PageProblem[],
): readonly TextProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return problems.map(({ where, severity, message }) => ({
    severity,
    message,
    ...place(lines, positionOf(document, keysOf(where))),
  }));
}

/** `blocks.deals.columns[1].value` as keys; a block is named by its id. */
export function keysOf(where: string): readonly (string | number)[] {
  return Array.from(where.matchAll(/([^.[\]]+)|\[(\d+)\]/g), ([, name, position]) =>
    position === undefined ? (name ?? "") : Number(position),
  );
}

/** Where something begins in the text, or what is nearest around it. */
function positionOf(document: Document, keys: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let found = rangeOf(node);
  for (const [depth, key] of keys.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === key);
      if (!pair) break;
      found = rangeOf(pair.key) ?? found;
      node = pair.value;
    } else if (isSeq(node)) {
      const byId = keys[depth - 1] === "blocks" && typeof key === "string";
      const item: unknown = byId
        ? node.items.find((one) => isMap(one) && one.get("id") === key)
        : node.items[Number(key)];
      if (item === undefined) break;
      found = rangeOf(item) ?? found;
      node = item;
    } else break;
  }
  return found ?? 0;
}

function rangeOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function place(lines: LineCounter, at: number) {
  const { line, col } = lines.linePos(at);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
