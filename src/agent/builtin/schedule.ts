import type { FlowTrigger } from "../../flow/schema.ts";
import type { TimePhrase } from "./time-phrase.ts";
import { dateIn, zonedTime } from "./timezones.ts";

export interface Schedule {
  readonly trigger: Extract<FlowTrigger, { type: "schedule" }>;
  /** What the sentence left open and was filled in. */
  readonly assumed: readonly string[];
}

const defaultHour = 9;

/** Whether the phrases say what five fields of cron cannot: `every 1st monday`, or two rhythms at two times. */
export function isBeyondCron(phrases: readonly TimePhrase[]): boolean {
  const rhythms = phrases.filter(({ every }) => every);
  const times = new Set(rhythms.map(({ hour, minute }) => `${hour}:${minute}`));
  const mixed = phrases.some(
    ({ dayOfMonth, days, every }) => every && dayOfMonth !== undefined && days.length > 0,
  );
  return (
    mixed ||
    (rhythms.length > 1 && times.size > 1 && rhythms.every(({ hour }) => hour !== undefined))
  );
}

/** Cron of the phrases of time together: `every weekday` … `at 9`. */
export function scheduleOf(phrases: readonly TimePhrase[], timezone: string): Schedule | undefined {
  const rhythm = phrases.find(({ every }) => every) ?? phrases.find(({ days }) => days.length > 0);
  if (!rhythm) return undefined;
  const clock = rhythm.hour === undefined ? phrases.find(({ hour }) => hour !== undefined) : rhythm;
  const zone = phrases.find((phrase) => phrase.timezone)?.timezone ?? timezone;
  const trigger = (cron: string) => ({ type: "schedule", cron, timezone: zone }) as const;
  if (rhythm.unit === "minute")
    return { trigger: trigger(`${stepField(rhythm.step)} * * * *`), assumed: [] };
  if (rhythm.unit === "hour")
    return { trigger: trigger(`0 ${stepField(rhythm.step)} * * *`), assumed: [] };
  const hour = clock?.hour ?? defaultHour;
  const assumed = clock ? [] : [`at ${defaultHour}:00`];
  const time = `${clock?.minute ?? 0} ${hour}`;
  if (rhythm.unit === "month" || rhythm.dayOfMonth !== undefined) {
    if (rhythm.dayOfMonth === undefined) assumed.push("on the 1st");
    return { trigger: trigger(`${time} ${rhythm.dayOfMonth ?? 1} * *`), assumed };
  }
  const days = phrases.flatMap((phrase) => phrase.days);
  if (days.length > 0)
    return { trigger: trigger(`${time} * * ${dayField(days, rhythm.dayRange)}`), assumed };
  if (rhythm.unit === "weekday") return { trigger: trigger(`${time} * * 1-5`), assumed };
  if (rhythm.unit === "weekend") return { trigger: trigger(`${time} * * 0,6`), assumed };
  if (rhythm.unit === "week")
    return { trigger: trigger(`${time} * * 1`), assumed: [...assumed, "on Monday"] };
  const everyDays = rhythm.step === undefined || rhythm.step === 1 ? "*" : `*/${rhythm.step}`;
  return { trigger: trigger(`${time} ${everyDays} * *`), assumed };
}

/** A schedule with what a phrase changes, and the rest as it was: `thursday, not friday`, `at 8`. */
export function changedSchedule(
  cron: string,
  phrases: readonly TimePhrase[],
  without: readonly number[],
): string {
  const [minute = "0", hour = "9", dayOfMonth = "*", month = "*", weekday = "*"] = cron.split(" ");
  const clock = phrases.find((phrase) => phrase.hour !== undefined);
  const named = phrases.flatMap(({ days }) => days).filter((day) => !without.includes(day));
  const days =
    named.length > 0
      ? dayField(
          named,
          phrases.some(({ dayRange }) => dayRange),
        )
      : withoutDays(weekday, without);
  return [
    clock ? String(clock.minute) : minute,
    clock ? String(clock.hour) : hour,
    dayOfMonth,
    month,
    days,
  ].join(" ");
}

function withoutDays(field: string, without: readonly number[]): string {
  if (without.length === 0) return field;
  const left = daysOf(field).filter((day) => !without.includes(day));
  return left.length > 0 ? dayField(left, false) : field;
}

function daysOf(field: string): readonly number[] {
  if (field === "*") return [0, 1, 2, 3, 4, 5, 6];
  return field.split(",").flatMap((part) => {
    const [first = 0, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function dayField(days: readonly number[], range: boolean): string {
  const [first = 0, last = first] = days;
  if (range && days.length === 2 && first < last) return `${first}-${last}`;
  const sorted = [...new Set(days)].toSorted((left, right) => left - right);
  return sorted.join(",") === "1,2,3,4,5" ? "1-5" : sorted.join(",");
}

function stepField(step: number | undefined): string {
  return step === undefined || step === 1 ? "*" : `*/${step}`;
}

/** The one instant that a phrase such as `tomorrow 9am` or `friday at 5pm` names, after `now`. */
export function instantOf(phrase: TimePhrase, now: Date, timezone: string): Date {
  const zone = phrase.timezone ?? timezone;
  const today = dateIn(now, zone);
  const hour = phrase.hour ?? defaultHour;
  const at = (year: number, month: number, day: number) =>
    zonedTime({ year, month, day, hour, minute: phrase.minute }, zone);
  if (phrase.date) {
    const [year = 1970, month = 1, day = 1] = phrase.date.split("-").map(Number);
    return at(year, month, day);
  }
  const [weekday] = phrase.days;
  const ahead = weekday === undefined ? (phrase.daysAhead ?? 0) : (weekday - today.weekday + 7) % 7;
  const instant = at(today.year, today.month, today.day + ahead);
  if (instant > now || phrase.daysAhead !== undefined) return instant;
  return at(today.year, today.month, today.day + ahead + (weekday === undefined ? 1 : 7));
}
