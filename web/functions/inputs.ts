import { z } from "zod";
import { strings } from "../words/strings.ts";
import { functionWords } from "../words/functions.ts";

const words = { ...strings.runs, ...functionWords.inputs };
const types = ["string", "number", "boolean", "array", "object"] as const;
const property = z.looseObject({
  type: z.preprocess((type) => (type === "integer" ? "number" : type), z.enum(types)),
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const schemaShape = z.looseObject({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
});

/** How a text is entered. */
export const formats = ["date", "date-time", "time", "email", "uri"] as const;
export type Format = (typeof formats)[number];

/** An input of a function, as a field of a form. */
export interface Field {
  readonly name: string;
  readonly type: (typeof types)[number];
  readonly description: string | undefined;
  readonly required: boolean;
  /** Of which it is one, where there are such. */
  readonly choices: readonly string[] | undefined;
  readonly format: Format | undefined;
  readonly least: number | undefined;
  readonly most: number | undefined;
  /** As it first stands in the form. */
  readonly text: string;
}

/** What a function takes, by its JSON Schema; undefined where that is not known. */
export function fieldsOf(schema: unknown): readonly Field[] | undefined {
  const parsed = schemaShape.safeParse(schema);
  if (!parsed.success) return undefined;
  const { properties, required } = parsed.data;
  return Object.entries(properties).map(([name, one]) => {
    const format = formats.find((known) => known === one.format);
    return {
      name,
      type: one.type,
      description: one.description,
      required: required.includes(name),
      choices: one.enum,
      format,
      least: one.minimum,
      most: one.maximum,
      text: textOf(one.default, format),
    };
  });
}

/** What stands in the fields for an input, as one that was given before; what it lacks is empty. */
export function textsOf(
  fields: readonly Field[],
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map(({ name, format }) => [name, textOf(input[name], format)]));
}

function textOf(value: unknown, format: Format | undefined): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  return format === "date-time" ? localOf(value) : value;
}

/** A moment as a field shows it, in the zone of who reads it: 2027-01-22T14:05. */
function localOf(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString();
  return local.slice(0, 19).replace(/:00$/, "");
}

type Input = Readonly<Record<string, unknown>>;

/** The input that stands in a form, or what is wrong with it by field. */
export type Reading =
  | { readonly status: "fits"; readonly input: Input }
  | { readonly status: "wrong"; readonly problems: Readonly<Record<string, string>> };

/** Turns what stands in the form into the function's input; what is empty and optional is left out. */
export function readInput(
  fields: readonly Field[],
  texts: Readonly<Record<string, string>>,
): Reading {
  const input: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const value = readField(field, texts[field.name] ?? "");
    if ("problem" in value) problems[field.name] = value.problem;
    else if (value.value !== undefined) input[field.name] = value.value;
  }
  if (Object.keys(problems).length) return { status: "wrong", problems };
  return { status: "fits", input };
}

/** Reads the whole input as JSON. */
export function readFreeInput(text: string): Reading {
  const wrong = (problem: string) =>
    ({ status: "wrong", problems: { [freeInput]: problem } }) as const;
  const parsed = parse(text.trim() === "" ? "{}" : text);
  if ("problem" in parsed) return wrong(parsed.problem);
  const object = z.record(z.string(), z.unknown()).safeParse(parsed.value);
  return object.success ? { status: "fits", input: object.data } : wrong(words.notAnObject);
}

/** Name of the field that holds all of the input. */
export const freeInput = "input";

/** What is wrong with JSON while it is typed; nothing where it is empty. */
export function jsonProblem(text: string): string | undefined {
  if (text.trim() === "") return undefined;
  const parsed = parse(text);
  return "problem" in parsed ? parsed.problem : undefined;
}

type FieldValue = { readonly value: unknown } | { readonly problem: string };

function readField(field: Field, text: string): FieldValue {
  const { type, required } = field;
  if (type === "boolean")
    return text === "" ? { value: required ? false : undefined } : { value: text === "true" };
  if (type === "string") return readText(field, text);
  if (text.trim() === "") return required ? { problem: words.missing } : { value: undefined };
  if (type === "number") return readNumber(field, text);
  const parsed = parse(text);
  if ("problem" in parsed) return parsed;
  const { value } = parsed;
  const fits = type === "array" ? Array.isArray(value) : isObject(value);
  if (fits) return { value };
  return { problem: type === "array" ? words.notAList : words.notAnObject };
}

function readText({ required, format, text: initial }: Field, text: string): FieldValue {
  if (text === "") {
    if (required) return { problem: words.missing };
    // An emptied default is meant; a field that never held anything is not.
    return { value: initial === "" ? undefined : text };
  }
  if (format === "email" && !/^[^\s@]+@[^\s@]+$/.test(text)) return { problem: words.notAnEmail };
  if (format === "uri" && !URL.canParse(text)) return { problem: words.notAUrl };
  if (format !== "date-time") return { value: text };
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? { problem: words.notATime } : { value: at.toISOString() };
}

function readNumber({ least, most }: Field, text: string): FieldValue {
  const value = Number(text);
  if (!Number.isFinite(value)) return { problem: words.notANumber };
  if (least !== undefined && value < least) return { problem: words.atLeast(least) };
  if (most !== undefined && value > most) return { problem: words.atMost(most) };
  return { value };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): FieldValue {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: words.notJson(error instanceof Error ? error.message : "") };
  }
}
