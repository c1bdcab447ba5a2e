import { isDeterminer, isStopWord, verbOf } from "./lexicon.ts";
import { nameEnd, textEnd, type Words } from "./spoken-end.ts";
import { longRoles, roleAt, thingOf } from "./roles.ts";
import type { Slot } from "./slots.ts";
import { rawOf, type Token } from "./tokens.ts";

const equals = /^(?:=|:|is|are|equals|ist|es|est|e|sind|son|sont)$/;
const whereWords = /^(?:where|whose|wo|deren|dessen|donde|cuyo|cuya|ou|dont|onde|cujo)$/;
const toWords = /^(?:to|auf|zu|a|en|para|por|=|as|als|in|into)$/;
const valueKinds = /^(?:word|number|quote|date|email|url|id|ordinal|clock|channel|mention)$/;

/** Each costs a look through the rest; a sentence with more is a pasted text. */
const maxProperties = 40;
const maxTokens = 600;

export interface PropertyReading {
  readonly slots: readonly Slot[];
  readonly taken: ReadonlySet<Token>;
}

/** Values by the names of columns and fields: `Status = Done`, `where Stage is Open`, `set Priority to High`, `amount 5000`. */
export function readProperties(words: Words): PropertyReading {
  const { tokens } = words;
  const slots: Slot[] = [];
  const taken = new Set<Token>();
  const add = (
    label: string,
    role: string | undefined,
    from: number,
    to: number,
    sure: boolean,
  ) => {
    const first = tokens[from];
    if (!first || tokens.slice(from, to).some((token) => taken.has(token))) return;
    const value = to - from === 1 ? first.value : rawOf(tokens.slice(from, to));
    slots.push({
      kind: "property",
      value,
      sure,
      bound: true,
      of: undefined,
      before: [],
      label,
      ...(role === undefined ? {} : { role }),
    });
    for (const token of tokens.slice(from, to)) taken.add(token);
  };
  for (const [index, token] of tokens.entries()) {
    if (slots.length >= maxProperties || index >= maxTokens) break;
    if (token.kind !== "word" || taken.has(token)) continue;
    const said = roleAt(tokens, index);
    const next = tokens[index + 1];
    if (next?.norm === "=" || (equals.test(next?.norm ?? "") && isCondition(tokens, index))) {
      const from = index + (tokens[index + 2]?.norm === "=" ? 3 : 2);
      add(labelAt(tokens, index), said?.role, from, valueEnd(words, from), next?.norm === "=");
      continue;
    }
    const to = assigned(tokens, index, said !== undefined);
    if (to !== undefined) {
      add(token.raw, said?.role, to, valueEnd(words, to, said?.role), true);
      continue;
    }
    const worth = amountAfter(tokens, index);
    if (worth !== undefined) {
      add("amount", "amount", worth, amountEnd(tokens, worth), false);
      continue;
    }
    const moved = said ? undefined : stageAfter(tokens, index);
    if (moved !== undefined) {
      add("stage", "stage", moved, valueEnd(words, moved), true);
      continue;
    }
    const isColumn =
      /^\p{Lu}\p{Ll}/u.test(token.raw) &&
      /^(?:,|with|mit|con|avec|com|and|und)$/.test(tokens[index - 1]?.norm ?? "");
    if (!said && isColumn && next?.kind === "number")
      add(token.raw, undefined, index + 1, index + 2, false);
    if (said) {
      const from = valueAfter(tokens, index);
      if (from !== undefined) add(token.raw, said.role, from, amountEnd(tokens, from), false);
    }
  }
  return { slots, taken };
}

/** `a deal … for $1500`: what a deal is for is its amount. */
function amountAfter(tokens: readonly Token[], index: number): number | undefined {
  if (!/^(?:for|fur|por|pour|uber|de|of|worth)$/.test(tokens[index]?.norm ?? "")) return undefined;
  const currency = /^[$€£]$/.test(tokens[index + 1]?.raw ?? "") ? 1 : 0;
  const at = index + 1 + currency;
  const about = tokens.some(
    ({ norm, kind }) => kind === "word" && /^(?:deal|opportunity)$/.test(thingOf(norm)),
  );
  return about && tokens[at]?.kind === "number" ? at : undefined;
}

/** `move deal 12 to Closed Won`: what a deal is moved to is its stage. */
function stageAfter(tokens: readonly Token[], index: number): number | undefined {
  const thing = thingOf(tokens[index]?.norm.split("-").at(-1) ?? "");
  if (!/^(?:deal|opportunity|ticket)$/.test(thing)) return undefined;
  const moves = tokens.some(
    ({ norm }) =>
      /^(?:move|set|update)$/.test(verbOf(norm) ?? "") ||
      /^(?:setzen|verschieben|pasa|mueve|passe|passa)$/.test(norm),
  );
  if (!moves) return undefined;
  const to = tokens.findIndex(
    ({ norm }, at) =>
      at > index && at <= index + 4 && /^(?:to|auf|a|en|para|zu|in|vers)$/.test(norm),
  );
  const value = tokens[to + 1];
  if (to < 0 || value?.kind !== "word" || isDeterminer(value.norm) || roleAt(tokens, to + 1))
    return undefined;
  return tokens.slice(index + 1, to).some(({ kind }) => kind === "number" || kind === "word") ||
    to === index + 1
    ? to + 1
    : undefined;
}

/** A value right after its role, that is no run of words: numbers, amounts, telephone numbers, dates. */
function valueAfter(tokens: readonly Token[], index: number): number | undefined {
  let at = index + 1;
  while (
    /^(?:=|:|is|of|from|von|de|number|to|\$|€|£|\+)$/.test(tokens[at]?.norm ?? "") &&
    at < index + 4
  )
    at += 1;
  const value = tokens[at];
  if (!value || !/^(?:number|date|ordinal)$/.test(value.kind)) {
    const plain =
      value?.kind === "word" && at <= index + 2 && /^(?=.*\d)[\d()+.-]{5,}$/.test(value.raw);
    const oneWord =
      value?.kind === "word" &&
      at === index + 1 &&
      /^(?:closed(?:won|lost)|high|low|medium|urgent|hoch|niedrig|alta|baja|haute|basse|[\w-]+\.[a-z]{2,6})$/.test(
        value.norm,
      );
    return plain || oneWord ? at : undefined;
  }
  return tokens[at - 1]?.norm === "+" ? at - 1 : at;
}

/** `+49 170 1234567`, `555-1234`: a number in groups. */
function amountEnd(tokens: readonly Token[], from: number): number {
  let at = from + 1;
  if (tokens[from]?.kind === "date") return at;
  if (tokens[from]?.norm === "+") at += 1;
  while (
    tokens[at] &&
    /^[\d()-]+$/.test(tokens[at]?.raw ?? "") &&
    tokens[at]?.start !== undefined &&
    (tokens[at]?.kind === "number" ||
      tokens[at]?.raw === "-" ||
      tokens[at]?.raw === "(" ||
      tokens[at]?.raw === ")" ||
      /^\d[\d-]*$/.test(tokens[at]?.raw ?? ""))
  )
    at += 1;
  return at;
}

/** `where Status is Done`, `with Status is Done`. */
function isCondition(tokens: readonly Token[], index: number): boolean {
  if (!valueKinds.test(tokens[index + 2]?.kind ?? "")) return false;
  return tokens.slice(Math.max(0, index - 3), index).some(({ norm }) => whereWords.test(norm));
}

/** `Due date = …`: the words of a column's name, back to what introduces them. */
function labelAt(tokens: readonly Token[], index: number): string {
  let from = index;
  while (
    from > 0 &&
    tokens[from - 1]?.kind === "word" &&
    /^\p{Lu}/u.test(tokens[from - 1]?.raw ?? "") &&
    !isStopWord(tokens[from - 1]?.norm ?? "")
  )
    from -= 1;
  return rawOf(tokens.slice(from, index + 1));
}

/** `set Status to Done`, `change the stage of deal 12 to won`: where the value begins. */
function assigned(tokens: readonly Token[], index: number, isRole: boolean): number | undefined {
  const verb = tokens.findIndex(({ norm }) => {
    const meaning = verbOf(norm);
    return meaning === "set" || meaning === "update";
  });
  if (verb < 0 || verb >= index || index - verb > 4) return undefined;
  const between = tokens.slice(verb + 1, index);
  if (
    !between.every(
      ({ norm }) =>
        isDeterminer(norm) ||
        isStopWord(norm) ||
        /^(?:property|field|column|feld|eigenschaft|propiedad|propriete|campo)$/.test(norm),
    )
  )
    return undefined;
  const label = tokens[index]?.raw ?? "";
  // `B2` is a cell
  if (!isRole && (!/^\p{Lu}/u.test(label) || /^[A-Z]{1,3}\d+$/.test(label))) return undefined;
  const limit = Math.min(tokens.length, index + 12);
  const after = /^(?:number|nummer|numero|address)$/.test(tokens[index + 1]?.norm ?? "")
    ? index + 2
    : index + 1;
  for (let at = after; at < limit; at++) {
    const token = tokens[at];
    if (!token || token.kind === "break" || token.norm === "and") return undefined;
    if (
      toWords.test(token.norm) &&
      valueKinds.test(tokens[at + 1]?.kind ?? "") &&
      !isDeterminer(tokens[at + 1]?.norm ?? "") &&
      (at === after ||
        /^(?:of|von|vom|for|on|in|de|del|der|du|da|do|the|des)$/.test(tokens[after]?.norm ?? "")) &&
      !(token.norm === "de")
    )
      if (at === after || !/^(?:in|en|a)$/.test(token.norm) || at > index + 2) return at + 1;
  }
  return undefined;
}

function valueEnd(words: Words, from: number, role?: string): number {
  const first = words.tokens[from];
  if (role !== undefined && longRoles.has(role) && first?.kind === "word")
    return textEnd(words, from, false);
  if (first?.kind !== "word" && first?.kind !== "number") return from + 1;
  if (first.kind === "number") return amountEnd(words.tokens, from);
  return Math.max(from + 1, nameEnd(words, from));
}
