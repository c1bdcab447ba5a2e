import { escapeText } from "../../flow/paths.ts";
import { isOrder } from "./clauses.ts";
import { does } from "./deeds.ts";
import type { Filling } from "./fill.ts";
import { isPlainThing, nounOf } from "./lexicon.ts";
import type { Meaning } from "./meaning.ts";
import { isTime, leansOn } from "./said.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Slot } from "./slots.ts";
import type { Field, KnownOperation, Vocabulary } from "./vocabulary.ts";

/** What speaks for an operation and what against it, each by how much. */
const weights = {
  /** It does what is said first … */
  firstVerb: 4,
  /** … or what is said, or meant, besides. */
  laterVerb: 2,
  /** It does something like it only: what is `put` somewhere is added. */
  kindredVerb: -1,
  /** It schedules what is to be sent later. */
  schedules: 5,
  titleVerb: 0.5,
  /** A title of several things, all of them named. */
  wholeTitle: 2,
  /** Its own word for what it does: `append`, where others are `added`. */
  ownWord: 1,
  /** Values that it takes and that may be meant otherwise. */
  likelyValues: 0.5,
  things: 1,
  sureValues: 1.5,
  /** Ids of one thing where that of another belongs. */
  misplacedIds: -3,
  idleValues: -2,
  /** An id is of something: what has no place for it is not meant. */
  idleIds: -1,
  /** Less than other values: a time often says of when the things are. */
  idleTimes: -0.5,
  /** Inputs that nothing fills: the caller has to give them. */
  openInputs: -0.7,
  /** It reads one thing where more are looked for, and which one is not said. */
  singleOfSeveral: -2,
  clauseTool: 1,
  /** The tools of the sentence go before others, but a clause may need one that is not named. */
  sentenceTool: 2,
  earlierTool: 2,
  /** What no sentence can give has to come from the call before. */
  structuredInputs: -6,
  /** What cannot be undone is only done where its own verb is said. */
  unsaidDestruction: -100,
  otherVerb: -100,
} as const;

/** How often, or how strongly, each of them holds; 1 and 0 for yes and no. */
type Evidence = Readonly<Record<keyof typeof weights, number>>;

/** How well an operation fits what is said. */
export interface Rating {
  readonly score: number;
  /** Whether anything but a verb speaks for it. */
  readonly evident: boolean;
  /** How much of what it names is said. */
  readonly nouns: number;
  /** Whether it does what is said … */
  readonly fits: boolean;
  /** … by that very verb, not by one like it. */
  readonly own: boolean;
}

/** Holds an operation, with the values that it takes, against what is said; `tools` are those it can mean. */
export function rate(
  operation: KnownOperation,
  filling: Filling,
  meaning: Meaning,
  tools: ReadonlySet<string> | undefined,
): Rating {
  const deed = deedOf(operation, meaning.verbs);
  const nouns = nounScore(operation, meaning);
  const evidence: Evidence = {
    ...verbEvidence(operation, deed, meaning),
    ...wordEvidence(operation, nouns, meaning),
    ...valueEvidence(operation, filling, meaning),
    ...toolEvidence(operation, meaning),
  };
  const { fits, own } = deed;
  const evident =
    tools?.has(operation.connector) || isEvident(operation, filling, meaning, { nouns, own });
  return { score: weigh(weights, evidence), evident, nouns, fits, own };
}

/** Adds up in the order of the weights, so that equal evidence gives the very same number. */
function weigh<Sign extends string>(
  table: Readonly<Record<Sign, number>>,
  evidence: Readonly<Record<Sign, number>>,
): number {
  let sum = 0;
  for (const sign in table) sum += table[sign] * evidence[sign];
  return sum;
}

/** What an operation does of what is said to do. */
interface Deed {
  readonly verb: string | undefined;
  readonly isFirst: boolean;
  readonly fits: boolean;
  readonly own: boolean;
}

function deedOf(operation: KnownOperation, verbs: readonly string[]): Deed {
  const verb = verbs.find((candidate) => does(operation, candidate));
  const fits = verb !== undefined;
  return { verb, isFirst: fits && verb === verbs[0], fits, own: fits && operation.verbs.has(verb) };
}

function verbEvidence(operation: KnownOperation, deed: Deed, meaning: Meaning) {
  const { kind, titleVerb } = operation;
  const { verb, isFirst, fits, own } = deed;
  return {
    firstVerb: Number(isFirst),
    laterVerb: Number(fits && !isFirst),
    kindredVerb: Number(fits && !own),
    schedules: Number(meaning.sendsLater && titleVerb === "schedule"),
    titleVerb: Number(verb === titleVerb),
    unsaidDestruction: Number(kind === "destructive" && !fits),
    otherVerb: Number(saysOtherwise(operation, fits, meaning)),
  };
}

function wordEvidence(operation: KnownOperation, nouns: number, meaning: Meaning) {
  const { titleNouns } = operation;
  const { allNouns, forms, vocabulary } = meaning;
  return {
    wholeTitle: Number(titleNouns.length > 1 && titleNouns.every((name) => allNouns.has(name))),
    ownWord: formScore(operation, forms, vocabulary),
    // many words about one thing are no better than a few
    things: Math.min(nouns, 6),
  };
}

function valueEvidence(operation: KnownOperation, filling: Filling, meaning: Meaning) {
  const { used, unused, missing } = filling;
  const { several, around, vocabulary } = meaning;
  const { idThings } = vocabulary;
  // what no step before can hand on; words are found for it
  const isOpen = ({ kind }: Field) =>
    kind !== "text" && (kind === undefined || !around.reachable.has(kind));
  return {
    likelyValues: used.filter(({ sure }) => !sure).length,
    sureValues: used.filter((slot) => slot.sure && !isOwnId(operation, slot)).length,
    misplacedIds: used.filter((slot) => isMisplaced(operation, filling, slot, idThings)).length,
    idleValues: unused.filter(({ kind }) => !isTime(kind)).length,
    idleIds: unused.filter(({ kind }) => kind === "ref").length,
    idleTimes: unused.filter(({ kind }) => isTime(kind)).length,
    openInputs: missing.filter(isOpen).length,
    singleOfSeveral: Number(several && isSingle(operation) && missing.length > 0),
    structuredInputs: missing.filter(({ structured }) => structured).length,
  };
}

function toolEvidence({ connector }: KnownOperation, { clause, around, before }: Meaning) {
  const isUnsaid = clause.connectors.length === 0;
  return {
    clauseTool: Number(clause.connectors.includes(connector)),
    sentenceTool: Number(isUnsaid && around.named.includes(connector)),
    earlierTool: Number(isUnsaid && around.named.length === 0 && before.has(connector)),
  };
}

/** Values that by their looks belong to one kind of tool. */
const signKinds: ReadonlySet<SlotKind> = new Set([
  "channel",
  "email",
  "emoji",
  "person",
  "range",
  "timestamp",
  "ref",
  "name",
  "file",
  "query",
]);

function isEvident(
  operation: KnownOperation,
  filling: Filling,
  meaning: Meaning,
  { nouns, own }: Pick<Rating, "nouns" | "own">,
): boolean {
  const { connector } = operation;
  const { clause, before, around } = meaning;
  const isKnownTool =
    around.named.includes(connector) || before.has(connector) || around.named.length === 0;
  return (
    (nouns > 0 &&
      (isKnownTool || isObject(operation, meaning)) &&
      isParticular(operation, meaning)) ||
    (before.has(connector) && own && leansOn(clause)) ||
    filling.used.some(({ sure, kind }) => sure && signKinds.has(kind))
  );
}

/** Whether something that not every tool has speaks for it. */
function isParticular(
  { connector, nouns: own }: KnownOperation,
  { nouns, around, before }: Meaning,
): boolean {
  return (
    around.named.includes(connector) ||
    before.has(connector) ||
    nouns.some((name) => own.has(name) && !isPlainThing(name))
  );
}

/** Whether what it is about is named. */
function isObject({ titleNouns: [thing] }: KnownOperation, { nouns }: Meaning): boolean {
  return thing !== undefined && nouns.includes(thing) && !isPlainThing(thing);
}

/** How much of what it names is said. */
function nounScore(operation: KnownOperation, { nouns, asked, vocabulary }: Meaning): number {
  return nouns.reduce((sum, name) => {
    const emphasis = name === asked ? 2 : isPlainThing(name) ? 0.75 : 1;
    // what few are about says more
    const isRare = operation.nouns.has(name) && (vocabulary.nounCounts.get(name) ?? 0) <= 3;
    return sum + (operation.nouns.get(name) ?? 0) * emphasis + (isRare ? 1 : 0);
  }, 0);
}

/** Whether the clause says to do something, and it is not what this operation does. */
function saysOtherwise(
  operation: KnownOperation,
  fits: boolean,
  { clause, verbs }: Meaning,
): boolean {
  if (verbs.length > 0) return !fits;
  return isOrder(clause) && !operation.nouns.has(nounOf(clause.tokens[0]?.norm ?? ""));
}

/** Whether it reads one thing rather than a list of them. */
export function isSingle({ kind, lists, pages }: KnownOperation): boolean {
  return kind === "read" && !pages && lists.length === 0;
}

/** A word of its own that few others have says more than one that many share. */
function formScore(
  { forms }: KnownOperation,
  words: ReadonlySet<string>,
  { formCounts }: Vocabulary,
): number {
  const counts = forms.filter((form) => words.has(form)).map((form) => formCounts.get(form) ?? 1);
  if (counts.length === 0) return 0;
  const fewest = Math.min(...counts);
  return fewest <= 2 ? 3 : fewest <= 8 ? 2 : 1;
}

/** An id in a sentence is of what there is; what is created gets one. */
function isOwnId({ titleVerb, titleNouns }: KnownOperation, { kind, before }: Slot): boolean {
  return titleVerb === "create" && kind === "ref" && before.some((word) => titleNouns[0] === word);
}

/** Whether the id of one thing, `page 1Ab…`, stands where that of another belongs. */
function isMisplaced(
  { connector, fields }: KnownOperation,
  { values }: Filling,
  { kind, value, before }: Slot,
  idThings: Vocabulary["idThings"],
): boolean {
  const [thing] = before;
  if (kind !== "ref" || thing === undefined || !idThings.get(connector)?.has(thing)) return false;
  const field = fields.find(({ name }) => values[name] === escapeText(value));
  return (
    field !== undefined && field.idOf !== thing && !field.names.has(thing) && field.names.size > 0
  );
}
