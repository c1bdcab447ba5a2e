import type { Clause } from "./clauses.ts";
import { nounsOf, saidForms, saidNouns, saidVerbs, saysSeveral, verbThing } from "./said.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Slot } from "./slots.ts";
import type { KnownOperation, Vocabulary } from "./vocabulary.ts";

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

/** What a clause says, read once and then held against each operation. */
export interface Meaning {
  readonly clause: Clause;
  readonly vocabulary: Vocabulary;
  readonly around: Surroundings;
  /** What it says to do, the likeliest first. */
  readonly verbs: readonly string[];
  /** Whether something is to be sent at a time that is named. */
  readonly sendsLater: boolean;
  /** Things that it names, without its tools. */
  readonly nouns: readonly string[];
  /** Everything that it names, its tools too. */
  readonly allNouns: ReadonlySet<string>;
  /** Its words as they stand, without their endings. */
  readonly forms: ReadonlySet<string>;
  /** What its verb itself is about. */
  readonly asked: string | undefined;
  /** Whether it looks for more than one. */
  readonly several: boolean;
  /** Tools of the steps before. */
  readonly before: ReadonlySet<string>;
}

/** Reads what a clause says to do, and with what. */
export function meaningOf(
  clause: Clause,
  slots: readonly Slot[],
  vocabulary: Vocabulary,
  around: Surroundings,
): Meaning {
  const said = saidVerbs(clause, slots, vocabulary, around.reacts);
  const forms = saidForms(clause);
  const sendsLater =
    said.includes("send") &&
    !forms.has("remind") &&
    slots.some(({ kind, time }) => kind === "time" && time?.hasHour);
  return {
    clause,
    vocabulary,
    around,
    // To send at a time named is to schedule.
    verbs: sendsLater ? [...said, "schedule"] : said,
    sendsLater,
    nouns: nounsOf(clause, vocabulary),
    allNouns: saidNouns(clause),
    forms,
    asked: verbThing(clause),
    several: saysSeveral(clause, slots),
    before: new Set(around.earlier.map(({ connector }) => connector)),
  };
}
