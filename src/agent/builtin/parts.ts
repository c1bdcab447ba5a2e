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
  const { at, way, connectors } = cut;
  const [head, tail] = [clause.tokens.slice(0, at), clause.tokens.slice(at)];
  const [verb] = clause.verbs;
  const isReading = verb === undefined || reading.has(verb);
  const part = (
    tokens: readonly Token[],
    verbs: readonly string[],
    role?: Clause["role"],
  ): Clause => ({
    ...clauseOf(tokens, vocabulary),
    ...(role ? { role, connectors: [connectors[tokens === head ? 0 : 1]] } : {}),
    verbs,
    additional: clause.additional,
    instead: clause.instead,
  });
  if (way === "both") {
    const [first, second] = [clauseOf(head, vocabulary), clauseOf(tail, vocabulary)];
    return [
      part(head, first.verbs.length > 0 ? first.verbs : second.verbs),
      ...partsOf(part(tail, second.verbs.length > 0 ? second.verbs : first.verbs), vocabulary),
    ];
  }
  if (way === "outOf")
    return [
      part(tail, ["read"], "outOf"),
      part(head, isReading ? ["create"] : clause.verbs, "into"),
    ];
  const isFromTo = head.some(({ norm }) => outOfWords.has(norm)) && verb !== "create";
  if (verb !== undefined && making.has(verb) && !isFromTo)
    return [part(head, clause.verbs, "into"), part(tail, ["send"], "into")];
  return [
    {
      ...part(head, isReading && verb ? clause.verbs : ["read"], "outOf"),
      tokens: withoutVerb(head, isReading),
    },
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
  // "to the page 1AbC" is about that one
  if (/^(?=.*\d)[\w-]{5,}$/.test(clause.tokens[mention.to]?.raw ?? "")) return undefined;
  for (let at = mention.from - 1; at >= Math.max(0, mention.from - 3); at--) {
    const word = clause.tokens[at]?.norm ?? "";
    if (outOfWords.has(word)) return typical?.outOf;
    if (intoWords.has(word))
      return reading.has(clause.verbs[0] ?? "read") ? undefined : typical?.into;
  }
  return undefined;
}

interface Cut {
  readonly at: number;
  /** Of what stands before it and behind it. */
  readonly connectors: readonly [string, string];
  /** `into` and `outOf` what comes behind it; `both` are done alike, or each by its own verb. */
  readonly way: "into" | "outOf" | "both";
}

/** Where the sentence turns from one tool to the other. */
function cutOf(tokens: readonly Token[], vocabulary: Vocabulary): Cut | undefined {
  const mentions = mentionsIn(tokens, vocabulary);
  for (const [index, mention] of mentions.entries()) {
    const next = mentions[index + 1];
    if (!next || next.connector === mention.connector || next.from < mention.to) continue;
    if (isSameName(mentions, mention, next)) continue;
    const cut = cutBetween(tokens, mention, next, vocabulary);
    if (cut) return { ...cut, connectors: [mention.connector, next.connector] };
  }
  return undefined;
}

function cutBetween(
  tokens: readonly Token[],
  mention: Mention,
  next: Mention,
  vocabulary: Vocabulary,
): Omit<Cut, "connectors"> | undefined {
  const between = Array.from(
    { length: next.from - mention.to },
    (_, index) => next.from - 1 - index,
  );
  const norm = (at: number) => tokens[at]?.norm ?? "";
  const joint = between.find((at) => jointWords.test(norm(at)));
  const isWay = (at: number) => intoWords.has(norm(at)) || outOfWords.has(norm(at));
  // `from a page`: an article, not where it goes
  const turn = between.find((at) => isWay(at) && !(norm(at) === "a" && isWay(at - 1)));
  if (joint !== undefined) {
    const bothDo = [tokens.slice(0, joint), tokens.slice(joint)].every(
      (part) => clauseOf(part, vocabulary).verbs.length > 0,
    );
    if (bothDo || turn === undefined || turn < joint) return { at: joint, way: "both" };
  }
  if (turn !== undefined) return { at: turn, way: outOfWords.has(norm(turn)) ? "outOf" : "into" };
  // "post to #done every Notion item": the target stands first
  const isAbout = between.some((at) =>
    /^(?:for|of|with|about|fur|mit|con|por|pour|avec|com)$/.test(norm(at)),
  );
  const isTarget = intoWords.has(norm(mention.from - 1)) && !isAbout;
  return isTarget ? { at: mention.to, way: "outOf" } : undefined;
}

const jointWords = /^(?:and|und|y|et|e|,|plus|\+|&)$/;

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
