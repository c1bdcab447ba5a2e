import { weekdays } from "./calendar-words.ts";
import { isDeterminer, isKnownNoun } from "./lexicon.ts";
import { isThing, roleAt, roleFrom, thingOf } from "./roles.ts";
import { timePhrases } from "./time-phrases.ts";
import type { Token } from "./tokens.ts";

/** A sentence, and which of its words are orders. */
export interface Words {
  readonly tokens: readonly Token[];
  readonly isAction: (word: string) => boolean;
  /** Whether a word is the name of a tool. */
  readonly isTool: (word: string) => boolean;
}

const places =
  /^(?:to|in|into|on|onto|an|auf|im|am|en|dans|sur|a|au|no|na|para|under|unter|from|for|fur|with|mit|con|avec|com|at|um|via|using|by|of|due|as|w\/|inside|within|por|pour|zu)$/;
const whenWords = /^(?:when|whenever|wenn|sobald|cuando|quand|lorsque|quando)$/;
const particles = /^(?:an|hinzu|hoch|ab|please|pls|bitte|stp|svp)$/;
const joints = /^(?:and|then|und|y|et|e|plus|&)$/;

/** Where words that are a text end: they go on over commas and small words. */
export function textEnd(words: Words, from: number, colon: boolean): number {
  const { tokens } = words;
  const schedule = scheduleStart(tokens, from);
  for (let at = from; at < schedule; at++) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!token || token.kind === "break") return at;
    if (at > from && startsMarker(tokens, at)) return at;
    if ((joints.test(token.norm) || token.norm === ",") && startsInstruction(words, at + 1))
      return tokens[at - 1]?.norm === "," ? at - 1 : at;
    if (colon) continue;
    if (
      places.test(token.norm) &&
      (isTarget(next) || (words.isTool(next?.norm ?? "") && at > from))
    )
      return at;
    if (places.test(token.norm) && isDeterminer(next?.norm ?? "") && isDestination(words, at + 2))
      return at;
    if (whenWords.test(token.norm)) return at;
  }
  return schedule;
}

/** Where words that are a name end: at the next thing that the sentence says. */
export function nameEnd(words: Words, from: number): number {
  const { tokens, isAction } = words;
  const schedule = Math.min(scheduleStart(tokens, from), timeStart(tokens, from));
  for (let at = from; at < schedule; at++) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!token) return at;
    if (token.raw === ":" && token.start === tokens[at - 1]?.end && token.end === next?.start)
      continue;
    if (token.kind === "break" || (token.kind === "mark" && !/^[&'’/+-]$/.test(token.raw)))
      return at;
    if (/^(?:quote|email|channel|mention|url|urn|soql|date|timestamp|range)$/.test(token.kind))
      return at;
    if (at === from) continue;
    if (whenWords.test(token.norm)) return at;
    if (particles.test(token.norm) && (next === undefined || next.kind === "mark")) return at;
    if (roleFrom(tokens, at)) return roleStartBefore(tokens, at);
    if (thingOf(token.norm) === "email" && next?.kind === "email") return at;
    if (joints.test(token.norm) && (isAction(next?.norm ?? "") || endsList(words, at + 1)))
      return at;
    if (places.test(token.norm) && goesOn(words, at + 1)) return at;
  }
  return schedule;
}

/** `with amount`, `and the stage`: what introduces a role goes with it. */
function roleStartBefore(tokens: readonly Token[], at: number): number {
  let start = at;
  while (
    /^(?:with|mit|con|avec|com|the|el|la|le|o|der|dem|den|and|und|y|et|e|its)$/.test(
      tokens[start - 1]?.norm ?? "",
    )
  )
    start -= 1;
  return start;
}

function endsList({ tokens, isTool }: Words, at: number): boolean {
  return (
    roleFrom(tokens, at) !== undefined ||
    isDeterminer(tokens[at]?.norm ?? "") ||
    thingOf(tokens[at]?.norm ?? "") === "email" ||
    isTool(tokens[at]?.norm ?? "") ||
    /^(?:then|also|dann|luego|puis|depois|with|mit|con|avec|com)$/.test(tokens[at]?.norm ?? "") ||
    isTarget(tokens[at])
  );
}

/** Whether a small word is followed by another part of the sentence, rather than the name's own next word. */
function goesOn({ tokens, isTool }: Words, at: number): boolean {
  const token = tokens[at];
  if (!token) return true;
  if (token.kind !== "word") return true;
  return (
    isDeterminer(token.norm) ||
    isThing(token.norm) ||
    isKnownNoun(token.norm) ||
    isTool(token.norm) ||
    weekdays.has(token.norm) ||
    roleFrom(tokens, at) !== undefined ||
    (/\d/.test(token.raw) && /\p{L}/u.test(token.raw))
  );
}

function isDestination({ tokens, isTool }: Words, at: number): boolean {
  return [tokens[at], tokens[at + 1]].some(
    (token) =>
      token !== undefined &&
      (isTool(token.norm) || (isThing(token.norm) && isTarget(tokens[tokens.indexOf(token) + 1]))),
  );
}

function isTarget(token: Token | undefined): boolean {
  return token !== undefined && /^(?:channel|id|email|mention|url|urn)$/.test(token.kind);
}

/** `, body x`, `and the text x`, `subject a body b`: the next value's own word. */
function startsMarker(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (
    token.norm === "," ||
    joints.test(token.norm) ||
    /^(?:with|mit|con|avec|com)$/.test(token.norm)
  ) {
    let next = at + 1;
    while (
      /^(?:with|mit|con|avec|com|and|und|y|et|e|the|el|la|le|o|der|dem|den|its|,)$/.test(
        tokens[next]?.norm ?? "",
      )
    )
      next += 1;
    return (
      roleFrom(tokens, next) !== undefined || /^(?:cc|bcc|invite)$/.test(tokens[next]?.norm ?? "")
    );
  }
  const said = roleAt(tokens, at);
  if (said === undefined) return false;
  const next = tokens[at + 1];
  if (next === undefined) return false;
  return (
    /^(?:subject|text)$/.test(said.role) &&
    tokens[at - 1]?.kind === "word" &&
    !isDeterminer(tokens[at - 1]?.norm ?? "") &&
    (next.kind === "quote" ||
      /^(?:body|betreff|asunto|assunto|objet|subject|text|texto|texte|cuerpo|corpo)$/.test(
        token.norm,
      ))
  );
}

/** Where the phrase of time begins that ends the sentence and repeats. */
function scheduleStart(tokens: readonly Token[], from: number): number {
  const phrase = timePhrases(tokens.slice(from)).find(
    ({ every, to }) => every && to === tokens.length - from,
  );
  return phrase ? from + phrase.from : tokens.length;
}

/** Where a name is followed by a time: `called Standup tomorrow at 9`. */
function timeStart(tokens: readonly Token[], from: number): number {
  const phrase = timePhrases(tokens.slice(from)).find(
    ({ from: start, clocks, date, daysAhead, every }) =>
      start > 0 && (clocks.length > 0 || date !== undefined || daysAhead !== undefined || every),
  );
  return phrase ? from + phrase.from : tokens.length;
}

/** `… and then react with :rocket:` goes on with the next thing to do; `… and send help` is text. */
function startsInstruction({ tokens, isAction, isTool }: Words, index: number): boolean {
  const token = tokens[index];
  if (/^(?:then|also|dann|luego|puis|depois)$/.test(token?.norm ?? ""))
    return isAction(tokens[index + 1]?.norm ?? "");
  if (!isAction(token?.norm ?? "")) return false;
  return tokens
    .slice(index, index + 6)
    .some(
      ({ kind, norm }) =>
        kind === "channel" ||
        kind === "emoji" ||
        kind === "email" ||
        kind === "timestamp" ||
        isTool(norm),
    );
}
