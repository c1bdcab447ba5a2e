import type { Clause } from "./clauses.ts";
import { fill, type Filling } from "./fill.ts";
import { isPlainThing, nounOf } from "./lexicon.ts";
import { type Meaning, meaningOf, type Surroundings } from "./meaning.ts";
import { goalOf } from "./parts.ts";
import { isSingle, rate, type Rating } from "./rank.ts";
import type { Slot } from "./slots.ts";
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
  const best = ranked(clause, slots, vocabulary, around).find(({ evident }) => evident);
  return best && best.score >= threshold ? best : undefined;
}

const alone: Surroundings = { named: [], earlier: [], reachable: new Set(), reacts: false };

/** The operation closest to what is said, sure or not. */
export function nearestOperation(
  clause: Clause,
  vocabulary: Vocabulary,
): KnownOperation | undefined {
  // without its verb, by what it names: "pin a message" is near "send a message"
  const [best] = ranked(
    { ...clause, verbs: [], tokens: clause.tokens.slice(1) },
    [],
    vocabulary,
    alone,
  );
  return best && best.score > 0 ? best.operation : undefined;
}

/** Operations that the clause may mean, the likeliest first. */
function ranked(
  clause: Clause,
  slots: readonly Slot[],
  vocabulary: Vocabulary,
  around: Surroundings,
): readonly Choice[] {
  const meaning = meaningOf(clause, slots, vocabulary, around);
  const tools = toolsOf(meaning, meaning.several && !slots.some(({ bound }) => bound));
  const rated = vocabulary.operations
    .filter(({ connector }) => tools === undefined || tools.has(connector))
    .map((operation): Rated => {
      const filling = withNext(fill(operation, slots), operation, vocabulary);
      const { fits, own, ...rating } = rate(operation, filling, meaning, tools);
      return { choice: { operation, filling, ...rating }, operation, fits, own };
    });
  const bonuses = bonusesOf(meaning, slots);
  const things = thingsNamed(rated, new Set(meaning.nouns));
  // Of two that fit, the one that is about nothing else.
  const unsaid = ({ operation }: Choice) =>
    Math.min(1, 0.5 * operation.titleNouns.filter((name) => !meaning.allNouns.has(name)).length);
  return rated
    .map((one) => {
      const bonus = isOfThingMeant(one, rated, things) ? bonuses(one.operation) : 0;
      return { ...one.choice, score: one.choice.score + bonus };
    })
    .toSorted((left, right) => right.score - unsaid(right) - (left.score - unsaid(left)));
}

/** A choice before what is typical of its tool counts. */
interface Rated extends Pick<Rating, "fits" | "own"> {
  readonly choice: Choice;
  readonly operation: KnownOperation;
}

/** What is typical of a tool, and the way to what is wanted, go before the rest. */
function bonusesOf(
  meaning: Meaning,
  slots: readonly Slot[],
): (operation: KnownOperation) => number {
  const { clause, vocabulary } = meaning;
  const wayTo = goalOf(clause, vocabulary);
  const isOfOne = clause.role === undefined && slots.some(({ kind }) => kind === "ref");
  const whole = new Set(
    (isOfOne ? vocabulary.operations : [])
      .filter((operation) => isWholeSaid(operation, meaning))
      .map(({ connector }) => connector),
  );
  const typical = new Set(
    vocabulary.connectors.flatMap(({ id, typical: one }) => {
      if (one === undefined || whole.has(id)) return [];
      return clause.role ? [one[clause.role]] : [one.into, one.outOf];
    }),
  );
  return ({ id }) => (typical.has(id) ? (clause.role ? 3 : 1.5) : 0) + (id === wayTo ? 1.5 : 0);
}

/** "read the form 1AbC" says all of a title: then nothing else of that tool is typical. */
function isWholeSaid(
  { titleVerb, titleNouns, fields }: KnownOperation,
  { verbs, allNouns }: Meaning,
): boolean {
  return (
    titleVerb === verbs[0] &&
    titleNouns.length > 0 &&
    titleNouns.every((one) => allNouns.has(one)) &&
    fields.some(({ kind, required }) => kind === "ref" && required)
  );
}

/** Whether no other thing of its tool is named. */
function isOfThingMeant(
  { operation, own }: Rated,
  rated: readonly Rated[],
  things: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const meant = things.get(operation.connector);
  return (
    (meant === undefined || meant.has(operation.titleNouns[0] ?? "")) &&
    (own || !rated.some((other) => other.own && isSameThing(other.operation, operation)))
  );
}

/** The things that are named, of operations that do what is said, by tool. */
function thingsNamed(
  rated: readonly Rated[],
  said: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const named = rated.flatMap(({ operation: { connector, kind, titleNouns }, fits }) => {
    const thing = titleNouns[0];
    const isNamed = thing !== undefined && said.has(thing) && !isPlainThing(thing);
    return fits && kind !== "destructive" && isNamed ? [{ connector, thing }] : [];
  });
  const groups = Map.groupBy(named, ({ connector }) => connector);
  return new Map(
    Array.from(groups, ([connector, all]) => [connector, new Set(all.map(({ thing }) => thing))]),
  );
}

function isSameThing(one: KnownOperation, other: KnownOperation): boolean {
  return one.connector === other.connector && one.titleNouns[0] === other.titleNouns[0];
}

/**
 * The tools that a clause can mean; undefined where it names none. "Documents" are a tool's name, but
 * where that tool cannot search them, another one that knows documents can.
 */
function toolsOf(
  { clause, verbs, vocabulary: { connectors, operations } }: Meaning,
  several: boolean,
): ReadonlySet<string> | undefined {
  if (clause.connectors.length === 0) return undefined;
  const [verb] = verbs;
  const named = new Set(clause.connectors);
  const can = (operation: KnownOperation) =>
    (verb === undefined || operation.verbs.has(verb)) && !(several && isSingle(operation));
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
    // the range of a row alone writes nothing
    const has = (name: string) => name in values || name === way.field;
    const isWhole =
      operation.oneOf.every((names) => names.some(has)) &&
      operation.fields.every(({ required, name }) => !required || has(name));
    return isWhole && (way.key !== undefined || used.length > 0)
      ? [{ way, operation, values, used }]
      : [];
  });
  return followers.toSorted((one, other) => other.used.length - one.used.length)[0];
}
