import { z } from "zod";
import { type Path, every } from "../flow/paths.ts";
import { propertyName, stringLiteral } from "./literal.ts";

/**
 * Types of what a provider answers, only as deep as a function reads it: a person should see in the
 * code what it relies on, and no more.
 */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  /** Of members that have no name of their own here. */
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
}

/** What is read of a value: members by name, elements of a list. */
export interface Reading {
  readonly members: Map<string, Reading>;
  element?: Reading;
}

export function newReading(): Reading {
  return { members: new Map() };
}

/** Notes a path below a value, and gives the reading at its end. */
export function noteRead(reading: Reading, keys: Path["keys"]): Reading {
  let at = reading;
  for (const key of keys) {
    if (typeof key !== "string") {
      at = at.element ??= newReading();
    } else {
      const next = at.members.get(key) ?? newReading();
      at.members.set(key, next);
      at = next;
    }
  }
  return at;
}

export function schemaOf(output: z.ZodObject): JsonSchema {
  return JSON.parse(
    JSON.stringify(z.toJSONSchema(output, { io: "input", unrepresentable: "any" })),
  );
}

/** The type as TypeScript source; `unknown` where nothing below is read and nothing is known. */
export function typeOf(reading: Reading, schema: JsonSchema | undefined): string {
  const [known, isNullable] = withoutNull(schema);
  const suffix = isNullable ? " | null" : "";
  if (isList(reading, known)) {
    const element = typeOf(reading.element ?? newReading(), known?.items);
    return `${/[ |]/.test(element) && !element.startsWith("{") ? `(${element})` : element}[]${suffix}`;
  }
  if (reading.members.size > 0) {
    const members = Array.from(reading.members, ([name, below]) => {
      const optional = isOptional(known, name) ? "?" : "";
      return `${propertyName(name)}${optional}: ${typeOf(below, memberOf(known, name))}`;
    });
    return `{ ${members.join("; ")} }${suffix}`;
  }
  return `${leafTypes[typeof known?.type === "string" ? known.type : ""] ?? "unknown"}${suffix}`;
}

/** Source that reads something, and whether that may be missing at run time. */
export interface Access {
  readonly source: string;
  readonly mayBeMissing: boolean;
}

/** What an entry of a list is called in code. */
export const entryName = "entry";

/** Reads the path, with `?.` wherever something on the way may be missing. */
export function accessOf(
  start: string,
  keys: Path["keys"],
  schema: JsonSchema | undefined,
  {
    startMayBeMissing = false,
    promised = 0,
  }: {
    readonly startMayBeMissing?: boolean;
    /** How many keys are there for certain. */ readonly promised?: number;
  },
): Access {
  let at = schema;
  let source = start;
  let mayBeMissing = startMayBeMissing;
  for (const [index, key] of keys.entries()) {
    const [known, isNullable] = withoutNull(at);
    mayBeMissing ||= isNullable;
    if (key === every) {
      const list = mayBeMissing ? `(${source} ?? [])` : source;
      const { source: inner } = accessOf(entryName, keys.slice(index + 1), known?.items, {});
      return { source: `${list}.map((${entryName}) => ${inner})`, mayBeMissing: false };
    }
    if (typeof key === "number") {
      source += mayBeMissing ? `?.[${key}]` : `[${key}]`;
      at = known?.items;
      mayBeMissing = true;
    } else {
      source += memberAccess(key, mayBeMissing);
      const isLength = key === "length" && isArray(known);
      at = memberOf(known, key);
      mayBeMissing ||= !isLength && index >= promised && isOptional(known, key);
    }
  }
  return { source, mayBeMissing: mayBeMissing || withoutNull(at)[1] };
}

/** The schema at the end of a path, as far as it is known. */
export function schemaAt(
  schema: JsonSchema | undefined,
  keys: Path["keys"],
): JsonSchema | undefined {
  const [known] = withoutNull(schema);
  const [key, ...rest] = keys;
  if (key === undefined) return known;
  return schemaAt(typeof key === "string" ? memberOf(known, key) : known?.items, rest);
}

function memberOf(schema: JsonSchema | undefined, name: string): JsonSchema | undefined {
  const { properties = {}, additionalProperties } = schema ?? {};
  if (Object.hasOwn(properties, name)) return properties[name];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

function memberAccess(name: string, mayBeMissing: boolean): string {
  const written = propertyName(name);
  if (written === name) return `${mayBeMissing ? "?." : "."}${name}`;
  return `${mayBeMissing ? "?." : ""}[${stringLiteral(name)}]`;
}

const leafTypes: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
};

function isList(reading: Reading, schema: JsonSchema | undefined): boolean {
  if (reading.element) return true;
  return isArray(schema) && (reading.members.size === 0 || reading.members.has("length"));
}

function isArray(schema: JsonSchema | undefined): boolean {
  return schema?.type === "array";
}

/** What the schema does not promise may be missing. */
function isOptional(schema: JsonSchema | undefined, name: string): boolean {
  return !schema?.required?.includes(name);
}

/** What a schema says of the value where it is not null, and whether null may come. */
function withoutNull(schema: JsonSchema | undefined): readonly [JsonSchema | undefined, boolean] {
  if (!schema) return [undefined, false];
  const choices =
    schema.anyOf ??
    (Array.isArray(schema.type)
      ? schema.type.map((type: string) => ({ ...schema, type }))
      : [schema]);
  const present = choices.filter(({ type }) => type !== "null");
  return [present.length === 1 ? present[0] : undefined, present.length < choices.length];
}
