import { type Clause, isOrder, mentionsIn } from "./clauses.ts";
import {
  isDeterminer,
  isKnownNoun,
  isStopWord,
  nounOf,
  pointsBack,
  verbOf,
  wordsIn,
} from "./lexicon.ts";
import { opensWithNew } from "./new-things.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Slot } from "./slots.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

const questionWords =
  /^(?:what|what's|whats|which|who|who's|que|cuales|cuantos|cuantas|quien|welche|welcher|welches|wer|quels|quelles|quel|quelle|qui|combien|quais|qual|quem|quantos|quantas)$/;

/** They open a question where nothing says what to do. */
const askingVerbs = /^(?:how|are|is|were|was|do|does|did|hay|wie|gibt|ha|existe|existen|y)$/;

const nameWords =
  /^(?:called|named|titled|title|name|namens|genannt|llamad[oa]|appelee?|nommee?|chamad[oa]|about|with)$/;

/**
 * What a clause says to do. A question asks to look; a channel alone is to be written to; the name
 * of a tool stands for sending: `slack "hi" to #general`.
 */
export function saidVerbs(
  clause: Clause,
  slots: readonly Slot[],
  vocabulary: Vocabulary,
  reacts: boolean,
): readonly string[] {
  const first = clause.tokens[0]?.norm ?? "";
  if (questionWords.test(first)) return ["read"];
  if (clause.verbs.length > 0) return clause.verbs;
  if (askingVerbs.test(first)) return ["read"];
  if (opensWithNew(clause)) return ["create"];
  const isGiven = slots.some(
    ({ kind, sure }) => sure && (kind === "text" || kind === "channel" || kind === "email"),
  );
  const opensWithTool = mentionsIn(clause.tokens, vocabulary)[0]?.from === 0;
  if (isGiven && (opensWithTool || !isOrder(clause))) return ["send"];
  return reacts && clause.connectors.length > 0 ? [verbInto(clause, vocabulary)] : [];
}

/** What goes into a tool that is only named, `new order -> Slack`: what is typical of it. */
function verbInto(clause: Clause, { connectors, operations }: Vocabulary): string {
  const says = clause.tokens.filter(({ kind, norm }) => kind === "word" && !isStopWord(norm));
  const typical = connectors.find(({ id }) => id === clause.connectors[0])?.typical?.into;
  const into = operations.find(({ id }) => id === typical);
  return says.length === 1 && into ? into.titleVerb : "create";
}

/** What the verb itself is about: `email me the list`. */
export function verbThing({ tokens, verbs }: Clause): string | undefined {
  const token = tokens.find(({ norm, kind }) => kind === "word" && verbOf(norm) === verbs[0]);
  return token && isKnownNoun(token.norm) ? nounOf(token.norm) : undefined;
}

/** The words of a clause as they stand, without their endings: `appends` → `append`. */
export function saidForms({ tokens }: Clause): ReadonlySet<string> {
  return new Set(
    tokens
      .filter(({ kind }) => kind === "word")
      .map(({ norm }) => norm.replace(/(?<=\w{3})s$/, "")),
  );
}

/** Everything that a clause names, its tools too, but for what it says to do. */
export function saidNouns({ tokens, verbs }: Clause): ReadonlySet<string> {
  const verb = tokens.findIndex(({ norm }) => verbOf(norm) === verbs[0] || norm === verbs[0]);
  const words = tokens
    .filter(({ kind }, index) => kind === "word" && index !== verb)
    .flatMap(({ value }) => wordsIn(value.replaceAll("-", " ")));
  return new Set(words.map(nounOf));
}

/** Meanings of the things a clause names, without its tools: unless it is the tool's own thing that is meant, `create a calendar called "x"`. */
export function nounsOf(clause: Clause, vocabulary: Vocabulary): readonly string[] {
  const named = mentionsIn(clause.tokens, vocabulary);
  const isTool = (index: number) => named.some(({ from, to }) => index >= from && index < to);
  const toolTokens = new Set(clause.tokens.filter((_, index) => isTool(index)));
  const tools = new Set(vocabulary.connectors.flatMap(({ words }) => words));
  // "list my tasks": what is said to do is no thing, unless nothing else is said, as in "pin it".
  const isVerb = ({ norm }: Token) =>
    clause.verbs[0] !== undefined && verbOf(norm) === clause.verbs[0] && !isKnownNoun(norm);
  const object = clause.role ? undefined : objectOf(clause);
  const nounsAmong = (tokens: readonly Token[]) =>
    tokens
      .filter(({ kind }) => kind === "word")
      .filter((token) => token === object || !toolTokens.has(token) || token.value.includes("-"))
      .flatMap((token) =>
        wordsIn(
          token.value.includes("-")
            ? `${token.value} ${token.value.replaceAll("-", " ")}`
            : token.value,
        ).filter((word) => !isStopWord(word) && (!tools.has(word) || token === object)),
      )
      .map(nounOf);
  const things = nounsAmong(clause.tokens.filter((token) => !isVerb(token)));
  return [...new Set(things.length > 0 ? things : nounsAmong(clause.tokens))];
}

/** The last word of what the verb is about, before a preposition, a name or a value. */
function objectOf({ tokens, verbs }: Clause): Token | undefined {
  if (verbs.length === 0 && questionWords.test(tokens[0]?.norm ?? "")) {
    const asked = tokens[1];
    return asked && nounOf(asked.norm) !== asked.norm ? asked : undefined;
  }
  const verb = tokens.findIndex(({ norm, kind }) => kind === "word" && verbOf(norm) === verbs[0]);
  if (verb < 0 || verbs[0] === undefined || verbs[0] === "send") return undefined;
  const end = tokens.findIndex(
    ({ norm, kind }, index) =>
      index > verb &&
      (kind !== "word" ||
        (index > verb + 1 && isStopWord(norm) && !isDeterminer(norm)) ||
        nameWords.test(norm)),
  );
  const object = tokens.slice(verb + 1, end < 0 ? undefined : end).at(-1);
  // `read my calendar` looks into it, `list my calendars` at them
  const isLooking = verbs[0] === "read" || verbs[0] === "search";
  if (object?.kind !== "word" || (isLooking && nounOf(object.norm) === object.norm))
    return undefined;
  return object;
}

/** `my documents`, `all answers`, `the last 10`: more than one is looked for. */
export function saysSeveral({ tokens }: Clause, slots: readonly Slot[]): boolean {
  return (
    slots.some(({ kind }) => kind === "count") ||
    tokens.some(
      ({ norm, kind }, index) =>
        kind === "word" &&
        (/^(?:all|every|alle|todos|todas|tous|toutes|cada)$/.test(norm) ||
          (index > 0 && /[a-z]{3}s$/.test(norm) && nounOf(norm) !== norm)),
    )
  );
}

/** `archive it`: about what was there before. */
export function leansOn({ tokens }: Clause): boolean {
  return tokens.some(
    ({ norm }) =>
      /^(?:it|them|this|that|these|those|es|sie|ihn|lo|la|los|las|le|les|isso|ela|ele)$/.test(
        norm,
      ) || pointsBack(norm),
  );
}

/** Points in time are often no value but say of when the things are. */
export function isTime(kind: SlotKind): boolean {
  return /^(?:time|since|until|start|end|due|duration)$/.test(kind);
}
