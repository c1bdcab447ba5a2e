import type { Operation } from "./operation.ts";

/** An HTTP request as the provider's API takes it; the credential comes later. */
export interface OperationCall {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Uint8Array;
}

/**
 * Puts each input where the operation's request has it: path, query or body, as generated code does.
 * Inputs that are undefined are left out; lists repeat a query parameter. An input takes the place of
 * the fixed query parameter of its name, and null leaves that out.
 */
export function callOf(
  { request }: Pick<Operation, "request">,
  input: Readonly<Record<string, unknown>>,
): OperationCall {
  const given = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = request.path.replaceAll(/\{(\+?)(\w+)\}/g, (_, plus: string, name: string) => {
    const text = String(given.get(name) ?? request.defaults?.[name] ?? "");
    given.delete(name);
    return plus ? encodeURI(text) : encodeURIComponent(text);
  });
  const url = new URL(`https://${request.host}${path}`);
  for (const [name, value] of Object.entries(request.fixedQuery ?? {}))
    if (!given.has(name)) url.searchParams.append(name, value);
  const isQuery = (name: string) =>
    request.method === "GET" || request.body === "query" || request.query?.includes(name) === true;
  const body: Record<string, unknown> = {};
  for (const [name, value] of given) {
    if (!isQuery(name)) place(body, (request.places?.[name] ?? name).split("."), value);
    else if (value !== null)
      for (const one of [value].flat()) url.searchParams.append(name, textOf(one));
  }
  const { method } = request;
  if (Object.keys(body).length === 0) return { method, url: url.href, headers: [] };
  const isForm = request.body === "form";
  const text = isForm ? formOf(body) : JSON.stringify(body);
  const type = isForm ? "application/x-www-form-urlencoded" : "application/json";
  return {
    method,
    url: url.href,
    headers: [["content-type", type]],
    body: new TextEncoder().encode(text),
  };
}

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function formOf(body: Readonly<Record<string, unknown>>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) form.append(name, textOf(value));
  return form.toString();
}

function place(
  tree: Record<string, unknown>,
  [key = "", ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const isList = /^\d+$/.test(rest[0] ?? "");
  const inner = (tree[key] ??= isList ? [] : {}) as Record<string, unknown>;
  place(inner, rest, value);
}
