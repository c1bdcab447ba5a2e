import { isAction, type Clause } from "./clauses.ts";
import { nounOf } from "./lexicon.ts";
import { markOf, nameMarkers, nounBefore, wordsBefore } from "./marks.ts";
import { addressRole } from "./addresses.ts";
import { readCells } from "./cells.ts";
import { countSlots } from "./counts.ts";
import { isLongId, referenceSlots } from "./identifiers.ts";
import { calendarSlots, durationSlots, momentSlots, type NamedTime } from "./moments.ts";
import { isToolWord } from "./objects.ts";
import { readProperties } from "./properties.ts";
import { readReplacement } from "./replacement.ts";
import { isNegated, mailSlots } from "./search-terms.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Words } from "./spoken-end.ts";
import { queryMarkers, spokenSlots } from "./spoken-values.ts";
import type { TimePhrase } from "./time-phrase.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { windowSlots } from "./windows.ts";

/** A value that the sentence gives. */
export interface Slot {
  readonly kind: SlotKind;
  readonly value: string;
  /** Quoted or marked as this very kind; other slots may serve where nothing better is there. */
  readonly sure: boolean;
  /** The noun the value belongs to, `topic` in `set the topic to "x"`. */
  readonly of: string | undefined;
  /** Meanings of the words that stand right before it, the nearest first: `subject` in `the subject "x"`. */
  readonly before: readonly string[];
  /** What it is for, by the word beside it: `stage`, `firstname`, `cc` (see roles.ts). */
  readonly role?: string;
  /** The thing that it is the id or the name of: `spreadsheet`, `deal`. */
  readonly thing?: string;
  /** The thing is where something goes, `in the page "x"`, not what is made. */
  readonly within?: boolean;
  /** The name of a column or field as typed. */
  readonly label?: string;
  /** Goes only into an input that its role, thing or label means, and nowhere else. */
  readonly bound?: boolean;
  /** `called x`: the name itself, whatever it is a name of. */
  readonly naming?: boolean;
  /** What is sought must not have it. */
  readonly negated?: boolean;
  readonly time?: NamedTime;
}

export interface Moment {
  readonly now: Date;
  readonly timezone: string;
}

/**
 * Ids by the shape that their provider gives them: C, G, D for conversations, U, W for people.
 * https://docs.slack.dev/apis/web-api/ (ids of other providers say by their noun what they are)
 */
const idShapes: readonly (readonly [SlotKind, RegExp])[] = [
  ["channel", /^[CGD]/],
  ["person", /^[UW]/],
];

/** Reads the values of one clause. */
export function slotsOf(
  clause: Clause,
  once: TimePhrase | undefined,
  moment: Moment,
  vocabulary: Vocabulary,
): readonly Slot[] {
  const { tokens } = clause;
  const words: Words = wordsOf(tokens, vocabulary);
  const cells = readCells(tokens);
  const replaced = readReplacement(tokens);
  const references = referenceSlots(tokens, words.isTool, (word) =>
    vocabulary.words.has(nounOf(word)),
  );
  const properties =
    replaced.slots.length > 0 ? { slots: [], taken: new Set<Token>() } : readProperties(words);
  const taken = new Set([...cells.taken, ...replaced.taken]);
  const ids = new Set(references.filter(({ sure }) => sure).map(({ value }) => value));
  const slots: Slot[] = tokens.flatMap((token, index) =>
    taken.has(token) || properties.taken.has(token) || ids.has(token.raw)
      ? []
      : slotAt(tokens, index, token, clause),
  );
  slots.push(...cells.slots, ...replaced.slots, ...references);
  slots.push(
    ...properties.slots.filter(
      ({ value }) => !cells.slots.some((cell) => cell.value.includes(value)),
    ),
  );
  if (once) slots.push(...momentSlots(once, moment));
  return [
    ...slots,
    ...durationSlots(tokens),
    ...spokenSlots(clause, slots, vocabulary),
    ...windowSlots(tokens, moment),
    ...mailSlots(tokens),
    ...calendarSlots(clause, moment),
  ];
}

function wordsOf(tokens: readonly Token[], vocabulary: Vocabulary): Words {
  return {
    tokens,
    isAction: (word) => isAction(word, vocabulary),
    isTool: (word) => isToolWord(word, vocabulary),
  };
}

function slotAt(
  tokens: readonly Token[],
  index: number,
  token: Token,
  clause: Clause,
): readonly Slot[] {
  const of = nounBefore(tokens, index);
  const words = wordsBefore(tokens, index);
  const slot = (kind: SlotKind, value = token.value): Slot[] => [
    { kind, value, sure: true, of, before: words },
  ];
  const before = tokens[index - 1]?.norm ?? "";
  switch (token.kind) {
    case "channel":
      return nameMarkers.has(before) ||
        (clause.verbs[0] === "create" && nounOf(before) === "channel")
        ? slot("name", token.value.slice(1))
        : slot("channel");
    case "mention":
      return slot("person");
    case "email": {
      const role = addressRole(tokens, index);
      return slot("email").map((one) => (role === undefined ? one : { ...one, role }));
    }
    case "emoji":
      return isDecoration(tokens, index, clause) ? [] : slot("emoji");
    case "timestamp":
    case "url":
    case "range":
      return slot(token.kind);
    case "urn":
      return slot("ref");
    case "soql":
      return slot("query");
    case "id": {
      const shape = idShapes.find(([, pattern]) => pattern.test(token.value))?.[0];
      return slot(of === "person" ? "person" : of === "channel" ? "channel" : (shape ?? "name"));
    }
    case "quote":
      return token.value === "" ? [] : quoteSlot(tokens, index, token, clause, of);
    case "number":
      // `deal 998877`: an id of digits stands right after the thing.
      if (/^\d{5,}$/.test(token.raw) && words.length > 0 && nounOf(before) === words[0])
        return slot("ref", token.raw);
      return countSlots(tokens, index);
    case "word":
      if (/^[\p{L}\p{N}_-]+\.[a-z]{2,5}$/u.test(token.raw)) return slot("file", token.raw);
      if (!nameMarkers.has(before) && isLongId(token.raw)) return slot("ref", token.raw);
      return countSlots(tokens, index);
    default:
      return [];
  }
}

/** `post 🎉 we did it to #wins`: a sign among the words of the text. */
function isDecoration(tokens: readonly Token[], index: number, { verbs }: Clause): boolean {
  const next = tokens[index + 1];
  const opens =
    next?.kind === "word" &&
    !/^(?:to|in|on|an|en|a|para|dans|auf|and|emoji|reaction)$/.test(next.norm);
  const follows = tokens.slice(0, index - 1).some(({ kind }) => kind === "emoji");
  return verbs[0] === "send" && (opens || follows);
}

/** Text that the person put in quotes, or that stands without them where only text can. */
function quoteSlot(
  tokens: readonly Token[],
  index: number,
  token: Token,
  { verbs }: Clause,
  of: string | undefined,
): readonly Slot[] {
  const before = tokens[index - 1]?.norm ?? "";
  const earlier = tokens[index - 2]?.norm ?? "";
  const mark = markOf(tokens, index);
  const kind: SlotKind =
    mark.role === "subject"
      ? "subject"
      : mark.role !== undefined && !/^(?:text|name|title|question)$/.test(mark.role)
        ? "property"
        : mark.role === "text" || of === "text" || of === "message"
          ? "text"
          : nameMarkers.has(before) || nameMarkers.has(earlier) || mark.role !== undefined
            ? "name"
            : verbs[0] === "search" || (verbs[0] === "read" && queryMarkers.has(before))
              ? "query"
              : (verbs[0] === "create" && of === "channel") ||
                  verbs[0] === "rename" ||
                  of === "file" ||
                  verbs[0] === "upload"
                ? "name"
                : "text";
  // A name that nobody quoted may be no name.
  const spoken = token.raw === token.value && kind === "property";
  return [
    {
      kind,
      value: token.value,
      sure: !spoken,
      ...(kind === "property" ? { bound: true } : {}),
      of,
      before: wordsBefore(tokens, index),
      ...mark,
      ...(isNegated(tokens, index) ? { negated: true } : {}),
    },
  ];
}
