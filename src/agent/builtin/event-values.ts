import { escapeText } from "../../flow/paths.ts";
import type { FlowValue } from "../../flow/schema.ts";
import type { KnownEvent } from "./events.ts";
import { units } from "./calendar-words.ts";
import { happeningsIn } from "./happenings.ts";
import { isDeterminer, isStopWord, nounOf } from "./lexicon.ts";
import { camelCase } from "./text.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Ids as people copy them: letters and digits mixed. */
const idShape = /^(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{5,}$/;

const textNames: ReadonlySet<string> = new Set(
  "subject label title name text status stage".split(" "),
);

/** What the sentence says the event must be about: the form's id, a word in the subject, a sender. */
export function eventValues(
  event: KnownEvent,
  words: readonly Token[],
  vocabulary: Vocabulary,
): Readonly<Record<string, FlowValue>> {
  const values: Record<string, FlowValue> = {};
  for (const [index, token] of words.entries()) {
    const named = filterOf(event, nameOf(event, words, index, vocabulary));
    if (named !== undefined && !(named in values)) values[named] = escapeText(token.value);
  }
  const further = {
    stage: stageIn(event, words),
    change: changeIn(event, words),
    ...objectIn(event, words, vocabulary),
  };
  for (const [name, value] of Object.entries(further))
    if (value !== undefined && name in event.filters) values[name] ??= value;
  return values;
}

/** Words that are found anywhere in it, where the event has no condition of that name. */
const anywhere: readonly string[] = ["contains", "text", "name", "title"];
const places: readonly string[] = ["id", "url"];

/** The condition that the event has for it: only that is looked at when something happens. */
function filterOf({ filters }: KnownEvent, name: string | undefined): string | undefined {
  if (name === undefined || Object.hasOwn(filters, name)) return name;
  const others = textNames.has(name) || name === "contains" ? anywhere : places;
  return /(?:Before|^to|^from|^channel|^emoji|^range)$/.test(name)
    ? undefined
    : others.find((one) => Object.hasOwn(filters, one));
}

/** `a new account`: what only changed is not meant. */
function changeIn({ filters }: KnownEvent, words: readonly Token[]): string | undefined {
  const said = happeningsIn(words.flatMap(({ kind, norm }) => (kind === "word" ? [norm] : [])));
  const wanted = (["created", "deleted"] as const).find((one) => said.has(one));
  if (wanted === undefined || said.has("changed")) return undefined;
  return filters["change"]?.choices?.find((choice) => happeningsIn([choice]).has(wanted));
}

/** The kind of record that is needed, by the name that the tool's own operations have for it: `Account`. */
function objectIn(
  { connector, requires }: KnownEvent,
  words: readonly Token[],
  { operations }: Vocabulary,
): Readonly<Record<string, string>> {
  const [name] = requires;
  const nouns = new Set(words.map(({ norm }) => nounOf(norm)));
  const found = operations
    .filter((operation) => operation.connector === connector)
    .flatMap(({ fields }) => fields.filter((field) => requires.includes(field.name)))
    .flatMap(({ suggestions }) => suggestions)
    .find((one) => nouns.has(nounOf(one.toLowerCase())));
  return name === undefined || found === undefined ? {} : { [name]: found };
}

function nameOf(
  event: KnownEvent,
  words: readonly Token[],
  index: number,
  vocabulary: Vocabulary,
): string | undefined {
  const token = words[index];
  if (!token) return undefined;
  switch (token.kind) {
    case "channel":
      return "channel";
    case "email":
    case "mention":
      return /^(?:to|an|a|para|pour)$/.test(words[index - 1]?.norm ?? "") ? "to" : "from";
    case "emoji":
      return "emoji";
    case "range":
    case "url":
      return token.kind;
    case "quote": {
      const near = [...nounsBefore(words, index), ...nounsAfter(words, index)];
      return near.find((noun) => textNames.has(noun)) ?? "contains";
    }
    case "id":
    case "urn":
    case "number":
    case "word": {
      if (token.kind === "number" && units.has(words[index + 1]?.norm ?? ""))
        return camelCase([words[index + 1]?.norm ?? "", "before"]);
      if (
        !/^(?:id|urn)$/.test(token.kind) &&
        !(token.kind === "number" ? /^\d{5,}$/ : idShape).test(token.raw)
      )
        return undefined;
      const [noun] = nounsBefore(words, index);
      return noun === undefined ? "id" : idName(event, noun, vocabulary);
    }
    default:
      return undefined;
  }
}

/** The name that the tool's own operations have for the id: `formId`, `spreadsheetId`. */
function idName(event: KnownEvent, noun: string, vocabulary: Vocabulary): string {
  const { connector } = event;
  const names = vocabulary.operations
    .filter((operation) => operation.connector === connector)
    .flatMap(({ fields }) => fields.filter(({ kind }) => kind === "ref"));
  const own = names.find((field) => field.names.has(noun) && /^[a-z]\w*$/i.test(field.name));
  const tool = vocabulary.connectors.find(({ id }) => id === connector)?.words ?? [];
  const alike =
    tool.includes(noun) || (event.implied.has(noun) && !event.titled.has(noun))
      ? names.find((field) => [...field.names].some((name) => tool.includes(name)))
      : undefined;
  return own?.name ?? alike?.name ?? camelCase([noun, "id"]);
}

function nounsBefore(words: readonly Token[], index: number): readonly string[] {
  return words
    .slice(Math.max(0, index - 3), index)
    .toReversed()
    .filter(
      ({ kind, norm }) =>
        kind === "word" && !isStopWord(norm) && !isDeterminer(norm) && norm !== "id",
    )
    .map(({ norm }) => nounOf(norm));
}

function nounsAfter(words: readonly Token[], index: number): readonly string[] {
  return words
    .slice(index + 1, index + 4)
    .filter(({ kind }) => kind === "word")
    .map(({ norm }) => nounOf(norm));
}

/** `Closed Won`: two words in a row that both stand for a stage. */
function stageIn(event: KnownEvent, words: readonly Token[]): string | undefined {
  if (!event.things.has("stage")) return undefined;
  const first = words.find(
    ({ norm }, index) =>
      norm === "closed" &&
      event.things.has(words[index + 1]?.norm ?? "") &&
      words[index + 1]?.norm !== "stage",
  );
  const second = first && words[words.indexOf(first) + 1];
  return first && second && /^(?:won|lost)$/.test(second.norm)
    ? `${first.raw} ${second.raw}`
    : undefined;
}
