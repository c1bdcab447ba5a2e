import { isDeterminer, isKnownNoun, isStopWord, nounOf, verbOf, wordsIn } from "./lexicon.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** One thing to do, with the words that say it. */
export interface Clause {
  readonly tokens: readonly Token[];
  /** Meanings of its verbs, the first first. */
  readonly verbs: readonly string[];
  /** Connectors it names. */
  readonly connectors: readonly string[];
  /** Whether it is said to come on top of what is there: `also`, `too`. */
  readonly additional: boolean;
  /** Whether it takes the place of what is there: `instead`. */
  readonly instead: boolean;
}

const joiners: ReadonlySet<string> = new Set(
  "and then also plus afterwards afterward next finally y luego despues tambien ademas und dann danach anschliessend ausserdem auch et puis ensuite aussi e depois tambem".split(
    " ",
  ),
);
const alwaysSplit: ReadonlySet<string> = new Set(
  "then luego dann danach puis ensuite depois afterwards".split(" "),
);
const alsoWords: ReadonlySet<string> = new Set(
  "also too additionally well ademas tambien auch ausserdem zusatzlich aussi egalement tambem".split(
    " ",
  ),
);
const insteadWords: ReadonlySet<string> = new Set(
  "instead rather stattdessen lieber enseguida lugar stelle place vez other".split(" "),
);

/** Splits a sentence without its trigger into the things to do. */
export function splitClauses(tokens: readonly Token[], vocabulary: Vocabulary): readonly Clause[] {
  const groups: Token[][] = [[]];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) continue;
    if (
      endsSentence(tokens, index) ||
      (isJoint(token) && startsClause(tokens, index + 1, vocabulary, alwaysSplit.has(token.norm)))
    ) {
      groups.push([]);
      // `also` is kept: it says that the clause comes on top.
      if (!alsoWords.has(token.norm)) continue;
    }
    groups.at(-1)?.push(token);
  }
  const said = groups.filter((group) => group.some(({ kind }) => kind !== "mark"));
  return withValuesJoined(said).map((group) => clauseOf(group, vocabulary));
}

/** A line that is only a value, `#general`, belongs to what was said before it. */
function withValuesJoined(groups: readonly (readonly Token[])[]): readonly (readonly Token[])[] {
  const joined: (readonly Token[])[] = [];
  for (const group of groups) {
    const before = joined.at(-1);
    const onlyValues = group.every(({ kind, norm }) => kind !== "word" || isStopWord(norm));
    if (before && onlyValues) joined[joined.length - 1] = [...before, ...group];
    else joined.push(group);
  }
  return joined;
}

export function clauseOf(tokens: readonly Token[], vocabulary: Vocabulary): Clause {
  return {
    tokens,
    verbs: verbsOf(tokens, vocabulary),
    connectors: connectorsIn(tokens, vocabulary),
    additional: tokens.some((token, index) =>
      saysAlso(token, tokens[index - 1], tokens[index + 1]),
    ),
    instead: tokens.some(({ norm, kind }) => kind === "word" && insteadWords.has(norm)),
  };
}

/** `too` at the end of a sentence, not in `too few`. */
function saysAlso(
  { kind, norm }: Token,
  before: Token | undefined,
  next: Token | undefined,
): boolean {
  if (kind !== "word" || !alsoWords.has(norm)) return false;
  if (norm === "too")
    return next?.kind !== "word" || /^(?:when|and|please|pls|to|in|with)$/.test(next.norm);
  return norm !== "well" || before?.norm === "as";
}

function endsSentence(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (!token) return false;
  if (token.kind === "break") return true;
  return token.kind === "mark" && (/^(?:[;!•→➔➜]|[-=]+>)$/.test(token.raw) || token.raw === ".");
}

function isJoint({ kind, norm }: Token): boolean {
  return (kind === "mark" && norm === ",") || (kind === "word" && joiners.has(norm));
}

/** Whether something to do starts here, after more joining words. */
function startsClause(
  tokens: readonly Token[],
  index: number,
  vocabulary: Vocabulary,
  sure: boolean,
): boolean {
  let at = index;
  for (let joint = tokens[at]; joint && isJoint(joint); joint = tokens[at]) at += 1;
  const token = tokens[at];
  if (!token || token.kind !== "word") return false;
  if (sure) return true;
  const named = connectorsIn(tokens.slice(at, at + 1), vocabulary).length > 0;
  if (named || (isAction(token.norm, vocabulary) && !isDeterminer(tokens[at - 1]?.norm ?? "")))
    return true;
  // "and print the receipt": an order even where the verb is not known
  const joined = /^(?:and|und|y|et|e)$/.test(tokens[index - 1]?.norm ?? "");
  return (
    joined &&
    !isStopWord(token.norm) &&
    !isKnownNoun(token.norm) &&
    isDeterminer(tokens[at + 1]?.norm ?? "")
  );
}

/** Whether a folded word is something to do, by everyday use or by an operation's own title. */
export function isAction(word: string, vocabulary: Vocabulary): boolean {
  return verbOf(word) !== undefined || vocabulary.verbs.has(word);
}

function verbsOf(tokens: readonly Token[], vocabulary: Vocabulary): readonly string[] {
  const verbs: string[] = [];
  for (const [index, { kind, norm }] of tokens.entries()) {
    if (kind !== "word") continue;
    const verb = verbOf(norm) ?? (vocabulary.verbs.has(norm) ? norm : undefined);
    if (verb === undefined) continue;
    const before = tokens[index - 1];
    const afterDeterminer =
      before !== undefined && (isDeterminer(before.norm) || before.kind === "number");
    const asNoun =
      isKnownNoun(norm) &&
      (verbs.length > 0 ||
        connectorsIn(tokens.slice(Math.max(0, index - 1), index), vocabulary).length > 0);
    if (!afterDeterminer && !asNoun && !verbs.includes(verb)) verbs.push(verb);
  }
  return verbs;
}

/** Connectors whose name stands in the tokens; compounds such as `Slack-Nachricht` count. */
export function connectorsIn(tokens: readonly Token[], vocabulary: Vocabulary): readonly string[] {
  const text = ` ${tokens
    .filter(({ kind }) => kind === "word")
    .flatMap(({ value }) => wordsIn(value.replaceAll("-", " ")))
    .join(" ")} `;
  const found = vocabulary.connectors
    .map((connector) => ({
      connector,
      said: connector.words.filter((word) => text.includes(` ${word} `)),
    }))
    .filter(({ said }) => said.length > 0);
  // "HubSpot contacts": a thing of the tool that is named is not the name of another tool.
  return found
    .filter(({ connector, said }) =>
      said.some(
        (word) =>
          !found.some(
            (other) =>
              other.connector !== connector &&
              other.connector.things.has(nounOf(word)) &&
              other.said.some((name) => !connector.things.has(nounOf(name))),
          ),
      ),
    )
    .map(({ connector }) => connector.id);
}

/** Words that tell to do something, by their shape: an unknown word and then what it is done to. */
export function isOrder({ tokens }: Clause): boolean {
  const [first, second] = tokens.filter(
    ({ norm }) => !/^(?:please|pls|also|then|and|,)$/.test(norm),
  );
  if (first?.kind !== "word" || isStopWord(first.norm) || isDeterminer(first.norm) || !second)
    return false;
  return (
    (second.kind === "word" && isDeterminer(second.norm)) ||
    second.kind === "quote" ||
    second.kind === "timestamp" ||
    second.kind === "email"
  );
}
