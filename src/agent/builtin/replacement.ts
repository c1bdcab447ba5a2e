import { isDeterminer } from "./lexicon.ts";
import { isThing } from "./roles.ts";
import type { Slot } from "./slots.ts";
import { rawOf, type Token } from "./tokens.ts";

const withWords: ReadonlySet<string> = new Set(
  "with by to auf for durch mit con por par avec pelo com in -> →".split(" "),
);
const replaceWords: ReadonlySet<string> = new Set(
  "replace replaces swap substitute change ersetze ersetzen tausche reemplaza reemplazar sustituye cambia remplace remplacer substitua substitui troque troca".split(
    " ",
  ),
);
/** Only these take two texts without quotes; to change something is mostly something else. */
const certainWords =
  /^(?:replace|replaces|swap|substitute|ersetze|ersetzen|reemplaza|sustituye|remplace|substitua|substitui|troque)$/;
const everyWords =
  /^(?:all|every|each|any|alle|jedes|uberall|todos|todas|cada|tous|toutes|chaque|o|a|the|text|word|placeholder|platzhalter|das|wort|el|la|le|mot|palabra|texto|texte)$/;

/** What was read, and the tokens that are nothing else. */
export interface ReplacementReading {
  readonly slots: readonly Slot[];
  readonly taken: ReadonlySet<Token>;
}

/** `replace "A" with "B"`, `replace {{name}} with Jane Roe`: what to look for, and what to put there. */
export function readReplacement(tokens: readonly Token[]): ReplacementReading {
  const start = tokens.findIndex(({ norm }) => replaceWords.has(norm));
  if (start < 0) return { slots: [], taken: new Set() };
  const pair = quotedPair(tokens, start) ?? spokenPair(tokens, start);
  if (!pair) return { slots: [], taken: new Set() };
  const [find, replacement] = pair;
  return {
    slots: [slot("find", textOf(find)), slot("replacement", textOf(replacement))],
    taken: new Set([...find, ...replacement]),
  };
}

function slot(kind: Slot["kind"], value: string): Slot {
  return { kind, value, sure: true, of: undefined, before: [] };
}

function textOf(tokens: readonly Token[]): string {
  const [first] = tokens;
  if (first?.kind === "quote" && tokens.length === 1) return first.value;
  return rawOf(tokens);
}

type Pair = readonly [find: readonly Token[], replacement: readonly Token[]];

function quotedPair(tokens: readonly Token[], start: number): Pair | undefined {
  const from = tokens.findIndex(
    ({ kind }, index) =>
      index > start &&
      kind === "quote" &&
      withWords.has(tokens[index + 1]?.norm ?? "") &&
      tokens[index + 2]?.kind === "quote",
  );
  const [find, replacement] = [tokens[from], tokens[from + 2]];
  return from < 0 || !find || !replacement ? undefined : [[find], [replacement]];
}

/** Placeholders in braces, words in capitals, or one of both in quotes. */
function spokenPair(tokens: readonly Token[], start: number): Pair | undefined {
  let from = start + 1;
  while (everyWords.test(tokens[from]?.norm ?? "")) from += 1;
  const joint = tokens.findIndex(
    ({ norm, kind }, index) => index > from && kind !== "quote" && withWords.has(norm),
  );
  const find = tokens.slice(from, joint);
  const certain =
    certainWords.test(tokens[start]?.norm ?? "") || /^[\p{Lu}\d]+$/u.test(find[0]?.raw ?? "");
  if (joint < 0 || find.length === 0 || find.length > 9 || !certain) return undefined;
  const capitals = /^[\p{Lu}\d_]{2,}$/u.test(find[0]?.raw ?? "");
  if (!capitals && (isDeterminer(find[0]?.norm ?? "") || isThing(find[0]?.norm ?? "")))
    return undefined;
  const replacement: Token[] = [];
  for (let at = joint + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || token.kind === "break") break;
    if (
      replacement.length > 0 &&
      (/^(?:in|inside|on|dans|en|no|na|im|und|and|,|every|everywhere)$/.test(token.norm) ||
        token.norm === ".")
    )
      break;
    replacement.push(token);
    if (token.kind === "quote") break;
  }
  return replacement.length > 0 ? [find, replacement] : undefined;
}
