import { type Schema, shortType } from "../catalog/schema-text.ts";
import { nearest } from "../core/nearest.ts";
import { type Path, every, formatPath } from "./paths.ts";

/** Where a path into an answer leads. */
export interface Reading {
  /** Undefined where nothing is known of it. */
  readonly schema?: Schema;
  /** It cannot be read. */
  readonly wrong?: string;
  /** It may be read, but the catalog does not know of it: providers answer more than is declared. */
  readonly doubt?: string;
}

/** Follows a path through what a step answers. */
export function readAnswer(path: Path, answer: Schema): Reading {
  let schema = answer;
  for (const [index, key] of path.keys.entries()) {
    const at = formatPath({ root: path.root, keys: path.keys.slice(0, index) });
    const text = `"${formatPath(path)}"`;
    const here = withoutNull(schema);
    if (here.anyOf || here.oneOf || typeof here.type !== "string") return {};
    if (here.type === "array") {
      if (key === "length") return { schema: { type: "integer" } };
      if (typeof key === "string") {
        const example = `\${${at}[0].${key}}`;
        return {
          wrong: `${text}: "${at}" is a list; take one entry, ${example}, or all, \${${at}[*].${key}}`,
        };
      }
      if (!here.items) return {};
      schema = here.items;
      continue;
    }
    if (here.type !== "object") {
      if (key === "length" && here.type === "string") return { schema: { type: "integer" } };
      return { wrong: `${text}: "${at}" is a ${shortType(here)} and has nothing below it` };
    }
    if (typeof key !== "string") {
      const members = membersText(here);
      return {
        wrong: `${text}: "${at}" is no list${key === every ? ", so [*] has no entries" : ""}; it has: ${members}`,
      };
    }
    const { properties = {}, additionalProperties: others } = here;
    const names = Object.keys(properties);
    const next = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!next && others === false) return { wrong: noMember(text, at, key, names) };
    // Of an object that may hold more than is declared nothing is known of the rest.
    if (!next && names.length > 0) return unknownMember(text, at, key, names);
    if (!next) return typeof others === "object" ? { schema: others } : {};
    schema = next;
  }
  return { schema };
}

/** A name that differs in case or signs only is a slip; another may be one that is not declared. */
function unknownMember(text: string, at: string, key: string, names: readonly string[]): Reading {
  const bare = (name: string) => name.toLowerCase().replaceAll(/[^a-z\d]/g, "");
  const slip = names.find((name) => bare(name) === bare(key));
  if (slip !== undefined) return { wrong: `${text}: "${at}" has no "${key}" but "${slip}"` };
  const [best] = nearest(key, names, 1);
  const meant = best === undefined ? "" : `; nearest: "${best}"`;
  return {
    doubt: `${text}: "${key}" is not among what "${at}" is known to have: ${names.join(", ")}${meant}`,
  };
}

/** Nothing but what is declared is there. */
function noMember(text: string, at: string, key: string, names: readonly string[]): string {
  const near = nearest(key, names, 3).map((name) => `"${name}"`);
  const hint = near.length > 0 ? `nearest: ${near.join(", ")}; it` : "it";
  return `${text}: "${at}" has no "${key}"; ${hint} has: ${names.join(", ") || "nothing"}`;
}

function membersText({ properties = {} }: Schema): string {
  return Object.keys(properties).join(", ") || "nothing that is known";
}

/** What a schema says where the value is there. */
export function withoutNull(schema: Schema): Schema {
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== "null");
    const [only] = types;
    return types.length === 1 && only !== undefined ? { ...schema, type: only } : schema;
  }
  const branches = (schema.anyOf ?? schema.oneOf)?.filter(({ type }) => type !== "null");
  const [only] = branches ?? [];
  return branches?.length === 1 && only ? { ...only, ...descriptionOf(schema) } : schema;
}

function descriptionOf({ description }: Schema) {
  return description === undefined ? {} : { description };
}
