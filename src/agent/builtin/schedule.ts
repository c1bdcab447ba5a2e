import type { FlowTrigger } from "../../flow/schema.ts";
import { joinWords } from "./text.ts";
import type { ClockTime, TimePhrase } from "./time-phrase.ts";
import { dateIn, zonedTime } from "./timezones.ts";

export interface Schedule {
  readonly trigger: Extract<FlowTrigger, { type: "schedule" }>;
  /** What the sentence left open and was filled in. */
  readonly assumed: readonly string[];
}

const defaultHour = 9;

/** Hours of a day on which something happens so many times. */
const timesOfDay: Readonly<Record<number, readonly number[]>> = {
  2: [9, 17],
  3: [9, 13, 17],
  4: [6, 12, 18, 0],
};

/** Whether the phrases say what five fields of cron cannot: `every 1st monday`, or two rhythms at two times. */
export function isBeyondCron(phrases: readonly TimePhrase[]): boolean {
  const rhythms = phrases.filter(({ every, except }) => every && !except);
  const times = new Set(rhythms.map(({ clocks }) => JSON.stringify(clocks)));
  return (
    phrases.some(
      ({ beyondCron, daysOfMonth, days, every }) =>
        beyondCron || (every && daysOfMonth.length > 0 && days.length > 0),
    ) ||
    rhythms.some(isUneven) ||
    (rhythms.length > 1 && times.size > 1 && rhythms.every(({ clocks }) => clocks.length > 0)) ||
    clocksOf(phrases).some(({ minute }, _, [first]) => minute !== first?.minute)
  );
}

/** A step that does not divide what it steps through begins anew too early: every 45 minutes, every two weeks. */
function isUneven({ unit, step, times }: TimePhrase): boolean {
  if (unit === "second") return true;
  if (times !== undefined && times > 1 && unit !== "day" && unit !== undefined) return true;
  if (times !== undefined && times > 1 && !timesOfDay[times]) return true;
  if (step === undefined || step === 1) return false;
  switch (unit) {
    case "minute":
      return step < 60 ? 60 % step !== 0 : step % 60 !== 0 || 24 % (step / 60) !== 0;
    case "hour":
      return 24 % step !== 0;
    case "day":
      return step > 15;
    case "month":
      return 12 % step !== 0;
    case "quarter":
      return step !== 2;
    default:
      return true;
  }
}

/** Cron of the phrases of time together: `every weekday` … `at 9`. */
export function scheduleOf(phrases: readonly TimePhrase[], timezone: string): Schedule | undefined {
  const rhythm =
    phrases.find(({ every, weak, except }) => every && !weak && !except) ??
    phrases.find(({ every }) => every) ??
    phrases.find(({ days }) => days.length > 0);
  if (!rhythm) return undefined;
  const zone = phrases.find((phrase) => phrase.timezone)?.timezone ?? timezone;
  const days = dayField(phrases);
  const assumed: string[] = [];
  const done = (...fields: readonly string[]): Schedule => ({
    trigger: { type: "schedule", cron: fields.join(" "), timezone: zone },
    assumed,
  });
  const fine = phrases.find(({ unit, every }) => every && (unit === "minute" || unit === "hour"));
  if (fine) {
    const step = fine.step ?? 1;
    const [minutes, hours] =
      fine.unit === "hour" ? [0, step] : step < 60 ? [step, 1] : [0, step / 60];
    const window = phrases.find((phrase) => phrase.window)?.window;
    const hourRange = window ? `${window[0]}-${window[1]}` : "*";
    const stepped = hours === 1 ? hourRange : `${hourRange}/${hours}`;
    return hours === 24
      ? done("0", "0", "*", "*", days)
      : done(minutes === 0 ? "0" : minutes === 1 ? "*" : `*/${minutes}`, stepped, "*", "*", days);
  }
  const [minute, hour] = timeFields(phrases, assumed);
  const monthDays = phrases.flatMap(({ daysOfMonth }) => daysOfMonth);
  const months = phrases.flatMap((phrase) => phrase.months);
  if (monthDays.length > 0 || months.length > 0 || /month|quarter|year/.test(rhythm.unit ?? "")) {
    if (monthDays.length === 0) assumed.push("on the 1st");
    return done(minute, hour, listOf(monthDays) || "1", monthField(rhythm, months, assumed), "*");
  }
  if (days === "*" && (rhythm.unit === "week" || (rhythm.unit === "day" && rhythm.step === 7))) {
    assumed.push("on Monday");
    return done(minute, hour, "*", "*", "1");
  }
  return done(minute, hour, stepField(days === "*" ? rhythm.step : 1), "*", days);
}

function clocksOf(phrases: readonly TimePhrase[]): readonly ClockTime[] {
  return phrases.flatMap(({ clocks, window }) => (window ? [] : clocks));
}

function timeFields(
  phrases: readonly TimePhrase[],
  assumed: string[],
): readonly [minute: string, hour: string] {
  const clocks = clocksOf(phrases);
  const [first] = clocks;
  if (first) return [String(first.minute), listOf(clocks.map(({ hour }) => hour % 24))];
  const times = phrases.find((phrase) => phrase.times)?.times ?? 1;
  const part = phrases.find((phrase) => phrase.part !== undefined)?.part;
  const hours = timesOfDay[times] ?? [part ?? defaultHour];
  assumed.push(`at ${joinWords(hours.map((hour) => `${hour}:00`))}`);
  return ["0", listOf(hours)];
}

function monthField(
  { unit, step = 1 }: TimePhrase,
  months: readonly number[],
  assumed: string[],
): string {
  if (months.length > 0) return listOf(months);
  if (unit === "year") {
    assumed.push("in January");
    return "1";
  }
  const every = unit === "quarter" ? 3 * step : step;
  return every === 1
    ? "*"
    : listOf(Array.from({ length: 12 / every }, (_, index) => 1 + index * every));
}

/** Weekdays of all phrases, as five fields write them. */
function dayField(phrases: readonly TimePhrase[]): string {
  const out = phrases.filter(({ except }) => except).flatMap((phrase) => phrase.days);
  const named = phrases.filter(({ except }) => !except).flatMap((phrase) => phrase.days);
  const days = named.length > 0 || out.length === 0 ? named : [0, 1, 2, 3, 4, 5, 6];
  const left = days.filter((day) => !out.includes(day));
  return left.length > 0 ? daysText(left) : "*";
}

/** `1-5` for three and more in a row, else a list. */
export function daysText(days: readonly number[]): string {
  const sorted = [...new Set(days)].toSorted((left, right) => left - right);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? first;
  if (sorted.length === 7) return "*";
  return sorted.length > 2 && last - first === sorted.length - 1
    ? `${first}-${last}`
    : sorted.join(",");
}

export function listOf(values: readonly number[]): string {
  return [...new Set(values)].toSorted((left, right) => left - right).join(",");
}

function stepField(step: number | undefined): string {
  return step === undefined || step === 1 ? "*" : `*/${step}`;
}

/** The one instant that a phrase such as `tomorrow 9am` or `friday at 5pm` names, after `now`. */
export function instantOf(phrase: TimePhrase, now: Date, timezone: string): Date {
  const zone = phrase.timezone ?? timezone;
  const today = dateIn(now, zone);
  const { hour, minute } = phrase.clocks[0] ?? { hour: phrase.part ?? defaultHour, minute: 0 };
  const at = (year: number, month: number, day: number) =>
    zonedTime({ year, month, day, hour, minute }, zone);
  if (phrase.date) {
    const [year = 1970, month = 1, day = 1] = phrase.date.split("-").map(Number);
    return at(year, month, day);
  }
  const [day] = phrase.daysOfMonth;
  if (day !== undefined) {
    const month = phrase.months[0] ?? today.month;
    const soon = at(today.year, month, day);
    if (soon > now) return soon;
    return phrase.months.length > 0
      ? at(today.year + 1, month, day)
      : at(today.year, month + 1, day);
  }
  const [weekday] = phrase.days;
  const ahead = weekday === undefined ? (phrase.daysAhead ?? 0) : (weekday - today.weekday + 7) % 7;
  const instant = at(today.year, today.month, today.day + ahead);
  if (instant > now || phrase.daysAhead !== undefined) return instant;
  return at(today.year, today.month, today.day + ahead + (weekday === undefined ? 1 : 7));
}
