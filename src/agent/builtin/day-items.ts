import { everyWords, partsOfDay, units, weakWeekdays, weekdays } from "./calendar-words.ts";
import type { TimeItem } from "./time-item.ts";
import type { Token } from "./tokens.ts";

/** Before a day of the month. */
const dayLeads: ReadonlySet<string> = new Set(
  "du dia le el am les los den der the nos no".split(" "),
);

const twoDays = [
  ["day", "after", "tomorrow"],
  ["depois", "de", "amanha"],
  ["pasado", "manana"],
  ["ubermorgen"],
  ["apres-demain"],
];

/** How many tokens say `the day after tomorrow` here. */
export function inTwoDaysAt(tokens: readonly Token[], index: number): number {
  const said = twoDays.find((words) =>
    words.every((word, offset) => tokens[index + offset]?.norm === word),
  );
  return said?.length ?? 0;
}

export function workdays(length: number): TimeItem {
  return { kind: "day", length, days: [1, 2, 3, 4, 5], every: true, weak: false };
}

export function dayAt(tokens: readonly Token[], index: number): TimeItem | undefined {
  const token = tokens[index];
  const word = token?.norm ?? "";
  const [first, last, ...more] = word.split("-");
  const [from, to] = [first, last].map((name) => dayOf(name ?? ""));
  if (from !== undefined && to !== undefined && more.length === 0)
    return { kind: "day", length: 1, days: daysFrom(from, to), every: true, weak: false };
  const day = weekdays.get(word);
  if (day !== undefined) {
    const plural =
      word.endsWith("s") && !/^(?:lunes|martes|miercoles|jueves|viernes|tues|thurs)$/.test(word);
    return { kind: "day", length: 1, days: [day], every: plural, weak: false };
  }
  const weak = weakWeekdays.get(word);
  return weak === undefined || (word.length < 3 && !besideDay(tokens, index))
    ? undefined
    : { kind: "day", length: 1, days: [weak], every: false, weak: true };
}

function dayOf(name: string): number | undefined {
  return weekdays.get(name) ?? weakWeekdays.get(name);
}

/** `Mo, Mi und Fr`: so short a word is a day only among days. */
function besideDay(tokens: readonly Token[], index: number): boolean {
  const near = [-2, -1, 1, 2].map((offset) => tokens[index + offset]);
  return near.some(
    (token) => token?.kind === "word" && dayOf(token.norm) !== undefined && token.norm.length < 4,
  );
}

/** Monday to Friday, or over the end of the week. */
export function daysFrom(from: number, to: number): readonly number[] {
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => (from + index) % 7);
}

export function partAt(tokens: readonly Token[], index: number): TimeItem | undefined {
  const word = tokens[index]?.norm ?? "";
  const hour = partsOfDay.get(word);
  if (hour === undefined) return undefined;
  const before = tokens[index - 1]?.norm ?? "";
  // "morgen um 9" and "mañana a las 9" are tomorrow, "jeden Morgen" and "de la mañana" are not
  if (word === "morgen" || word === "manana") {
    const isPart =
      /^(?:am|jeden|der|den|dem|la|cada|por|las)$/.test(before) || weekdays.has(before);
    if (!isPart) return { kind: "ahead", length: 1, days: 1, hour: undefined };
  }
  if (word === "fruh" && index > 0 && partsOfDay.has(before))
    return { kind: "part", length: 1, hour, plural: false };
  return {
    kind: "part",
    length: 1,
    hour,
    plural: word.endsWith("s") && !/^(?:apres-midi)$/.test(word),
  };
}

/** `may` and `march` are other words as well: a month stands beside a day or a year. */
export function isMonth(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  const earlier = tokens[index - 2];
  const next = tokens[index + 1];
  const isDay = (token: Token | undefined) =>
    token?.kind === "ordinal" || (token?.kind === "number" && /^\d{1,2}$/.test(token.value));
  return (
    isDay(before) ||
    isDay(next) ||
    (before?.norm === "." && isDay(earlier)) ||
    (/^(?:de|of)$/.test(before?.norm ?? "") && (isDay(earlier) || earlier?.kind === "ordinal")) ||
    (everyWords.has(before?.norm ?? "") && /^\w/.test(before?.norm ?? ""))
  );
}

/** `last day of the month`, `first monday`, `erster jedes Monats`. */
export function isDayOfMonth(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]?.norm ?? "";
  const after = tokens.slice(index + 1, index + 5).map(({ norm }) => norm);
  const month = after.some((word) => units.get(word) === "month" || units.get(word) === "quarter");
  if (weekdays.has(next) || units.get(next) === "weekday")
    return month || everyWords.has(tokens[index - 1]?.norm ?? "");
  return units.get(next) === "day"
    ? month
    : month && (everyWords.has(next) || /^(?:of|des|del|du|do|de)$/.test(next));
}

/** Whether a bare number is a day of the month by the word before it. */
export function leadsDay(word: string): boolean {
  return dayLeads.has(word);
}
