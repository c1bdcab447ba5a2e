import { z } from "zod";
import type { Catalog } from "./catalog.ts";
import type { Connector } from "./connector.ts";
import { inputsIn, wordParts } from "./effect.ts";
import type { Operation } from "./operation.ts";
import { type Schema, jsonSchemaOf, schemaAt } from "./schema-text.ts";

/** One thing wrong with a catalog; `where` names operation and member: `gmail.users.messages.get scopes`. */
export interface CatalogProblem {
  readonly where: string;
  readonly message: string;
}

/** What must hold of every connector before anybody can rely on it. */
export function checkCatalog(catalog: Catalog): readonly CatalogProblem[] {
  return [
    ...checkHelperNames(catalog),
    ...catalog.connectors.flatMap((connector) => [
      ...checkConnector(connector, catalog),
      ...connector.operations.flatMap((operation) => [
        ...checkWords(operation, connector),
        ...checkScopes(operation, connector),
        ...checkRate(operation, connector),
        ...checkRequest(operation),
        ...checkHosts(operation, catalog),
        ...checkReferences(operation, catalog),
        ...checkSayings(operation),
        ...checkShows(operation),
        ...checkEffect(operation),
        ...(operation.oneOf ?? [])
          .flat()
          .filter((name) => !Object.hasOwn(operation.input.shape, name))
          .map((name) => problem(`${operation.id} oneOf`, `there is no input "${name}"`)),
      ]),
    ]),
  ];
}

/** Code is read back by the names of its helpers: one name means one thing, whichever tools a function uses. */
function checkHelperNames(catalog: Catalog): readonly CatalogProblem[] {
  const meant = catalog.operations.flatMap(({ id, codeHelper, lookups = {} }) => [
    ...(codeHelper === undefined ? [] : [{ helper: codeHelper, via: id }]),
    ...Object.values(lookups)
      .flat()
      .map(({ helper, via }) => ({ helper, via })),
  ]);
  return [...Map.groupBy(meant, ({ helper }) => helper)].flatMap(([helper, uses]) => {
    const [first = "", ...others] = [...new Set(uses.map(({ via }) => via))];
    return others.map((other) => problem(`${other} ${helper}`, `is a helper of ${first} already`));
  });
}

function checkSayings({ id, input, sayings = [] }: Operation): CatalogProblem[] {
  return sayings.flatMap(({ words, with: values }) => [
    ...words
      .filter((word) => word !== word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase())
      .map((word) => problem(`${id} sayings`, `"${word}" is not folded`)),
    ...Object.entries(values)
      .filter(([name, value]) => !input.shape[name]?.safeParse(value).success)
      .map(([name]) => problem(`${id} sayings "${words[0] ?? ""}"`, `does not fit ${name}`)),
  ]);
}

/** A page shows what an answer has. */
function checkShows({ id, output, pagination, names, shows = [] }: Operation): CatalogProblem[] {
  const answer = jsonSchemaOf(output);
  const list = (pagination?.items ?? names?.list ?? "").split(".").filter(Boolean);
  const entries = list.length > 0 ? [list] : Object.keys(output.shape).map((name) => [name]);
  const places = [[], ...entries.map((keys) => [...keys, 0])];
  return shows
    .flatMap(({ path }) => path)
    .filter((path) => {
      const keys = path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));
      // Of a loose object anything may be read, and nothing is known of it.
      return places.every((place) => isUnknown(schemaAt(answer, [...place, ...keys])));
    })
    .map((path) => problem(`${id} shows`, `the answer has no "${path}"`));
}

const isUnknown = (schema: Schema | undefined) => Object.keys(schema ?? {}).length === 0;

/** A dry run says what a write would do. */
function checkEffect({ id, kind, effect, input }: Operation): CatalogProblem[] {
  if (kind === "read") return effect ? [problem(`${id} effect`, "is of a read")] : [];
  if (!effect) return [problem(`${id} effect`, "no words say what it does")];
  const { words, at = {}, shows } = effect;
  const named = [...inputsIn(wordParts(words)), ...Object.keys(at), ...(shows ? [shows] : [])];
  return named
    .filter((name) => !Object.hasOwn(input.shape, name))
    .map((name) => problem(`${id} effect`, `there is no input "${name}"`));
}

function checkConnector(connector: Connector, catalog: Catalog): CatalogProblem[] {
  const { id, provider, operations, scopes, examples, events, holds } = connector;
  const known = new Set(scopes.map(({ scope }) => scope));
  // An account of a person's own is one that they sign in to themselves.
  const impersonal = holds === "personal" ? operations.filter((one) => !one.scopes.user) : [];
  return [
    ...impersonal.map((one) => problem(`${id} holds`, `no person's token makes "${one.id}"`)),
    ...(catalog.provider(provider) ? [] : [problem(`${id} provider`, `no provider "${provider}"`)]),
    ...twice(operations.map((operation) => operation.id)).map((one) =>
      problem(`${id} operations`, `"${one}" is there twice`),
    ),
    ...twice(scopes.map(({ scope }) => scope)).map((one) =>
      problem(`${id} scopes`, `"${one}" is there twice`),
    ),
    ...scopes.flatMap(({ scope, covers = [] }) =>
      covers.includes(scope) ? [problem(`${id} scopes`, `"${scope}" covers itself`)] : [],
    ),
    ...Object.entries(connector.typical ?? {}).flatMap(([way, operation]) =>
      operations.some((one) => one.id === operation && (one.kind === "read") === (way === "outOf"))
        ? []
        : [problem(`${id} typical.${way}`, `"${operation}" is no such operation of it`)],
    ),
    ...(examples.length >= 5 ? [] : [problem(`${id} examples`, "fewer than five example prompts")]),
    ...examples.flatMap(({ prompt, readBack }) =>
      readBack && !catalog.find(readBack.operation)
        ? [problem(`${id} examples "${prompt}"`, `no operation "${readBack.operation}"`)]
        : [],
    ),
    ...events.flatMap((event) => [
      ...linkProblems(event.docs, `${event.id} docs`),
      ...[event.scopes, ...(event.scopesWhen ?? []).map((when) => when.scopes)]
        .flat(2)
        .filter((scope) => !known.has(scope))
        .map((scope) => problem(`${event.id} scopes`, `${provider} has no scope "${scope}"`)),
      ...[event.poll, event.channel, event.complete]
        .flatMap((way) => way?.operations ?? [])
        .filter((operation) => !catalog.find(operation))
        .map((operation) => problem(event.id, `no operation "${operation}"`)),
    ]),
  ];
}

function checkWords(operation: Operation, connector: Connector): CatalogProblem[] {
  const { id, docs, input, title, words = [] } = operation;
  const described = Object.entries(input.shape).flatMap(([name, schema]) => {
    const { description = "" } = z.toJSONSchema(schema, { unrepresentable: "any" });
    return description.length > 8 ? [] : [problem(`${id} input.${name}`, "has no description")];
  });
  return [
    ...(id.startsWith(`${connector.id}.`)
      ? []
      : [problem(`${id} id`, `does not start with "${connector.id}."`)]),
    ...linkProblems(docs, `${id} docs`),
    ...described,
    ...(/^[A-Z].{5,}[^.]$/.test(title) ? [] : [problem(`${id} title`, "is no title in words")]),
    ...(words.length >= 2 && words.every((word) => word === word.toLowerCase())
      ? []
      : [problem(`${id} words`, "needs words people say, in lower case")]),
  ];
}

function checkScopes(operation: Operation, { scopes, provider }: Connector): CatalogProblem[] {
  const known = new Map(scopes.map(({ scope, tokens }) => [scope, tokens]));
  const stated = [operation.scopes, ...(operation.scopesWhen ?? []).map((when) => when.scopes)];
  const unknown = stated.flatMap((byToken) =>
    (["bot", "user"] as const).flatMap((kind) =>
      (byToken[kind] ?? []).flat().filter((scope) => !known.get(scope)?.includes(kind)),
    ),
  );
  return [...new Set(unknown)].map((scope) =>
    problem(`${operation.id} scopes`, `${provider} has no scope "${scope}"`),
  );
}

/** Where a connector states limits, each operation has one of them: a call without would be let through unpaced. */
function checkRate({ id, rateLimit, input }: Operation, { rateClasses }: Connector) {
  if (!rateClasses && !rateLimit) return [];
  const where = `${id} rateLimit`;
  const name = rateLimit?.class ?? "";
  const rateClass = Object.hasOwn(rateClasses ?? {}, name) ? rateClasses?.[name] : undefined;
  if (!rateClass) return [problem(where, `"${name}" is no class of the connector`)];
  const { limit = Infinity, eachInput } = rateClass;
  return [
    ...((rateLimit?.units ?? 1) > limit ? [problem(where, "takes more than the limit")] : []),
    ...(eachInput !== undefined && !Object.hasOwn(input.shape, eachInput)
      ? [problem(where, `there is no input "${eachInput}"`)]
      : []),
  ];
}

/** A token goes to its own provider and nowhere else, whatever an operation says. */
function checkHosts({ id, request, uncredentialed = [] }: Operation, catalog: Catalog) {
  const hosts = catalog.providerOf(id)?.apiHosts ?? [];
  return [request, ...uncredentialed]
    .filter(({ host }) => !hosts.includes(host))
    .map(({ host }) => problem(`${id} host`, `"${host}" is no host of the provider's`));
}

function checkRequest({ id, request, input, pagination }: Operation): CatalogProblem[] {
  const inputs = new Set(Object.keys(input.shape));
  const parameters = Array.from(
    request.path.matchAll(/\{(\+?)(\w+)\}/g),
    ([, plus, name = ""]) => ({ name, isResource: plus === "+" }),
  );
  const unfilled = parameters.filter(({ name }) => !inputs.has(name));
  const shapeless = parameters.filter(
    ({ name, isResource }) => isResource && request.resources?.[name] === undefined,
  );
  const named = [
    ...(request.query ?? []),
    ...Object.keys(request.places ?? {}),
    ...(pagination ? [pagination.cursor, pagination.pageSize] : []),
  ].filter((name) => !inputs.has(name));
  return [
    ...unfilled.map(({ name }) => problem(`${id} path`, `nothing fills {${name}}`)),
    ...shapeless.map(({ name }) => problem(`${id} path`, `no shape of {+${name}} is stated`)),
    ...named.map((name) => problem(`${id} request`, `there is no input "${name}"`)),
  ];
}

/** Inputs and operations that an operation names must exist. */
function checkReferences(operation: Operation, catalog: Catalog): CatalogProblem[] {
  const { id, lookups = {}, alsoCalls = [], scopesWhen = [], obeyed = [], input } = operation;
  const inputs = [
    ...Object.keys(lookups),
    ...obeyed,
    ...scopesWhen.flatMap((when) => ("without" in when ? when.without : when.input)),
    ...alsoCalls.flatMap((call) => call.input ?? []),
  ].filter((name) => !Object.hasOwn(input.shape, name));
  const operations = [
    ...Object.values(lookups)
      .flat()
      .map(({ via }) => via),
    ...alsoCalls.map((call) => call.operation),
    ...scopesWhen.flatMap((when) => ("from" in when ? when.from : [])),
  ].filter((name) => !catalog.find(name));
  const isReshaped = operation.answer !== undefined && operation.codeHelper === undefined;
  return [
    ...(isReshaped
      ? [problem(`${id} answer`, "has no code helper that makes the output of it")]
      : []),
    ...[...new Set(inputs)].map((name) => problem(id, `there is no input "${name}"`)),
    ...[...new Set(operations)].map((name) => problem(id, `no operation "${name}"`)),
  ];
}

function linkProblems(link: string, where: string): CatalogProblem[] {
  const isLink = URL.canParse(link) && new URL(link).protocol === "https:";
  return isLink ? [] : [problem(where, "is no link to the documentation")];
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}

function problem(where: string, message: string): CatalogProblem {
  return { where, message };
}
