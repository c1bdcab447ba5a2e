import { type Clause, clauseOf, type Mention, mentionsIn } from "./clauses.ts";
import { verbOf } from "./lexicon.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

const intoWords: ReadonlySet<string> = new Set(
  "to into in on onto via through as > → ➔ -> an nach ins im auf zu zum zur al a en hacia vers dans sur para pro no na ao".split(
    " ",
  ),
);
const outOfWords: ReadonlySet<string> = new Set(
  "from off out aus von vom desde de del depuis do da dos das".split(" "),
);
/** With these, what is named first is what is made, not what is read. */
const making: ReadonlySet<string> = new Set(["create", "update", "delete", "complete"]);
/** With these, what is named first is looked at, and the second takes it. */
const reading: ReadonlySet<string> = new Set(["read", "search", "export", "think", "mark"]);

/**
 * One thing to do that goes from one tool to another: "put my TikTok videos into the sheet", "Export
 * form answers to Sheets", "Notion pages from new rows in Sheets". It is what comes out of the one and
 * what goes into the other, in this order.
 */
export function partsOf(clause: Clause, vocabulary: Vocabulary): readonly Clause[] {
  const cut = cutOf(clause.tokens, vocabulary);
  if (!cut) return [clause];
  const { at, word } = cut;
  const [head, tail] = [clause.tokens.slice(0, at), clause.tokens.slice(at)];
  const verb = clause.verbs[0];
  const part = (
    tokens: readonly Token[],
    verbs: readonly string[],
    role: Clause["role"],
  ): Clause => ({
    ...clauseOf(tokens, vocabulary),
    verbs,
    ...(role ? { role } : {}),
    additional: clause.additional,
    instead: clause.instead,
  });
  if (outOfWords.has(word)) {
    return [
      part(tail, ["read"], "outOf"),
      part(head, verb === undefined || reading.has(verb) ? ["create"] : clause.verbs, "into"),
    ];
  }
  if (verb !== undefined && making.has(verb))
    return [part(head, clause.verbs, "into"), part(tail, ["send"], "into")];
  const isReading = verb === undefined || reading.has(verb);
  return [
    part(withoutVerb(head, isReading), isReading && verb ? clause.verbs : ["read"], "outOf"),
    part(
      isReading ? tail : [...verbTokens(head), ...tail],
      isReading ? ["send"] : clause.verbs,
      "into",
    ),
  ];
}

/** The operation that is meant by `… to Notion` or `… from Notion` where nothing else says which. */
export function goalOf(clause: Clause, vocabulary: Vocabulary): string | undefined {
  const [mention] = mentionsIn(clause.tokens, vocabulary);
  if (!mention) return undefined;
  const typical = vocabulary.connectors.find(({ id }) => id === mention.connector)?.typical;
  for (let at = mention.from - 1; at >= Math.max(0, mention.from - 3); at--) {
    const word = clause.tokens[at]?.norm ?? "";
    if (outOfWords.has(word)) return typical?.outOf;
    if (intoWords.has(word))
      return reading.has(clause.verbs[0] ?? "read") ? undefined : typical?.into;
  }
  return undefined;
}

/** The preposition between two tools: where the sentence turns from one to the other. */
function cutOf(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): { readonly at: number; readonly word: string } | undefined {
  const mentions = mentionsIn(tokens, vocabulary);
  for (const [index, mention] of mentions.entries()) {
    const next = mentions[index + 1];
    if (!next || next.connector === mention.connector || next.from < mention.to) continue;
    if (isSameName(mentions, mention, next)) continue;
    for (let at = next.from - 1; at >= mention.to; at--) {
      const word = tokens[at]?.norm ?? "";
      if (intoWords.has(word) || outOfWords.has(word)) return { at, word };
    }
  }
  return undefined;
}

/** One word that names two tools does not lead from one to the other. */
function isSameName(mentions: readonly Mention[], one: Mention, other: Mention): boolean {
  const at = ({ connector }: Mention) =>
    mentions.filter((mention) => mention.connector === connector).map(({ from }) => from);
  return at(other).some((from) => from === one.from) || at(one).some((from) => from === other.from);
}

function verbTokens(tokens: readonly Token[]): readonly Token[] {
  const verb = tokens.find(({ norm, kind }) => kind === "word" && verbOf(norm) !== undefined);
  return verb ? [verb] : [];
}

function withoutVerb(tokens: readonly Token[], keep: boolean): readonly Token[] {
  if (keep) return tokens;
  const [verb] = verbTokens(tokens);
  return tokens.filter((token) => token !== verb);
}
