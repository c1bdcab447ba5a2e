import { verbOf } from "../lexicon.ts";
import { tokenize } from "../tokens.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { foldedOf } from "./folded.ts";
import * as say from "./page-words.ts";
import { sourcesOf } from "./page-sources.ts";

/** What feeds a part of a page, in the person's own words, and how it is shown. */
export interface WantedSource {
  readonly words: string;
  readonly display: Exclude<say.Display, "form" | "button">;
  /** Of a chart: what its rows are grouped by. */
  readonly by?: string | undefined;
  /** Charts of the very same rows. */
  readonly charts?: readonly WantedChart[];
}

export interface WantedChart {
  readonly display: "bar" | "line" | "chart";
  readonly by: string;
  /** What is summed up, where it is said; else they are counted. */
  readonly measure: string | undefined;
}

/** What a button or a form does, in the person's own words. */
export interface WantedAction {
  readonly words: string;
  readonly label?: string | undefined;
}

/** A page that is asked for, in its parts. */
export interface PageOrder {
  readonly title: string | undefined;
  /** Seconds. */
  readonly refresh: number | undefined;
  readonly sources: readonly WantedSource[];
  readonly buttons: readonly WantedAction[];
  readonly forms: readonly WantedAction[];
}

const maxLength = 600;
const end =
  "(?=(?: ,)? (?:and|with|plus|und|mit|y|con|et|avec|e|com) (?:an?|ein\\w*|une?|un|una|uma?) |$)";
const joined = "(?:, )?(?:(?:and|with|plus|und|mit|y|con|et|avec|e|com) )?";

const buttonForm = new RegExp(
  `(?<= |^)${joined}(?:${say.article} )?(?:(?:row|per-row) )?(?:(?<first>«\\d+») )?(?:${say.displayWords.button})(?: (?:called|labell?ed|named|saying|namens|llamado|appele|chamado)?(?: )?(?<second>«\\d+»))?(?: (?:on|in|for|per|at|in|pro|en|por|sur|para) (?:each|every|jeder|jede|cada|chaque)(?: (?:row|line|entry|zeile|fila|ligne|linha|of them|\\S+))?)?(?: ,)? ${say.thatDoes} (?<does>.+?)${end}`,
);
const formForm = new RegExp(
  `(?<= |^)${joined}(?:${say.makes})?(?:${say.article} )(?:(?:web|html|simple|small|short|contact|input|entry|sign-?up) )?(?:${say.displayWords.form})(?: ,)? ${say.thatDoes} (?<does>.+?)${end}`,
);
const titleForm =
  /(?: ,)? (?:called|named|titled|entitled|namens|mit dem titel|llamad[ao]|titulad[ao]|appelee?|intitulee?|chamad[ao]|intitulad[ao]) (?<title>«\d+»)/;

/** Reads a wish for a page; undefined where nothing of the kind is asked for. */
export function readPageOrder(
  prompt: string,
  vocabulary: Vocabulary,
  functions: readonly string[] = [],
): PageOrder | undefined {
  if (prompt.length > maxLength) return undefined;
  const title = cutOut(prompt, titleForm);
  const refresh = cutOut(title?.rest ?? prompt, say.every);
  const whole = refresh?.rest ?? title?.rest ?? prompt;
  const forms = /\bgoogle forms?\b/i.test(prompt)
    ? { found: [], rest: whole }
    : actionsIn(whole, formForm);
  const buttons = actionsIn(forms.rest, buttonForm);
  const actions = [...forms.found, ...buttons.found];
  if (actions.some(({ words }) => !doesSomething(words, functions))) return undefined;
  const sources = sourcesOf(buttons.rest, vocabulary, actions.length > 0);
  if (!sources && (actions.length === 0 || !isOnlyMaking(foldedOf(buttons.rest).text)))
    return undefined;
  return {
    title: title?.quoted("title"),
    refresh: refresh && say.secondsOf(refresh.groups),
    sources: sources ?? [],
    buttons: buttons.found,
    forms: forms.found,
  };
}

/** Buttons and forms with what they do, and what the sentence says besides. */
function actionsIn(prompt: string, form: RegExp) {
  const found: WantedAction[] = [];
  let rest = prompt;
  for (let cut = cutOut(rest, form); cut; cut = cutOut(rest, form)) {
    const label = cut.quoted("first") ?? cut.quoted("second");
    found.push({ words: asOrder(cut.raw("does")), ...(label ? { label } : {}) });
    rest = cut.rest;
  }
  return { found, rest };
}

interface Cut {
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** As it was written. */
  raw(group: string): string;
  /** What stood in quotes. */
  quoted(group: string): string | undefined;
  /** The sentence without it. */
  readonly rest: string;
}

/** Takes out of a sentence what fits. */
export function cutOut(prompt: string, form: RegExp): Cut | undefined {
  const { text, raw, quoted } = foldedOf(prompt);
  const match = new RegExp(form, "d").exec(text);
  if (!match || match[0].trim() === "") return undefined;
  const groups = match.groups ?? {};
  const after = match.index + match[0].length;
  return {
    groups,
    raw(group) {
      const [from = 0, to = 0] = match.indices?.groups?.[group] ?? [];
      return raw(from, to);
    },
    quoted(group) {
      const found = groups[group];
      return found === undefined ? undefined : quoted(found);
    },
    rest: `${raw(0, match.index)} ${raw(after, Number.POSITIVE_INFINITY)}`.trim(),
  };
}

function isOnlyMaking(rest: string): boolean {
  const words = rest.replace(/^[ ,]+|[ ,]+$/g, "");
  if (words === "" || new RegExp(`^${say.makes}$`).test(`${words} `)) return true;
  return new RegExp(
    `^${say.makes}(?:${say.article} )?(?:${say.displayWords.page})(?: (?:with|mit|con|avec|com|und|and))?$`,
  ).test(words);
}

/** A verb says what it does, or the name of a function. */
function doesSomething(words: string, functions: readonly string[]): boolean {
  return tokenize(words).some(
    ({ kind, norm, raw }) =>
      kind === "word" && (verbOf(norm) !== undefined || functions.includes(raw)),
  );
}

/** `einen Kontakt anlegt` → `einen Kontakt anlegen`: as one says what is to be done. */
function asOrder(words: string): string {
  return words.replaceAll(/\p{L}+t(?!\p{L})/gu, (word) => {
    if (verbOf(word.toLowerCase()) !== undefined) return word;
    const stems = [`${word.slice(0, -1)}en`, `${word.slice(0, -2)}en`];
    return stems.find((stem) => verbOf(stem.toLowerCase()) !== undefined) ?? word;
  });
}
