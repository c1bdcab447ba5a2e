import type { PageBlock, PageSpec } from "../../../contract/page-spec.ts";
import { wordsIn } from "../lexicon.ts";
import { fold, joinWords } from "../text.ts";
import * as say from "./page-words.ts";

/** A block that is meant, or one of the buttons in it. */
export interface Found {
  readonly id: string;
  readonly block: PageBlock;
  readonly action?: number | undefined;
}

const types: readonly (readonly [PageBlock["type"], string])[] = [
  ["table", say.displayWords.table],
  ["chart", [say.displayWords.bar, say.displayWords.line, say.displayWords.chart].join("|")],
  ["form", say.displayWords.form],
  ["figure", say.displayWords.figure],
  ["buttons", say.displayWords.button],
  ["text", "texts?|notes?|notiz|texto|texte"],
];
const ordinals: readonly RegExp[] = [
  /^(?:first|1st|erste[nrs]?|primer[ao]?|premiere?|primeir[ao])$/,
  /^(?:second|2nd|zweite[nrs]?|segund[ao]|deuxieme)$/,
  /^(?:third|3rd|dritte[nrs]?|tercer[ao]?|troisieme|terceir[ao])$/,
];
const lastWord = /^(?:last|letzte[nrs]?|ultim[ao]|derniere?)$/;

/** The block, or the button, that these words name. */
export function blockCalled(spec: PageSpec, said: string): Found | { readonly problem: string } {
  const all = candidates(spec);
  const text = fold(said).trim();
  const exact = all.filter(({ names }) => names.some((name) => fold(name) === text));
  const [only] = exact;
  if (only && exact.length === 1) return only.found;
  const type = types.find(([, words]) =>
    new RegExp(`(?:^| )(?:${words})$|^(?:${words})(?: |$)`).test(text),
  );
  const ofType = type ? all.filter((one) => one.type === type[0]) : all;
  const words = wordsIn(said).filter(
    (word) =>
      !(type && new RegExp(`^(?:${type[1]})$`).test(word)) &&
      !/^(?:the|a|an|with|of|for|block|die|der|das|el|la|le|o)$/.test(word),
  );
  const place = ordinals.findIndex((one) => words.some((word) => one.test(word)));
  if (place >= 0 && ofType[place]) return ofType[place].found;
  if (type && words.some((word) => lastWord.test(word)) && ofType.at(-1))
    return ofType.at(-1)?.found ?? none(spec, said);
  const fitting =
    words.length === 0 && type
      ? ofType
      : ofType.filter(
          ({ names }) =>
            words.length > 0 &&
            words.every((word) => names.some((name) => wordsIn(name).includes(word))),
        );
  const [found, more] = fitting;
  if (!found) return none(spec, said);
  if (more)
    return {
      problem: `There are several: ${joinWords(fitting.map(({ label }) => label))}. Say which one.`,
    };
  return found.found;
}

function none({ blocks }: PageSpec, said: string) {
  return {
    problem: `There is no “${said}” on the page; there is ${joinWords(blocks.map(nameOf))}.`,
  };
}

interface Candidate {
  readonly type: PageBlock["type"];
  readonly names: readonly string[];
  readonly label: string;
  readonly found: Found;
}

function candidates({ blocks }: PageSpec): readonly Candidate[] {
  return blocks.flatMap((block): Candidate[] => {
    const own: Candidate = {
      type: block.type,
      names: [block.title ?? "", block.id].filter(Boolean),
      label: nameOf(block),
      found: { id: block.id, block },
    };
    if (!("actions" in block)) return [own];
    const buttons = block.actions.map(({ label }, action): Candidate => ({
      type: "buttons",
      names: [label],
      label: `the button “${label}”`,
      found: { id: block.id, block, action },
    }));
    return block.type === "buttons" ? buttons : [own, ...buttons];
  });
}

/** `the table “Deals”`. */
export function nameOf({ type, title }: PageBlock): string {
  const kind = type === "buttons" ? "the buttons" : `the ${type}`;
  return title ? `${kind} “${title}”` : kind;
}
