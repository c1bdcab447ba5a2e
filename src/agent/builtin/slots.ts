import { isAction, type Clause } from "./clauses.ts";
import { isDeterminer, isKnownNoun, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import { readCells } from "./cells.ts";
import { calendarSlots, durationSlots, momentSlots, type NamedTime } from "./moments.ts";
import { replacementSlots, replacementTokens } from "./replacement.ts";
import type { SlotKind } from "./slot-kinds.ts";
import { units } from "./calendar-words.ts";
import type { TimePhrase } from "./time-phrase.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

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

/** Ids that say nothing of themselves: letters and digits mixed, `1LeadsSheet2026`. */
const refShape = /^(?=[\w/-]*\d)(?=[\w/-]*[A-Za-z])[\w/-]{8,}$/;

const nameMarkers: ReadonlySet<string> = new Set(
  "called named name titled title namens genannt heisst llamado llamada nombre appele appelee nomme nommee chamado chamada nome titulo titre".split(
    " ",
  ),
);
const queryMarkers: ReadonlySet<string> = new Set(
  "for about matching containing mentioning nach por sobre avec contendo containing with".split(
    " ",
  ),
);
const countMarkers: ReadonlySet<string> = new Set(
  "last latest first limit take top recent newest only most max maximum letzten letzte ersten ultimos ultimas primeros derniers dernieres premiers ultimos".split(
    " ",
  ),
);
const toWords: ReadonlySet<string> = new Set(
  "to in on into at an im auf nach en al dans sur para no na".split(" "),
);

/** Reads the values of one clause. */
export function slotsOf(
  clause: Clause,
  once: TimePhrase | undefined,
  moment: Moment,
  vocabulary: Vocabulary,
): readonly Slot[] {
  const { tokens } = clause;
  const cells = readCells(tokens);
  const replaced = replacementTokens(tokens);
  const slots: Slot[] = tokens.flatMap((token, index) =>
    cells.taken.has(token) || replaced.has(token) ? [] : slotAt(tokens, index, token, clause),
  );
  slots.push(...cells.slots, ...replacementSlots(tokens));
  if (once) slots.push(...momentSlots(once, moment));
  return [
    ...slots,
    ...durationSlots(tokens),
    ...spokenSlots(clause, slots, vocabulary),
    ...windowSlots(tokens, moment),
    ...calendarSlots(clause, moment),
  ];
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
      return nameMarkers.has(before) || clause.verbs[0] === "create"
        ? slot("name", token.value.slice(1))
        : slot("channel");
    case "mention":
      return slot("person");
    case "email":
    case "emoji":
    case "timestamp":
    case "range":
    case "url":
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
      return token.value === ""
        ? []
        : quoteSlot(tokens, index, token, clause, of).map((one) => ({ ...one, before: words }));
    case "number":
      // `deal 998877`: an id of digits stands right after the thing.
      if (/^\d{5,}$/.test(token.raw) && words.length > 0 && nounOf(before) === words[0])
        return slot("ref", token.raw);
      return countMarkers.has(before) ||
        tokens.slice(index + 1, index + 3).some(({ norm }) => isKnownNoun(norm)) ||
        /^(?:limit|take|too)$/.test(tokens[index + 1]?.norm ?? "")
        ? slot("count")
        : [];
    case "word":
      if (/^[\p{L}\p{N}_-]+\.[a-z]{2,5}$/u.test(token.raw)) return slot("file", token.raw);
      return !nameMarkers.has(before) && refShape.test(token.raw) ? slot("ref", token.raw) : [];
    default:
      return [];
  }
}

function quoteSlot(
  tokens: readonly Token[],
  index: number,
  token: Token,
  { verbs }: Clause,
  of: string | undefined,
): readonly Slot[] {
  const before = tokens[index - 1]?.norm ?? "";
  const earlier = tokens[index - 2]?.norm ?? "";
  const kind: SlotKind =
    of === "text" || of === "message"
      ? "text"
      : nameMarkers.has(before) || nameMarkers.has(earlier)
        ? "name"
        : verbs[0] === "search" || (verbs[0] === "read" && queryMarkers.has(before))
          ? "query"
          : (verbs[0] === "create" && of === "channel") ||
              verbs[0] === "rename" ||
              of === "file" ||
              verbs[0] === "upload"
            ? "name"
            : "text";
  return [{ kind, value: token.value, sure: true, of, before: [] }];
}

/** The nearest content word before a value; none beyond another value. */
function wordsBefore(tokens: readonly Token[], index: number): readonly string[] {
  const words: string[] = [];
  for (let at = index - 1; at >= Math.max(0, index - 5) && words.length < 1; at--) {
    const token = tokens[at];
    if (!token || (token.kind !== "word" && !/^[:=(]$/.test(token.norm))) break;
    if (token.kind !== "word" || isStopWord(token.norm) || isDeterminer(token.norm)) continue;
    // `a label called "x"` names the label itself, whatever else a label may be named for.
    if (nameMarkers.has(token.norm) && token.norm !== "name") break;
    const kind = token.norm === "name" ? (tokens[at - 1]?.norm ?? "") : "";
    words.push(/^(?:first|last|given|family)$/.test(kind) ? kind : nounOf(token.norm));
  }
  return words;
}

/** The nearest thing named before a value, within the few words that can belong to it. */
function nounBefore(tokens: readonly Token[], index: number): string | undefined {
  for (let at = index - 1; at >= Math.max(0, index - 4); at--) {
    const token = tokens[at];
    if (token?.kind === "mark" && token.norm !== ":") return undefined;
    if (token?.kind === "word" && (isKnownNoun(token.norm) || nounOf(token.norm) !== token.norm))
      return nounOf(token.norm);
  }
  return undefined;
}

/** Values without a sign of their own: `called proj-apollo`, `the general channel`, `a rocket reaction`. */
function spokenSlots(
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
    if (token.norm === "to" && plain && verbs.includes("rename") && index > 0)
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
  if (verbs[0] === "search" && !has("query")) {
    const from = tokens.findIndex(({ norm }) => queryMarkers.has(norm));
    const words = from < 0 ? [] : tokens.slice(from + 1).filter((token) => token.kind === "word");
    const stop = words.findIndex(({ norm }) => toWords.has(norm));
    const phrase = (stop < 0 ? words : words.slice(0, stop)).filter(
      ({ norm }) => !/^(?:pls|please|slack)$/.test(norm),
    );
    if (phrase.some(({ norm }) => !isStopWord(norm) && !isKnownNoun(norm)))
      add("query", phrase.map(({ raw }) => raw).join(" "), false);
  }
  return slots;
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

const unitSeconds: Readonly<Record<string, number>> = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

/** `from 2 days ago to 3 hours ago`, `of the last 24 hours`, as Unix seconds. */
function windowSlots(tokens: readonly Token[], { now, timezone }: Moment): readonly Slot[] {
  const instants: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const unit = units.get(tokens[index + 1]?.norm ?? "");
    if (token.kind !== "number" || unit === undefined) continue;
    const around = [tokens[index + 2]?.norm, tokens[index - 1]?.norm, tokens[index - 2]?.norm];
    if (
      !around.some(
        (word) =>
          word !== undefined &&
          /^(?:ago|last|past|letzten|ultimas|ultimos|dernieres|derniers|vor|hace|ha)$/.test(word),
      )
    )
      continue;
    instants.push(
      String(Math.floor(now.getTime() / 1000) - Number(token.value) * (unitSeconds[unit] ?? 0)),
    );
  }
  const kinds: readonly SlotKind[] = ["since", "until"];
  return instants.slice(0, 2).map((value, index) => ({
    kind: kinds[index] ?? "since",
    value,
    sure: true,
    of: undefined,
    before: [],
    time: { instant: new Date(Number(value) * 1000), timezone, hasHour: true },
  }));
}
