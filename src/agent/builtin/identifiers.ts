import { isDeterminer, isStopWord, verbOf, wordsIn } from "./lexicon.ts";
import { isThing, roleFrom, thingOf } from "./roles.ts";
import type { Slot } from "./slots.ts";
import type { Token } from "./tokens.ts";

/** Letters and digits mixed, or the resource names that some APIs have. */
const mixed = /^(?=[\w/-]*\d)(?=[\w/-]*[A-Za-z])[\w/-]{2,}$/;
const long = /^(?=[\w/-]*\d)(?=[\w/-]*[A-Za-z])[\w/-]{8,}$/;
/** What a link of a provider has of an id in it: `/d/<id>`, `/folders/<id>`, 32 hexadecimal digits at its end. */
const linkIds: readonly RegExp[] = [
  /\/(?:d|folders|spreadsheets\/d|document\/d)\/([\w-]{10,})/,
  /([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[?#].*)?$/i,
  /\/r\/\w+\/(\w{15,18})\/view/,
  /\/record\/\d-\d+\/(\d+)/,
];

/** The id that a link leads to. */
export function idInLink(url: string): string | undefined {
  return linkIds.map((pattern) => pattern.exec(url)?.[1]).find((id) => id !== undefined);
}

/** Ids, and names of things in their place: `sheet 1Ab9`, `folder Contracts`, `the Leads sheet`. */
export function referenceSlots(
  tokens: readonly Token[],
  isTool: (word: string) => boolean,
  isKnown: (word: string) => boolean,
): readonly Slot[] {
  const slots: Slot[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "word" || !isThing(token.norm)) continue;
    const thing = thingOf(token.norm);
    // Cells and tabs are read by their own notation.
    if (thing === "cell" || thing === "tab") continue;
    const after = afterThing(tokens, index);
    const first = tokens[after];
    if (first && isId(first, after - index)) {
      slots.push({
        kind: "ref",
        value: first.raw,
        sure: true,
        of: undefined,
        before: [thing],
        thing,
      });
      continue;
    }
    // "New Sheet Rows": in a title every word has a capital
    const behind = nameAfter(tokens, after, isTool);
    const name =
      behind !== undefined && !wordsIn(behind).every(isKnown)
        ? behind
        : nameBefore(tokens, index, isTool);
    if (name !== undefined)
      slots.push({
        kind: "name",
        value: name,
        sure: false,
        bound: true,
        of: undefined,
        before: [thing],
        thing,
      });
  }
  const listed = namedAfterColon(tokens, isTool);
  if (listed) slots.push(listed);
  const put = putInto(tokens, isTool);
  return put ? [...slots, put] : slots;
}

/** `new contact in …: Ida Berg, …`: the name of what is made stands after the colon. */
function namedAfterColon(
  tokens: readonly Token[],
  isTool: (word: string) => boolean,
): Slot | undefined {
  const colon = tokens.findIndex(({ norm }) => norm === ":");
  const made = tokens
    .slice(0, Math.max(0, colon))
    .findLast(
      ({ norm, kind }) =>
        kind === "word" && /^(?:contact|lead|deal|account|opportunity)$/.test(thingOf(norm)),
    );
  const name = made && nameAfter(tokens, colon + 1, isTool);
  return name === undefined || !made
    ? undefined
    : {
        kind: "name",
        value: name,
        sure: false,
        bound: true,
        of: undefined,
        before: [],
        thing: thingOf(made.norm),
      };
}

const collections: Readonly<Record<string, string>> = {
  calendar: "event",
  contact: "contact",
  task: "task",
  list: "task",
};

/** `put Dentist in my calendar`, `save Max Power to my contacts`: the name of what goes into it. */
function putInto(tokens: readonly Token[], isTool: (word: string) => boolean): Slot | undefined {
  const verb = tokens.findIndex(
    ({ norm }) =>
      /^(?:add|save|set|create)$/.test(verbOf(norm) ?? "") ||
      /^(?:put|trag|trage|coloca|mets)$/.test(norm),
  );
  const name = verb < 0 ? undefined : nameAfter(tokens, verb + 1, isTool);
  if (name === undefined) return undefined;
  const into = tokens.findLast(
    ({ norm, kind }, index) =>
      index > verb + 1 && kind === "word" && collections[thingOf(norm)] !== undefined,
  );
  const thing = into && collections[thingOf(into.norm)];
  return thing === undefined
    ? undefined
    : { kind: "name", value: name, sure: false, bound: true, of: undefined, before: [], thing };
}

/** Over `id`, `with id`, `number`. */
function afterThing(tokens: readonly Token[], index: number): number {
  let at = index + 1;
  if (/^(?:with|mit|con|avec|com)$/.test(tokens[at]?.norm ?? "") && tokens[at + 1]?.norm === "id")
    at += 1;
  while (/^(?:id|number|nr|no|named|:|#)$/.test(tokens[at]?.norm ?? "") && at < index + 3) at += 1;
  return at;
}

function isId({ kind, raw }: Token, distance: number): boolean {
  if (kind === "number") return /^\d{4,}$/.test(raw) || (distance > 1 && /^\d+$/.test(raw));
  if (kind === "urn") return true;
  return (
    (kind === "word" || kind === "id") &&
    mixed.test(raw) &&
    !/^\p{Lu}.*\//u.test(raw) &&
    !/^\d+(?:st|nd|rd|th|min|h|am|pm|x|%)$/i.test(raw)
  );
}

/** Words of a name right after a thing; the first has a capital or a digit. */
function nameAfter(
  tokens: readonly Token[],
  from: number,
  isTool: (word: string) => boolean,
): string | undefined {
  const words: Token[] = [];
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || !/^(?:word|number|id)$/.test(token.kind)) break;
    if (words.length === 0 && !isNameWord(token, isTool)) break;
    if (words.length > 0 && token.kind === "word" && !continuesName(tokens, at, isTool)) break;
    if (roleFrom(tokens, at)) break;
    words.push(token);
  }
  return words.length > 0 ? words.map(({ raw }) => raw).join(" ") : undefined;
}

function isNameWord({ kind, raw, norm }: Token, isTool: (word: string) => boolean): boolean {
  return kind === "word" && /^\p{Lu}/u.test(raw) && !isTool(norm) && !/^(?:I|SELECT)$/.test(raw);
}

function continuesName(
  tokens: readonly Token[],
  at: number,
  isTool: (word: string) => boolean,
): boolean {
  const { norm, raw } = tokens[at] ?? { norm: "", raw: "" };
  if (isStopWord(norm) || isTool(norm)) return false;
  return (
    /^[\p{Lu}\d]/u.test(raw) ||
    (!isThing(norm) &&
      verbOf(norm) === undefined &&
      !/^(?:when|whenever|every|due|where|in|on|at)$/.test(norm))
  );
}

/** `the Leads sheet`, `my Q3 Plan doc`: after a determiner, with a capital. */
function nameBefore(
  tokens: readonly Token[],
  index: number,
  isTool: (word: string) => boolean,
): string | undefined {
  let from = index;
  while (
    from > 0 &&
    /^[\p{Lu}]/u.test(tokens[from - 1]?.raw ?? "") &&
    isNameWord(tokens[from - 1] as Token, isTool)
  )
    from -= 1;
  const words = tokens.slice(from, index);
  if (words.length === 0 || from === 0) return undefined;
  const before = tokens[from - 1]?.norm ?? "";
  return isDeterminer(before) || isStopWord(before) || verbOf(before) !== undefined
    ? words.map(({ raw }) => raw).join(" ")
    : undefined;
}

/** An id that says nothing of itself: long, letters and digits mixed. */
export function isLongId(word: string): boolean {
  return long.test(word);
}
