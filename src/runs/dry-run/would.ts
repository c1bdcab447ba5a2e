import { type WordPart, inputsIn, wordParts } from "../../catalog/effect.ts";
import { type Operation, connectorOf } from "../../catalog/operation.ts";
import type { Would } from "../types.ts";

/** A call that was held back. */
export interface HeldCall {
  readonly operation: Operation;
  /** The account that it named, as a person reads it: `slack:sales`. */
  readonly account?: string;
  /** How many things it is about. */
  readonly count: number;
  /** What is known of its inputs, by name, as a person reads it. */
  readonly values: Readonly<Record<string, string>>;
}

/** Targets of one operation that are listed one by one; more are counted. */
const maxTargets = 5;
const maxShown = 3;

/** What calls would do, in words: a sentence for each operation and target, in the order they came. */
export function wouldOf(calls: readonly HeldCall[]): readonly Would[] {
  const kindOf = ({ operation, account = "" }: HeldCall) => `${operation.id} ${account}`;
  return [...Map.groupBy(calls, kindOf).values()].flatMap((same) => {
    const parts = wordParts(wordsOf(same));
    const names = inputsIn(parts);
    const groups = [
      ...Map.groupBy(same, ({ values }) =>
        JSON.stringify(names.map((name) => values[name])),
      ).values(),
    ];
    return (groups.length > maxTargets ? [same] : groups).map((group) => lineOf(group, parts));
  });
}

function wordsOf([first]: readonly HeldCall[]): string {
  return first?.operation.effect?.words ?? first?.operation.title ?? "";
}

function lineOf(calls: readonly HeldCall[], parts: readonly WordPart[]): Would {
  const [{ operation, account } = missing()] = calls;
  const { id, kind, effect } = operation;
  const count = calls.reduce((sum, one) => sum + one.count, 0);
  const plain = phrase(parts, calls, count) ?? operation.title;
  const sentence = account === undefined ? plain : `${plain} with ${account}`;
  const isCounted = parts.some((part) => part.kind === "count");
  const texts = calls.flatMap(({ values }) => values[effect?.shows ?? ""] ?? []);
  const shows = [...new Set(texts)].slice(0, maxShown);
  return {
    operation: id,
    connector: connectorOf(id),
    kind: kind === "destructive" ? kind : "write",
    count,
    words: isCounted || count === 1 ? sentence : `${sentence} (${count} times)`,
    ...(shows.length > 0 ? { shows } : {}),
  };
}

/** Undefined where an input is not known of any call. */
function phrase(
  parts: readonly WordPart[],
  calls: readonly HeldCall[],
  count: number,
): string | undefined {
  const texts = parts.map((part) => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "count":
        return `${count} ${count === 1 ? part.one : part.many}`;
      case "optional":
        return phrase(part.parts, calls, count) ?? "";
      case "input": {
        const values = new Set(calls.flatMap(({ values: known }) => known[part.name] ?? []));
        const [first] = values;
        return values.size > 1 ? `${values.size} ${part.many}` : first;
      }
    }
  });
  return texts.includes(undefined) ? undefined : texts.join("");
}

function missing(): never {
  throw new TypeError("A group of calls is never empty.");
}
