import { connectorsIn } from "./clauses.ts";
import type { KnownEvent } from "./events.ts";
import { type Happening, happeningsIn, sureHappeningsIn } from "./happenings.ts";
import { nounOf, wordsIn } from "./lexicon.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Which event of the catalog a sentence tells of; `none` where it names a tool that has no such event. */
export type EventChoice =
  | { readonly status: "chosen"; readonly event: KnownEvent }
  | { readonly status: "none" }
  | { readonly status: "not-a-tool" };

/** Things that happen beside mere coming and changing: an event tells of them or is another one. */
const special: readonly Happening[] = [
  "deleted",
  "removed",
  "starting",
  "ended",
  "completed",
  "failed",
  "commented",
  "mentioned",
  "reacted",
  "joined",
  "linked",
];

/**
 * Chooses by the tool that is named where it happens, by a thing that only one tool has, or by a
 * tool that is named elsewhere and has such a thing.
 */
export function chooseEvent(
  words: readonly Token[],
  elsewhere: readonly Token[],
  vocabulary: Vocabulary,
  needsThing: boolean,
): EventChoice {
  const said = whatIsSaid(words);
  const named = strongConnectors(words, vocabulary);
  const best = (events: readonly KnownEvent[], thing: boolean) => bestOf(events, said, thing);
  if (named.length > 0) {
    const own = vocabulary.events.filter(({ connector }) => named.includes(connector));
    const event =
      best(own, needsThing || namesAnother(said, named, own, vocabulary)) ??
      (own.length === 0 ? best(implied(vocabulary, said), true) : undefined);
    return event ? { status: "chosen", event } : { status: "none" };
  }
  const places = strongConnectors(
    elsewhere.filter((_, index) => !isTarget(elsewhere, index)),
    vocabulary,
  );
  const event =
    best(implied(vocabulary, said), true) ??
    best(
      vocabulary.events.filter(({ connector }) => places.includes(connector)),
      true,
    );
  return event && !isMadeElsewhere(event, elsewhere, said)
    ? { status: "chosen", event }
    : { status: "not-a-tool" };
}

/** `someone edits a canvas in Slack`: the tool has such a thing, and tells of nothing that happens to it. */
function namesAnother(
  { nouns }: Said,
  named: readonly string[],
  events: readonly KnownEvent[],
  { operations }: Vocabulary,
): boolean {
  const told = new Set(events.flatMap(({ things }) => [...things]));
  return operations.some(
    ({ connector, titleNouns: [thing] }) =>
      named.includes(connector) && thing !== undefined && nouns.has(thing) && !told.has(thing),
  );
}

/** `add it to HubSpot`: where something goes is not where it comes from. */
function isTarget(tokens: readonly Token[], index: number): boolean {
  return /^(?:to|into|nach|al|vers|ao)$/.test(tokens[index - 1]?.norm ?? "");
}

interface Said {
  readonly nouns: ReadonlySet<string>;
  readonly happenings: ReadonlySet<Happening>;
  readonly surely: ReadonlySet<Happening>;
}

/** After these stands what something is done with, not what it happens to: `signs up with email`. */
const besides: ReadonlySet<string> = new Set(
  "with by via per their his her its mit con avec com par por su seine ihre son sa".split(" "),
);

function whatIsSaid(tokens: readonly Token[]): Said {
  // folded: `LinkedIn` is not linked in something
  const words = tokens.flatMap(({ kind, norm }) =>
    kind === "word" ? wordsIn(norm.replaceAll("-", " ")) : [],
  );
  const channel = tokens.some(({ kind }) => kind === "channel") ? ["channel"] : [];
  return {
    nouns: new Set([
      ...words.filter((_, index) => !besides.has(words[index - 1] ?? "")).map(nounOf),
      ...channel,
    ]),
    happenings: happeningsIn(words),
    surely: sureHappeningsIn(words),
  };
}

function implied(vocabulary: Vocabulary, { nouns }: Said): readonly KnownEvent[] {
  return vocabulary.events.filter((event) => [...event.implied].some((noun) => nouns.has(noun)));
}

function bestOf(
  events: readonly KnownEvent[],
  said: Said,
  needsThing: boolean,
): KnownEvent | undefined {
  let best: KnownEvent | undefined;
  let most = 0;
  for (const event of events) {
    const score = scoreOf(event, said, needsThing);
    if (score > most) [best, most] = [event, score];
  }
  return best;
}

function scoreOf(event: KnownEvent, said: Said, needsThing: boolean): number {
  const own = special.filter((one) => event.happenings.has(one));
  // "new comments" names as a thing what happens
  const happens = own.some((one) => said.happenings.has(one)) ? 1 : 0;
  const things = [...said.nouns].filter((noun) => event.things.has(noun)).length + happens;
  if (needsThing && things === 0) return 0;
  if (own.length > 0 && !own.some((one) => said.happenings.has(one))) return 0;
  if (special.some((one) => said.surely.has(one) && !event.happenings.has(one))) return 0;
  const unsaid = [...event.titled].filter((noun) => !said.nouns.has(noun)).length;
  const shared = [...said.happenings].filter((one) => event.happenings.has(one)).length;
  const fit = 1 + 3 * Math.min(things, 3) - 0.1 * unsaid;
  if (said.happenings.size === 0) return fit + (event.happenings.has("created") ? 1 : 0);
  // "updates its email" is no new email
  if (shared === 0) return needsThing ? 0 : fit - 0.5;
  return fit + 2 * shared;
}

/** `when a contact is added, create a HubSpot contact`: what is made there is not what starts it. */
function isMadeElsewhere(event: KnownEvent, elsewhere: readonly Token[], { nouns }: Said): boolean {
  if ([...event.implied].some((noun) => nouns.has(noun))) return false;
  return elsewhere.some(
    ({ norm, kind }) =>
      kind === "word" && event.things.has(nounOf(norm)) && nouns.has(nounOf(norm)),
  );
}

/** Connectors whose own name is said, rather than a thing such as `form` or `contact`. */
export function strongConnectors(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): readonly string[] {
  const found = connectorsIn(tokens, vocabulary);
  if (found.length === 0) return [];
  const text = ` ${tokens
    .filter(({ kind }) => kind === "word")
    .flatMap(({ value }) => wordsIn(value.replaceAll("-", " ")))
    .join(" ")} `;
  return vocabulary.connectors
    .filter(
      ({ id, words }) =>
        found.includes(id) &&
        words.some((word) => isOwnName(word.replaceAll(" ", ""), id) && text.includes(` ${word} `)),
    )
    .map(({ id }) => id);
}

/** `google form`, `gdrive`, `hub spot`: it starts as the tool's id does, or is short for it. */
function isOwnName(word: string, id: string): boolean {
  return word.slice(0, 3) === id.slice(0, 3) || (word[0] === id[0] && id.includes(word.slice(1)));
}
