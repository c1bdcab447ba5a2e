import type { FlowValue } from "../../flow/schema.ts";
import { idInLink } from "./identifiers.ts";
import { hasRole, thingOf, thingsOf } from "./roles.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Slot } from "./slots.ts";
import type { Field, KnownOperation } from "./vocabulary.ts";

/** Inputs that may take a value where no input of its own kind is free, best first. */
const alsoFits: Readonly<Partial<Record<SlotKind, readonly SlotKind[]>>> = {
  person: ["channel"],
  text: ["name", "subject", "query", "mail-query", "file-query", "file"],
  subject: ["name", "text"],
  name: ["subject", "file", "query", "mail-query", "file-query", "text"],
  time: ["start", "due", "since"],
  since: ["start"],
  until: ["end"],
  query: ["mail-query", "file-query", "text"],
  emoji: ["text"],
  url: ["ref", "text"],
  timestamp: ["thread"],
  file: ["name"],
};

/** The input that a value goes into, if there is one. */
export function placeFor(
  operation: KnownOperation,
  slot: Slot,
  values: Readonly<Record<string, FlowValue>>,
): Field | undefined {
  const free = operation.fields.filter(
    (field) => !field.structured && (!(field.name in values) || takesMore(field)),
  );
  const named = namedField(operation, free, slot);
  if (named) return named;
  if (slot.bound) return free.find(({ kind }) => kind === slot.kind && kind === "mail-query");
  const byWord = free.find(
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
      /^(?:text|name|subject|family-name)$/.test(field.kind ?? "") &&
      [...slot.before, slot.thing ?? ""].some((word) => field.about.has(word)),
  );
  // Further addresses go where the first went; to those there rather than in their place.
  const lists = slot.kind === "email" ? byKind.filter(takesMore) : [];
  const list =
    lists.find(({ required }) => required) ??
    lists.find(({ name }) => name in values && !/^b?cc$/.test(name)) ??
    lists.find(({ name }) => name.startsWith("add"));
  if (list) return list;
  return (
    byWord ??
    (slot.thing === undefined ? undefined : about) ??
    byKind.find((field) => field.required) ??
    about ??
    byKind[0]
  );
}

/** The input whose own words stand beside the value: `subject "x"`, `document 1Brief2026`, `stage won`. */
export function namedField(
  operation: KnownOperation,
  fields: readonly Field[],
  slot: Slot,
): Field | undefined {
  return (
    byRole(operation, fields, slot) ??
    byThing(operation, fields, slot) ??
    fields.find(
      (field) =>
        slot.before.some(
          (word) =>
            (field.names.has(word) && word !== operation.connector) ||
            ((slot.kind === "ref" || field.lookups.length > 0) && field.idOf === word),
        ) && isNamable(field, slot),
    )
  );
}

function byRole(
  operation: KnownOperation,
  fields: readonly Field[],
  slot: Slot,
): Field | undefined {
  const { role } = slot;
  if (role === undefined) return undefined;
  const fitting = fields.filter((field) => hasRole(field, role) && takesProperty(field, slot));
  const exact = fitting.find(({ name }) => name.toLowerCase() === role);
  if (exact ?? fitting[0]) return exact ?? fitting[0];
  // What an email is titled is its subject.
  if (/^(?:title|name)$/.test(role) && isWords(slot))
    return fields.find(({ kind }) => kind === "subject");
  // "company Nova" of a company is its name, "the note x" of a note its text
  const own = makes(operation, role) || operation.titleNouns.includes(role.replace(/s$/, ""));
  if (!own || slot.kind !== "property") return undefined;
  return (
    fields.find(
      ({ kind, about }) => /^(?:name|text)$/.test(kind ?? "") && about.has(role.replace(/s$/, "")),
    ) ?? fields.find(({ kind }) => kind === "name")
  );
}

function takesProperty(field: Field, slot: Slot): boolean {
  if (slot.kind === "email") return field.kind === "email" && field.type !== "boolean";
  if (slot.kind !== "property") return isNamable(field, slot);
  const { value } = slot;
  if (field.choices) return field.choices.some((one) => one.toLowerCase() === value.toLowerCase());
  if (field.type === "number" || field.type === "integer") return /^\d[\d.,]*$/.test(value);
  return field.type === "string" && field.kind !== "ref" && field.kind !== "email";
}

/** What is named is the thing whose id or name an input wants; of a new thing, its own name. */
function byThing(
  operation: KnownOperation,
  fields: readonly Field[],
  slot: Slot,
): Field | undefined {
  const { thing } = slot;
  if (thing === undefined) return undefined;
  const isRef = slot.kind === "ref";
  const found = fields.find(
    (field) =>
      (field.lookups.length > 0 ||
        (isRef && field.kind === "ref") ||
        /^Name of an? /.test(field.description)) &&
      thingsOf(field).has(thing),
  );
  // What a lead is linked to is another's id; the one that is meant is the record's own.
  const record = fields.find(({ required, idOf }) => required && idOf === "record");
  if (isRef) return record && takesRecord(operation, thing) ? record : found;
  if (!isWords(slot)) return undefined;
  if (thing === "line") return fields.find(({ kind }) => kind === "text");
  const named = slot.naming ? fields.find(({ kind }) => nameKinds.has(kind)) : undefined;
  if (named && !makes(operation, thing)) return named;
  if (!slot.within && makes(operation, thing))
    return (
      fields.find(({ kind, about }) => nameKinds.has(kind) && about.has(thing)) ??
      fields.find(({ kind }) => nameKinds.has(kind))
    );
  return slot.bound || slot.kind === "name" || slot.within ? found : undefined;
}

/** Whether the thing is one of the kinds of records that the operation takes. */
function takesRecord({ fields }: Pick<KnownOperation, "fields">, thing: string): boolean {
  return fields.some(({ suggestions }) =>
    suggestions.some((one) => thingOf(one.toLowerCase()) === thing),
  );
}

const nameKinds: ReadonlySet<SlotKind | undefined> = new Set<SlotKind>(["name", "subject"]);

/** Whether the operation makes such a thing: then words beside it are its name. */
function makes({ titleVerb, titleNouns, fields }: KnownOperation, thing: string): boolean {
  const suggested = takesRecord({ fields }, thing);
  return (
    /^(?:create|add)$/.test(titleVerb) &&
    (suggested || titleNouns.some((noun) => thingOf(noun) === thing))
  );
}

/** The input that takes values by the names of columns. */
export function recordField({ fields }: KnownOperation, slot: Slot): Field | undefined {
  return slot.kind === "property" && slot.label !== undefined
    ? fields.find(({ kind, type }) => kind === "property" && type === "object")
    : undefined;
}

/** Text and ids go by name wherever they are said to; other kinds only where they belong. */
function isNamable({ kind, structured, choices, lookups, type }: Field, slot: Slot): boolean {
  if (choices) return false;
  if (structured || kind === undefined) return type === "string" && isWords(slot);
  if (kind === "ref")
    return slot.kind === "ref" || (lookups.length > 0 && (slot.kind === "email" || isWords(slot)));
  return (
    fits(slot.kind, kind) ||
    (isWords(slot) && /^(?:text|subject|name|given-name|family-name)$/.test(kind))
  );
}

function isWords({ kind }: Slot): boolean {
  return kind === "text" || kind === "subject" || kind === "name" || kind === "query";
}

function fits(kind: SlotKind, wanted: SlotKind): boolean {
  return kind === wanted || alsoFits[kind]?.includes(wanted) === true;
}

/** Whether the input takes this writing: a name in place of an id needs a look-up. */
function accepts(field: Field, { kind, value, time, role }: Slot): boolean {
  if (field.type === "boolean") return false;
  // Who gets a copy is nobody's guest, and a sender no receiver.
  if (role === "cc" || role === "bcc") return false;
  // What somebody says is no name.
  if (role === "text" && field.kind === "name") return false;
  if (role === "from" && /^(?:to|cc|bcc)$/.test(field.name)) return false;
  if (kind === "since" && field.kind === "start") return time !== undefined;
  if (kind === "url" && field.kind === "ref") return idInLink(value) !== undefined;
  if (field.kind === "channel" && kind === "person" && value.startsWith("@")) {
    return field.lookups.some((shape) => new RegExp(shape, "u").test(value));
  }
  return true;
}

function takesMore(field: Field): boolean {
  return (
    field.type === "array" ||
    field.kind === "mail-query" ||
    field.kind === "file-query" ||
    ((field.kind === "person" || field.kind === "email") && /comma/i.test(field.description))
  );
}
