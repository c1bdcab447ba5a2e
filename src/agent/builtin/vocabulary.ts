import { z } from "zod";
import type { Catalog } from "../../catalog/catalog.ts";
import { connectorOf, methodOf, type Operation } from "../../catalog/operation.ts";
import { eventsOf, type KnownEvent } from "./events.ts";
import { isKnownNoun, isStopWord, nounOf, verbOf, wordsIn } from "./lexicon.ts";
import { slotKinds, type SlotKind } from "./slot-kinds.ts";

/** One input of an operation, as far as a sentence can fill it. */
export interface Field {
  readonly name: string;
  readonly type: string;
  /** Type of the entries where `type` is `array`. */
  readonly entries: string | undefined;
  readonly required: boolean;
  readonly kind: SlotKind | undefined;
  readonly description: string;
  /** Literals that the generated code turns into ids by itself (regular expression sources). */
  readonly lookups: readonly string[];
  /** Whether it is a list of objects, which no sentence fills. */
  readonly structured: boolean;
  /** The words of the API that fit, where only some do. */
  readonly choices: readonly string[] | undefined;
  /** Some of what fits, where anything does: `Lead`, `Opportunity`. */
  readonly suggestions: readonly string[];
  /** Meanings of the words of its name, by which a sentence can name it. */
  readonly names: ReadonlySet<string>;
  /** What its id is the id of: `slide` of "Id of the slide". */
  readonly idOf: string | undefined;
  /** What its description says it is of: `task` and `case` of "Subject of the task or case". */
  readonly about: ReadonlySet<string>;
}

interface OutputPath {
  readonly path: string;
  readonly kind: SlotKind;
}

/** What the model knows of an operation: the connector author's words and schemas, digested. */
export interface KnownOperation {
  readonly id: string;
  readonly connector: string;
  readonly title: string;
  readonly kind: Operation["kind"];
  readonly verbs: ReadonlySet<string>;
  /** The first word of its title, by its meaning. */
  readonly titleVerb: string;
  /** Meanings of the other words of its title. */
  readonly titleNouns: readonly string[];
  /** Meaning → how much it counts: the title's words count more than the others. */
  readonly nouns: ReadonlyMap<string, number>;
  readonly fields: readonly Field[];
  readonly outputs: readonly OutputPath[];
  /** Whether its list comes page by page. */
  readonly pages: boolean;
  /** Members of the answer that are lists. */
  readonly lists: readonly string[];
  /** Operations that can go on with what this one made, those that have to first. */
  readonly next: readonly NextOperation[];
}

/** `files: [{ id: <file_id of the call before> }]` of the second call, or without a key `documentId: <documentId>`. */
export interface NextOperation {
  readonly id: string;
  readonly field: string;
  readonly key: string | undefined;
  readonly output: string;
}

interface KnownConnector {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Folded names of the tool; several words stand as a phrase. */
  readonly words: readonly string[];
  /** Meanings of the things that its operations are about. */
  readonly things: ReadonlySet<string>;
}

export interface Vocabulary {
  readonly connectors: readonly KnownConnector[];
  readonly operations: readonly KnownOperation[];
  readonly events: readonly KnownEvent[];
  /** Verbs that operations bring besides the everyday ones. */
  readonly verbs: ReadonlySet<string>;
  /** All words of connectors and operations, for telling a typo from a name. */
  readonly words: ReadonlySet<string>;
}

/** Digests the catalog once; nothing of it is particular to a connector. */
export function vocabularyOf(catalog: Catalog): Vocabulary {
  const operations = catalog.operations.map((operation) => ({
    ...knownOperation(operation),
    next: nextOf(operation, catalog),
  }));
  const connectors = catalog.connectors.map(({ id, name, description, words }) => ({
    id,
    name,
    description,
    // A thing such as `channel` is no name of a tool: its operations know it.
    things: new Set(
      operations
        .filter(({ connector }) => connector === id)
        .flatMap(({ titleNouns, fields }) => [
          ...titleNouns,
          ...fields.flatMap(({ suggestions }) => suggestions.flatMap(wordsIn).map(nounOf)),
        ]),
    ),
    words: [...new Set([id, name, ...words].map((word) => wordsIn(word).join(" ")))].filter(
      (word) => !isKnownNoun(word),
    ),
  }));
  return {
    connectors,
    operations,
    events: eventsOf(catalog),
    words: new Set([
      ...connectors.flatMap(({ words }) => words.flatMap((word) => word.split(" "))),
      ...operations.flatMap(({ verbs, nouns }) => [...verbs, ...nouns.keys()]),
    ]),
    verbs: new Set(operations.flatMap(({ verbs }) => [...verbs])),
  };
}

function knownOperation(operation: Operation): Omit<KnownOperation, "next"> {
  const title = wordsIn(operation.title);
  const method = wordsIn(methodOf(operation.id));
  const extra = (operation.words ?? []).flatMap(wordsIn);
  const first = title[0];
  // "Comment on a page" says itself what `comments.create` does: nobody who creates means it.
  const isOwnVerb = first !== undefined && verbOf(first) === undefined;
  // `message` and `alert` among the words are things here
  const said = [...(isOwnVerb ? [] : method), ...extra].filter((word) => !isKnownNoun(word));
  const verbs = new Set([title[0] ?? "", ...said].flatMap((word) => verbOf(word) ?? []));
  // A title starts with its verb, everyday or not: "Snooze a reminder".
  if (isOwnVerb) verbs.add(first);
  const nouns = new Map<string, number>();
  const weigh = (words: readonly string[], weight: number) => {
    for (const word of words) {
      if (isStopWord(word)) continue;
      const noun = nounOf(word);
      nouns.set(noun, Math.max(nouns.get(noun) ?? 0, weight));
    }
  };
  weigh(extra, 1);
  weigh(method, 1);
  weigh(title.slice(1), 2);
  return {
    id: operation.id,
    connector: connectorOf(operation.id),
    title: operation.title,
    kind: operation.kind,
    verbs,
    titleVerb: verbOf(first ?? "") ?? first ?? "",
    titleNouns: title
      .slice(1)
      .filter((word) => !isStopWord(word))
      .map(nounOf),
    nouns,
    fields: fieldsOf(operation),
    outputs: outputsOf(operation),
    pages: operation.pagination !== undefined,
    lists: listsOf(operation),
  };
}

type JsonSchema = Readonly<Record<string, unknown>>;

const converted = new WeakMap<z.ZodType, z.core.JSONSchema.BaseSchema>();

/** Each schema is converted once: all of them together take a good part of a start. */
function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): z.core.JSONSchema.BaseSchema {
  const known = converted.get(schema) ?? z.toJSONSchema(schema, { unrepresentable: "any", io });
  converted.set(schema, known);
  return known;
}

function fieldsOf(operation: Operation): readonly Field[] {
  const schema = jsonSchemaOf(operation.input, "input");
  const required: ReadonlySet<string> = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]): Field => {
    const field: JsonSchema = typeof property === "object" ? { ...property } : {};
    const description = typeof field["description"] === "string" ? field["description"] : "";
    const items = objectOf(field["items"]);
    return {
      name,
      type: typeOf(field),
      entries: items && typeOf(items),
      required: required.has(name),
      kind: slotKinds(name, description),
      description,
      lookups: (operation.lookups?.[name] ?? []).map(({ literal }) => literal),
      structured: items !== undefined && typeOf(items) === "object",
      choices: Array.isArray(field["enum"]) ? field["enum"].map(String) : undefined,
      suggestions: Array.isArray(field["examples"]) ? field["examples"].map(String) : [],
      names: namesOf(name),
      idOf: idOf(description),
      about: aboutOf(description),
    };
  });
}

/** Where an answer holds what a later step can use; two levels deep. */
function outputsOf(operation: Operation): readonly OutputPath[] {
  const schema = jsonSchemaOf(operation.output, "output");
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]): OutputPath[] => {
    const field: JsonSchema = typeof property === "object" ? { ...property } : {};
    const kind = slotKinds(name, "");
    const type = typeOf(field);
    if (type === "string" && kind) return [{ path: name, kind }];
    if (type !== "object") return [];
    const inner = objectOf(field["properties"]) ?? {};
    return kind && "id" in inner ? [{ path: `${name}.id`, kind }] : [];
  });
}

/** Calls of the same connector that want a member of this one's answer. */
function nextOf(operation: Operation, catalog: Catalog): readonly NextOperation[] {
  const listed = nextByList(operation, catalog);
  if (listed) return [listed];
  const isNew = verbOf(wordsIn(operation.title)[0] ?? "") === "create";
  const ids = Object.keys(operation.output.shape).filter((name) => /[a-z]Id$/.test(name));
  const connector = catalog.connector(connectorOf(operation.id));
  return (connector?.operations ?? []).flatMap(({ id, kind, input }) => {
    const field = ids.find((name) => Object.hasOwn(input.shape, name));
    return isNew && kind === "write" && field ? [{ id, field, key: undefined, output: field }] : [];
  });
}

/** The call whose required list says that it wants a member of this one's answer. */
function nextByList(operation: Operation, catalog: Catalog): NextOperation | undefined {
  const outputs = Object.keys(operation.output.shape).filter((name) => name.includes("_"));
  if (outputs.length === 0) return undefined;
  const connector = catalog.connector(connectorOf(operation.id));
  for (const { id, input } of connector?.operations ?? []) {
    const schema = jsonSchemaOf(input, "input");
    for (const field of schema.required ?? []) {
      const entries =
        objectOf(objectOf(objectOf(schema.properties?.[field])?.["items"])?.["properties"]) ?? {};
      for (const [key, entry] of Object.entries(entries)) {
        const described = wordsIn(
          String(objectOf(entry)?.["description"] ?? "").replaceAll("_", "-"),
        );
        const output = outputs.find((name) => described.includes(name.replaceAll("_", "-")));
        if (output && id !== operation.id) return { id, field, key, output };
      }
    }
  }
  return undefined;
}

function namesOf(name: string): ReadonlySet<string> {
  const generic = /^(?:id|name|object|with)$/;
  return new Set(
    wordsIn(name)
      .map(nounOf)
      .filter((word) => !generic.test(word)),
  );
}

function idOf(description: string): string | undefined {
  const described = /^ids? of the (\w+)/i.exec(description)?.[1];
  return described === undefined ? undefined : nounOf(described.toLowerCase());
}

function aboutOf(description: string): ReadonlySet<string> {
  const [, things = ""] =
    /^[\w ]+? of the ((?:\w+, )*\w+(?: or \w+)?)(?:[,;:]|$)/.exec(description) ?? [];
  return new Set(wordsIn(things).map(nounOf));
}

function listsOf(operation: Operation): readonly string[] {
  const schema = jsonSchemaOf(operation.output, "output");
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    typeof property === "object" && typeOf({ ...property }) === "array" ? [name] : [],
  );
}

function typeOf(schema: JsonSchema): string {
  if (typeof schema["type"] === "string") return schema["type"];
  const choices = Array.isArray(schema["anyOf"]) ? schema["anyOf"] : [];
  const first = objectOf(choices[0]);
  return first ? typeOf(first) : "string";
}

function objectOf(value: unknown): JsonSchema | undefined {
  return value !== null && typeof value === "object"
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}
