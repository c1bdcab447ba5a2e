import { nounOf } from "./lexicon.ts";
import { timePhrases } from "./time-phrases.ts";
import { withoutTrigger } from "./trigger.ts";
import { type Token, tokenAt } from "./tokens.ts";

const sayingWords: ReadonlySet<string> = new Set(
  "saying says reads diciendo diga disant dizendo dizend lautet".split(" "),
);
const textWords: ReadonlySet<string> = new Set(
  "text message texto mensaje texte mensagem nachricht".split(" "),
);
const withWords: ReadonlySet<string> = new Set(
  "with con mit avec com the dem den el le la o a".split(" "),
);
const thatWords: ReadonlySet<string> = new Set("that dass que".split(" "));

/**
 * Turns text that stands without quotes into one quoted token: after a colon (`to #general: see you
 * at 9`), after `saying`, `with the text`, or `tell #wins that`. What follows is then nobody's instruction.
 */
export function quoteSpokenText(
  prompt: string,
  tokens: readonly Token[],
  isAction: (word: string) => boolean,
): readonly Token[] {
  const start = tokens.findIndex((_, index) => startsText(tokens, index, isAction));
  const first = tokens[start + 1];
  if (start < 0 || !first) return tokens;
  const colon = tokens[start]?.norm === ":";
  const stop = textEnd(tokens, start + 1, colon, isAction);
  const last = tokens[stop - 1];
  if (!last || stop <= start + 1) return tokens;
  const raw = prompt.slice(first.start, last.end);
  return [
    ...tokens.slice(0, start + 1),
    tokenAt("quote", raw, raw, first.start),
    ...tokens.slice(stop),
  ];
}

function startsText(
  tokens: readonly Token[],
  index: number,
  isAction: (word: string) => boolean,
): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !next || next.kind === "quote" || next.kind === "break" || next.kind === "mark")
    return false;
  const before = tokens[index - 1];
  if (token.norm === ":") {
    // `when X: do Y` has instructions after its colon, `post to #x: Y` has text
    const left = withoutTrigger(tokens.slice(0, index), isAction);
    const target = left.some(
      ({ kind }) => kind === "channel" || kind === "id" || kind === "email" || kind === "mention",
    );
    return (
      (target || left.some(({ norm }) => isAction(norm) || textWords.has(norm))) &&
      next.kind !== "channel" &&
      next.kind !== "id"
    );
  }
  if (token.kind !== "word") return false;
  if (sayingWords.has(token.norm)) return true;
  if (textWords.has(token.norm))
    return (
      withWords.has(before?.norm ?? "") &&
      /^(?:with|con|mit|avec|com|the|dem|el|le|o)$/.test(before?.norm ?? "") &&
      precededByWith(tokens, index)
    );
  const target =
    before?.kind === "channel" || before?.kind === "mention" || before?.kind === "email";
  // "remind #team to submit timesheets"
  if (token.norm === "to" && target && tokens.slice(0, index).some(({ norm }) => norm === "remind"))
    return true;
  return (target || nounOf(before?.norm ?? "") === "channel") && thatWords.has(token.norm);
}

function precededByWith(tokens: readonly Token[], index: number): boolean {
  return [tokens[index - 1], tokens[index - 2]].some((token) =>
    /^(?:with|con|mit|avec|com)$/.test(token?.norm ?? ""),
  );
}

function textEnd(
  tokens: readonly Token[],
  from: number,
  colon: boolean,
  isAction: (word: string) => boolean,
): number {
  const phrase = timePhrases(tokens.slice(from)).find(
    ({ every, to }) => every && to === tokens.length - from,
  );
  const schedule = phrase ? from + phrase.from : tokens.length;
  for (let at = from; at < schedule; at++) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (token?.kind === "break") return at;
    if (
      /^(?:and|then|und|y|et|e)$/.test(token?.norm ?? "") &&
      startsInstruction(tokens, at + 1, isAction)
    ) {
      return tokens[at - 1]?.norm === "," ? at - 1 : at;
    }
    if (colon) continue;
    if (
      /^(?:to|in|on|an|en|dans|a|no|na)$/.test(token?.norm ?? "") &&
      (next?.kind === "channel" || next?.kind === "id" || next?.kind === "email")
    )
      return at;
    if (/^(?:when|whenever|wenn|sobald|cuando|quand|quando)$/.test(token?.norm ?? "")) return at;
  }
  return schedule;
}

/** `… and then react with :rocket:` goes on with the next thing to do; `… and send help` is text. */
function startsInstruction(
  tokens: readonly Token[],
  index: number,
  isAction: (word: string) => boolean,
): boolean {
  const token = tokens[index];
  if (/^(?:then|also|dann|luego|puis|depois)$/.test(token?.norm ?? ""))
    return isAction(tokens[index + 1]?.norm ?? "");
  if (!isAction(token?.norm ?? "")) return false;
  return tokens
    .slice(index, index + 6)
    .some(
      ({ kind }) =>
        kind === "channel" || kind === "emoji" || kind === "email" || kind === "timestamp",
    );
}
