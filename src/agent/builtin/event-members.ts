import type { EventInfo } from "../../catalog/event.ts";
import { payloadSchema } from "../../catalog/event-schema.ts";
import type { Schema } from "../../catalog/schema-text.ts";
import { isDeterminer, isStopWord, nounOf, wordsIn } from "./lexicon.ts";
import type { Field } from "./vocabulary.ts";

/** A member of what an event tells that can stand in a text. */
export interface EventMember {
  /** Path below `trigger.body`: `deal.dealname`, `participants[*]`. */
  readonly path: string;
  /** The last name in it. */
  readonly name: string;
  readonly description: string;
}

/** Members that say to a person what happened, the best first. */
const telling: readonly string[] = (
  "text title name channelName subject dealname firstname userName emoji fromName lastname email " +
  "stage dealstage start due amount minutes participants link url status"
).split(" ");
const maxTold = 3;

/** What is no word for a person: `Id of who wrote it`. */
const idWords = /^(?:Ids?|URN|Resource name|Timestamp|publish_id)\b/;

/** What comes only where a condition needs it. */
const sometimes = /there where|likewise/;

/** What every such event brings, in its order, but ids and what takes a further permission to read. */
export function membersOf(event: EventInfo): readonly EventMember[] {
  const costly = new Set(
    (event.scopesWhen ?? []).flatMap((when) => ("reads" in when ? when.reads : [])),
  );
  const judged = new Set(Object.values(event.filters ?? {}).flatMap((filter) => filter.in ?? []));
  const schema = payloadSchema(event) ?? {};
  return leavesOf(schema, "", true, costly)
    .filter(({ isSure, path }) => isSure || judged.has(path))
    .map(({ path, name, description }) => ({ path, name, description }));
}

type Leaf = EventMember & { readonly isSure: boolean };

function leavesOf(
  { properties = {}, required = [] }: Schema,
  before: string,
  isThere: boolean,
  without: ReadonlySet<string>,
): readonly Leaf[] {
  return Object.entries(properties).flatMap(([name, member]): readonly Leaf[] => {
    const path = `${before}${name}`;
    const schema = member.anyOf?.find(({ type }) => type !== "null") ?? member;
    const isNullable = schema !== member || (Array.isArray(member.type) && hasNull(member.type));
    const description = member.description ?? schema.description ?? "";
    if (without.has(path) || idWords.test(description) || sometimes.test(description)) return [];
    const isSure = isThere && (required.includes(name) || isNullable);
    if (schema.properties) return leavesOf(schema, `${path}.`, isSure, without);
    if (schema.type === "array")
      return isPlain(schema.items) ? [{ path: `${path}[*]`, name, description, isSure }] : [];
    return isPlain(schema) ? [{ path, name, description, isSure }] : [];
  });
}

function hasNull(types: readonly string[]): boolean {
  return types.includes("null");
}

function isPlain(schema: Schema | undefined): boolean {
  const type = [schema?.type].flat().find((one) => one !== "null");
  return type === "string" || type === "number" || type === "integer";
}

/** The members that words name, each word one: `the subject and the sender`. */
export function namedMembers(
  members: readonly EventMember[],
  words: readonly string[],
): readonly EventMember[] {
  const found = words
    .filter((word) => !isStopWord(word) && !isDeterminer(word))
    .flatMap((word) => bestFor(members, nounOf(word)) ?? []);
  return [...new Set(found)].slice(0, maxTold + 1);
}

function bestFor(members: readonly EventMember[], noun: string): EventMember | undefined {
  const says = (text: string) => wordsIn(text).some((word) => nounOf(word) === noun);
  return (
    members.find((member) => nounOf(ownName(member)) === noun) ??
    members.find((member) => says(ownName(member))) ??
    members.find(({ description }) => /^(?:Name|Title)/.test(description) && says(description)) ??
    members.find(({ description }) => says(description.replace(/[,;:].*$/, "")))
  );
}

/** What is told of an event where nothing is named. */
export function toldMembers(members: readonly EventMember[]): readonly EventMember[] {
  const best = telling.flatMap((wanted) => members.find(({ name }) => name === wanted) ?? []);
  // What was written says it all.
  return best[0]?.name === "text" ? best.slice(0, 1) : best.slice(0, maxTold);
}

const titleNames = /^(?:title|summary|subject|name|dealname)$/i;

/** The member that fills an input of a thing that is made: its name, a person's names and address, a start. */
export function memberFor(
  members: readonly EventMember[],
  { kind, name, type }: Field,
): EventMember | undefined {
  if (type !== "string") return undefined;
  const named = (...names: readonly string[]) =>
    names.flatMap((one) => members.find((member) => member.name === one) ?? [])[0];
  switch (kind) {
    case "given-name":
      return named("givenName", "firstname", "fromName", "userName", "name");
    case "family-name":
      return named("familyName", "lastname");
    case "email":
      return named("email", "from");
    case "start":
      return named("start");
    default:
      return titleNames.test(name)
        ? named("title", "name", "subject", "dealname", "channelName", "text")
        : undefined;
  }
}

export function readOf({ path }: EventMember): string {
  return `\${trigger.body.${path}}`;
}

/** What happened, and of it these members: the first beside it, each other on its line. */
export function tellingText(sentence: string, members: readonly EventMember[]): string {
  const [first, ...others] = members;
  if (!first) return sentence;
  return [
    `${sentence}: ${readOf(first)}`,
    ...others.map((member) => `${labelOf(member)}: ${readOf(member)}`),
  ].join("\n");
}

/** `dealstage` of a deal is its stage; `fromName` says from whom. */
function labelOf(member: EventMember): string {
  const words = wordsIn(ownName(member));
  const label = (words.at(-1) === "name" && words.length > 1 ? words.slice(0, -1) : words).join(
    " ",
  );
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function ownName({ name, path }: EventMember): string {
  const owner = /(\w+)\.\w+(?:\[\*\])?$/.exec(path)?.[1] ?? "";
  const isOwners = owner !== "" && name.startsWith(owner) && name.length > owner.length;
  return (isOwners ? name.slice(owner.length) : name).replaceAll("_", " ");
}
