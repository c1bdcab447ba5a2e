import { de, en, es, fr, pt, type ParsedResult } from "chrono-node";
import { fold } from "./text.ts";
import { type ClockTime, noTime, type TimePhrase } from "./time-phrase.ts";
import { timePhrases } from "./time-phrases.ts";
import { dateIn, offsetMinutes } from "./timezones.ts";
import type { Token } from "./tokens.ts";

/**
 * The languages of chrono-node that people write here, each with words that only it has: they say
 * how 5/12/2026 is meant.
 */
const locales = [
  { parser: en, words: /\b(?:the|at|on|from|to|and|with|for)\b/g },
  { parser: de, words: /\b(?:der|die|das|um|am|uhr|mit|und|fur|von|bis)\b/g },
  { parser: es, words: /\b(?:el|las|los|con|para|del|y)\b/g },
  { parser: fr, words: /\b(?:le|les|avec|pour|du|et|dans)\b/g },
  { parser: pt, words: /\b(?:o|os|as|com|dia|ao|no|na|e)\b/g },
] as const;

/** Longer sentences are pasted text. */
const maxLength = 1000;
/** What is over, and how long something takes, are no points in time that something is set to. */
const otherSpans =
  /\b(?:ago|last|past|yesterday|hace|ayer|vor|gestern|letzte[nrs]?|il y a|hier|ha|ontem|passado|passada|for|during|fur|durante|pendant|por)\b/;
/** A span is a point in time only from now on: `in 30 minutes`, but not `a 30 minute call`. */
const span =
  /(?<![a-z])(?:min|hour|day|week|month|year|minut|stunde|tag|woche|monat|hora|dia|semana|mes|heure|jour|semaine|mois)/;
const fromNow = /^(?:in|within|en|dentro|dans|daqui)\b/;
const bareNow = /\b(?:now|jetzt|ahora|maintenant|agora)$/;
/** An hour, `15h`, is no span of hours from now. */
const bareNumbers = /^\d+(?:[./]\d+|\s?h(?:\d\d)?)?$/;
const readable: ReadonlySet<string> = new Set("word number clock ordinal date mark".split(" "));

/** The day that a sentence names as people write it: `September 26, 2024`, `26.9.2026 14 Uhr`, `in 2 hours`. */
export function datePhrase(
  prompt: string,
  tokens: readonly Token[],
  now: Date,
  timezone: string,
): TimePhrase | undefined {
  const end = tokens.at(-1)?.end ?? 0;
  if (end > maxLength || tokens.some(({ kind }) => kind === "date")) return undefined;
  const text = readableText(prompt, tokens, end);
  const reference = { instant: now, timezone: offsetMinutes(now, timezone) };
  const found = locales
    .map(({ parser, words }) => ({
      results: parser.parse(text, reference, { forwardDate: true }).filter(isDay),
      likely: fold(text).match(words)?.length ?? 0,
    }))
    .toSorted((left, right) => right.likely - left.likely)
    .flatMap(({ results }) => results);
  const [best] = found.toSorted((left, right) => right.text.length - left.text.length);
  return best && phraseOf(best, tokens, dateIn(now, timezone).year);
}

/** Values and what is not said outside quotes are blanks: every character keeps its place. */
function readableText(prompt: string, tokens: readonly Token[], end: number): string {
  const signs = Array.from({ length: end }, () => " ");
  for (const token of tokens) {
    if (!readable.has(token.kind)) continue;
    // a typo that was read right is read right here as well, where it is as long
    for (let at = token.start; at < token.end; at++) signs[at] = prompt[at] ?? " ";
  }
  return signs.join("");
}

function isDay({ text, start }: ParsedResult): boolean {
  const folded = fold(text);
  if (span.test(folded) && !fromNow.test(folded)) return false;
  return (
    start.isCertain("day") &&
    !bareNumbers.test(folded) &&
    !bareNow.test(folded) &&
    !otherSpans.test(folded)
  );
}

function phraseOf(
  { index, text, start, end }: ParsedResult,
  tokens: readonly Token[],
  thisYear: number,
): TimePhrase | undefined {
  const covers = ({ start: first, end: last }: Token) =>
    last > index && first < index + text.length;
  const first = tokens.findIndex(covers);
  const last = tokens.findLastIndex(covers);
  if (first < 0) return undefined;
  // our own reading of the hours knows zones, and languages in which chrono knows dates only
  const own = timePhrases(tokens).find(
    (phrase) =>
      phrase.from <= last + 2 &&
      phrase.to >= first &&
      (phrase.clocks.length > 0 || phrase.timezone !== undefined),
  );
  const at = (part: typeof start): ClockTime => ({
    hour: part.get("hour") ?? 0,
    minute: part.get("minute") ?? 0,
  });
  const dated = (part: typeof start) =>
    [part.get("year") ?? thisYear, part.get("month") ?? 1, part.get("day") ?? 1]
      .map((number, order) => String(number).padStart(order === 0 ? 4 : 2, "0"))
      .join("-");
  const isRelative = start.isCertain("second") || own === undefined;
  const clocks = isRelative ? (start.isCertain("hour") ? [at(start)] : []) : own.clocks;
  const date = dated(start);
  const until =
    own?.until ??
    (end?.isCertain("hour") || (end && dated(end) !== date)
      ? { ...at(end), date: dated(end) }
      : undefined);
  return {
    ...(own ?? noTime),
    from: Math.min(own?.from ?? first, first),
    to: Math.max(own?.to ?? 0, last + 1),
    date,
    clocks,
    part: undefined,
    until,
  };
}
