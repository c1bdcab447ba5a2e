import type { z } from "zod";
import type { Operation } from "../../catalog/operation.ts";
import type { Provider } from "../../catalog/provider.ts";
import { type Schema, jsonSchemaOf } from "../../catalog/schema-text.ts";
import { type HeldRequest, inputsOf, listCounted } from "./held-request.ts";
import type { MadeUpIds } from "./ids.ts";

/** What code gets in place of the provider's answer. */
export interface HeldAnswer {
  readonly response: Response;
  /** Where an upload would go on. */
  readonly addresses: readonly string[];
}

type Members = Readonly<Record<string, unknown>>;

interface Making {
  readonly newId: () => string;
  /** ISO 8601. */
  readonly now: string;
  readonly host: string;
  /** All that the request says, by name. */
  readonly given: Members;
  /** The entries that the request is about. */
  readonly entries: readonly unknown[] | undefined;
  readonly isRead: boolean;
}

/** Bytes of a request up to which an answer repeats it, as most APIs do. */
const maxRepeated = 64 * 1024;

/**
 * An answer of the operation's shape: ids and addresses are made up, what the request says under the
 * same name is repeated. A list has an entry for each that was sent; what is read is empty.
 */
export function heldAnswer(
  operation: Operation,
  provider: Pick<Provider, "madeUp" | "readError">,
  held: HeldRequest,
  { ids, now }: { readonly ids: MadeUpIds; readonly now: Date },
): HeldAnswer {
  const schema = operation.answer ?? operation.output;
  const { madeUp = {} } = operation;
  const newId = () => ids.next(provider.madeUp?.id);
  const filled = (value: unknown): unknown => fill(value, () => ids.next());
  const headers = Object.entries(madeUp.headers ?? {}).map(([name, value]): [string, string] => [
    name,
    String(filled(value)),
  ]);
  const extra = () => filled(madeUp.body ?? {});
  const json = answerJson(schema, operation, provider, held, { newId, now: now.toISOString() });
  const whole = Array.isArray(json)
    ? json.map((entry) => merged(entry, extra()))
    : json && merged(merged(json, provider.madeUp?.body ?? {}), extra());
  const addresses = [...headers.map(([, value]) => value), ...textsIn(whole)].filter((text) =>
    text.startsWith("https://"),
  );
  const response =
    whole === null
      ? new Response(null, { status: 204, headers })
      : Response.json(whole, { headers });
  return { response, addresses };
}

function answerJson(
  schema: z.ZodType,
  operation: Operation,
  { readError }: Pick<Provider, "readError">,
  held: HeldRequest,
  { newId, now }: Pick<Making, "newId" | "now">,
): unknown {
  const body = membersOf(held.body) ?? {};
  const inputs = Object.fromEntries(
    Object.entries(inputsOf(operation, held)).flatMap(([name, [value]]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
  const id = knownId(operation, held.path);
  const given = {
    ...held.query,
    ...inputs,
    ...held.path,
    ...body,
    ...(id === undefined ? {} : { id }),
  };
  const made = makeValue(jsonSchemaOf(schema), "", given, {
    newId,
    now,
    host: operation.request.host,
    given,
    entries: listCounted(operation.effect?.counts, held.body),
    isRead: operation.kind === "read",
  });
  const repeats =
    membersOf(made) &&
    operation.effect?.email === undefined &&
    JSON.stringify(body).length <= maxRepeated;
  const whole = repeats ? { ...body, ...membersOf(made) } : made;
  return readError(membersOf(whole) ?? {}) === undefined ? whole : made;
}

/** What is read, changed or deleted keeps its id, which is the last of the path. */
function knownId({ request }: Operation, path: Readonly<Record<string, string>>) {
  if (request.method === "POST") return undefined;
  const [name = "", value] = Object.entries(path).at(-1) ?? [];
  return isId(name) ? value : undefined;
}

function makeValue(schema: Schema, name: string, own: unknown, making: Making): unknown {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) {
    const branch = branches.find(({ type }) => type !== "null");
    return branch ? makeValue(branch, name, own, making) : null;
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.includes(own) ? own : schema.enum[0];
  switch (typeOf(schema)) {
    case "null":
      return null;
    case "array":
      return makeList(schema, name, own, making);
    case "object":
      return makeObject(schema, own, making);
    case "boolean":
      return typeof own === "boolean" ? own : own !== "false";
    case "integer":
    case "number":
      return numberIn(own) ?? makeNumber(name, making);
    case "string":
      return typeof own === "string" ? own : makeText(name, making);
    default:
      return own ?? null;
  }
}

/** The type, where it may be nothing as well. */
function typeOf({ type }: Schema): string | undefined {
  return Array.isArray(type) ? type.find((one) => one !== "null") : String(type);
}

/** A form has numbers as text. */
function numberIn(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}

function makeObject(schema: Schema, own: unknown, making: Making): Members {
  const members = membersOf(own) ?? {};
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const found = members[name] ?? (isId(name) ? undefined : making.given[name]);
    const isNeeded = schema.required?.includes(name) ?? false;
    return isNeeded || isWorthMaking(member, name, found)
      ? [[name, makeValue(member, name, found, making)] as const]
      : [];
  });
  return schema.properties && named.length > 0
    ? Object.fromEntries(named)
    : schema.properties
      ? {}
      : members;
}

/** Of what an answer may leave out: what the request says, what code goes on with, and what holds such. */
function isWorthMaking(schema: Schema, name: string, found: unknown): boolean {
  const type = typeOf((schema.anyOf ?? [schema]).find((one) => one.type !== "null") ?? {});
  if (type === "array") return Array.isArray(found);
  if (type === "object") return true;
  if (type === "string") return typeof found === "string" || isId(name) || isAddress(name);
  return type === "number" || type === "integer" ? isAmount(name) : typeof found === type;
}

function makeList(schema: Schema, name: string, own: unknown, making: Making): readonly unknown[] {
  const items = schema.items ?? {};
  const entries = Array.isArray(own) ? own : making.entries;
  if (/error|fail/i.test(name)) return [];
  if (entries) return entries.map((entry) => makeValue(items, name, entry, making));
  return making.isRead || typeOf(items) !== "object" ? [] : [makeValue(items, name, {}, making)];
}

function makeText(name: string, { newId, now, host }: Making): string {
  if (isAddress(name)) return `https://${host}/${newId()}`;
  return /(?:At|_at|Time|_time|Date|_date|^start|^end|expiration)$/.test(name) ? now : newId();
}

function makeNumber(name: string, { entries }: Making): number {
  if (/status/i.test(name)) return 200;
  return isAmount(name) ? (entries?.length ?? 1) : 0;
}

function isId(name: string): boolean {
  return /(?:^|_)(?:id|ts|urn)$|(?:Id|Urn)$|^resourceName$/.test(name);
}

function isAddress(name: string): boolean {
  return /(?:url|link|uri)$/i.test(name);
}

function isAmount(name: string): boolean {
  return /rows|cells|count/i.test(name);
}

function fill(value: unknown, newId: () => string): unknown {
  if (typeof value === "string") return value.replaceAll("{id}", newId);
  if (Array.isArray(value)) return value.map((one) => fill(one, newId));
  const members = membersOf(value);
  if (!members) return value;
  return Object.fromEntries(Object.entries(members).map(([name, one]) => [name, fill(one, newId)]));
}

function merged(base: unknown, over: unknown): unknown {
  const [below, above] = [membersOf(base), membersOf(over)];
  if (!above) return over;
  const all = Object.entries(above).map(([name, value]) => [name, merged(below?.[name], value)]);
  return { ...below, ...Object.fromEntries(all) };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Object.values(membersOf(value) ?? {}).flatMap(textsIn);
}

function membersOf(value: unknown): Members | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}
