import { type Clause, isOrder, mentionsIn } from "./clauses.ts";
import { goalOf } from "./parts.ts";
import { escapeText } from "../../flow/paths.ts";
import { fill, type Filling } from "./fill.ts";
import {
  isDeterminer,
  isKnownNoun,
  isPlainThing,
  isStopWord,
  nounOf,
  verbOf,
  wordsIn,
} from "./lexicon.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Slot } from "./slots.ts";
import type { Token } from "./tokens.ts";
import type { KnownOperation, Vocabulary } from "./vocabulary.ts";

export interface Choice {
  readonly operation: KnownOperation;
  readonly filling: Filling;
  readonly score: number;
  /** Whether anything but a verb speaks for it. */
  readonly evident: boolean;
  /** How much of what it names is said. */
  readonly nouns: number;
}

/** What an input costs that nothing fills: the caller has to give it. */
const missingWeight = 0.7;

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

/** Below this a choice is a guess. */
const threshold = 3;

/**
 * The operation that a clause means: by verb, by the things it names, by whether its inputs take
 * the values given; `reachable` are the kinds that earlier steps can give. What cannot be undone is only chosen where its own verb is said.
 */
export function chooseOperation(
  clause: Clause,
  slots: readonly Slot[],
  vocabulary: Vocabulary,
  around: Surroundings,
): Choice | undefined {
  const best = rank(clause, slots, vocabulary, around).find(({ evident }) => evident);
  return best && best.score >= threshold ? best : undefined;
}

/** What the rest of the sentence gives. */
export interface Surroundings {
  /** Connectors named anywhere in it. */
  readonly named: readonly string[];
  /** Operations of the steps before. */
  readonly earlier: readonly KnownOperation[];
  /** Kinds of values that they can hand on. */
  readonly reachable: ReadonlySet<SlotKind>;
  /** Whether something that happens starts it: what is only named is then made. */
  readonly reacts: boolean;
}

const alone: Surroundings = { named: [], earlier: [], reachable: new Set(), reacts: false };

/** The operation closest to what is said, sure or not. */
export function nearestOperation(
  clause: Clause,
  vocabulary: Vocabulary,
): KnownOperation | undefined {
  // without its verb, by what it names: "pin a message" is near "send a message"
  const [best] = rank(
    { ...clause, verbs: [], tokens: clause.tokens.slice(1) },
    [],
    vocabulary,
    alone,
  );
  return best && best.score > 0 ? best.operation : undefined;
}

export function rank(
  clause: Clause,
  slots: readonly Slot[],
  vocabulary: Vocabulary,
  { named, earlier, reachable, reacts }: Surroundings,
): readonly Choice[] {
  const nouns = nounsOf(clause, vocabulary);
  const saidWords = saidNouns(clause);
  const words = saidForms(clause);
  const said = saidVerbs(clause, slots, vocabulary, reacts);
  const before = new Set(earlier.map(({ connector }) => connector));
  const tools = toolsOf(clause, said, vocabulary);
  // To send at a time named is to schedule.
  const sends =
    said.includes("send") &&
    !words.has("remind") &&
    slots.some(({ kind, time }) => kind === "time" && time?.hasHour);
  const verbs = sends ? [...said, "schedule"] : said;
  const asked = verbThing(clause);
  const wayTo = goalOf(clause, vocabulary);
  const several = saysSeveral(clause, slots);
  // "read the form" says it all: then nothing else of that tool is typical
  const isWhole = ({ titleVerb, titleNouns }: KnownOperation) =>
    titleVerb === said[0] && titleNouns.length > 0 && titleNouns.every((one) => saidWords.has(one));
  const whole = new Set(vocabulary.operations.filter(isWhole).map(({ connector }) => connector));
  const typical = new Set(
    vocabulary.connectors.flatMap(({ id, typical: one }) => {
      if (one === undefined || (!clause.role && whole.has(id))) return [];
      return clause.role ? [one[clause.role]] : [one.into, one.outOf];
    }),
  );
  /** Whether something that not every tool has speaks for it. */
  const speaks = ({ connector, nouns: own }: KnownOperation) =>
    named.includes(connector) ||
    before.has(connector) ||
    nouns.some((name) => own.has(name) && !isPlainThing(name));
  const isObject = ({ titleNouns: [thing] }: KnownOperation) =>
    thing !== undefined && nouns.includes(thing) && !isPlainThing(thing);
  // Of two that fit, the one that is about nothing else.
  const unsaid = ({ operation }: Choice) =>
    Math.min(1, 0.5 * operation.titleNouns.filter((name) => !saidWords.has(name)).length);
  const idThings = vocabulary.idThings;
  const ranked = vocabulary.operations
    .filter(({ connector }) => tools === undefined || tools.has(connector))
    .map((operation) => {
      const verb = verbs.findIndex((candidate) => does(operation, candidate));
      const own = verb >= 0 && operation.verbs.has(verbs[verb] ?? "");
      const noun = nouns.reduce(
        (sum, name) =>
          sum +
          (operation.nouns.get(name) ?? 0) * (name === asked ? 2 : isPlainThing(name) ? 0.75 : 1) +
          // what few are about says more
          (operation.nouns.has(name) && (vocabulary.nounCounts.get(name) ?? 0) <= 3 ? 1 : 0),
        0,
      );
      const filling = withNext(fill(operation, slots), operation, vocabulary);
      const score =
        (verb === 0 ? 4 : verb > 0 ? 2 : 0) -
        (verb < 0 || own ? 0 : 1) +
        // the operation's own word for it: `append`, where others are `added`
        (sends && operation.titleVerb === "schedule" ? 5 : 0) +
        (verb >= 0 && verbs[verb] === operation.titleVerb ? 0.5 : 0) +
        (operation.titleNouns.length > 1 &&
        operation.titleNouns.every((name) => saidWords.has(name))
          ? 2
          : 0) +
        formScore(operation, words, vocabulary) +
        0.5 * filling.used.filter(({ sure }) => !sure).length +
        Math.min(noun, 6) +
        1.5 * filling.used.filter((slot) => slot.sure && !isOwnId(operation, slot)).length -
        3 * filling.used.filter((slot) => isMisplaced(operation, filling, slot, idThings)).length -
        2 * filling.unused.filter(({ kind }) => !isTime(kind)).length -
        // an id is of something: what has no place for it is not meant
        filling.unused.filter(({ kind }) => kind === "ref").length -
        0.5 * filling.unused.filter(({ kind }) => isTime(kind)).length -
        missingWeight *
          filling.missing.filter(
            ({ kind }) => kind !== "text" && (kind === undefined || !reachable.has(kind)),
          ).length -
        (several && isSingle(operation) && filling.missing.length > 0 ? 2 : 0) +
        (clause.connectors.includes(operation.connector) ? 1 : 0) +
        // the tools of the sentence go before others, but a clause may need one that is not named
        (clause.connectors.length === 0 && named.includes(operation.connector) ? 2 : 0) +
        (clause.connectors.length === 0 && named.length === 0 && before.has(operation.connector)
          ? 2
          : 0) -
        // what no sentence can give has to come from the call before
        6 * filling.missing.filter(({ structured }) => structured).length -
        (operation.kind === "destructive" && verb < 0 ? 100 : 0) -
        (saysOtherwise(clause, operation, verbs, verb) ? 100 : 0);
      const known =
        named.includes(operation.connector) ||
        before.has(operation.connector) ||
        named.length === 0;
      const evident =
        clause.connectors.includes(operation.connector) ||
        (noun > 0 && (known || isObject(operation)) && speaks(operation)) ||
        (before.has(operation.connector) && own && leansOn(clause)) ||
        filling.used.some(({ sure, kind }) => sure && signKinds.has(kind));
      const choice: Choice = { operation, filling, score, evident, nouns: noun };
      return { choice, operation, fits: verb >= 0 };
    });
  const things = thingsNamed(ranked, new Set(nouns));
  return ranked
    .map(({ choice }) => {
      const { id, connector, titleNouns } = choice.operation;
      const meant = things.get(connector);
      // What is typical goes before the rest only where no other thing of the tool is named.
      const isMeant = meant === undefined || meant.has(titleNouns[0] ?? "");
      const bonus = (typical.has(id) ? (clause.role ? 3 : 1.5) : 0) + (id === wayTo ? 1.5 : 0);
      return { ...choice, score: choice.score + (isMeant ? bonus : 0) };
    })
    .toSorted((left, right) => right.score - unsaid(right) - (left.score - unsaid(left)));
}

const questionWords =
  /^(?:what|what's|whats|which|who|who's|que|cuales|cuantos|cuantas|quien|welche|welcher|welches|wer|quels|quelles|quel|quelle|qui|combien|quais|qual|quem|quantos|quantas)$/;
/** They open a question where nothing says what to do. */
const askingVerbs = /^(?:how|are|is|were|was|do|does|did|hay|wie|gibt|ha|existe|existen|y)$/;

/**
 * What a clause says to do. A question asks to look; a channel alone is to be written to; the name
 * of a tool stands for sending: `slack "hi" to #general`.
 */
function saidVerbs(
  clause: Clause,
  slots: readonly Slot[],
  vocabulary: Vocabulary,
  reacts: boolean,
): readonly string[] {
  const first = clause.tokens[0]?.norm ?? "";
  if (questionWords.test(first)) return ["read"];
  if (clause.verbs.length > 0) return clause.verbs;
  if (askingVerbs.test(first)) return ["read"];
  const isGiven = slots.some(
    ({ kind, sure }) => sure && (kind === "text" || kind === "channel" || kind === "email"),
  );
  const opensWithTool = mentionsIn(clause.tokens, vocabulary)[0]?.from === 0;
  if (isGiven && (opensWithTool || !isOrder(clause))) return ["send"];
  return reacts && clause.connectors.length > 0 ? ["create"] : [];
}

/**
 * The tools that a clause can mean; undefined where it names none. "Documents" are a tool's name, but
 * where that tool cannot search them, another one that knows documents can.
 */
function toolsOf(
  clause: Clause,
  verbs: readonly string[],
  { connectors, operations }: Vocabulary,
): ReadonlySet<string> | undefined {
  if (clause.connectors.length === 0) return undefined;
  const [verb] = verbs;
  const named = new Set(clause.connectors);
  const can = (operation: KnownOperation) => verb === undefined || operation.verbs.has(verb);
  if (operations.some((operation) => named.has(operation.connector) && can(operation)))
    return named;
  const things = connectors.flatMap(({ id, words }) =>
    named.has(id) ? words.filter((word) => !word.includes(" ") && word !== id) : [],
  );
  const others = operations.filter(
    (operation) =>
      can(operation) &&
      things.some(
        (thing) =>
          operation.titleNouns.includes(nounOf(thing)) || operation.nouns.has(nounOf(thing)),
      ),
  );
  const isGeneric = clause.tokens.some(({ norm }) =>
    things.some((thing) => nounOf(thing) === nounOf(norm)),
  );
  return isGeneric ? new Set([...named, ...others.map(({ connector }) => connector)]) : named;
}

/** The things that are named, of operations that do what is said, by tool. */
function thingsNamed(
  choices: readonly { readonly operation: KnownOperation; readonly fits: boolean }[],
  said: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const named = choices.flatMap(({ operation: { connector, kind, titleNouns }, fits }) => {
    const thing = titleNouns[0];
    const isNamed = thing !== undefined && said.has(thing) && !isPlainThing(thing);
    return fits && kind !== "destructive" && isNamed ? [{ connector, thing }] : [];
  });
  const groups = Map.groupBy(named, ({ connector }) => connector);
  return new Map(
    Array.from(groups, ([connector, all]) => [connector, new Set(all.map(({ thing }) => thing))]),
  );
}

/** Verbs that an operation may do as well, where none has the verb itself: what is `put` somewhere is added. */
const kindred: Readonly<Record<string, readonly string[]>> = {
  read: ["search", "export"],
  search: ["read"],
  export: ["read", "search"],
  think: ["read", "search"],
  create: ["add", "save", "schedule"],
  add: ["create", "save", "set"],
  save: ["create", "add"],
  sync: ["create", "add"],
  import: ["create", "add"],
  convert: ["create", "add"],
  copy: ["create", "add"],
  upload: ["create", "save"],
  send: ["create", "add"],
  set: ["update"],
  update: ["set", "mark", "move"],
  move: ["update"],
  mark: ["update", "set"],
  complete: ["update"],
  rename: ["update"],
  schedule: ["create", "send"],
  invite: ["add"],
};

/** What is said with these takes nothing away, whatever else an operation's words say. */
const gentle: ReadonlySet<string> = new Set([
  ...Object.keys(kindred),
  "read",
  "search",
  "add",
  "pin",
  "react",
]);

function does(operation: KnownOperation, verb: string): boolean {
  if (operation.kind === "destructive" && gentle.has(verb)) return operation.titleVerb === verb;
  return operation.verbs.has(verb) || (kindred[verb] ?? []).some((one) => operation.verbs.has(one));
}

/** `my documents`, `all answers`, `the last 10`: more than one is looked for. */
function saysSeveral({ tokens }: Clause, slots: readonly Slot[]): boolean {
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

/** Whether it reads one thing rather than a list of them. */
function isSingle({ kind, lists, pages }: KnownOperation): boolean {
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

/** Points in time are often no value but say of when the things are. */
export function isTime(kind: SlotKind): boolean {
  return /^(?:time|since|until|start|end|due|duration)$/.test(kind);
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

/** `archive it`: about what was there before. */
export function leansOn({ tokens }: Clause): boolean {
  return tokens.some(({ norm }) =>
    /^(?:it|them|this|that|these|those|es|sie|ihn|lo|la|los|las|le|les|isso|ela|ele)$/.test(norm),
  );
}

/** What the verb itself is about: `email me the list`. */
function verbThing({ tokens, verbs }: Clause): string | undefined {
  const token = tokens.find(({ norm, kind }) => kind === "word" && verbOf(norm) === verbs[0]);
  return token && isKnownNoun(token.norm) ? nounOf(token.norm) : undefined;
}

/** The words of a clause as they stand, without their endings: `appends` → `append`. */
function saidForms({ tokens }: Clause): ReadonlySet<string> {
  return new Set(
    tokens
      .filter(({ kind }) => kind === "word")
      .map(({ norm }) => norm.replace(/(?<=\w{3})s$/, "")),
  );
}

/** Whether the clause says to do something, and it is not what this operation does. */
function saysOtherwise(
  clause: Clause,
  operation: KnownOperation,
  verbs: readonly string[],
  verb: number,
): boolean {
  if (verbs.length > 0) return verb < 0;
  return isOrder(clause) && !operation.nouns.has(nounOf(clause.tokens[0]?.norm ?? ""));
}

/** Values that the second call of an operation takes are not out of place. */
function withNext(filling: Filling, operation: KnownOperation, vocabulary: Vocabulary): Filling {
  const next = followerOf(operation, filling.unused, vocabulary);
  if (!next) return filling;
  const { used } = next;
  return {
    ...filling,
    used: [...filling.used, ...used],
    unused: filling.unused.filter((slot) => !used.includes(slot)),
  };
}

/** The operation that goes on best with what the first has no place for. */
export function followerOf(
  { next }: KnownOperation,
  slots: readonly Slot[],
  vocabulary: Vocabulary,
) {
  const followers = next.flatMap((way) => {
    const operation = vocabulary.operations.find(({ id }) => id === way.id);
    if (!operation) return [];
    // An id is of what there is, not of what was just made.
    const { values, used } = fill(
      operation,
      slots.filter(({ kind }) => kind !== "ref"),
    );
    return way.key !== undefined || used.length > 0 ? [{ way, operation, values, used }] : [];
  });
  return followers.toSorted((one, other) => other.used.length - one.used.length)[0];
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

const nameWords =
  /^(?:called|named|titled|title|name|namens|genannt|llamad[oa]|appelee?|nommee?|chamad[oa]|about|with)$/;

/** Everything that a clause names, its tools too, but for what it says to do. */
function saidNouns({ tokens, verbs }: Clause): ReadonlySet<string> {
  const verb = tokens.findIndex(({ norm }) => verbOf(norm) === verbs[0] || norm === verbs[0]);
  const words = tokens
    .filter(({ kind }, index) => kind === "word" && index !== verb)
    .flatMap(({ value }) => wordsIn(value.replaceAll("-", " ")));
  return new Set(words.map(nounOf));
}
