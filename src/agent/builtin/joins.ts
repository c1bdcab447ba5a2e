import { units } from "./calendar-words.ts";
import { nounOf, verbOf } from "./lexicon.ts";
import { numberOf } from "./counts.ts";
import { roleAt, thingOf } from "./roles.ts";
import { type Token, tokenAt } from "./tokens.ts";

/**
 * Puts together what only gives more of the thing before: `… . CC her boss x@…`, `…. Subject should
 * be "Trip"`, `…, email x@…` among the data of a contact, `…, invite x@…` after a new event.
 */
export function joinValues(tokens: readonly Token[]): readonly Token[] {
  return withDatesKept(withCopies(withAges(tokens))).filter((token, index, all) => {
    if (token.norm === "." || token.kind === "break") return !goesOn(all, index + 1);
    if (token.kind !== "word") return true;
    return !isFieldWord(all, index) && !isGuestWord(all, index);
  });
}

/** Whether a sentence begins that names a value of the one before. */
function goesOn(tokens: readonly Token[], from: number): boolean {
  if (from < 2) return false;
  let at = from;
  while (/^(?:the|its|also|and|please|der|die|das|el|la|le|o|a|auch)$/.test(tokens[at]?.norm ?? ""))
    at += 1;
  const copied = /^(?:cc|bcc)$/.test(tokens[at]?.norm ?? "");
  const role = roleAt(tokens, at)?.role;
  const named =
    role !== undefined && /^(?:subject|text|title|location|description|notes|priority)$/.test(role);
  if (!copied && !named) return false;
  const next = tokens[at + 1];
  if (copied) return next !== undefined;
  return (
    next !== undefined &&
    (next.kind === "quote" ||
      /^(?:should|shall|must|is|be|:|=|sei|soll|ist|es|debe|est|doit|e|deve)$/.test(next.norm))
  );
}

const people = /^(?:contact|lead|person|account|deal)$/;
const personal = /^(?:firstname|lastname|phone|company|name|jobtitle)$/;

/** `…, email x@…` among the data of a contact gives a value; elsewhere it tells to send. */
function isFieldWord(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (thingOf(token?.norm ?? "") !== "email" || tokens[index + 1]?.kind !== "email") return false;
  const after = tokens[index + 2];
  if (
    after &&
    after.norm !== "," &&
    !/^(?:and|und|y|et|e)$/.test(after.norm) &&
    after.kind !== "break" &&
    roleAt(tokens, index + 2) === undefined
  )
    return false;
  const before = tokens.slice(Math.max(0, index - 14), index);
  return (
    before.some(({ norm, kind }) => kind === "word" && people.test(thingOf(norm))) &&
    (before.some((_, at) => personal.test(roleAt(before, at)?.role ?? "")) ||
      /^(?:with|mit|con|avec|com|,)$/.test(tokens[index - 1]?.norm ?? ""))
  );
}

/** `create an event …, invite x@…`: the guests of the event that is made. */
function isGuestWord(tokens: readonly Token[], index: number): boolean {
  if (verbOf(tokens[index]?.norm ?? "") !== "invite" || index < 3) return false;
  if (tokens[index + 1]?.kind !== "email") return false;
  const before = tokens.slice(0, index);
  return (
    before.some(({ norm }) => /^(?:create|add|schedule|set)$/.test(verbOf(norm) ?? "")) &&
    before.some(({ norm, kind }) => kind === "word" && thingOf(norm) === "event")
  );
}

/** A date in a row or in place of other text is a value, no time at which something happens. */
function withDatesKept(tokens: readonly Token[]): readonly Token[] {
  const start = tokens.findIndex(
    ({ norm }, index) =>
      /^(?:replace|ersetze|reemplaza|remplace|substitua)$/.test(norm) ||
      (nounOf(norm) === "row" &&
        /^(?:with|mit|con|avec|com|:)$/.test(tokens[index + 1]?.norm ?? "")),
  );
  return start < 0
    ? tokens
    : tokens.map((token, index) =>
        token.kind === "date" && index > start ? { ...token, kind: "quote" as const } : token,
      );
}

/** `and copy x@…` gives a copy of the mail; to copy is something else. */
function withCopies(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, index) =>
    token.kind === "word" &&
    verbOf(token.norm) === "copy" &&
    tokens[index + 1]?.kind === "email" &&
    tokens.slice(0, index).some(({ kind }) => kind === "email")
      ? { ...token, norm: "cc", value: "cc" }
      : token,
  );
}

const unitDays: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };

/** `older than 30 days` is a condition, no time at which something happens: one word, as mail searches have it. */
function withAges(tokens: readonly Token[]): readonly Token[] {
  const merged: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const [word, than, number, unit] = tokens.slice(index, index + 4);
    if (!word) break;
    const way = /^(?:older|alter|altere|alteren)$/.test(word.norm)
      ? "older_than"
      : /^(?:newer|younger|neuer|neuere)$/.test(word.norm)
        ? "newer_than"
        : undefined;
    const days = unitDays[units.get(unit?.norm ?? "") ?? ""];
    if (
      way &&
      unit &&
      /^(?:than|als)$/.test(than?.norm ?? "") &&
      number?.kind === "number" &&
      days
    ) {
      const term = `${way}:${numberOf(number.value) * days}d`;
      merged.push({ ...tokenAt("word", term, term, word.start), end: unit.end });
      index += 3;
    } else merged.push(word);
  }
  return merged;
}
