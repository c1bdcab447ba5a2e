import type { Clause } from "./clauses.ts";
import { isDeterminer, isKnownNoun, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What stands between the verb and the target of `post … to #general`. */
export interface ObjectPhrase {
  readonly words: readonly string[];
  readonly raw: string;
  /** `hello world` is the text itself; `the weekly report` only names what the caller will pass. */
  readonly literal: boolean;
}

const targetWords: ReadonlySet<string> = new Set(
  "to in into on at an auf im en dans sur para no na for".split(" "),
);
const literalVerbs: ReadonlySet<string> = new Set(
  "post send say write publish schreib schreibe poste schicke sende envia manda escribe envoie ecris publie envie mande escreva dm message".split(
    " ",
  ),
);
/** These take whom to tell right after them, not what. */
const fillers: ReadonlySet<string> = new Set("me us slack please pls".split(" "));

/** Reads the unquoted object of a sending verb. */
export function objectPhrase(
  prompt: string,
  { tokens }: Clause,
  vocabulary: Vocabulary,
): ObjectPhrase | undefined {
  const verb = tokens.findIndex(({ norm, kind }) => kind === "word" && verbOf(norm) === "send");
  if (verb < 0) return undefined;
  const from = verb + 1;
  let to = from;
  while (to < tokens.length && !endsObject(tokens, to)) to += 1;
  const words = tokens.slice(from, to);
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return undefined;
  const content = words.filter(
    ({ norm }) =>
      !isStopWord(norm) &&
      !fillers.has(norm) &&
      !isToolWord(norm, vocabulary) &&
      !isCompound(norm, vocabulary),
  );
  if (content.every(({ norm }) => isKnownNoun(norm))) return undefined;
  if (content.some(({ norm }) => nounOf(norm) === "message" || nounOf(norm) === "direct"))
    return undefined;
  const named =
    isDeterminer(first.norm) ||
    !literalVerbs.has(tokens[verb]?.norm ?? "") ||
    fillers.has(first.norm) ||
    isStopWord(first.norm);
  return {
    words: content.map(({ value }) => value),
    raw: prompt.slice(first.start, last.end),
    literal: !named,
  };
}

function endsObject(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token) return true;
  if (token.kind === "break" || (token.kind === "mark" && /^[,;:.]$/.test(token.raw))) return true;
  if (token.kind !== "word")
    return token.kind !== "emoji" && token.kind !== "number" && token.kind !== "mark";
  // "a" is an article as well; before a target it is not
  if (token.norm === "a") return next !== undefined && next.kind !== "word";
  return targetWords.has(token.norm) && next !== undefined && index > 0;
}

/** `Slack-Nachricht`: a thing and its tool, no text. */
function isCompound(word: string, vocabulary: Vocabulary): boolean {
  return (
    word.includes("-") &&
    word.split("-").every((part) => isKnownNoun(part) || isToolWord(part, vocabulary))
  );
}

/** Whether a word is the name of a tool, or begins one: `google` of `google calendar`. */
export function isToolWord(word: string, vocabulary: Vocabulary): boolean {
  return vocabulary.connectors.some(({ words }) =>
    words.some((name) => name === word || name.startsWith(`${word} `)),
  );
}
