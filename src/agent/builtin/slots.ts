import { isAction, type Clause } from "./clauses.ts";
import { isDeterminer, isKnownNoun, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import { addressRole } from "./addresses.ts";
import { readCells } from "./cells.ts";
import { countSlots } from "./counts.ts";
import { isLongId, referenceSlots } from "./identifiers.ts";
import { durationSlots, momentSlots, type NamedTime } from "./moments.ts";
import { isToolWord } from "./objects.ts";
import { readProperties } from "./properties.ts";
import { readReplacement } from "./replacement.ts";
import { isThing, namingWords, roleAt, thingOf } from "./roles.ts";
import { attachments, isNegated, mailSlots } from "./search-terms.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Words } from "./spoken-end.ts";
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

const nameMarkers: ReadonlySet<string> = new Set([
  ...namingWords,
  ..."name title titel heisst nombre nome titulo titre".split(" "),
]);
const queryMarkers: ReadonlySet<string> = new Set(
  "for about matching containing mentioning nach por sobre avec contendo containing with".split(
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
  const words: Words = wordsOf(tokens, vocabulary);
  const cells = readCells(tokens);
  const replaced = readReplacement(tokens);
  const references = referenceSlots(tokens, words.isTool);
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

const skipped =
  /^(?::|=|is|be|should|shall|must|to|als|the|a|an|der|die|das|dem|den|el|la|le|les|o|as|un|une|uno|um|uma|word|words|phrase|it|=|ist|es|est|e|lautet|sei|contains|containing|contain|contiene|contient|contem|enthalt)$/;
const within = /^(?:in|im|en|dans|no|na|as|als|como|comme)$/;

/** The role that the words around a value say: before it, or `… in the subject` behind it; and the thing before it. */
function markOf(
  tokens: readonly Token[],
  index: number,
): Pick<Slot, "role" | "label" | "thing" | "within" | "naming"> {
  for (let at = index - 1; at >= Math.max(0, index - 5); at--) {
    const token = tokens[at];
    if (!token || (token.kind !== "word" && token.kind !== "mark")) break;
    const said = roleAt(tokens, at);
    if (said) return { role: said.role, label: token.raw };
    // "google tasks" is the tool
    if (/^google$/.test(tokens[at - 1]?.norm ?? "") && isPlace(tokens, at)) continue;
    if (isThing(token.norm))
      return { thing: thingOf(token.norm), ...(isPlace(tokens, at) ? { within: true } : {}) };
    if (nameMarkers.has(token.norm)) return thingBefore(tokens, at);
    if (!skipped.test(token.norm) && !/^(?:google|en|in)$/.test(token.norm)) break;
  }
  if (within.test(tokens[index + 1]?.norm ?? ""))
    for (const at of [index + 2, index + 3]) {
      const said = roleAt(tokens, at);
      if (said && /^(?:subject|title|name|text)$/.test(said.role)) return { role: said.role };
    }
  const at = tokens[index - 1]?.norm ?? "";
  if (/^(?:in|at|@|im|bei)$/.test(at) && tokens.some(({ norm }) => thingOf(norm) === "event"))
    return { role: "location" };
  return assignedRole(tokens, index);
}

/** `in the page`, `to list`: a small word of place before the thing. */
function isPlace(tokens: readonly Token[], index: number): boolean {
  const before = tokens
    .slice(Math.max(0, index - 3), index)
    .findLast(
      ({ norm }) =>
        !isDeterminer(norm) && !/^(?:google|notion|slack|hubspot|salesforce)$/.test(norm),
    );
  return /^(?:in|into|to|under|on|of|from|inside|auf|im|unter|aus|en|a|dans|sur|sous|no|na|em|para|de)$/.test(
    before?.norm ?? "",
  );
}

/** `an account called "x"`. */
function thingBefore(tokens: readonly Token[], index: number): Pick<Slot, "thing" | "naming"> {
  const named = tokens
    .slice(Math.max(0, index - 4), index)
    .findLast(({ kind, norm }) => kind === "word" && isThing(norm));
  return named ? { thing: thingOf(named.norm), naming: true } : {};
}

/** `change the title of event 12 to "x"`. */
function assignedRole(tokens: readonly Token[], index: number): Pick<Slot, "role" | "label"> {
  if (!/^(?:to|auf|zu|a|en|para|por|in)$/.test(tokens[index - 1]?.norm ?? "")) return {};
  const verb = tokens.findIndex(({ norm }) => /^(?:set|update)$/.test(verbOf(norm) ?? ""));
  if (verb < 0) return {};
  for (let at = verb + 1; at < Math.min(index, verb + 5); at++) {
    const said = roleAt(tokens, at);
    if (said) return { role: said.role, label: tokens[at]?.raw ?? said.role };
  }
  return {};
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
    if (
      /^(?:to|in|en|zu|a|para|em|auf)$/.test(token.norm) &&
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
  if (verbs[0] === "search" && !has("query")) {
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
  const words = tokens.slice(from).filter((token) => token.kind === "word");
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
