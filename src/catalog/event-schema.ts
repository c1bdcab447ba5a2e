import type { EventGiven, EventInfo } from "./event.ts";
import { type Schema, jsonSchemaOf } from "./schema-text.ts";

/** The payload as JSON Schema: an object that holds nothing but what it declares says so. */
export function payloadSchema({ payload }: Pick<EventInfo, "payload">): Schema | undefined {
  return payload && jsonSchemaOf(payload, "output");
}

/**
 * What `trigger` holds in a function that waits for the event: the payload as `body`, and null where
 * somebody calls the function without one.
 */
export function triggerSchema(event: Pick<EventInfo, "payload">): Schema | undefined {
  const body = payloadSchema(event);
  return (
    body && {
      type: "object",
      properties: { body: { anyOf: [body, { type: "null" }] } },
      required: ["body"],
      additionalProperties: false,
    }
  );
}

/** Which value the event still waits for, with all names it may be given under; undefined where it has one. */
export function lackOf(
  { filters = {}, requires = [] }: Pick<EventInfo, "filters" | "requires">,
  given: EventGiven,
): { readonly names: readonly [string, ...string[]]; readonly description: string } | undefined {
  const [first, ...others] = requires;
  if (first === undefined || requires.some((name) => String(given[name] ?? "").trim() !== ""))
    return undefined;
  return { names: [first, ...others], description: filters[first]?.description ?? first };
}
