import { escapeText } from "../../flow/paths.ts";
import type { FlowStep, FlowValue } from "../../flow/schema.ts";
import { writeTime } from "./moments.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Slot } from "./slots.ts";
import type { Field, KnownOperation } from "./vocabulary.ts";

/** An operation with the values of a sentence in its inputs. */
export interface Filling {
  readonly values: Readonly<Record<string, FlowValue>>;
  /** Required inputs that nothing fills. */
  readonly missing: readonly Field[];
  readonly used: readonly Slot[];
  /** Values the operation has no place for. */
  readonly unused: readonly Slot[];
}

/** Inputs that may take a value where no input of its own kind is free, best first. */
const alsoFits: Readonly<Partial<Record<SlotKind, readonly SlotKind[]>>> = {
  person: ["channel"],
  text: ["name", "query", "file"],
  name: ["file", "query", "text"],
  time: ["start", "due", "since"],
  since: ["start"],
  until: ["end"],
  query: ["text"],
  emoji: ["text"],
  url: ["text"],
  timestamp: ["thread"],
};

/** Puts each value where its kind belongs; a value marked with an input's own name goes there first. */
export function fill(operation: KnownOperation, slots: readonly Slot[]): Filling {
  const values: Record<string, FlowValue> = {};
  const used: Slot[] = [];
  // What is named goes first: what is not takes the places that are left.
  const named = slots.filter((slot) => namedField(operation.fields, slot));
  for (const slot of [...named, ...slots.filter((one) => !named.includes(one))]) {
    const isWhole = slot.kind === "name" && !namedField(operation.fields, slot);
    const whole = isWhole ? inTwoParts(operation, slot, values) : undefined;
    const field = placeFor(operation, slot, values);
    if (whole) Object.assign(values, whole);
    else if (field) {
      values[field.name] = withValue(field, slot, values[field.name]);
      Object.assign(values, zoneBeside(operation, field, slot, values));
    } else continue;
    used.push(slot);
  }
  return {
    values,
    missing: operation.fields.filter((field) => field.required && !(field.name in values)),
    used,
    unused: slots.filter((slot) => slot.sure && !used.includes(slot)),
  };
}

function placeFor(
  operation: KnownOperation,
  slot: Slot,
  values: Readonly<Record<string, FlowValue>>,
): Field | undefined {
  const free = operation.fields.filter(
    (field) => !field.structured && (!(field.name in values) || takesMore(field)),
  );
  const named =
    namedField(free, slot) ??
    free.find(
      (field) =>
        slot.of !== undefined &&
        field.name === slot.of &&
        field.kind !== undefined &&
        fits(slot.kind, field.kind),
    );
  const kinds = [slot.kind, ...(alsoFits[slot.kind] ?? [])];
  const byKind = kinds.flatMap((kind) =>
    free.filter((field) => field.kind === kind && accepts(field, slot)),
  );
  const about = free.find(
    (field) =>
      (slot.kind === "text" || slot.kind === "name") &&
      /^(?:text|name|family-name)$/.test(field.kind ?? "") &&
      slot.before.some((word) => field.about.has(word)),
  );
  return named ?? byKind.find((field) => field.required) ?? about ?? byKind[0];
}

/** The input whose own words stand right before the value: `subject "x"`, `document 1Brief2026`. */
function namedField(fields: readonly Field[], slot: Slot): Field | undefined {
  const scored = fields.flatMap((field) => {
    const isNamed = slot.before.some(
      (word) =>
        field.names.has(word) ||
        ((slot.kind === "ref" || field.lookups.length > 0) && field.idOf === word),
    );
    return isNamed && isNamable(field, slot) ? [field] : [];
  });
  return scored[0];
}

/** Text and ids go by name wherever they are said to; other kinds only where they belong. */
function isNamable({ kind, structured, choices, lookups, type }: Field, slot: Slot): boolean {
  if (choices) return false;
  if (structured || kind === undefined) return type === "string" && isWords(slot);
  if (kind === "ref")
    return slot.kind === "ref" || slot.kind === "email" || (lookups.length > 0 && isWords(slot));
  return (
    fits(slot.kind, kind) || (isWords(slot) && /^(?:text|name|given-name|family-name)$/.test(kind))
  );
}

function isWords({ kind }: Slot): boolean {
  return kind === "text" || kind === "name" || kind === "query";
}

/** A person's name where an operation wants it in two. */
function inTwoParts(
  { fields }: KnownOperation,
  { value }: Slot,
  values: Readonly<Record<string, FlowValue>>,
): Record<string, FlowValue> | undefined {
  const [given, family] = ["given-name", "family-name"].map((kind) =>
    fields.find((field) => field.kind === kind && !(field.name in values)),
  );
  if (!given) return undefined;
  const [first = value, ...rest] = value.split(/\s+/);
  return {
    [given.name]: escapeText(first),
    ...(family && rest.length > 0 ? { [family.name]: escapeText(rest.join(" ")) } : {}),
  };
}

/** A local time needs its zone. */
function zoneBeside(
  { fields }: KnownOperation,
  field: Field,
  { time }: Slot,
  values: Readonly<Record<string, FlowValue>>,
): Record<string, FlowValue> {
  const zone = fields.find(({ kind }) => kind === "timezone");
  const isLocal = time?.hasHour && (field.kind === "start" || field.kind === "end");
  return zone && isLocal && !(zone.name in values) ? { [zone.name]: time.timezone } : {};
}

function fits(kind: SlotKind, wanted: SlotKind): boolean {
  return kind === wanted || alsoFits[kind]?.includes(wanted) === true;
}

/** Whether the input takes this writing: a name in place of an id needs a look-up. */
function accepts(field: Field, { kind, value, time }: Slot): boolean {
  if (kind === "since" && field.kind === "start") return time !== undefined;
  if (field.kind === "channel" && kind === "person" && value.startsWith("@")) {
    return field.lookups.some((shape) => new RegExp(shape, "u").test(value));
  }
  return true;
}

function takesMore(field: Field): boolean {
  return field.type === "array" || (field.kind === "person" && /comma/i.test(field.description));
}

function withValue(field: Field, slot: Slot, before: FlowValue | undefined): FlowValue {
  const value = literalFor(field, slot);
  if (slot.kind === "cells") return value;
  if (field.type === "array") return Array.isArray(before) ? [...before, value] : [value];
  return typeof before === "string" ? `${before},${String(value)}` : value;
}

/** A value as the flow holds it: numbers as numbers, text escaped, an emoji in text with its colons. */
export function literalFor(
  field: Field,
  { kind, value, time }: Pick<Slot, "kind" | "value" | "time">,
): FlowValue {
  if (kind === "cells") return cellsFor(JSON.parse(value));
  if (time && field.kind !== undefined) {
    const written = writeTime(time, field.kind, field.description);
    return field.type === "number" || field.type === "integer" ? Number(value) : written;
  }
  if (field.type === "number" || field.type === "integer") return Number(value);
  if (kind === "emoji") return field.kind === "emoji" ? emojiName(value) : emojiText(value);
  return escapeText(value);
}

/** One row, each text in it as it is. */
function cellsFor(cells: readonly (string | number)[]): FlowValue {
  return [cells.map((cell) => (typeof cell === "string" ? escapeText(cell) : cell))];
}

/** As it stands in text: `:rocket:`, or the sign itself. */
export function emojiText(value: string): string {
  return /^[\x21-\x7E]+$/.test(value) ? `:${value}:` : value;
}

const emojiNames: Readonly<Record<string, string>> = {
  "🚀": "rocket",
  "👍": "+1",
  "👎": "-1",
  "🎉": "tada",
  "❤": "heart",
  "✅": "white_check_mark",
  "👀": "eyes",
  "🔥": "fire",
  "👏": "clap",
  "🙏": "pray",
  "💯": "100",
  "✨": "sparkles",
  "😄": "smile",
  "⚠": "warning",
};

function emojiName(value: string): string {
  return emojiNames[value.replace("\uFE0F", "")] ?? value;
}

/** A step and what the vocabulary knows of its operation. */
export interface KnownStep {
  readonly step: FlowStep;
  readonly operation: KnownOperation;
}

/** Kinds of values that these steps can hand on. */
export function reachableKinds(earlier: readonly KnownStep[]): ReadonlySet<SlotKind> {
  return new Set(
    earlier.flatMap(({ step, operation }) => [
      ...operation.outputs.map(({ kind }) => kind),
      ...operation.fields.flatMap(({ kind, name }) => (kind && name in step.with ? [kind] : [])),
    ]),
  );
}

/** Values that an earlier step has for an input: its answer, or what it was itself given. */
export function fromEarlier(field: Field, earlier: readonly KnownStep[]): FlowValue | undefined {
  for (const { step, operation } of earlier.toReversed()) {
    const wanted = field.kind === "thread" ? "timestamp" : field.kind;
    const output = operation.outputs.find(({ kind }) => kind === wanted);
    if (output) return `\${${step.id}.${output.path}}`;
    const given = operation.fields.find(
      ({ kind, name }) => kind === wanted && wanted !== undefined && name in step.with,
    );
    const value = given && step.with[given.name];
    const passable = wanted === "channel" || wanted === "timestamp" || wanted === "person";
    if (value !== undefined && passable) return value;
  }
  return undefined;
}
