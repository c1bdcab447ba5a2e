import { escapeText } from "../../flow/paths.ts";
import type { FlowValue } from "../../flow/schema.ts";
import type { KnownEvent } from "./events.ts";
import { units } from "./calendar-words.ts";
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
    const named = nameOf(event, words, index, vocabulary);
    if (named !== undefined && !(named in values)) values[named] = escapeText(token.value);
  }
  const stage = stageIn(event, words);
  return stage === undefined || "stage" in values ? values : { ...values, stage };
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
