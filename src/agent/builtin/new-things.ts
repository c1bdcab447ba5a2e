import { type Clause, connectorsIn, splitClauses } from "./clauses.ts";
import { arrows, isAppWord, isNew, whenWords } from "./event-words.ts";
import { isDeterminer, isKnownNoun, isStopWord, nounOf } from "./lexicon.ts";
import { isThing } from "./roles.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** They are of what arrives by itself. */
const arriving = /^(?:incoming|newly|eingehende[n]?|entrantes?|entrants|recebidos)$/;

const politeWords = /^(?:please|pls|plz|bitte|porfa|svp|stp)$/;

/** Whether a clause says with `new` alone that something is to be made. */
export function opensWithNew({ tokens }: Pick<Clause, "tokens">): boolean {
  const [first, second] = tokens.filter(
    ({ kind, norm }) => kind === "word" && !politeWords.test(norm),
  );
  const word =
    first && /^(?:a|an|ein|eine|einen|un|una|une|um|uma)$/.test(first.norm) ? second : first;
  return word !== undefined && isNew(word.norm) && !arriving.test(word.norm);
}

/**
 * `new lead Ana Ruiz, company Sol`: one thing with its values, and nothing else to do or to start it,
 * is an order to make it. `new leads to #sales` and `new lead: tell …` say what happens.
 */
export function ordersNewThing(tokens: readonly Token[], vocabulary: Vocabulary): boolean {
  if (!opensWithNew({ tokens })) return false;
  const tellsWhen = tokens.some(
    ({ kind, norm }, index) =>
      kind === "channel" ||
      kind === "break" ||
      norm === ";" ||
      (norm === ":" && tokens[index + 1]?.kind !== "quote") ||
      arrows.test(norm) ||
      (kind === "word" && (whenWords.has(norm) || isAppWord(norm))),
  );
  if (tellsWhen || connectorsIn(tokens, vocabulary).length > 1) return false;
  if (splitClauses(tokens, vocabulary).some(({ verbs }) => verbs.length > 0)) return false;
  const isTool = (token: Token) => connectorsIn([token], vocabulary).length > 0;
  const at = tokens.findIndex(
    (token) =>
      (token.kind !== "word" && token.kind !== "mark") ||
      (/^\p{Lu}/u.test(token.raw) && !isNew(token.norm) && !isNamed(token) && !isTool(token)),
  );
  return at > 0 && !tokens.slice(0, at).some(isPlural);
}

/** A word for a thing, not the name of one. */
function isNamed({ norm }: Token): boolean {
  return isKnownNoun(norm) || isThing(norm) || isStopWord(norm) || isDeterminer(norm);
}

function isPlural({ kind, norm }: Token): boolean {
  return kind === "word" && /[^s]s$/.test(norm) && nounOf(norm) !== norm;
}
