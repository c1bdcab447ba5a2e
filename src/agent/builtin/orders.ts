import { isAppWord, newWords, whenWords } from "./event-words.ts";
import { happeningsIn } from "./happenings.ts";
import { isDeterminer, isKnownNoun, isStopWord, verbOf } from "./lexicon.ts";
import type { Token } from "./tokens.ts";

/** Before these stands what is done to them: `forward it`. */
export function isPronoun(next: Token | undefined): boolean {
  return next?.kind === "word" && /^(?:it|them|him|me|us|everyone|everybody)$/.test(next.norm);
}

/** What something is done with stands after these: `signs up with email`. */
export const besides = /^(?:with|by|via|from|of|about|per|mit|von|con|de|avec|com)$/;

export function takesObject(next: Token | undefined): boolean {
  if (!next) return false;
  if (next.kind === "word") return isDeterminer(next.norm) || isPronoun(next);
  return /^(?:email|channel|quote|mention|id)$/.test(next.kind);
}

/** A verb right after this one makes it a thing: `our LinkedIn post tell …`. */
export function nextWord(tokens: readonly Token[], index: number): string {
  const next = tokens[index + 1];
  return next?.kind === "word" && !isKnownNoun(next.norm) ? next.norm : "";
}

/** `a new`, but not `un correo nuevo`, which has its noun before it. */
export function determines(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.norm ?? "";
  const before = tokens[index - 1]?.norm ?? "";
  if (newWords.has(word) && before !== "" && !isDeterminer(before) && !whenWords.has(before))
    return false;
  return isDeterminer(word);
}

/** Whoever does it; an app in which something happens does not. */
export function isSubject(tokens: readonly Token[], index: number): boolean {
  const place = tokens
    .slice(Math.max(0, index - 2), index)
    .some(({ norm }) => /^(?:in|from|on|im|en|na|no|dans|inside|of)$/.test(norm));
  const word = tokens[index]?.norm ?? "";
  return subjectOf(word) && !(isAppWord(word) && place);
}

/** `gets`, `adds`: what somebody does, not what to do. */
export function isThird(word: string): boolean {
  return /[a-z]s$/.test(word) && verbOf(word.slice(0, -1)) !== undefined;
}

/** `a new post is published`: the word before is the thing it happens to. */
export function isPassive(next: Token | undefined): boolean {
  return /^(?:is|was|gets|has|are|were|been|ist|wird|wurde|es|sea|est|foi|e|esta|está)$/.test(
    next?.norm ?? "",
  );
}

/** `a new form answer`: nothing follows that it could be done with. */
export function endsNoun(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return (
    !next || next.kind === "mark" || next.kind === "break" || happeningsIn([next.norm]).size > 0
  );
}

/** Words after which a verb tells what happens rather than what to do. */
export function subjectOf(word: string): boolean {
  return /^(?:i|you|we|they|he|she|it|someone|somebody|anyone|everyone|users|customers|app|gets?|is|are|was|has|have|been|to|alguien|quelqu'un|jemand|alguem|people|function|not|never|se|me|blog|about)$/.test(
    word,
  );
}

/** `… and also tell #ops`. */
export function startsNext(
  tokens: readonly Token[],
  index: number,
  isAction: (word: string) => boolean,
): boolean {
  const word = tokens[index]?.norm ?? "";
  return /^(?:also|then|auch|dann)$/.test(word) || isAction(word);
}

/** A verb with something to do it to: `… blog post drafts a post`, `… row create a task`. */
export function startsOrder(
  tokens: readonly Token[],
  index: number,
  isAction: (word: string) => boolean,
): boolean {
  const word = tokens[index]?.norm ?? "";
  const next = tokens[index + 1];
  const before = tokens[index - 1]?.norm ?? "";
  if (
    isStopWord(word) ||
    isDeterminer(word) ||
    isDeterminer(before) ||
    happeningsIn([word]).has("changed")
  )
    return false;
  const object =
    next !== undefined &&
    ((next.kind === "word" &&
      (isDeterminer(next.norm) || /^(?:me|us|it|mir|uns|me|nous|nos)$/.test(next.norm))) ||
      next.kind === "quote" ||
      next.kind === "channel");
  if (isAction(word) && !isKnownNoun(word)) return object || !isPassive(next);
  return object && !isStopWord(word);
}
