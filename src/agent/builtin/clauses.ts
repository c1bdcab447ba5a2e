import {
  isDeterminer,
  isDoubleWord,
  isKnownNoun,
  isStopWord,
  nounOf,
  verbOf,
  wordsIn,
} from "./lexicon.ts";
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
  /** Of a way from one tool to another: which end of it this is. */
  readonly role?: "into" | "outOf";
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
    // `1) a contact 2) an event`
    if (token.kind === "number" && /^[).]$/.test(tokens[index + 1]?.norm ?? "")) {
      groups.push([]);
      index += 1;
      continue;
    }
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
  return withObjectsShared(withValuesJoined(said), vocabulary).map((group) =>
    clauseOf(group, vocabulary),
  );
}

/** `create, update and get a contact`: a verb alone is about what the next one is about. */
function withObjectsShared(
  groups: readonly (readonly Token[])[],
  vocabulary: Vocabulary,
): readonly (readonly Token[])[] {
  const shared: (readonly Token[])[] = [];
  for (const group of groups.toReversed()) {
    const next = shared[0];
    const said = group.filter(({ kind, norm }) => kind !== "mark" && !isJoint({ kind, norm }));
    const [only] = said;
    const isBare =
      said.length === 1 &&
      only?.kind === "word" &&
      isAction(only.norm, vocabulary) &&
      verbOf(only.norm) !== "run";
    const verb = next?.findIndex(({ norm }) => isAction(norm, vocabulary)) ?? -1;
    shared.unshift(isBare && next && verb >= 0 ? [...group, ...next.slice(verb + 1)] : group);
  }
  return shared;
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

function isJoint({ kind, norm }: Pick<Token, "kind" | "norm">): boolean {
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
  const isThing = isDoubleWord(token.norm)
    ? isThingHere(tokens, at)
    : // "the file name and link": only a tool's own word, and nothing that it is done to
      verbOf(token.norm) === undefined && /^(?:mark|break)$/.test(tokens[at + 1]?.kind ?? "break");
  if (
    named ||
    (isAction(token.norm, vocabulary) && !isThing && !isDeterminer(tokens[at - 1]?.norm ?? ""))
  )
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
    const word = norm.replace(/^auto-?(?=\w{3})/, "");
    const verb = verbOf(word) ?? (vocabulary.verbs.has(word) ? word : undefined);
    if (verb === undefined) continue;
    const before = tokens[index - 1];
    const afterDeterminer =
      before !== undefined && (isDeterminer(before.norm) || before.kind === "number");
    // `notion search x`
    const afterTool =
      index < 3 &&
      mentionsIn(tokens, vocabulary).some(({ from, to }) => from === 0 && to === index);
    if (
      isDoubleWord(norm) &&
      ((!opensOrder(tokens, index) && !afterTool) || isThingHere(tokens, index))
    )
      continue;
    // `take 80` is a number, `take the rows` something to do
    if (norm === "take" && tokens[index + 1]?.kind === "number") continue;
    const asNoun =
      isKnownNoun(norm) &&
      (verbs.length > 0 ||
        connectorsIn(tokens.slice(Math.max(0, index - 1), index), vocabulary).length > 0);
    if (!afterDeterminer && !asNoun && !verbs.includes(verb)) verbs.push(verb);
  }
  return verbs;
}

/** Whether a word stands where an order begins: first, after a joint or after who is to do it. */
function opensOrder(tokens: readonly Token[], index: number): boolean {
  const before = tokens.slice(0, index).findLast(({ norm }) => !politeWords.has(norm));
  return (
    before === undefined || before.kind === "break" || isJoint(before) || subjects.has(before.norm)
  );
}

/** `title and views into the sheet`: after a joint, what a preposition follows is a thing. */
function isThingHere(tokens: readonly Token[], index: number): boolean {
  const [before, next] = [tokens[index - 1], tokens[index + 1]];
  return (
    before !== undefined &&
    isJoint(before) &&
    next !== undefined &&
    /^(?:to|into|in|on|of|for|from|with|auf|in|von|mit|en|de|con|dans|avec|em|com)$/.test(next.norm)
  );
}

const politeWords: ReadonlySet<string> = new Set(
  "please pls plz kindly just bitte porfa favor por svp stp s'il te plait also automatically".split(
    " ",
  ),
);
const subjects: ReadonlySet<string> = new Set(
  "by to that which who and or you i can could should would will must it then auto : zu que qui quien y und et e".split(
    " ",
  ),
);

/** Connectors whose name stands in the tokens; compounds such as `Slack-Nachricht` count. */
export function connectorsIn(tokens: readonly Token[], vocabulary: Vocabulary): readonly string[] {
  return [...new Set(mentionsIn(tokens, vocabulary).map(({ connector }) => connector))];
}

/** A tool that is named, and the tokens that name it. */
export interface Mention {
  readonly connector: string;
  readonly from: number;
  readonly to: number;
}

interface Naming extends Mention {
  readonly said: string;
  /** By its own name, not by a thing such as `the sheet`. */
  readonly isBrand: boolean;
}

/** Every naming of a tool, in the order of the tokens; the longest name at a place counts. */
export function mentionsIn(tokens: readonly Token[], vocabulary: Vocabulary): readonly Mention[] {
  const words = tokens.flatMap(({ kind, value }, index) =>
    kind === "word"
      ? wordsIn(value.replaceAll("-", " ")).map((word) => ({ word, noun: nounOf(word), index }))
      : [],
  );
  const found: Naming[] = [];
  for (let at = 0; at < words.length; at++) {
    const named = longestName(words.slice(at, at + maxNameWords), vocabulary);
    if (!named) continue;
    const last = words[at + named.length - 1];
    for (const { id, name } of named.connectors)
      found.push({
        connector: id,
        said: named.name,
        isBrand: namesBrand(spaceless(named.name), spaceless(name)),
        from: words[at]?.index ?? 0,
        to: (last?.index ?? 0) + 1,
      });
    at += named.length - 1;
  }
  const own = found.filter((naming) => !isThingOfAnother(naming, found, tokens, vocabulary));
  return [...own, ...bySign(tokens, own, vocabulary)].toSorted((a, b) => a.from - b.from);
}

/** "HubSpot contacts", "a document in Drive": a thing of the tool that is named is not the name of another tool. */
function isThingOfAnother(
  { connector, said, from, to }: Naming,
  found: readonly Naming[],
  tokens: readonly Token[],
  { connectors }: Vocabulary,
): boolean {
  const knows = (id: string, word: string) =>
    connectors.find((one) => one.id === id)?.things.has(nounOf(word)) === true;
  const others = found.filter((other) => other.connector !== connector);
  // "my Tasks database in Notion" is called that
  const next = nounOf(tokens[to]?.norm ?? "");
  const isName = others.some((other) => other.isBrand && knows(other.connector, next));
  if (isName && !knows(connector, next)) return true;
  // "into a doc" is a thing of its own, "the HubSpot contact" and "Slack-Kanal" are not
  const isBeside = others.some(
    (other) => other.isBrand && (other.to === from || other.from === from),
  );
  const isGoal = [from - 1, from - 2].some((at) => goalWords.test(tokens[at]?.norm ?? ""));
  if (!isBeside && isGoal) return false;
  const isBrand = found.some((one) => one.connector === connector && one.isBrand);
  const brands = new Set(found.flatMap((one) => (one.isBrand ? [one.connector] : [])));
  const isLoose = !isDeterminer(tokens[from - 1]?.norm ?? "");
  return (
    others.some((other) => knows(other.connector, said) && !knows(connector, other.said)) ||
    (!isBrand && brands.size > 1 && isLoose)
  );
}

const goalWords = /^(?:to|into|in|onto|an|ins|nach|en|al|dans|vers|para|no|na)$/;

/** `#sales` names the tool that has channels, `Leads!A2:D` the one that has ranges, where only one has. */
function bySign(
  tokens: readonly Token[],
  named: readonly Mention[],
  { signs }: Vocabulary,
): readonly Mention[] {
  return tokens.flatMap(({ kind }, index) => {
    const connector = signs.get(kind);
    return connector === undefined || named.some((mention) => mention.connector === connector)
      ? []
      : [{ connector, from: index, to: index + 1 }];
  });
}

/** `docs` and `google docs` of Google Docs, `notion pages` of Notion; not `doc`. */
function namesBrand(said: string, name: string): boolean {
  return said.includes(name) || (said.length > 3 && name.includes(said));
}

const spaceless = (name: string) => name.toLowerCase().replaceAll(" ", "");

const maxNameWords = 3;

function longestName(
  words: readonly { readonly word: string; readonly noun: string }[],
  { connectors }: Vocabulary,
):
  | {
      readonly name: string;
      readonly length: number;
      readonly connectors: Vocabulary["connectors"];
    }
  | undefined {
  for (let length = words.length; length > 0; length--) {
    const part = words.slice(0, length);
    const names = [part.map(({ word }) => word).join(" "), part.map(({ noun }) => noun).join(" ")];
    const known = connectors.filter((one) => names.some((name) => one.words.includes(name)));
    if (known.length > 0) return { name: names[0] ?? "", length, connectors: known };
  }
  return undefined;
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
