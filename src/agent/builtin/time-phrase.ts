import {
  everyWords,
  partsOfDay,
  rhythms,
  timeFillers,
  todayWords,
  tomorrowWords,
  type Unit,
  units,
  weakWeekdays,
  weekdays,
} from "./calendar-words.ts";
import { zoneOf } from "./timezones.ts";
import type { Token } from "./tokens.ts";

/** What one phrase of time says: `every weekday at 9 Berlin time`, `tomorrow 9am`. */
export interface TimePhrase {
  /** Positions of its tokens: from the first, up to and without the last. */
  readonly from: number;
  readonly to: number;
  readonly every: boolean;
  readonly unit: Unit | undefined;
  /** `every 15 minutes`. */
  readonly step: number | undefined;
  readonly days: readonly number[];
  readonly dayRange: boolean;
  readonly dayOfMonth: number | undefined;
  readonly hour: number | undefined;
  readonly minute: number;
  /** The end of `15:00 to 16:00`. */
  readonly until: { readonly hour: number; readonly minute: number } | undefined;
  readonly timezone: string | undefined;
  readonly date: string | undefined;
  readonly daysAhead: number | undefined;
}

type Mark =
  | "every"
  | "unit"
  | "rhythm"
  | "day"
  | "part"
  | "clock"
  | "number"
  | "ordinal"
  | "date"
  | "ahead"
  | "zone"
  | "fill";

const plural = /s$/;
/** After these a bare number is an hour. */
const atWords: ReadonlySet<string> = new Set(["at", "um", "las", "as", "a", "gegen"]);

/** Between two hours: from the one to the other. */
const untilWords: ReadonlySet<string> = new Set("to until till - – bis a hasta ate".split(" "));

/** Finds every phrase of time outside quotes. */
export function timePhrases(tokens: readonly Token[]): readonly TimePhrase[] {
  const marks = tokens.map((_, index) => markAt(tokens, index));
  const phrases: TimePhrase[] = [];
  for (let from = 0; from < tokens.length; from++) {
    if (marks[from] === undefined) continue;
    let to = from;
    while (to < tokens.length && marks[to] !== undefined) to += 1;
    const phrase = readPhrase(tokens, marks, from, to);
    if (phrase) phrases.push(phrase);
    from = to;
  }
  return phrases;
}

function markAt(tokens: readonly Token[], index: number): Mark | undefined {
  const token = tokens[index];
  if (!token) return undefined;
  if (token.kind === "clock" || token.kind === "ordinal" || token.kind === "date")
    return token.kind;
  if (token.kind === "number") return /^\d{1,2}$/.test(token.value) ? "number" : undefined;
  if (token.kind !== "word" && token.kind !== "mark") return undefined;
  const word = token.norm;
  if (everyWords.has(word)) return "every";
  // "the weekly report" is a name
  if (rhythms.has(word))
    return /^(?:the|our|my|this|der|die|das|el|la|le|o)$/.test(tokens[index - 1]?.norm ?? "")
      ? undefined
      : "rhythm";
  if (weekdays.has(word)) return "day";
  if (partsOfDay.has(word)) return "part";
  if (tomorrowWords.has(word) || todayWords.has(word)) return "ahead";
  if (units.has(word)) return "unit";
  if (timeFillers.has(word)) return "fill";
  if (zoneAt(tokens, index)) return "zone";
  const before = tokens[index - 1];
  return before && before.kind === "word" && zoneOf(`${before.norm} ${word}`) ? "zone" : undefined;
}

/** The zone that starts here, of one word or two. */
function zoneAt(tokens: readonly Token[], index: number): string | undefined {
  const word = tokens[index]?.norm ?? "";
  const next = tokens[index + 1];
  return (next?.kind === "word" ? zoneOf(`${word} ${next.norm}`) : undefined) ?? zoneOf(word);
}

function readPhrase(
  tokens: readonly Token[],
  marks: readonly (Mark | undefined)[],
  start: number,
  stop: number,
): TimePhrase | undefined {
  let from = start;
  let to = stop;
  while (from < to && marks[from] === "fill" && !leads(tokens, marks, from)) from += 1;
  while (
    to > from &&
    marks[to - 1] === "fill" &&
    !/^(?:time|zeit|uhr|o'clock|heures|h|\))$/.test(tokens[to - 1]?.norm ?? "")
  )
    to -= 1;
  let every = false;
  let unit: Unit | undefined;
  let step: number | undefined;
  let dayOfMonth: number | undefined;
  let hour: number | undefined;
  let minute = 0;
  let until: TimePhrase["until"];
  let part: number | undefined;
  let timezone: string | undefined;
  let date: string | undefined;
  let daysAhead: number | undefined;
  let dayRange = false;
  const days: number[] = [];
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (!token) continue;
    const word = token.norm;
    const next = tokens[at + 1]?.norm ?? "";
    const strong =
      every ||
      days.length > 0 ||
      part !== undefined ||
      daysAhead !== undefined ||
      date !== undefined;
    switch (marks[at]) {
      case "every":
        every = true;
        break;
      case "rhythm":
        every = true;
        unit = rhythms.get(word);
        break;
      case "unit": {
        const found = units.get(word);
        if (/^(?:weekdays|weekends|werktags|wochentags)$/.test(word)) every = true;
        // "jour ouvré", "día laborable", "heures" after a number that is the clock
        if (!(unit === "weekday" && found === "day")) unit = found;
        break;
      }
      case "day":
        if (days.length > 0 && /^(?:to|through|bis|a|-|–|until)$/.test(tokens[at - 1]?.norm ?? ""))
          dayRange = true;
        days.push(weekdays.get(word) ?? 0);
        if (plural.test(word) && !/^(?:lunes|martes|miercoles|jueves|viernes)$/.test(word))
          every = true;
        break;
      case "part":
        part = partsOfDay.get(word);
        break;
      case "clock": {
        const [named, past] = clock(token.value);
        if (hour !== undefined && untilWords.has(tokens[at - 1]?.norm ?? ""))
          until = { hour: named, minute: past };
        else [hour, minute] = [named, past];
        break;
      }
      case "number":
        if (units.has(next) && every) step = Number(token.value);
        else if (
          every &&
          /^(?:du|dia|am)$/.test(tokens[at - 1]?.norm ?? "") &&
          hour === undefined &&
          !timeAfter(next)
        )
          dayOfMonth = Number(token.value);
        else if (/^(?:les|los)$/.test(tokens[at - 1]?.norm ?? "") && every)
          dayOfMonth = Number(token.value);
        else if (Number(token.value) < 24 && (strong || atWords.has(tokens[at - 1]?.norm ?? "")))
          hour ??= Number(token.value);
        break;
      case "ordinal":
        dayOfMonth = Number(token.value);
        break;
      case "date":
        date = token.value;
        break;
      case "ahead":
        daysAhead = tomorrowWords.has(word) ? 1 : 0;
        if (word === "tonight") part = 20;
        break;
      case "zone":
        timezone ??= zoneAt(tokens, at);
        break;
      default:
    }
  }
  if (hour !== undefined && hour > 24) return undefined;
  if (hour === undefined) hour = part;
  else if (part !== undefined && part >= 15 && hour < 12) hour += 12;
  // "the 1st of each month" names the day, "every 1st" the month as well
  if (dayOfMonth !== undefined && every) unit = "month";
  const weak =
    days.length > 0 &&
    tokens.slice(from, to).every(({ norm }) => weakWeekdays.has(norm) || timeFillers.has(norm));
  const rhythm =
    every &&
    (unit !== undefined || days.length > 0 || hour !== undefined || dayOfMonth !== undefined);
  const says =
    rhythm ||
    days.length > 0 ||
    (!every && (hour !== undefined || date !== undefined || daysAhead !== undefined));
  if (from >= to || weak || !says) return undefined;
  return {
    from,
    to,
    every: rhythm,
    unit,
    step,
    days,
    dayRange,
    dayOfMonth,
    hour,
    minute,
    until,
    timezone,
    date,
    daysAhead,
  };
}

/** A fill word that belongs to what follows: `on mondays`, `at 9`. */
function leads(
  tokens: readonly Token[],
  marks: readonly (Mark | undefined)[],
  index: number,
): boolean {
  const next = marks[index + 1];
  if (next === undefined) return false;
  if (tokens[index]?.kind === "mark" && tokens[index]?.norm !== "(") return false;
  return next === "fill" ? leads(tokens, marks, index + 1) : true;
}

function timeAfter(word: string): boolean {
  return word === "uhr" || word === "h" || word === "heures";
}

function clock(text: string): [hour: number, minute: number] {
  const match = /^(\d{1,2})(?::(\d{2})|h(\d{2})?)?\s?(am|pm)?$/i.exec(text);
  const half = match?.[4]?.toLowerCase();
  const hour = Number(match?.[1] ?? 0);
  const full = half === "pm" && hour < 12 ? hour + 12 : half === "am" && hour === 12 ? 0 : hour;
  return [full, Number(match?.[2] ?? match?.[3] ?? 0)];
}
