import { z } from "zod";
import type { Operation } from "../../src/catalog/operation.ts";
import { type Flow, type FlowValue, flowSchema } from "../../src/flow/schema.ts";

interface Sample {
  readonly flow: Flow;
  /** Whether all inputs are given but those of paging. */
  readonly isFull: boolean;
  /** By input, the text in the code that shows that it is used. */
  readonly marks: readonly (readonly [string, string])[];
}

type JsonSchema = Readonly<Record<string, unknown>>;

/** Flows of one step that give every input of the operation, each as an input of the function, or the required ones alone; a list is also read page by page. */
export function sampleFlows(operation: Operation): readonly Sample[] {
  const { pagination, input } = operation;
  const optional = Object.keys(input.shape).filter((name) => input.shape[name]?.isOptional());
  return [
    sample(operation, []),
    { ...sample(operation, optional), isFull: optional.length === 0 },
    ...(pagination ? [sample(operation, [pagination.cursor])] : []),
  ];
}

function sample(operation: Operation, without: readonly string[]): Sample {
  const schema = z.toJSONSchema(operation.input, { io: "input", unrepresentable: "any" });
  const properties = Object.entries(schema.properties ?? {})
    .filter(([name]) => !without.includes(name))
    .map(([name, property]) => [name, objectOf(property)] as const);
  const flow = flowSchema.parse({
    name: "sample",
    description: "Gives every input",
    trigger: { type: "manual" },
    inputs: Object.fromEntries(
      properties.map(([name, property]) => [`in_${name}`, { type: typeOf(property) }]),
    ),
    steps: [
      {
        id: "only",
        use: operation.id,
        with: Object.fromEntries(
          properties.map(([name]): [string, FlowValue] => [name, `\${inputs.in_${name}}`]),
        ),
      },
    ],
  });
  return {
    flow,
    isFull: true,
    marks: properties.map(([name]) => [name, `input.in_${name}`] as const),
  };
}

function typeOf(schema: JsonSchema): "string" | "number" | "boolean" | "array" | "object" {
  const { type, anyOf } = schema;
  if (type === "integer" || type === "number") return "number";
  if (type === "boolean" || type === "array" || type === "object") return type;
  const [first] = Array.isArray(anyOf) ? anyOf : [];
  return first === undefined ? "string" : typeOf(objectOf(first));
}

function objectOf(value: unknown): JsonSchema {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
