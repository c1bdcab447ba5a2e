import { pathValues } from "../../catalog/path-values.ts";
import type { Operation } from "../../catalog/operation.ts";
import type { EgressCall } from "../broker/judge.ts";
import { headOf } from "./email-head.ts";

type Values = Readonly<Record<string, unknown>>;

/** A request read back: what went into its path, its query and its body, by name. */
export interface HeldRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Values;
  readonly body: unknown;
}

/** Reads a request that an operation allowed; what cannot be read is left out. Hostile input. */
export function readHeld(
  { request }: Pick<Operation, "request">,
  { url, headers, body }: Pick<EgressCall, "url" | "headers" | "body">,
): HeldRequest {
  const { pathname, searchParams } = new URL(url);
  const templates = [request, ...(request.also ?? [])].map((way) => way.path ?? request.path);
  const path = templates.map((template) => pathValues(template, request, pathname)).find(Boolean);
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return {
    path: path ?? {},
    query: Object.fromEntries(searchParams),
    body: body ? readBody(Buffer.from(body), type) : undefined,
  };
}

/** The inputs by name, as far as the request says them, each a list of what it says. */
export function inputsOf(
  { request, input, effect }: Pick<Operation, "request" | "input" | "effect">,
  held: HeldRequest,
): Readonly<Record<string, readonly unknown[]>> {
  const email = effect?.email === undefined ? undefined : emailIn(held.body, effect.email);
  const names = Object.keys(input.shape);
  return Object.fromEntries(
    names.map((name) => {
      const at = effect?.at?.[name] ?? request.places?.[name] ?? name;
      const found = [
        ...(email?.[name] === undefined ? [] : [email[name]]),
        ...(held.path[name] === undefined ? [] : [held.path[name]]),
        ...valuesAt(held.body, at.split(".")),
        ...(held.query[name] === undefined ? [] : [held.query[name]]),
      ];
      return [name, found] as const;
    }),
  );
}

/** How many things a request is about: the entries of the list that the effect names. */
export function countOf({ effect }: Pick<Operation, "effect">, { body }: HeldRequest): number {
  return listCounted(effect?.counts, body)?.length ?? 1;
}

/** The list that is counted, where the request has it. */
export function listCounted(
  counts: string | undefined,
  body: unknown,
): readonly unknown[] | undefined {
  if (counts === undefined) return undefined;
  const lists = valuesAt(body, counts.split(".")).filter(Array.isArray);
  return lists.length > 0 ? lists.flat() : undefined;
}

/** What stands at a path; `*` goes on with each entry. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): readonly unknown[] {
  if (key === undefined) return value === undefined || value === null ? [] : [value];
  if (key === "*")
    return Array.isArray(value) ? value.flatMap((entry) => valuesAt(entry, rest)) : [];
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return [];
  return valuesAt(Reflect.get(value, key), rest);
}

function readBody(bytes: Buffer, type: string): unknown {
  if (/^message\/rfc822/i.test(type)) return { rfc822: bytes.toString("latin1") };
  if (/^multipart\//i.test(type)) return jsonIn(firstPart(bytes.toString("latin1")));
  const text = bytes.toString("utf8");
  if (/form-urlencoded/i.test(type))
    return Object.fromEntries(
      Array.from(new URLSearchParams(text), ([name, value]) => [name, jsonIn(value) ?? value]),
    );
  return jsonIn(text);
}

/** The details of an upload stand before its bytes (multipart/related, RFC 2387). */
function firstPart(text: string): string {
  const from = text.indexOf("\r\n\r\n");
  const to = text.indexOf("\r\n--", from);
  return from < 0
    ? ""
    : Buffer.from(text.slice(from + 4, to < 0 ? undefined : to), "latin1").toString("utf8");
}

/** Objects and lists only: `123` in a form is text as well. */
function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function emailIn(body: unknown, at: string): Readonly<Record<string, string>> | undefined {
  const [whole] = valuesAt(body, ["rfc822"]);
  const [raw] = valuesAt(body, at.split("."));
  if (typeof whole === "string") return headOf(whole);
  return typeof raw === "string"
    ? headOf(Buffer.from(raw, "base64url").toString("latin1"))
    : undefined;
}
