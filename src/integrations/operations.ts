import { z } from "zod";
import type { Operation } from "../catalog/operation.ts";
import { plainLine } from "../core/plain-text.ts";
import { type AuthChoice, alternativesFor } from "./auth.ts";
import {
  type ApiDocument,
  type ApiMethod,
  type ApiOperation,
  type ApiParameter,
  operationsIn,
  parametersOf,
} from "./document.ts";
import { zodOf } from "./schema.ts";

/** One operation of a document, and why it cannot be used where that is so. */
export interface Candidate {
  /** Its name within the integration: the `operationId`, or its method and path. */
  readonly method: string;
  readonly title: string;
  readonly kind: Operation["kind"];
  readonly http: ApiMethod;
  readonly path: string;
  /** Sets of scopes of which one suffices; `open` where nobody has to sign in. */
  readonly scopes: readonly (readonly string[])[] | "open";
  readonly unsupported?: string;
  readonly source: {
    readonly pathItem: Readonly<Record<string, unknown>>;
    readonly operation: ApiOperation;
  };
}

/** Every operation of a document, as this way to sign in opens it, with headers that every call has. */
export function candidatesOf(
  document: ApiDocument,
  auth: AuthChoice,
  headers: readonly string[] = [],
): readonly Candidate[] {
  const set = new Set(headers.map((name) => name.toLowerCase()));
  const taken = new Set<string>();
  return operationsIn(document).map(({ path, pathItem, method: http, operation }) => {
    const scopes = alternativesFor(document, operation, auth);
    const why = scopes
      ? (reasonAgainstPlace(path, scopes) ?? reasonAgainst(pathItem, operation, set))
      : "another way to sign in opens it";
    const base = nameOf(operation, http, path);
    let method = base;
    for (let number = 2; taken.has(method); number++) method = `${base}_${number}`;
    taken.add(method);
    return {
      method,
      title: titleOf(operation, http, path),
      kind: http === "GET" ? "read" : http === "DELETE" ? "destructive" : "write",
      http,
      path,
      scopes: scopes ?? [],
      ...(why === undefined ? {} : { unsupported: plainLine(why) }),
      source: { pathItem, operation },
    };
  });
}

function nameOf({ operationId }: ApiOperation, http: string, path: string): string {
  const given = operationId ?? `${http.toLowerCase()} ${path}`;
  const name = given.replaceAll(/[^\w.-]+/g, "_").replaceAll(/^[_.]+|[_.]+$/g, "");
  return /^[A-Za-z]/.test(name) ? name : `call_${name}`;
}

function titleOf({ summary, operationId }: ApiOperation, http: string, path: string): string {
  const given = summary ?? operationId?.replaceAll(/([a-z])([A-Z])|[_.-]+/g, "$1 $2") ?? "";
  const title = (plainLine(given) || plainLine(`${http} ${path}`)).replace(/\.$/, "");
  return title.charAt(0).toUpperCase() + title.slice(1, 120);
}

/** `Create a ticket (POST /projects/{id}/tickets)`; a title has no say in what is filled in. */
function effectWords(title: string, http: string, path: string): string {
  return `${title.replaceAll(/[[\]{}]/g, "")} (${http} ${path})`;
}

const isSent = (parameter: ApiParameter) => parameter.in === "path" || parameter.in === "query";

/** One place under the server, character by character: a star would stand for all that lies below. */
const placeShape = /^\/(?!\/)[\w\-.~!$&'()+,;=:@%/{}]*$/;
/** RFC 6749 3.3: with a space in it, one scope would ask for two. */
const scopeShape = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

function reasonAgainstPlace(path: string, scopes: Candidate["scopes"]): string | undefined {
  if (!placeShape.test(path) || path.includes("{+")) return "its path is not that of one operation";
  if (scopes !== "open" && !scopes.flat().every((scope) => scopeShape.test(scope)))
    return "it needs a scope whose name is none";
  return undefined;
}

function reasonAgainst(
  pathItem: Readonly<Record<string, unknown>>,
  operation: ApiOperation,
  headers: ReadonlySet<string>,
): string | undefined {
  const other = parametersOf(pathItem, operation).find(
    (one) => one.required && !isSent(one) && !headers.has(one.name.toLowerCase()),
  );
  if (other?.in === "header") return `it needs the header ${other.name}: give it in headers`;
  if (other) return `it needs the ${other.in} ${other.name}, which code does not set`;
  const { required, content = {} } = operation.requestBody ?? {};
  const types = Object.keys(content);
  const isJson = types.length === 0 || types.some((type) => jsonType.test(type));
  if (!isJson && required === true) return `its body is ${types.join(" or ")}, not JSON`;
  return undefined;
}

const jsonType = /^(?:application\/(?:[\w.+-]*\+)?json|\*\/\*)\b/i;

interface Target {
  /** `integration.` is put before every method. */
  readonly integration: string;
  readonly host: string;
  /** What stands before every path: `/v2`. */
  readonly basePath: string;
  readonly docs: string;
  readonly version: string;
  /** The permission that stands for a key, which has no scopes. */
  readonly keyScope?: string;
}

/** A candidate as an operation of the catalog. */
export function operationOf(candidate: Candidate, target: Target): Operation {
  const { pathItem, operation } = candidate.source;
  const parameters = parametersOf(pathItem, operation).filter(isSent);
  const inPath = new Map(
    parameters
      .filter((one) => one.in === "path")
      .map(({ name }) => [name, name.replaceAll(/\W/g, "_")] as const),
  );
  const body = bodyOf(operation, target.version);
  const clash = (name: string) =>
    parameters.some((one) => (inPath.get(one.name) ?? one.name) === name);
  const inBody = Object.entries(body).map(([name, one]) => ({
    name: clash(name) ? `body_${name}` : name,
    place: name,
    ...one,
  }));
  const renamed = inBody.filter(({ name, place }) => name !== place || place.includes("."));
  const queries = parameters.flatMap((one) => (one.in === "query" ? one.name : []));
  const hasBody = candidate.http !== "GET" && candidate.http !== "DELETE";
  const shape = Object.fromEntries([
    ...parameters.map((one) => [
      inPath.get(one.name) ?? one.name,
      parameterType(one, target.version),
    ]),
    ...(hasBody ? inBody.map(({ name, type }) => [name, type]) : []),
  ]);
  const { keyScope } = target;
  // Documents that say nothing of security have it all the same: a key that was chosen is used.
  const needed = keyScope === undefined ? candidate.scopes : [[keyScope]];
  const scopes = needed === "open" ? [[]] : needed;
  const path = candidate.path.replaceAll(
    /\{([^}]+)\}/g,
    (_, name: string) => `{${inPath.get(name) ?? name}}`,
  );
  return {
    id: `${target.integration}.${candidate.method}`,
    title: candidate.title,
    kind: candidate.kind,
    ...(candidate.kind === "read"
      ? {}
      : { effect: { words: effectWords(candidate.title, candidate.http, path) } }),
    request: {
      method: candidate.http,
      host: target.host,
      path: target.basePath + path,
      body: "json",
      ...(queries.length > 0 ? { query: queries } : {}),
      ...(hasBody && renamed.length > 0
        ? { places: Object.fromEntries(renamed.map(({ name, place }) => [name, place])) }
        : {}),
    },
    input: z.strictObject(shape),
    output: outputOf(operation),
    scopes: { user: scopes },
    repeatable: candidate.http !== "POST" && candidate.http !== "PATCH",
    words: wordsOf(candidate),
    docs: secureAddress(operation.externalDocs?.url) ?? target.docs,
  };
}

/** What people may be sent to: no other scheme than https, `javascript:` least of all. */
export function secureAddress(text: string | undefined): string | undefined {
  return text !== undefined && URL.canParse(text) && new URL(text).protocol === "https:"
    ? text
    : undefined;
}

function described(type: z.ZodType, text: string | undefined, name: string): z.ZodType {
  const [first = ""] = (text ?? "").trim().split(/\n\s*\n/);
  const words = plainLine(first).slice(0, 300);
  return type.describe(words === "" ? `The ${name.replaceAll(/[_-]+/g, " ")}` : words);
}

function parameterType(parameter: ApiParameter, version: string): z.ZodType {
  const { name, description, schema, explode, required } = parameter;
  const isJoined = schema?.["type"] === "array" && explode === false;
  const type = isJoined ? z.string() : zodOf(schema, version);
  const text = isJoined ? `${description ?? name}; several with commas between` : description;
  const given = described(type, text, name);
  return required === true || parameter.in === "path"
    ? given
    : described(given.optional(), text, name);
}

/** The members of a JSON body by name; a body that is no object is one member `body`. */
function bodyOf({ requestBody }: ApiOperation, version: string) {
  const content = Object.entries(requestBody?.content ?? {}).find(([type]) => jsonType.test(type));
  const schema = content?.[1].schema;
  if (!schema) return {};
  const { properties, required } = merged(schema);
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const inner = typeof property === "object" && property !== null ? { ...property } : {};
      const type = zodOf(inner, version);
      const text: unknown = Reflect.get(inner, "description");
      const about = typeof text === "string" ? text : undefined;
      const isRequired = requestBody?.required !== false && required.includes(name);
      return [name, { type: described(isRequired ? type : type.optional(), about, name) }] as const;
    }),
  );
}

/** The members of an object, those of `allOf` too; of alternatives all, none of them required. */
function merged(schema: Readonly<Record<string, unknown>>): {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
} {
  const listOf = (name: string) => {
    const list: unknown = schema[name];
    return Array.isArray(list) ? list.map((one) => merged({ ...Object(one) })) : [];
  };
  const all = listOf("allOf");
  const any = [...listOf("oneOf"), ...listOf("anyOf")];
  const own: unknown = schema["required"];
  return {
    properties: Object.assign(
      {},
      ...[...any, ...all].map(({ properties }) => properties),
      Object(schema["properties"] ?? {}),
    ),
    required: [
      ...(Array.isArray(own) ? own.map(String) : []),
      ...all.flatMap(({ required }) => required),
    ],
  };
}

/** What the first successful answer promises, where that is an object; loose, for APIs grow. */
function outputOf({ responses = {} }: ApiOperation): z.ZodObject {
  const [, answer] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
  const content = Object.entries(Object(Reflect.get(Object(answer), "content") ?? {}));
  const json = content.find(([type]) => jsonType.test(type))?.[1];
  const schema: unknown = Reflect.get(Object(json), "schema");
  const { properties } = merged({ ...Object(schema) });
  const members = Object.entries(properties).map(([name, property]) => [
    name,
    loose(Object(property)),
  ]);
  return z.looseObject(Object.fromEntries(members));
}

/** Nothing of an answer is insisted on: documents promise more than APIs keep. */
function loose(schema: Readonly<Record<string, unknown>>): z.ZodType {
  const { type } = schema;
  const kinds: Readonly<Record<string, () => z.ZodType>> = {
    string: () => z.string(),
    number: () => z.number(),
    integer: () => z.number(),
    boolean: () => z.boolean(),
    array: () => z.array(loose(Object(schema["items"] ?? {}))),
    object: () => {
      const members = Object.entries(merged(schema).properties).map(([name, one]) => [
        name,
        loose({ ...Object(one), properties: undefined }),
      ]);
      return z.looseObject(Object.fromEntries(members));
    },
  };
  return (kinds[String(type)]?.() ?? z.unknown()).nullish();
}

/** What people may call it: its tags, the words of its path and of its name. */
function wordsOf({ method, path, source }: Candidate): readonly string[] {
  const text = [...(source.operation.tags ?? []), path.replaceAll(/\{[^}]*\}/g, ""), method].join(
    " ",
  );
  const words = text
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2 && !/^v\d*$|^api$|^rest$/.test(word));
  return [...new Set(words)].slice(0, 20);
}
