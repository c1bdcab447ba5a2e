import { isAction, type Clause } from "./clauses.ts";
import { isDeterminer, isKnownNoun, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import { nameMarkers } from "./marks.ts";
import { isToolWord } from "./objects.ts";
import { isThing, roleAt } from "./roles.ts";
import { attachments, mailSlots } from "./search-terms.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Slot } from "./slots.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Before what is sought. */
export const queryMarkers: ReadonlySet<string> = new Set(
  "for about matching containing contain contains mentioning mention mentions nach erwahnen enthalten por sobre mencionan contienen avec mentionnent contiennent contendo mencionam with".split(
    " ",
  ),
);
const toWords: ReadonlySet<string> = new Set(
  "to in on into at an im auf nach en al dans sur vers para no na".split(" "),
);

/** Values without a sign of their own: `called proj-apollo`, `the general channel`, `a rocket reaction`. */
export function spokenSlots(
  clause: Clause,
  found: readonly Slot[],
  vocabulary: Vocabulary,
): readonly Slot[] {
  const { tokens, verbs } = clause;
  const has = (kind: SlotKind) => found.some((slot) => slot.kind === kind);
  const slots: Slot[] = [];
  const add = (kind: SlotKind, value: string, sure = true) => {
    if (!has(kind) && !slots.some((slot) => slot.kind === kind))
      slots.push({ kind, value, sure, of: undefined, before: [] });
  };
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const before = tokens[index - 1];
    const plain =
      next !== undefined &&
      (next.kind === "word" || next.kind === "number" || next.kind === "id") &&
      !isStopWord(next.norm);
    if (token.kind !== "word") continue;
    if (nameMarkers.has(token.norm) && plain && token.norm !== "name") add("name", next.raw);
    if (
      /^(?:to|in|en|vers|zu|a|para|em|auf)$/.test(token.norm) &&
      plain &&
      !isKnownNoun(next.norm) &&
      !found.some(({ value }) => value === next.raw) &&
      verbs.includes("rename") &&
      index > 0
    )
      add("name", next.raw);
    const noun = nounOf(token.norm);
    if ((noun === "reaction" || noun === "emoji") && before && isPlainName(before, vocabulary))
      add("emoji", before.norm);
    if (noun === "channel") {
      const named =
        before && isPlainName(before, vocabulary)
          ? before
          : next &&
              (next.kind === "word" || next.kind === "number") &&
              isPlainName(next, vocabulary)
            ? next
            : undefined;
      if (
        (named && verbs[0] !== "create" && verbs[0] !== "read") ||
        (named && before === named && isDeterminer(tokens[index - 2]?.norm ?? ""))
      )
        add("channel", `#${named.norm}`);
    }
  }
  if (verbs[0] === "send" && !has("channel") && !slots.some(({ kind }) => kind === "channel")) {
    const person = directPerson(tokens, vocabulary);
    if (person && !has("person") && !has("email")) add("person", person);
    const target = tokens.findLast(
      (token, index) =>
        isPlainName(token, vocabulary) &&
        /^[\p{Ll}\d_-]+$/u.test(token.raw) &&
        toWords.has(tokens[index - 1]?.norm ?? ""),
    );
    if (!person && target && !has("person") && !has("email"))
      add("channel", `#${target.norm}`, false);
  }
  const sought =
    verbs[0] === "search" ||
    ((verbs[0] === undefined || verbs[0] === "read") &&
      tokens.some(({ norm }) =>
        /^(?:about|mentioning|containing|sobre|uber|contendo)$/.test(norm),
      ));
  if (sought && !has("query")) {
    const phrase = soughtPhrase(tokens, vocabulary);
    if (phrase !== undefined) add("query", phrase, false);
  }
  return slots;
}

/** `look for last week's plan`, `search Miller in my contacts`. */
function soughtPhrase(tokens: readonly Token[], vocabulary: Vocabulary): string | undefined {
  if (mailSlots(tokens).some(({ value }) => /^[a-z]+:/.test(value) && !/^(?:has|is):/.test(value)))
    return undefined;
  const marked = tokens.findIndex(({ norm }) => queryMarkers.has(norm));
  const verb = tokens.findIndex(({ norm }) => verbOf(norm) === "search");
  const named = tokens.findIndex(
    ({ kind, raw, norm }, index) =>
      index > verb &&
      kind === "word" &&
      /^\p{Lu}/u.test(raw) &&
      !isToolWord(norm, vocabulary) &&
      !isThing(tokens[index - 1]?.norm ?? ""),
  );
  const from = marked >= 0 ? marked + 1 : named;
  if (from < 0) return undefined;
  const words = tokens.slice(from).filter(({ kind }) => kind === "word" || kind === "number");
  const stop = words.findIndex(({ norm }) => toWords.has(norm));
  const phrase = (stop < 0 ? words : words.slice(0, stop)).filter(
    ({ norm }) => !/^(?:pls|please|slack)$/.test(norm),
  );
  const isOther = phrase.some(
    (token) =>
      attachments.test(token.norm) ||
      /^[a-z_]+:/.test(token.norm) ||
      roleAt(tokens, tokens.indexOf(token)) !== undefined,
  );
  return !isOther && phrase.some(({ norm }) => !isStopWord(norm) && !isKnownNoun(norm))
    ? phrase.map(({ raw }) => raw).join(" ")
    : undefined;
}

/** `dm johndoe`, `a direct message to johndoe`. */
function directPerson(tokens: readonly Token[], vocabulary: Vocabulary): string | undefined {
  const direct = tokens.findIndex(({ norm, kind }) => kind === "word" && nounOf(norm) === "direct");
  if (direct < 0) return undefined;
  const name = tokens.find(
    (token, index) => index > direct && isPlainName(token, vocabulary) && !isKnownNoun(token.norm),
  );
  return name && `@${name.raw.toLowerCase()}`;
}

/** A word that is nothing but a name: no verb, no thing, no filler, no tool. */
function isPlainName(token: Token, vocabulary: Vocabulary): boolean {
  if (token.kind !== "word") return false;
  const word = token.norm;
  if (isStopWord(word) || isDeterminer(word) || isKnownNoun(word) || verbOf(word) !== undefined)
    return false;
  if (
    isAction(word, vocabulary) ||
    /^(?:public|private|other|different|same|right|public|my|me|app|bot|slow|team|test)$/.test(word)
  )
    return false;
  return !vocabulary.connectors.some(({ words }) => words.includes(word));
}
