import { escapeText } from "../../flow/paths.ts";
import type { FlowStep, FlowValue } from "../../flow/schema.ts";
import { numberOf } from "./counts.ts";
import { idInLink } from "./identifiers.ts";
import { writeTime } from "./moments.ts";
import { placeFor, recordField, namedField } from "./places.ts";
import type { SlotKind } from "./slot-kinds.ts";
import { capitalise } from "./text.ts";
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

/** Puts each value where its kind belongs; a value marked with an input's own name goes there first. */
export function fill(operation: KnownOperation, slots: readonly Slot[]): Filling {
  const values: Record<string, FlowValue> = {};
  const used: Slot[] = [];
  // What is named goes first: what is not takes the places that are left.
  const named = slots.filter((slot) => namedField(operation, operation.fields, slot));
  const rest = slots.filter((one) => !named.includes(one));
  for (const slot of [
    ...named,
    ...rest.filter(({ bound }) => bound),
    ...rest.filter(({ bound, kind }) => !bound && kind === "file"),
    ...rest.filter(({ bound, kind }) => !bound && kind !== "file"),
  ]) {
    const parts = inTwoParts(operation, slot, values);
    const field = parts ? undefined : placeFor(operation, slot, values);
    const record = parts || field ? undefined : recordField(operation, slot);
    if (parts) Object.assign(values, parts);
    else if (field) {
      values[field.name] = withValue(field, slot, values[field.name]);
      Object.assign(values, zoneBeside(operation, field, slot, values));
    } else if (record)
      values[record.name] = {
        ...objectAt(values[record.name]),
        [labelFor(record, slot)]: plainValue(slot.value),
      };
    else continue;
    used.push(slot);
  }
  return {
    values,
    missing: operation.fields.filter((field) => field.required && !(field.name in values)),
    used,
    unused: slots.filter((slot) => slot.sure && !used.includes(slot)),
  };
}

function objectAt(value: FlowValue | undefined): Record<string, FlowValue> {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** The column as typed, or the name that an API has for what it means. */
function labelFor({ description }: Field, { label = "", role }: Slot): string {
  if (role === undefined) return label;
  if (/API name/.test(description)) return capitalise(role);
  return /internal names/.test(description) ? role : label;
}

/** A cell of a record: numbers as numbers, yes and no as they are, text escaped. */
function plainValue(value: string): FlowValue {
  if (/^-?\d{1,12}(?:[.,]\d+)*$/.test(value) && !/^0\d/.test(value)) return numberOf(value);
  if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === "true";
  return escapeText(value);
}

/** A person's name where an operation wants it in two, and the thing so named is a person. */
function inTwoParts(
  { fields }: KnownOperation,
  slot: Slot,
  values: Readonly<Record<string, FlowValue>>,
): Record<string, FlowValue> | undefined {
  if (slot.kind !== "name" || (slot.role !== undefined && slot.role !== "name")) return undefined;
  const [given, family] = ["given-name", "family-name"].map((kind) =>
    fields.find((field) => field.kind === kind && !(field.name in values)),
  );
  if (!given) return undefined;
  const { thing } = slot;
  if (thing !== undefined && fields.some(({ kind, about }) => kind === "name" && about.has(thing)))
    return undefined;
  if (slot.bound && (thing === undefined || !/^(?:contact|lead|person)$/.test(thing)))
    return undefined;
  const [first = slot.value, ...rest] = slot.value.split(/\s+/);
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

/** What stands between several values in one text. */
const separators: Readonly<Partial<Record<SlotKind, string>>> = {
  "mail-query": " ",
  "file-query": " and ",
};

function withValue(field: Field, slot: Slot, before: FlowValue | undefined): FlowValue {
  const value = literalFor(field, slot);
  if (slot.kind === "cells") return value;
  if (field.type === "array") return Array.isArray(before) ? [...before, value] : [value];
  return typeof before === "string"
    ? `${before}${separators[field.kind ?? "text"] ?? ","}${String(value)}`
    : value;
}

/** A value as the flow holds it: numbers as numbers, text escaped, an emoji in text with its colons. */
export function literalFor(
  field: Field,
  slot: Pick<Slot, "kind" | "value" | "time" | "negated">,
): FlowValue {
  const { kind, value, time } = slot;
  if (kind === "cells") return cellsFor(JSON.parse(value));
  if (time && field.kind !== undefined) {
    const written = writeTime(time, field.kind, field.description);
    return field.type === "number" || field.type === "integer" ? Number(value) : written;
  }
  if (field.type === "number" || field.type === "integer") return numberOf(value);
  const choice = field.choices?.find((one) => one.toLowerCase() === value.toLowerCase());
  if (choice !== undefined) return choice;
  if (kind === "emoji")
    return field.kind === "emoji" && !/:\w+:/.test(field.description)
      ? emojiName(value)
      : emojiText(value);
  if (field.kind === "name" && /lower case/.test(field.description))
    return escapeText(asHandle(value));
  if (kind === "url" && field.kind === "ref") return escapeText(idInLink(value) ?? value);
  if (field.kind === "file-query") return escapeText(fileQuery(slot));
  // An amount as text is a plain number.
  if (kind === "property" && /^\d{1,3}(?:,\d{3})+$/.test(value)) return value.replaceAll(",", "");
  return escapeText(value);
}

/** `Team Sync` as a name that takes lower case, digits, - and _ only. */
function asHandle(value: string): string {
  const handle = value
    .toLowerCase()
    .replace(/[^\p{Ll}\p{Lo}\d_-]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return handle === "" ? value : handle;
}

/** https://developers.google.com/workspace/drive/api/guides/search-files: a phrase stands in double quotes. */
function fileQuery({ value, negated }: Pick<Slot, "value" | "negated">): string {
  const escaped = value.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  const term = /\s/.test(value) ? `"${escaped}"` : escaped;
  return `${negated ? "not " : ""}fullText contains '${term}'`;
}

/** Rows, each text in them as it is. */
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
