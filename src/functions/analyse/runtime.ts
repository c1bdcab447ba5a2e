import type { Node } from "oxc-parser";
import type { Argument } from "./evaluate.ts";
import {
  type ObjectValue,
  type Value,
  type Values,
  asSpread,
  asText,
  emptyObject,
  gap,
  joinTexts,
  mergeObjects,
  nothing,
  openObject,
  textOf,
  unknown,
} from "./values.ts";
import { resolveUrl } from "./urls.ts";

/** What JavaScript, the sandbox and Base44's SDK offer, as far as addresses are made with it. */

const globals: ReadonlySet<string> = new Set(["globalThis", "self", "window", "global"]);

export function knownMember(name: string, key: string): Value {
  if (name === "globalThis") return { kind: "known", name: globals.has(key) ? "globalThis" : key };
  if (name === "process" && key === "env") return { kind: "known", name: "environment" };
  // It has no value to give: secrets reach code as placeholders, which no address can hold.
  if (name === "environment") return { kind: "undefined" };
  if (name === "base44.client" && key === "asServiceRole") return { kind: "known", name };
  return { kind: "known", name: `${name}.${key}` };
}

export function applyKnown(name: string, argument: Argument): Values {
  switch (name) {
    case "String":
    case "decodeURI":
      return argument(0).map((value) => textOf(asText(value)));
    case "encodeURI":
    case "encodeURIComponent": {
      const encode = name === "encodeURI" ? encodeURI : encodeURIComponent;
      return argument(0).map((value) => textOf(encode(asText(value).toWellFormed())));
    }
    case "URL.parse":
      return constructKnown("URL", argument);
    case "Object.freeze":
    case "Promise.resolve":
    case "structuredClone":
      return argument(0);
    case "Object.assign":
      return assigned(argument);
    case "Object.values":
    case "Object.entries":
      return argument(0).flatMap((value) => listed(value, name === "Object.entries"));
    case "Deno.env.get":
      return nothing;
    case "base44.createClient":
    case "base44.createClientFromRequest":
      return [{ kind: "known", name: "base44.client" }];
    default:
      return unknown;
  }
}

export function constructKnown(name: string, argument: Argument): Values {
  if (name === "URL") {
    const bases = argument(1).map((value) =>
      value.kind === "undefined" ? undefined : asText(value),
    );
    return argument(0).flatMap((value) => bases.map((base) => resolveUrl(asText(value), base)));
  }
  if (name === "Headers") return argument(0).map((value) => ({ ...asSpread(value), isOpen: true }));
  if (name === "Request") return [{ kind: "request", address: argument(0), init: argument(1) }];
  return unknown;
}

function assigned(argument: Argument): Values {
  let all: readonly ObjectValue[] = [emptyObject];
  for (let index = 0; index < 8; index++) {
    const more = argument(index).map((value): ObjectValue => {
      if (value.kind === "object") return value;
      return value.kind === "undefined" ? emptyObject : openObject;
    });
    all = all.flatMap((one) => more.map((other) => mergeObjects(one, other))).slice(0, 64);
  }
  return all;
}

function listed(value: Value, withKeys: boolean): Values {
  if (value.kind !== "object" || value.isOpen) return unknown;
  const items = Array.from(value.entries, ([key, entry]): Values =>
    withKeys ? [{ kind: "list", items: [[textOf(key)], entry()] }] : entry(),
  );
  return [{ kind: "list", items }];
}

/** A method of a text. Regular expressions of the code are not run: they may take forever. */
export function textMethod(text: string, key: string, argument: Argument, node: Node): Values {
  switch (key) {
    case "toString":
    case "valueOf":
      return [textOf(text)];
    case "trim":
      return [textOf(text.trim())];
    case "toUpperCase":
      return [textOf(text.toUpperCase())];
    case "toLowerCase":
      return [textOf(text.toLowerCase())];
    case "concat":
      return joinTexts(
        [[textOf(text)], argument(0), argument(1), argument(2)].slice(0, 1 + given(node)),
      );
    case "replace":
    case "replaceAll":
      return replaced(text, key, argument, node);
    default:
      return unknown;
  }
}

function given(node: Node): number {
  return node.type === "CallExpression" ? node.arguments.length : 0;
}

/** Slashes at either end are what people replace by a pattern in an address. */
const slashPatterns: Readonly<Record<string, RegExp>> = {
  "\\/$": /\/$/,
  "\\/+$": /\/+$/,
  "^\\/": /^\//,
  "^\\/+": /^\/+/,
};

function replaced(text: string, key: string, argument: Argument, node: Node): Values {
  const [first] = node.type === "CallExpression" ? node.arguments : [];
  if (first?.type === "Literal" && "regex" in first) {
    const pattern = slashPatterns[first.regex.pattern];
    if (!pattern) return unknown;
    return argument(1).map((value) => textOf(text.replace(pattern, () => asText(value))));
  }
  return argument(0).flatMap((wanted) => {
    const search = asText(wanted);
    if (search === "" || search.includes(gap)) return unknown;
    return argument(1).map((value) => {
      const put = () => asText(value);
      return textOf(key === "replace" ? text.replace(search, put) : text.replaceAll(search, put));
    });
  });
}

export function listMethod(
  items: readonly Values[],
  key: string,
  argument: Argument,
  each: (callback: Value, item: Values) => Values,
): Values {
  switch (key) {
    case "join": {
      const separators = argument(0).map((value) =>
        value.kind === "undefined" ? "," : asText(value),
      );
      return separators.flatMap((separator) => joinTexts(items, separator));
    }
    case "filter":
      return [{ kind: "list", items: items.filter((item) => item[0]?.kind !== "undefined") }];
    case "map": {
      const callbacks = argument(0);
      return [
        { kind: "list", items: items.map((item) => callbacks.flatMap((one) => each(one, item))) },
      ];
    }
    case "find":
    case "at":
      return items.flat();
    default:
      return unknown;
  }
}
