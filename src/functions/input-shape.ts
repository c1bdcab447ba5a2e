import { z } from "zod";
import { plainLine } from "../core/plain-text.ts";
import type { FlowInput } from "../flow/schema.ts";
import type { FunctionVersion } from "../store/function-version.ts";

const types: Readonly<Record<FlowInput["type"], () => z.ZodType>> = {
  string: () => z.string(),
  number: () => z.number(),
  boolean: () => z.boolean(),
  array: () => z.array(z.unknown()),
  object: () => z.record(z.string(), z.unknown()),
};

/**
 * What a caller may pass. Only code of a flow is known to take nothing else: code that a person
 * changed may read more, and what starts a function sends what it likes.
 */
export function inputShapeOf({
  flow,
  origin,
}: Pick<FunctionVersion, "flow" | "origin">): z.ZodObject {
  const entries = Object.entries(flow?.inputs ?? {}).map(([name, input]) => [name, shapeOf(input)]);
  const isStarted = flow?.trigger.type === "webhook" || flow?.trigger.type === "event";
  const shape: z.ZodRawShape = Object.fromEntries(entries);
  return origin === "hand" || isStarted ? z.looseObject(shape) : z.strictObject(shape);
}

function shapeOf({ type, description, default: fallback, required }: FlowInput): z.ZodType {
  const shape = types[type]();
  const isOptional = fallback !== undefined || required === false;
  return (isOptional ? shape.optional() : shape).meta({
    ...(description === undefined ? {} : { description: plainLine(description) }),
    ...(fallback === undefined ? {} : { default: fallback }),
  });
}

/** The same as JSON Schema. */
export function inputSchemaOf(version: Pick<FunctionVersion, "flow" | "origin">) {
  const { $schema: _, ...schema } = z.toJSONSchema(inputShapeOf(version), { io: "input" });
  return schema;
}
