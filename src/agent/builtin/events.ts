import type { Catalog } from "../../catalog/catalog.ts";
import type { EventInfo } from "../../catalog/event.ts";
import { type EventMember, membersOf } from "./event-members.ts";
import { type Happening, happeningsIn } from "./happenings.ts";
import { isStopWord, nounOf, wordsIn } from "./lexicon.ts";

/** What the model knows of something that happens at a provider: its title and words, digested. */
export interface KnownEvent {
  readonly id: string;
  readonly connector: string;
  /** Meanings of the things it happens to, and of the other words that people say for it. */
  readonly things: ReadonlySet<string>;
  /** Of these, what its title names. */
  readonly titled: ReadonlySet<string>;
  readonly happenings: ReadonlySet<Happening>;
  /** Meanings of the things that stand for its tool. */
  readonly implied: ReadonlySet<string>;
  readonly title: string;
  /** What may be said of it. */
  readonly filters: NonNullable<EventInfo["filters"]>;
  readonly requires: readonly string[];
  /** What a text can tell of it. */
  readonly members: readonly EventMember[];
}

/** Every event of the catalog, in its order: of two that fit alike the first is meant. */
export function eventsOf(catalog: Catalog): readonly KnownEvent[] {
  return catalog.connectors.flatMap(({ id: connector, events }) =>
    events.map((event): KnownEvent => {
      const { id, title, words = [], impliedBy = [], filters = {}, requires = [] } = event;
      const said = wordsIn(title);
      const happenings = happeningsIn(said);
      const titled = said.filter((word) => !isStopWord(word) && !isHappening(word));
      return {
        id,
        connector,
        title,
        filters,
        requires,
        members: membersOf(event),
        happenings,
        titled: new Set(titled.map(nounOf)),
        things: new Set([...titled, ...words, ...impliedBy].flatMap(wordsIn).map(nounOf)),
        implied: new Set(impliedBy.map((word) => nounOf(wordsIn(word).join(" ")))),
      };
    }),
  );
}

function isHappening(word: string): boolean {
  return word === "somebody" || happeningsIn([word]).size > 0;
}
