import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import { type Path, parseTemplate } from "../flow/paths.ts";
import type { Flow } from "../flow/schema.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { inputSchemaOf } from "./input-shape.ts";

/** What of an operation's input helps who fills in a form. */
const hint = z
  .object({
    enum: z.array(z.string()),
    format: z.string(),
    minimum: z.number(),
    maximum: z.number(),
  })
  .partial();
const node = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});

/**
 * What a function takes as JSON Schema, for a form: an input that is handed on as it is has the
 * choices and the format of what it is handed to. A flow says neither.
 */
export function inputFormOf(version: Pick<FunctionVersion, "flow" | "origin">, catalog: Catalog) {
  const schema = inputSchemaOf(version);
  const hints = version.flow ? hintsOf(version.flow, catalog) : new Map<string, object>();
  const properties = Object.entries(schema.properties ?? {}).map(([name, own]) => [
    name,
    { ...hints.get(name), ...(typeof own === "object" ? own : {}) },
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

function hintsOf({ steps, inputs }: Flow, catalog: Catalog): ReadonlyMap<string, object> {
  const hints = new Map<string, object>();
  for (const step of steps) {
    const operation = catalog.find(step.use);
    if (!operation) continue;
    const schema: unknown = z.toJSONSchema(operation.input, {
      io: "input",
      unrepresentable: "any",
    });
    visit(step.with, schema, (path, place) => {
      const [name] = path.keys;
      if (path.root !== "inputs" || path.keys.length !== 1 || typeof name !== "string") return;
      const found = hint.safeParse(place);
      const type = inputs[name]?.type;
      // A default that is none of the choices is no mistake of who fills in the form.
      const fits = type === "string" || type === "number";
      if (found.success && fits && Object.keys(found.data).length > 0 && !hints.has(name))
        hints.set(name, found.data);
    });
  }
  return hints;
}

/** Each value that is one path and nothing else, with the schema of its place. */
function visit(
  value: unknown,
  schema: unknown,
  found: (path: Path, schema: unknown) => void,
): void {
  const here = node.safeParse(schema).data;
  if (typeof value === "string") {
    const [only, more] = parseTemplate(value);
    if (only && !more && "path" in only) found(only.path, schema);
  } else if (Array.isArray(value)) {
    for (const item of value) visit(item, here?.items, found);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) visit(inner, here?.properties?.[key], found);
  }
}
