import { z } from "zod";

/** What of JSON Schema is said of an operation. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}

/** How much is said: characters of one description, levels of nesting, members of one object. */
interface Detail {
  readonly description: number;
  readonly depth: number;
  readonly members: number;
}

const full: Detail = { description: 400, depth: 6, members: 200 };
/** Less and less, for schemas of hundreds of fields. */
const lessAndLess: readonly Detail[] = [
  { description: 100, depth: 4, members: 100 },
  { description: 60, depth: 2, members: 60 },
  { description: 0, depth: 2, members: 40 },
  { description: 0, depth: 1, members: 40 },
];

/**
 * A schema as TypeScript with comments: `{ channel: string /* Id or name *\/; limit?: integer }`. It
 * takes a third of the tokens that JSON Schema takes, and models read it as well. Where it would be
 * longer than `maxLength` it says less, from the inside out; required members come first.
 */
export function schemaText(schema: z.ZodType, maxLength: number, description = 400): string {
  return jsonSchemaText(jsonSchemaOf(schema), maxLength, description);
}

export function jsonSchemaText(json: Schema, maxLength: number, description = 400): string {
  let text = "";
  for (const detail of [full, ...lessAndLess]) {
    const least = Math.min(detail.description, description);
    text = typeText(json, { ...detail, description: least });
    if (text.length <= maxLength) return text;
  }
  return `${text.slice(0, maxLength)} …`;
}

/** Of `output` an object that holds nothing but its members says so. */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output" = "input"): Schema {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: "any" })));
}

/** The schema below another, by names and positions; where there are several, all of them. */
export function schemaAt(schema: Schema, path: readonly PropertyKey[]): Schema | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) {
    const found = branches.flatMap((branch) => schemaAt(branch, path) ?? []);
    return found.length > 1 ? { anyOf: found } : found[0];
  }
  const next = typeof key === "number" ? schema.items : memberOf(schema, String(key));
  return next && schemaAt(next, rest);
}

function memberOf({ properties = {}, additionalProperties }: Schema, name: string) {
  if (Object.hasOwn(properties, name)) return properties[name];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

/** The type in a few words, as a sentence about an error has room for. */
export function shortType(schema: Schema): string {
  return typeText(schema, { description: 0, depth: 1, members: 12 });
}

function typeText(schema: Schema, detail: Detail): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return [...new Set(union.map((one) => typeText(one, detail)))].join(" | ");
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  if (schema.type === "array") {
    const element = typeText(schema.items ?? {}, detail);
    return / \| /.test(element) && !element.startsWith("{") ? `(${element})[]` : `${element}[]`;
  }
  if (schema.properties || schema.type === "object") return objectText(schema, detail);
  return typeof schema.type === "string" ? schema.type : "any";
}

function objectText(schema: Schema, detail: Detail): string {
  const members = Object.entries(schema.properties ?? {});
  if (members.length === 0) {
    const values = schema.additionalProperties;
    return typeof values === "object" && values.type !== undefined
      ? `{ [name]: ${typeText(values, inner(detail))} }`
      : schema.properties && values === false
        ? "{}"
        : "object";
  }
  if (detail.depth === 0) return "object";
  const isRequired = ([name]: readonly [string, Schema]) =>
    schema.required?.includes(name) ?? false;
  const ordered = [...members.filter(isRequired), ...members.filter((one) => !isRequired(one))];
  const shown = ordered.slice(0, detail.members).map(([name, member]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    const optional = isRequired([name, member]) ? "" : "?";
    return `${key}${optional}: ${typeText(member, inner(detail))}${noteText(member, detail)}`;
  });
  const rest = ordered.length - shown.length;
  return `{ ${[...shown, ...(rest > 0 ? [`… ${rest} more`] : [])].join("; ")} }`;
}

function inner(detail: Detail): Detail {
  return { ...detail, depth: detail.depth - 1 };
}

function noteText(schema: Schema, { description }: Detail): string {
  if (description === 0) return "";
  const { maxItems, format } = schema;
  const notes = [
    format,
    rangeText(schema),
    maxItems === undefined ? "" : `at most ${maxItems}`,
    shortened(schema.description ?? "", description),
  ].filter(Boolean);
  return notes.length > 0 ? ` /* ${notes.join(". ")} */` : "";
}

function rangeText({ minimum = -Infinity, maximum = Infinity }: Schema): string {
  // An integer's own limits are none of the provider's.
  const least = minimum > Number.MIN_SAFE_INTEGER ? `from ${minimum}` : "";
  const most = maximum < Number.MAX_SAFE_INTEGER ? `to ${maximum}` : "";
  return [least, most].filter(Boolean).join(" ");
}

/** The text up to the last word that fits. */
function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), maxLength / 2))} …`;
}
