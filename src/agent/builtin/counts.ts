import { isKnownNoun, isStopWord, verbOf } from "./lexicon.ts";
import { units } from "./calendar-words.ts";
import { isThing } from "./roles.ts";
import type { Slot } from "./slots.ts";
import type { Token } from "./tokens.ts";

const countMarkers: ReadonlySet<string> = new Set(
  (
    "last latest first limit take top recent newest only most max maximum next letzten letzte ersten neuesten nachsten hochstens " +
    "ultimos ultimas primeros primeras proximos maximo derniers dernieres premiers prochains primeiros proximas"
  ).split(" "),
);
const adjectives: ReadonlySet<string> = new Set(
  (
    "last latest most recent recently newest new oldest unread open next upcoming created first biggest top letzten letzte neuesten neueste " +
    "ungelesenen ungelesene ultimos ultimas derniers dernieres recientes recents recentes mas plus mais slack google hubspot salesforce notion tiktok gmail youtube linkedin"
  ).split(" "),
);
const moreWords = /^(?:over|above|>|>=|exceeding|uber|ueber|acima)$/;
const moreThan = /^(?:than|als|de|que|do)$/;

const numberWords: ReadonlyMap<string, number> = new Map(
  [
    "one two three four five six seven eight nine ten",
    "eins zwei drei vier funf sechs sieben acht neun zehn",
    "uno dos tres cuatro cinco seis siete ocho nueve diez",
    "un deux trois quatre cinq six sept huit neuf dix",
    "um dois tres quatro cinco seis sete oito nove dez",
  ].flatMap((words) => words.split(" ").map((word, index) => [word, index + 1] as const)),
);

/** `1,200` and `42,5` as their numbers. */
export function numberOf(text: string): number {
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return Number(text.replaceAll(",", ""));
  if (
    /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text) &&
    (text.includes(",") || text.split(".").length > 2)
  )
    return Number(text.replaceAll(".", "").replace(",", "."));
  return Number(text.replace(",", "."));
}

/** `20k`. */
function thousands(word: string): number | undefined {
  const digits = /^(\d+(?:\.\d+)?)k$/.exec(word)?.[1];
  return digits === undefined ? undefined : Number(digits) * 1000;
}

/** How many are meant by a number, or from which amount on. */
export function countSlots(tokens: readonly Token[], index: number): readonly Slot[] {
  const token = tokens[index];
  if (!token) return [];
  const value =
    token.kind === "number"
      ? numberOf(token.value)
      : token.kind === "word"
        ? (numberWords.get(token.norm) ?? thousands(token.norm))
        : undefined;
  if (value === undefined || Number.isNaN(value)) return [];
  const slot = (kind: Slot["kind"], sure: boolean): Slot[] => [
    { kind, value: String(value), sure, of: undefined, before: [] },
  ];
  const currency = /^[$€£]$/.test(tokens[index - 1]?.norm ?? "") ? 1 : 0;
  const before = tokens[index - 1 - currency]?.norm ?? "";
  const earlier = tokens[index - 2 - currency]?.norm ?? "";
  if (
    (token.kind === "number" || token.norm.endsWith("k")) &&
    (moreWords.test(before) ||
      (moreThan.test(before) &&
        /^(?:more|greater|bigger|larger|mehr|grosser|mas|plus|mais|mayor|maior)$/.test(earlier)))
  )
    return units.has(tokens[index + 1]?.norm ?? "") ? [] : slot("minimum", false);
  if (currency > 0 || !Number.isInteger(value)) return [];
  if (token.kind === "number" && /^(?:limit|take|too)$/.test(tokens[index + 1]?.norm ?? ""))
    return slot("count", true);
  // "first name 5"? A unit of time is a window: "the last 24 hours".
  if (units.has(tokens[index + 1]?.norm ?? "")) return [];
  let at = index + 1;
  while (adjectives.has(tokens[at]?.norm ?? "") && at < index + 5) at += 1;
  const next = tokens[at];
  const counted =
    next?.kind === "word" &&
    !isStopWord(next.norm) &&
    !units.has(next.norm) &&
    (at > index + 1 || isThing(next.norm) || isKnownNoun(next.norm) || next.norm.endsWith("s"));
  if (token.kind === "word") {
    const plural = next?.kind === "word" && next.norm.endsWith("s");
    return countMarkers.has(before) || (counted && plural && at > index + 1)
      ? slot("count", true)
      : [];
  }
  if (countMarkers.has(before) || /^(?:up|hasta|bis|jusqu'a|ate)$/.test(earlier))
    return slot("count", true);
  const quantified =
    counted && verbOf(before) !== "rename" && !/^(?:to|auf|row|with)$/.test(before);
  return quantified ? slot("count", true) : [];
}
