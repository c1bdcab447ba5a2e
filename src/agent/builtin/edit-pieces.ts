import { type Clause, clauseOf } from "./clauses.ts";
import type { EditContext, Piece } from "./edit-context.ts";
import { fieldsNamed } from "./edit-fields.ts";
import { valuesIn } from "./edit-values.ts";
import {
  alsoWords,
  andWords,
  butWords,
  fillerWords,
  itWords,
  lightWords,
  noWords,
  notWords,
  ofWords,
  onlyWords,
  ratherWords,
} from "./edit-words.ts";
import type { KnownStep } from "./fill.ts";
import { isDeterminer, isKnownNoun, isStopWord, verbOf } from "./lexicon.ts";
import type { Token } from "./tokens.ts";

/** The single things that a sentence says to change. */
export function piecesOf(
  { request, read, tokens }: EditContext,
  steps: readonly KnownStep[],
): readonly Piece[] {
  const { clauses, vocabulary } = request;
  const found = withPlaces(clauses.flatMap(({ tokens: all }) => split(all, steps)));
  // `at 15:30`: nothing is left but the time
  const groups = found.length === 0 && read.once ? [[]] : found;
  const joined = withRefusals(groups);
  const onTop = tokens.find(({ norm, kind }) => kind === "word" && !fillerWords.has(norm));
  return joined.map(({ group, refused }, index) => {
    const { wanted, old } = apart(withoutFillers(group));
    const clause = withoutLightVerb(clauseOf(wanted, vocabulary));
    // `it should read "x"` says what it is to say
    const reads = wanted.some(
      ({ norm }, at) =>
        norm === "read" && /^(?:should|must|shall|to)$/.test(wanted[at - 1]?.norm ?? ""),
    );
    const verbs = clause.verbs.filter(
      (verb) => !/^(?:take|use|switch|swap|give)$/.test(verb) && !(reads && verb === "read"),
    );
    const replaces = group.some(({ norm, kind }) => kind === "word" && ratherWords.has(norm));
    return {
      ...clause,
      verbs,
      instead: clause.instead || replaces,
      additional:
        clause.additional || (index === 0 && onTop !== undefined && andWords.has(onTop.norm)),
      old: [...old, ...refused],
      once: index === 0 && !read.said ? request.once : undefined,
    };
  });
}

/** `in the sheet also add …`: where is said first, what after it. */
function withPlaces(groups: readonly (readonly Token[])[]): readonly (readonly Token[])[] {
  const joined: (readonly Token[])[] = [];
  let place: readonly Token[] = [];
  for (const [index, group] of groups.entries()) {
    const isPlace =
      group.length <= 4 &&
      index < groups.length - 1 &&
      /^(?:in|to|im|en|dans|na|no|for|on)$/.test(group[0]?.norm ?? "") &&
      group.every(
        ({ kind, norm }) => kind === "word" && (isKnownNoun(norm) || verbOf(norm) === undefined),
      );
    if (isPlace) place = group;
    else {
      joined.push([...group, ...place]);
      place = [];
    }
  }
  return joined;
}

/** `as a draft, don't send`, `don't send it, just save a draft`: one change, not two. */
function withRefusals(groups: readonly (readonly Token[])[]) {
  const joined: { readonly group: readonly Token[]; readonly refused: readonly Token[] }[] = [];
  let waiting: readonly Token[] = [];
  for (const [index, group] of groups.entries()) {
    const refused = refusedIn(group);
    const before = joined.at(-1);
    if (refused && before && before.refused.length === 0 && !valuesIn(before.group).length) {
      joined[joined.length - 1] = { ...before, refused };
    } else if (refused && index < groups.length - 1) waiting = refused;
    else {
      joined.push({ group, refused: waiting });
      waiting = [];
    }
  }
  return joined;
}

/** The doing in `don't send it`. */
function refusedIn(group: readonly Token[]): readonly Token[] | undefined {
  const words = group.filter(({ kind, norm }) => kind !== "mark" && !fillerWords.has(norm));
  const at = words.findIndex(({ norm }) => /^(?:don't|dont|not|nicht|no|ne|nao)$/.test(norm));
  const rest = words
    .slice(at + 1)
    .filter(({ norm }) => !itWords.has(norm) && !/^(?:pas|mehr|lo)$/.test(norm));
  const [verb, more] = rest;
  const isVerb = verb?.kind === "word" && verbOf(verb.norm) !== undefined;
  const opens = at === 0 || (at === 1 && /^(?:do|please|it)$/.test(words[0]?.norm ?? ""));
  return opens && isVerb && !more ? rest : undefined;
}

/** At commas and `and` where another change begins: `in #b instead, cc bob@…, no footer`. */
function split(
  tokens: readonly Token[],
  steps: readonly KnownStep[],
): readonly (readonly Token[])[] {
  const groups: Token[][] = [[]];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) continue;
    const joint =
      token.norm === "," ||
      (token.kind === "word" && (andWords.has(token.norm) || butWords.has(token.norm)));
    const next = joint ? afterJoints(tokens, index + 1) : index + 1;
    const current = groups.at(-1);
    if (joint && says(current ?? []) && beginsChange(tokens, next, steps)) {
      groups.push([]);
      index = next - 1;
    } else current?.push(token);
  }
  return groups.filter(says);
}

function afterJoints(tokens: readonly Token[], from: number): number {
  const next = tokens.findIndex(
    ({ norm }, index) =>
      index >= from && norm !== "," && !andWords.has(norm) && !fillerWords.has(norm),
  );
  return next < 0 ? tokens.length : next;
}

function says(group: readonly Token[]): boolean {
  return group.some(({ kind, norm }) => kind !== "mark" && !fillerWords.has(norm));
}

function beginsChange(tokens: readonly Token[], at: number, steps: readonly KnownStep[]): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (token.kind !== "word") return false;
  const word = token.norm;
  // `and also`, `but only`, `without …`; `, not #a` says what was there before
  if (alsoWords.has(word) || onlyWords.has(word)) return true;
  if (verbOf(word) !== undefined && !isDeterminer(tokens[at - 1]?.norm ?? "")) return true;
  const rest = tokens.slice(at, at + 4);
  if (noWords.has(word) && !notWords.has(word)) return true;
  if (/^(?:no|kein|keine)$/.test(word)) return rest[1]?.kind === "word";
  if (rest.slice(1, 3).some(({ norm }) => onlyWords.has(norm))) return true;
  const field = isDeterminer(word) ? rest[1] : token;
  return (
    field !== undefined &&
    steps.some(({ operation }) => fieldsNamed(field, operation).length > 0) &&
    valuesIn(tokens.slice(at, at + 5)).length > 0
  );
}

function withoutFillers(tokens: readonly Token[]): readonly Token[] {
  let start = 0;
  for (let token = tokens[start]; token; token = tokens[start]) {
    const next = tokens[start + 1];
    // `no, …` corrects; `no slack` leaves something away
    const corrects =
      /^(?:no|nope|nein|non|nao)$/.test(token.norm) &&
      (next?.norm === "," ||
        fillerWords.has(next?.norm ?? "") ||
        /^(?:i|ich|yo|je|eu|use|it|that|the|not)$/.test(next?.norm ?? ""));
    const filler =
      (token.kind === "word" && fillerWords.has(token.norm) && !isFieldLike(next)) ||
      token.norm === "," ||
      token.norm === ".";
    if (!corrects && !filler) break;
    start += 1;
  }
  return start < tokens.length ? tokens.slice(start) : tokens;
}

/** `now: …` is hardly ever meant. */
function isFieldLike(token: Token | undefined): boolean {
  return token?.norm === ":";
}

/** What is wanted, and what was: `not #a but #b`, `#b instead of #a`, `from #a to #b`. */
function apart(tokens: readonly Token[]): {
  readonly wanted: readonly Token[];
  readonly old: readonly Token[];
} {
  const values = valuesIn(tokens);
  const [first, second] = values;
  if (first && second && first.kind === second.kind && values.length === 2) {
    const before = tokens[first.at - 1]?.norm ?? "";
    const between = tokens.slice(first.at + 1, second.at).map(({ norm }) => norm);
    const replaced =
      /^(?:from|von|de|del|desde)$/.test(before) ||
      tokens
        .slice(0, first.at)
        .some(
          ({ norm }) =>
            verbOf(norm) === "update" ||
            /^(?:swap|troca|troque|intercambia|tausche|ersetze|remplace|substitua|substitui|reemplaza|sustituye)$/.test(
              norm,
            ),
        );
    const towards = between.some((word) =>
      /^(?:to|with|by|into|zu|auf|durch|gegen|nach|a|por|con|par|pour|para|->|→)$/.test(word),
    );
    if (replaced && towards && first.kind !== "text")
      return {
        wanted: tokens.filter((_, index) => index !== first.at && index !== first.at - 1),
        old: tokens.slice(first.at, first.at + 1),
      };
    if (replaced && towards && first.kind === "text")
      return {
        wanted: tokens.filter((_, index) => index !== first.at),
        old: tokens.slice(first.at, first.at + 1),
      };
  }
  const from = tokens.findIndex((token, index) => startsOld(tokens, index, token));
  if (from < 0) return { wanted: tokens, old: [] };
  const stop = tokens.findIndex(
    ({ norm, kind }, index) =>
      index > from && (norm === "," || (kind === "word" && butWords.has(norm))),
  );
  // `instead of #a use #b`: what is wanted follows
  const value = values.find(({ at }) => at > from);
  const leads = stop < 0 && value !== undefined && tokens.slice(0, from).every(isLight);
  const verb = tokens.findIndex(
    ({ norm, kind }, index) =>
      index > from + 2 && kind === "word" && verbOf(norm) !== undefined && !isKnownNoun(norm),
  );
  const end = leads ? (verb > 0 && verb < value.at ? verb : value.at + 1) : stop;
  const old = tokens.slice(from + 1, end < 0 ? undefined : end);
  const wanted = [
    ...tokens.slice(0, from),
    ...(end < 0 ? [] : tokens.slice(leads ? end : end + 1)),
  ];
  return wanted.some(({ kind, norm }) => kind !== "mark" && !isLight({ kind, norm }))
    ? { wanted, old }
    : { wanted: tokens, old: [] };
}

/** A word that says nothing of what is wanted. */
function isLight({ kind, norm }: Pick<Token, "kind" | "norm">): boolean {
  return (
    kind === "word" &&
    (lightWords.has(norm) ||
      fillerWords.has(norm) ||
      isStopWord(norm) ||
      /^(?:em|im|au)$/.test(norm))
  );
}

function startsOld(tokens: readonly Token[], index: number, { kind, norm }: Token): boolean {
  if (kind !== "word") return false;
  const next = tokens[index + 1];
  if (ratherWords.has(norm)) {
    if (/^(?:statt|anstatt)$/.test(norm)) return next !== undefined;
    return ofWords.has(next?.norm ?? "") && tokens.length > index + 2;
  }
  if (!notWords.has(norm) || !next) return false;
  if (/^(?:mehr|longer|more|needed|plus|mais|anymore)$/.test(next.norm)) return false;
  // `no` is `in the` in Portuguese
  if (norm === "no" && index > 0 && tokens[index - 1]?.norm !== ",") return false;
  // `#b, not #a`; at the front only where something follows that is wanted
  const more = tokens
    .slice(index + 1)
    .some((token) => token.norm === "," || butWords.has(token.norm));
  return index > 0
    ? !itWords.has(next.norm) || next.kind !== "word"
    : more && valuesIn(tokens.slice(index, index + 4)).length > 0;
}

/** In `make it …`, `put that …` the verb says only that something changes. */
export function withoutLightVerb(clause: Clause): Clause {
  const light = clause.tokens.findIndex(
    ({ norm }, index) =>
      /^(?:make|do|run|start|have|let|put|use|take|mach|nimm|haz|pone|ponlo|fais|prends|faz)$/.test(
        norm,
      ) && itWords.has(clause.tokens[index + 1]?.norm ?? ""),
  );
  if (light < 0) return clause;
  const said = new Set(
    clause.tokens.flatMap(({ kind, norm }, index) =>
      kind === "word" && index !== light ? (verbOf(norm) ?? []) : [],
    ),
  );
  const own = verbOf(clause.tokens[light]?.norm ?? "");
  const isLightVerb = (verb: string) =>
    verb === "create" || verb === "run" || (verb === own && !said.has(verb));
  return { ...clause, verbs: clause.verbs.filter((verb) => !isLightVerb(verb)) };
}
