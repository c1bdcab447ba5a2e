import { z } from "zod";

type JsonSchema = Readonly<Record<string, unknown>>;

/** Schemas deeper than this are taken as they come: what is checked at the top helps people most. */
const maxDepth = 6;

/**
 * A schema of an OpenAPI document as Zod: 3.1 is JSON Schema 2020-12, 3.0 an own kind of it. What
 * Zod cannot express, or what goes in circles, is taken as it comes; the API judges it.
 */
export function zodOf(schema: JsonSchema | undefined, version: string): z.ZodType {
  if (!schema) return z.unknown();
  try {
    const plain = withoutDepth(schema, maxDepth);
    const target = version.startsWith("3.0") ? "openapi-3.0" : "draft-2020-12";
    return z.fromJSONSchema(Object(plain), { defaultTarget: target });
  } catch {
    return z.unknown();
  }
}

/** Without what lies too deep, with `true` for references that were left: they go in circles. */
function withoutDepth(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutDepth(one, depth));
  if (value === null || typeof value !== "object") return value;
  if ("$ref" in value || depth === 0) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.startsWith("x-") && !ignored.has(name))
      .map(([name, one]) => [name, withoutDepth(one, depth - 1)]),
  );
}

/** What says nothing on validity, or what providers write loosely: a format too strict refuses good values. */
const ignored: ReadonlySet<string> = new Set([
  "example",
  "examples",
  "externalDocs",
  "xml",
  "discriminator",
  "deprecated",
  "format",
  "default",
]);
