import { type Clause, clauseOf, connectorsIn } from "./clauses.ts";
import { isDeterminer, isDigest } from "./lexicon.ts";
import { nounsOf } from "./said.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

const aboutWords = /^(?:of|with|about|on|von|der|des|uber|mit|de|del|du|dos|das|do|da|sobre|sur)$/;
const toWords = /^(?:to|in|into|on|via|through|an|auf|nach|a|en|por|al|dans|sur|para|no|na|em)$/;
const personWords = /^(?:me|us|mir|uns|nos|moi|nous)$/;
const mailWords = /^(?:email|e-mail|mail|correo|courriel)$/;

/**
 * `Email me a summary of my unread emails`, `Post a list of open deals to #sales`: what is sent is read
 * first. Two things to do, where a tool has what is named; else the clause as it is.
 */
export function digestOf(clause: Clause, vocabulary: Vocabulary): readonly Clause[] {
  const { tokens } = clause;
  const at = tokens.findIndex(({ norm, kind }) => kind === "word" && isDigest(norm));
  if (clause.verbs[0] !== "send" || at < 1 || !aboutWords.test(tokens[at + 1]?.norm ?? ""))
    return [clause];
  const head = tokens.slice(0, at + 1);
  const end = deliveryIn(tokens, at + 2, isAddressed(head), vocabulary);
  const what = clauseOf(tokens.slice(at + 2, end), vocabulary);
  if (!isReadable(what, vocabulary)) return [clause];
  const told = clauseOf([...head, ...tokens.slice(end)], vocabulary);
  const { additional, instead } = clause;
  return [
    { ...what, verbs: ["read"] },
    { ...told, verbs: clause.verbs, additional, instead },
  ];
}

/** Where it begins to say whom it goes to; the end, where it does not. */
function deliveryIn(
  tokens: readonly Token[],
  from: number,
  addressed: boolean,
  vocabulary: Vocabulary,
): number {
  for (let at = tokens.length - 2; at > from; at--) {
    const goal = tokens.slice(at + 1).filter(({ kind }) => kind !== "mark");
    const isGoal = goal.some(
      ({ kind, norm }) =>
        kind === "channel" || kind === "email" || personWords.test(norm) || mailWords.test(norm),
    );
    const isTool = goal.length <= 3 && connectorsIn(goal, vocabulary).length > 0;
    // "of the messages in #general", when it is clear already who gets it
    if (toWords.test(tokens[at]?.norm ?? "") && !addressed && (isGoal || isTool)) return at;
  }
  return tokens.length;
}

/** `email me`, `send ann@acme.com`: nobody else is named behind. */
function isAddressed(head: readonly Token[]): boolean {
  return (
    head.some(({ kind }) => kind === "email" || kind === "channel") ||
    (mailWords.test(head[0]?.norm ?? "") && head.some(({ norm }) => personWords.test(norm)))
  );
}

/** Whether a tool finds or lists what is named. */
function isReadable(what: Clause, vocabulary: Vocabulary): boolean {
  const things = nounsOf(what, vocabulary);
  const words = what.tokens.filter(({ norm }) => !isDeterminer(norm));
  return (
    words.length > 0 &&
    (what.connectors.length > 0 ||
      vocabulary.operations.some(
        ({ kind, titleNouns }) =>
          kind === "read" && titleNouns.some((noun) => things.includes(noun)),
      ))
  );
}
