import { z } from "zod";
import { strings } from "../words/strings.ts";

const inputShape = z.looseObject({
  type: z.enum(["string", "number", "boolean", "array", "object"]),
  description: z.string().optional(),
  default: z.unknown().optional(),
  required: z.boolean().optional(),
});
const flowShape = z.looseObject({ inputs: z.record(z.string(), inputShape).default({}) });

/** An input of a function, as a field of a form. */
export interface Field {
  readonly name: string;
  readonly type: z.output<typeof inputShape>["type"];
  readonly description: string | undefined;
  readonly required: boolean;
  /** As it first stands in the form. */
  readonly text: string;
}

/** What a flow lets its caller pass; undefined where a function has no flow. */
export function fieldsOf(flow: unknown): readonly Field[] | undefined {
  const parsed = flowShape.safeParse(flow);
  if (!parsed.success) return undefined;
  return Object.entries(parsed.data.inputs).map(([name, input]) => ({
    name,
    type: input.type,
    description: input.description,
    required: input.default === undefined && input.required !== false,
    text: textOf(input.default),
  }));
}

function textOf(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** The input that stands in a form, or what is wrong with it by field. */
export type Reading =
  | { readonly status: "fits"; readonly input: Readonly<Record<string, unknown>> }
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

/** Reads the whole input of a function without a flow. */
export function readFreeInput(text: string): Reading {
  const value = parse(text.trim() === "" ? "{}" : text);
  const object = z.record(z.string(), z.unknown()).safeParse(value);
  if (object.success) return { status: "fits", input: object.data };
  return { status: "wrong", problems: { [freeInput]: strings.runs.notAnObject } };
}

/** Name of the one field of a function without a flow. */
export const freeInput = "input";

type FieldValue = { readonly value: unknown } | { readonly problem: string };

function readField({ type, required, text: initial }: Field, text: string): FieldValue {
  if (type === "boolean")
    return text === "" ? { value: required ? false : undefined } : { value: text === "true" };
  if (type === "string") {
    // An emptied default is meant; a field that never held anything is not.
    return text === "" && initial === "" && !required ? { value: undefined } : { value: text };
  }
  if (text.trim() === "")
    return required ? { problem: strings.runs.missing } : { value: undefined };
  if (type === "number") {
    const value = Number(text);
    return Number.isFinite(value) ? { value } : { problem: strings.runs.notANumber };
  }
  const value = parse(text);
  const fits = type === "array" ? Array.isArray(value) : isObject(value);
  return fits ? { value } : { problem: strings.runs.notJson };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
