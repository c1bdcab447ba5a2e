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

/**
 * What a flow may say under the event's `with`, as TypeScript with comments; of several names for one
 * thing the first.
 */
export function filtersText({ filters = {}, requires = [] }: EventInfo): string {
  const seen = new Set<string>();
  const members = Object.entries(filters).flatMap(([name, { description, choices, in: paths }]) => {
    const what = JSON.stringify([paths ?? [], description]);
    if (seen.has(what)) return [];
    seen.add(what);
    const type = choices?.map((choice) => JSON.stringify(choice)).join(" | ") ?? "string";
    const isNeeded = requires.includes(name);
    return [`${name}${isNeeded ? "" : "?"}: ${type} /* ${description} */`];
  });
  return `{ ${members.join("; ")} }`;
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

/** A payload as the event may bring it, each text the name of its member. */
export function examplePayload(event: Pick<EventInfo, "payload">): unknown {
  return exampleOf(payloadSchema(event) ?? {}, "");
}

/** What stands in an example for the names that a provider or a person gives. */
const exampleName = "Any name";

function exampleOf(schema: Schema, name: string): unknown {
  const {
    type,
    properties,
    additionalProperties: others,
    items,
  } = schema.anyOf?.find((one) => one.type !== "null") ?? schema;
  if (type === "array") return [exampleOf(items ?? {}, name)];
  if (type === "number" || type === "integer") return name.length;
  if (type === "boolean") return true;
  if (properties)
    return Object.fromEntries(
      Object.entries(properties).map(([key, member]) => [key, exampleOf(member, `<${key}>`)]),
    );
  return typeof others === "object" ? { [exampleName]: exampleOf(others, "<any>") } : name;
}
