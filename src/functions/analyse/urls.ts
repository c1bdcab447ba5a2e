import { type Value, type Values, asText, gap, textOf, unknown } from "./values.ts";

/** An address against a base, where both are known well enough. */
export function resolveUrl(address: string, base: string | undefined): Value {
  if (base === undefined) return { kind: "url", text: address };
  if (!URL.canParse(base)) return { kind: "unknown" };
  if (!URL.canParse(address, base)) return { kind: "unknown" };
  // What begins with a gap may be an address of its own.
  if (address.startsWith(gap)) return { kind: "url", text: gap };
  return { kind: "url", text: new URL(address, base).href };
}

const urlParts = ["pathname", "host", "hostname", "origin", "protocol", "search", "href"] as const;

/** A part of an address. */
export function urlMember(text: string, key: string): Values {
  const part = urlParts.find((one) => one === key);
  if (part === "href") return [textOf(text)];
  return part && URL.canParse(text) ? [textOf(new URL(text)[part])] : unknown;
}

/** An address of which a part is set; the query and what comes after it do not matter. */
export function changedUrl(text: string, key: string, values: Values): Values {
  if (key === "search" || key === "hash") return [{ kind: "url", text }];
  return values.map((value): Value => {
    if (key === "href") return { kind: "url", text: asText(value) };
    if (key !== "pathname" || !URL.canParse(text)) return { kind: "unknown" };
    const url = new URL(text);
    url.pathname = asText(value);
    return { kind: "url", text: url.href };
  });
}
