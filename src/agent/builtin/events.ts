import type { Catalog } from "../../catalog/catalog.ts";
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
}

/** Every event of the catalog, in its order: of two that fit alike the first is meant. */
export function eventsOf(catalog: Catalog): readonly KnownEvent[] {
  return catalog.connectors.flatMap(({ id: connector, events }) =>
    events.map(({ id, title, words = [], impliedBy = [] }): KnownEvent => {
      const said = wordsIn(title);
      const happenings = happeningsIn(said);
      const titled = said.filter((word) => !isStopWord(word) && !isHappening(word));
      return {
        id,
        connector,
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
