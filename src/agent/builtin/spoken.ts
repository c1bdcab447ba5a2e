import { isAction } from "./clauses.ts";
import { joinValues } from "./joins.ts";
import { isToolWord } from "./objects.ts";
import { nameEnd, textEnd, type Words } from "./spoken-end.ts";
import { startAt, type Start } from "./spoken-start.ts";
import { type Token, tokenAt } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Each costs a look through the rest; a sentence with more is a pasted text. */
const maxTexts = 40;

/**
 * Turns words that stand without quotes into quoted tokens: after a colon (`to #general: see you at
 * 9`), after `saying`, `called`, `with the subject`, or `tell #wins that`. What is quoted is nobody's instruction.
 */
export function quoteSpokenText(
  prompt: string,
  said: readonly Token[],
  vocabulary: Vocabulary,
): readonly Token[] {
  const tokens = joinValues(said);
  const words: Words = {
    tokens,
    isAction: (word) => isAction(word, vocabulary),
    isTool: (word) => isToolWord(word, vocabulary),
  };
  const quoted: Token[] = [];
  let left = maxTexts;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) continue;
    quoted.push(token);
    if (left <= 0) continue;
    if (token.norm === ":") left -= 1;
    const start = startAt(words, index, quoted.at(-2)?.kind === "quote");
    const first = start && tokens[start.from];
    if (!start || !first) continue;
    left -= 1;
    const stop = endOf(words, start);
    const last = tokens[stop - 1];
    if (!last || stop <= start.from) continue;
    const raw = prompt.slice(first.start, last.end);
    quoted.push(...tokens.slice(index + 1, start.from), tokenAt("quote", raw, raw, first.start));
    index = stop - 1;
  }
  return quoted;
}

function endOf(words: Words, { from, form }: Start): number {
  if (form === "one") return from + 1;
  return form === "name" ? nameEnd(words, from) : textEnd(words, from, form === "colon");
}
