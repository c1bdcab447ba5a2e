import type { Flow, FlowInput } from "../flow/schema.ts";
import { literalOf } from "./expression.ts";
import { propertyName } from "./literal.ts";
import type { Scope } from "./scope.ts";
import type { Source } from "./templates.ts";

/** One input of the function as the templates want it. */
export interface RenderedInput {
  readonly name: Source;
  readonly type: Source;
  readonly description?: string;
  readonly fallback?: Source;
  /** Condition under which what came is not of the type. */
  readonly isWrong: Source;
  readonly complaint: string;
  readonly isText: boolean;
}

export function inputsOf(flow: Flow, scope: Scope): readonly RenderedInput[] {
  return Object.entries(flow.inputs).map(([name, input]) => {
    const isOptional = input.default === undefined && input.required === false;
    return {
      name: { source: propertyName(name) },
      type: { source: `${typeName(name, input, scope)}${isOptional ? " | undefined" : ""}` },
      ...(input.description === undefined ? {} : { description: input.description }),
      ...(input.default === undefined ? {} : { fallback: { source: literalOf(input.default) } }),
      isWrong: {
        source: `${isOptional ? `${name} !== undefined && ` : ""}${wrongness(name, input)}`,
      },
      complaint: `"${name}" must be ${nouns[input.type]}.`,
      isText: input.type === "string",
    };
  });
}

const nouns: Readonly<Record<FlowInput["type"], string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function typeName(name: string, { type }: FlowInput, scope: Scope): string {
  if (type === "array")
    return scope.inputType(name).endsWith("[]") ? scope.inputType(name) : "unknown[]";
  if (type === "object")
    return scope.inputType(name).startsWith("{") ? scope.inputType(name) : "object";
  return type;
}

function wrongness(name: string, { type }: FlowInput): string {
  if (type === "array") return `!Array.isArray(${name})`;
  return type === "object"
    ? `typeof ${name} !== "object" || ${name} === null`
    : `typeof ${name} !== "${type}"`;
}
