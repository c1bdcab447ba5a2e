import type { Operation, OperationRequest } from "../catalog/operation.ts";
import { propertyName, stringLiteral, templateText } from "./literal.ts";

/** An input of a step as source, and its text where that is known. */
export interface Argument {
  readonly source: string;
  /** The literal text, for what can be encoded while rendering. */
  readonly literal?: string;
  /** Whether the source is surely a text or a number at run time. */
  readonly isText: boolean;
}

/** The parts of a call of a helper that takes an address. */
export interface RenderedRequest {
  readonly url: string;
  readonly method?: string;
  readonly query: readonly { readonly name: string; readonly value: string }[];
  /** An object literal; absent where nothing is sent. */
  readonly body?: string;
}

/** Puts every argument where the operation's request has it. */
export function renderRequest(
  { request }: Operation,
  args: ReadonlyMap<string, Argument>,
): RenderedRequest {
  const inPath = new Set(
    Array.from(request.path.matchAll(/\{\+?(\w+)\}/g), ([, variable]) => variable),
  );
  const others = [...args].filter(([name]) => !inPath.has(name));
  const isQuery = (name: string) =>
    request.body === "query" || request.query?.includes(name) === true;
  const body = new Map<string, Tree>();
  for (const [name, { source }] of others.filter(([other]) => !isQuery(other))) {
    place(body, (request.places?.[name] ?? name).split("."), source);
  }
  const fixed = Object.entries(request.fixedQuery ?? {}).map(([name, value]) => ({
    name: propertyName(name),
    value: stringLiteral(value),
  }));
  const given = others
    .filter(([name]) => isQuery(name))
    .map(([name, { source }]) => ({ name: propertyName(name), value: source }));
  return {
    url: addressOf(request, args),
    ...(request.method === "GET" ? {} : { method: request.method }),
    query: [...fixed, ...given],
    ...(body.size > 0 ? { body: objectOf(body) } : {}),
  };
}

/** The address as source: a plain text where every part is known, else a template. */
function addressOf(request: OperationRequest, args: ReadonlyMap<string, Argument>): string {
  const parts = `https://${request.host}${request.path}`.split(/(\{\+?\w+\})/).map((part) => {
    const [, plus, name] = /^\{(\+?)(\w+)\}$/.exec(part) ?? [];
    if (name === undefined) return { literal: part };
    const argument = args.get(name);
    const literal = argument ? argument.literal : (request.defaults?.[name] ?? "");
    if (literal !== undefined) return { literal: encoded(literal, request, name, plus === "+") };
    const text = argument?.isText ? argument.source : `String(${argument?.source})`;
    return { source: `${plus === "+" ? "encodeURI" : "encodeURIComponent"}(${text})` };
  });
  const isPlain = parts.every((part) => "literal" in part);
  if (isPlain) return stringLiteral(parts.map(({ literal = "" }) => literal).join(""));
  const template = parts.map((part) =>
    "literal" in part ? templateText(part.literal ?? "") : `\${${part.source}}`,
  );
  return `\`${template.join("")}\``;
}

/** A resource is named by its whole name; the short one is completed: `abc-mnop-xyz` to `spaces/…`. */
function encoded(
  literal: string,
  { resources }: OperationRequest,
  name: string,
  keepsSlashes: boolean,
): string {
  if (!keepsSlashes) return encodeURIComponent(literal);
  const prefix = resources?.[name]?.split("*")[0] ?? "";
  return encodeURI(literal.startsWith(prefix) ? literal : prefix + literal);
}

/** A member of a body: source, or members by name, or entries by position. */
type Tree = string | Map<string, Tree>;

function place(tree: Map<string, Tree>, [key = "", ...path]: readonly string[], source: string) {
  if (path.length === 0) {
    tree.set(key, source);
    return;
  }
  const at = tree.get(key);
  const inner = at instanceof Map ? at : new Map<string, Tree>();
  tree.set(key, inner);
  place(inner, path, source);
}

function objectOf(tree: Map<string, Tree>): string {
  const members = Array.from(tree, ([key, value]) => {
    const source = typeof value === "string" ? value : objectOf(value);
    return { key, source };
  });
  if (members.every(({ key }) => /^\d+$/.test(key))) {
    return `[${members.map(({ source }) => source).join(", ")}]`;
  }
  return `{ ${members.map(({ key, source }) => `${propertyName(key)}: ${source}`).join(", ")} }`;
}
