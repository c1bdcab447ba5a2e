import type { Class } from "oxc-parser";
import type { CallNode, FunctionNode } from "./tree.ts";

/** What is known of a value before the code runs; of several that are possible, all are listed. */
export type Value =
  /** `gap` stands for each part of it that is not known. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "url"; readonly text: string }
  | { readonly kind: "request"; readonly address: Values; readonly init: Values }
  | ObjectValue
  | { readonly kind: "list"; readonly items: readonly Values[] }
  | { readonly kind: "closure"; readonly node: FunctionNode; readonly env: Env }
  | { readonly kind: "class"; readonly node: Class; readonly env: Env }
  | { readonly kind: "instance"; readonly node: Class; readonly env: Env }
  /** Something of the runtime or of a package, by its dotted name: `fetch`, `Deno.env.get`, `sdk.connectors`. */
  | { readonly kind: "known"; readonly name: string }
  /** null too. */
  | { readonly kind: "undefined" }
  | { readonly kind: "unknown" };

export type Values = readonly Value[];

export interface ObjectValue {
  readonly kind: "object";
  readonly entries: ReadonlyMap<string, () => Values>;
  /** Whether it may have further members, in the place of those it has. */
  readonly isOpen: boolean;
}

/** How a function came to run: the values of its parameters, by the calls that lead to it. */
export type Env = ReadonlyMap<FunctionNode, Frame>;

export interface Frame {
  /** Undefined where it is called by code that is not read, with what nobody knows. */
  readonly call?: CallNode;
  readonly argument: (index: number) => Values;
  /** How many calls of the file it took; 1 is the outermost. */
  readonly depth: number;
}

/** Stands for what the code inserts: a character that an address keeps as it is. */
export const gap = "~";

/** More values than anybody writes by hand; beyond them a value counts as not known. */
const maxValues = 64;

export const unknown: Values = [{ kind: "unknown" }];
export const nothing: Values = [{ kind: "undefined" }];

export function textOf(text: string): Value {
  return { kind: "text", text: text.replaceAll(/~{2,}/g, gap) };
}

/** The value as it reads inside of a text. */
export function asText(value: Value): string {
  if (value.kind === "text" || value.kind === "url") return value.text;
  if (value.kind === "list" && value.items.length === 0) return "";
  return gap;
}

/** Every way to put the parts together, each once. */
export function joinTexts(parts: readonly Values[], separator = ""): Values {
  let texts = [""];
  for (const [index, part] of parts.entries()) {
    const ends = [...new Set(part.map(asText))].map((end) => (index ? separator + end : end));
    texts = texts.flatMap((text) => ends.map((end) => text + end));
    if (texts.length > maxValues) return [textOf(gap)];
  }
  return [...new Set(texts)].map(textOf);
}

export function distinct(values: Values): Values {
  const keys = new Set<unknown>();
  const kept = values.filter((value) => {
    const key =
      "text" in value
        ? `${value.kind} ${value.text}`
        : value.kind === "known"
          ? `known ${value.name}`
          : value.kind === "unknown" || value.kind === "undefined"
            ? value.kind
            : value;
    const isNew = !keys.has(key);
    keys.add(key);
    return isNew;
  });
  return kept.length > maxValues ? unknown : kept;
}

/** A member of an object. */
export function memberOf({ entries, isOpen }: ObjectValue, key: string): Values {
  const entry = entries.get(key)?.();
  if (!entry) return isOpen ? unknown : nothing;
  return entry;
}

/** Members that come later count, as in `{ ...one, ...other }`. */
export function mergeObjects(one: ObjectValue, other: ObjectValue): ObjectValue {
  const kept = Array.from(one.entries, ([key, entry]): [string, () => Values] => [
    key,
    other.isOpen ? () => distinct([...entry(), ...unknown]) : entry,
  ]);
  return {
    kind: "object",
    entries: new Map([...kept, ...other.entries]),
    isOpen: one.isOpen || other.isOpen,
  };
}

export const emptyObject: ObjectValue = { kind: "object", entries: new Map(), isOpen: false };
export const openObject: ObjectValue = { kind: "object", entries: new Map(), isOpen: true };

/** `left ?? right` and its kin: the right one only where the left may give way. */
export function either(operator: string, left: Values, right: () => Values): Values {
  if (operator === "&&") {
    const isSure = left.length > 0 && left.every(isSurelyText);
    if (isSure) return right();
    return left.every(({ kind }) => kind === "undefined") ? left : [...nothing, ...right()];
  }
  const kept = left.filter(({ kind }) => kind !== "undefined");
  const gives = left.some(
    (value) =>
      value.kind === "undefined" ||
      value.kind === "unknown" ||
      (operator === "||" && value.kind === "text" && (value.text === "" || value.text === gap)),
  );
  return gives ? [...kept, ...right()] : kept;
}

/** Any but the empty one counts as true; 0 reads as a text, too. */
function isSurelyText(value: Value): boolean {
  return value.kind === "text" && !["", "0", gap].includes(value.text);
}

/** What spreading it puts into an object. */
export function asSpread(value: Value): ObjectValue {
  if (value.kind === "object") return value;
  return value.kind === "undefined" ? emptyObject : openObject;
}

export function without(value: Value, taken: readonly string[]): Value {
  if (value.kind !== "object") return value;
  const kept = Array.from(value.entries).filter(([key]) => !taken.includes(key));
  return { ...value, entries: new Map(kept) };
}
