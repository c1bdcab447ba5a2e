import { invalid } from "./refusal.ts";

/** `files(id,name),nextPageToken` as a tree; `true` takes the whole member. */
type Mask = Map<string, Mask | true>;

/**
 * Partial responses: only what `fields` names.
 * https://developers.google.com/workspace/drive/api/guides/fields-parameter
 */
export function selectFields(value: unknown, fields: string | null): unknown {
  if (fields === null || fields === "" || fields === "*") return value;
  const [mask, rest] = parse(fields, fields);
  if (rest !== "") invalid(`Invalid field selection ${fields}`, "invalidParameter");
  return select(value, mask);
}

function parse(text: string, whole: string): [Mask, string] {
  const mask: Mask = new Map();
  let rest = text;
  for (;;) {
    const name = /^\s*([\w*.]+(?:\/[\w*.]+)*)/.exec(rest);
    if (!name) return invalid(`Invalid field selection ${whole}`, "invalidParameter");
    rest = rest.slice(name[0].length);
    let below: Mask | true = true;
    if (rest.startsWith("(")) {
      [below, rest] = parse(rest.slice(1), whole);
      if (!rest.startsWith(")")) invalid(`Invalid field selection ${whole}`, "invalidParameter");
      rest = rest.slice(1);
    }
    add(mask, (name[1] ?? "").split(/[/.]/), below);
    if (!rest.startsWith(",")) return [mask, rest];
    rest = rest.slice(1);
  }
}

function add(mask: Mask, [name = "", ...path]: readonly string[], below: Mask | true): void {
  if (path.length === 0) {
    mask.set(name, below);
    return;
  }
  const at = mask.get(name);
  const inner: Mask = at instanceof Map ? at : new Map();
  mask.set(name, inner);
  add(inner, path, below);
}

function select(value: unknown, mask: Mask): unknown {
  if (Array.isArray(value)) return value.map((entry) => select(entry, mask));
  if (typeof value !== "object" || value === null || mask.has("*")) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const below = mask.get(name);
      if (below === undefined) return [];
      return [[name, below === true ? member : select(member, below)]];
    }),
  );
}
