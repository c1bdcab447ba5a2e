import { z } from "zod";
import type { Connector } from "../../catalog/connector.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { connectorOf, methodOf, type Operation } from "../../catalog/operation.ts";
import { eventsOf, type KnownEvent } from "./events.ts";
import { isDoubleWord, isKnownNoun, isStopWord, nounOf, verbOf, wordsIn } from "./lexicon.ts";
import { slotKinds, type SlotKind } from "./slot-kinds.ts";
import { type WhosePattern, whosePatterns } from "./whose-patterns.ts";

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
  /** Its own words for what it does, as its author wrote them: `append`. */
  readonly forms: readonly string[];
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
  /** The list in its answer, and the member of an entry that other calls know it by. */
  readonly items:
    | {
        readonly path: string;
        readonly key: string | undefined;
        readonly members: readonly string[];
      }
    | undefined;
  /** Members of its answer. */
  readonly members: readonly string[];
  /** The input that names a thing of this kind when it is made: `dealname`. */
  readonly made: string | undefined;
  readonly sayings: NonNullable<Operation["sayings"]>;
  readonly oneOf: NonNullable<Operation["oneOf"]>;
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
  /** Who issues its credential. */
  readonly provider: string;
  /** Whether it holds what is one person's. */
  readonly isPersonal: boolean;
  readonly description: string;
  /** Folded names of the tool; several words stand as a phrase. */
  readonly words: readonly string[];
  /** Meanings of the things that its operations are about. */
  readonly things: ReadonlySet<string>;
  /** Ids of the operations that are meant by the tool's name alone. */
  readonly typical: Connector["typical"];
}

export interface Vocabulary {
  /** An operation as the catalog has it, for the schema of its answer. */
  readonly find: Catalog["find"];
  readonly connectors: readonly KnownConnector[];
  readonly operations: readonly KnownOperation[];
  /** How many operations have a word of their own for what they do. */
  readonly formCounts: ReadonlyMap<string, number>;
  /** How many operations are about a thing. */
  readonly nounCounts: ReadonlyMap<string, number>;
  /** Of each tool, the things that an input takes the id of. */
  readonly idThings: ReadonlyMap<string, ReadonlySet<string>>;
  /** Signs that only one tool has: `#` of a channel, the range of a sheet. */
  readonly signs: ReadonlyMap<string, string>;
  readonly events: readonly KnownEvent[];
  /** Verbs that operations bring besides the everyday ones. */
  readonly verbs: ReadonlySet<string>;
  /** All words of connectors and operations, for telling a typo from a name. */
  readonly words: ReadonlySet<string>;
  /** Ways to say whose account of a tool is meant. */
  readonly whose: readonly WhosePattern[];
}

/** Digests the catalog once; nothing of it is particular to a connector. */
export function vocabularyOf(catalog: Catalog): Vocabulary {
  const digested = catalog.operations.map((operation) => ({
    ...knownOperation(operation),
    next: nextOf(operation, catalog),
  }));
  const operations = digested.map((operation) => ({
    ...operation,
    made: madeBy(operation, digested),
  }));
  const connectors = catalog.connectors.map(
    ({ id, name, provider, holds, description, words, typical }) => ({
      id,
      name,
      provider,
      isPersonal: holds === "personal",
      description,
      typical,
      // A thing such as `channel` is no name of a tool: its operations know it.
      things: new Set(
        operations
          .filter(({ connector }) => connector === id)
          .flatMap(({ nouns, fields }) => [
            ...nouns.keys(),
            ...fields.flatMap(({ suggestions }) => suggestions.flatMap(wordsIn).map(nounOf)),
          ]),
      ),
      words: [...new Set([id, name, ...words].map((word) => wordsIn(word).join(" ")))].filter(
        (word) => !isKnownNoun(word),
      ),
    }),
  );
  return {
    find: catalog.find,
    connectors,
    operations,
    idThings: new Map(
      connectors.map(({ id }) => [
        id,
        new Set(
          operations
            .filter(({ connector }) => connector === id)
            .flatMap(({ fields }) => fields)
            .flatMap(({ kind, idOf: thing, names }) =>
              kind === "ref" ? [...names, ...(thing === undefined ? [] : [thing])] : [],
            ),
        ),
      ]),
    ),
    signs: signsOf(operations),
    whose: whosePatterns(connectors),
    formCounts: counted(operations.flatMap(({ forms }) => forms)),
    nounCounts: counted(operations.flatMap(({ nouns }) => [...nouns.keys()])),
    events: eventsOf(catalog),
    words: new Set([
      ...connectors.flatMap(({ words }) => words.flatMap((word) => word.split(" "))),
      ...operations.flatMap(({ verbs, nouns }) => [...verbs, ...nouns.keys()]),
    ]),
    verbs: new Set(operations.flatMap(({ verbs }) => [...verbs])),
  };
}

function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const groups = Map.groupBy(words, (word) => word);
  return new Map(Array.from(groups, ([word, all]) => [word, all.length]));
}

function signsOf(operations: readonly KnownOperation[]): ReadonlyMap<string, string> {
  return new Map(
    (["channel", "range"] as const).flatMap((kind) => {
      const owners = new Set(
        operations.flatMap(({ connector, fields }) =>
          fields.some((field) => field.kind === kind) ? [connector] : [],
        ),
      );
      const [owner] = owners;
      return owners.size === 1 && owner !== undefined ? [[kind, owner]] : [];
    }),
  );
}

function knownOperation(operation: Operation): Omit<KnownOperation, "next" | "made"> {
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
  // `uploads` among the words of what only looks is a thing
  const titleVerb = verbOf(first ?? "") ?? first ?? "";
  if (operation.kind === "read")
    for (const verb of verbs) if (writing.has(verb) && verb !== titleVerb) verbs.delete(verb);
  const nouns = new Map<string, number>();
  const weigh = (words: readonly string[], weight: number) => {
    for (const word of words) {
      // `list` among the words says what to do
      if (
        isStopWord(word) ||
        (verbOf(word) !== undefined && !isKnownNoun(word) && !isDoubleWord(word))
      )
        continue;
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
    forms: [...new Set([title[0] ?? "", ...method, ...extra])].filter(
      (word) => verbOf(word) !== undefined && !isKnownNoun(word),
    ),
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
    items: itemsOf(operation),
    members: membersOf(jsonSchemaOf(operation.output, "output")),
    sayings: operation.sayings ?? [],
    oneOf: operation.oneOf ?? [],
  };
}

const writing: ReadonlySet<string> = new Set(
  "create add send upload delete remove save update set move copy schedule invite archive".split(
    " ",
  ),
);

/** The first input that names a thing, of the call that makes one of the same kind. */
function madeBy(
  { connector, titleNouns }: Pick<KnownOperation, "connector" | "titleNouns">,
  all: readonly Pick<KnownOperation, "connector" | "titleNouns" | "titleVerb" | "fields">[],
): string | undefined {
  const maker = all.find(
    (one) =>
      one.connector === connector &&
      one.titleVerb === "create" &&
      one.titleNouns[0] === titleNouns[0],
  );
  return namingField(maker?.fields ?? [])?.name;
}

/** The input that says what a thing is called. */
export function namingField(fields: readonly Field[]): Field | undefined {
  const kinds: readonly SlotKind[] = ["name", "given-name", "email"];
  return kinds
    .flatMap((kind) => fields.find((field) => field.kind === kind && field.type === "string") ?? [])
    .at(0);
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

/** The first list of things in an answer. */
function itemsOf(operation: Operation): KnownOperation["items"] {
  const schema = jsonSchemaOf(operation.output, "output");
  for (const [path, property] of Object.entries(schema.properties ?? {})) {
    const members = membersOf(objectOf(arrayOf(objectOf(property))?.["items"]));
    if (members.length === 0) continue;
    const key = ["id", "Id", "resourceName", "name"].find((name) => members.includes(name));
    return { path, key, members };
  }
  return undefined;
}

/** Names of members, and of those of an object in it: `user.follower_count`. */
function membersOf(schema: JsonSchema | undefined): readonly string[] {
  return Object.entries(objectOf(schema?.["properties"]) ?? {}).flatMap(([name, property]) => {
    const inner = Object.keys(objectOf(objectOf(property)?.["properties"]) ?? {});
    return inner.length > 0 ? inner.map((member) => `${name}.${member}`) : [name];
  });
}

function arrayOf(schema: JsonSchema | undefined): JsonSchema | undefined {
  if (!schema || typeOf(schema) !== "array") return undefined;
  const choices = Array.isArray(schema["anyOf"]) ? schema["anyOf"] : [schema];
  return choices.map(objectOf).find((one) => one?.["items"] !== undefined);
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
