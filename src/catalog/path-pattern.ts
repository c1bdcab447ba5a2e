/** One segment or what is left of it, without `:`, which starts a custom method (`/values/{range}:append`) at Google. */
const segment = "[^/:]+";

const compiled = new Map<string, RegExp>();

/**
 * A path template as a regular expression over a whole path. `{name}` is one segment, in which `:` is
 * written `%3A` as `encodeURIComponent` does, or of its shape where it has one; `{+name}` is what `resources` says of it (`spaces/*`);
 * `*` at the end of a template is the rest.
 */
export function pathPattern(
  template: string,
  resources: Readonly<Record<string, string>> = {},
  shapes: Readonly<Record<string, string>> = {},
): RegExp {
  const key = JSON.stringify([template, resources, shapes]);
  const known = compiled.get(key);
  if (known) return known;
  const source = template
    .split(/(\{\+?\w+\}|\*)/)
    .map((part) => {
      if (part === "*") return ".+";
      if (part.startsWith("{+")) return resourcePattern(resources[part.slice(2, -1)]);
      return part.startsWith("{") ? `(?:${shapes[part.slice(1, -1)] ?? segment})` : literal(part);
    })
    .join("");
  const pattern = new RegExp(`^${source}$`);
  compiled.set(key, pattern);
  return pattern;
}

/** A resource name of no stated shape matches nothing: the broker must not guess. */
function resourcePattern(shape: string | undefined): string {
  return shape === undefined ? "(?!)" : shape.split("*").map(literal).join(segment);
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
