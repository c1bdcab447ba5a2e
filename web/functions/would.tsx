import type { WouldView } from "../../src/contract/run.ts";
import { strings } from "../words/strings.ts";
import "./would.css";

const words = strings.dryRun;

/** What a dry run held back, a sentence each, with the texts themselves below. */
export function WouldList({
  would,
}: {
  readonly would: readonly Pick<WouldView, "words" | "shows">[];
}) {
  if (would.length === 0) return <p className="would-none">{words.nothing}</p>;
  return (
    <ul className="would" role="list" aria-label={words.would}>
      {would.map(({ words: sentence, shows = [] }, index) => (
        <li key={index}>
          {sentence}
          {shows.map((text) => (
            <q key={text}>{text}</q>
          ))}
        </li>
      ))}
    </ul>
  );
}
