import { invalid } from "../../google/sandbox/ground/refusal.ts";
import type { CalendarEvent, EventTime } from "./state.ts";

const dayMs = 86_400_000;

/** Milliseconds since 1970 of a start or end; a day begins at midnight of its zone. */
export function instantOf({ date, dateTime, timeZone }: EventTime, calendarZone: string): number {
  if (date !== undefined) return zoned(`${date}T00:00:00`, calendarZone);
  if (dateTime === undefined) return Number.NaN;
  return /(?:Z|[+-]\d{2}:?\d{2})$/i.test(dateTime)
    ? Date.parse(dateTime)
    : zoned(dateTime, timeZone ?? calendarZone);
}

/** As Google answers it: with an offset. */
export function answeredTime(time: EventTime, calendarZone: string): EventTime {
  if (time.dateTime === undefined) return time;
  const zone = time.timeZone ?? calendarZone;
  const at = instantOf(time, calendarZone);
  const offset = offsetAt(at, zone);
  const local = new Date(at + offset).toISOString().slice(0, 19);
  const minutes = Math.abs(offset) / 60_000;
  const two = (number: number) => String(number).padStart(2, "0");
  const suffix =
    offset === 0
      ? "Z"
      : `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return { dateTime: local + suffix, timeZone: zone };
}

/** Both ends of one kind, the end after the start, a zone wherever there is no offset. */
export function checkTimes(
  start: EventTime,
  end: EventTime,
  isRecurring: boolean,
  calendarZone: string,
): void {
  for (const [name, time] of [
    ["start", start],
    ["end", end],
  ] as const) {
    if ((time.date === undefined) === (time.dateTime === undefined))
      invalid(`Missing ${name} time.`, "required");
    const zone = time.timeZone;
    if (zone !== undefined && !isZone(zone))
      invalid(`Invalid time zone definition for ${name} time.`, "invalid");
    const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(time.dateTime ?? "Z");
    if (!hasOffset && zone === undefined)
      invalid(`Missing time zone definition for ${name} time.`, "required");
    if (isRecurring && time.dateTime !== undefined && zone === undefined)
      invalid(`Missing time zone definition for ${name} time.`, "required");
    if (Number.isNaN(instantOf(time, calendarZone))) invalid("Bad Request", "badRequest");
  }
  if ((start.date === undefined) !== (end.date === undefined))
    invalid("Start and end times must either both be date or both be dateTime.", "invalid");
  if (instantOf(end, calendarZone) <= instantOf(start, calendarZone))
    invalid("The specified time range is empty.", "timeRangeEmpty");
}

export interface Occurrence {
  readonly start: number;
  readonly end: number;
  /** Absent for an event that happens once. */
  readonly original?: string;
}

const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const most = 400;

/** When an event happens between two instants. DAILY, WEEKLY with BYDAY, MONTHLY and YEARLY, with INTERVAL, COUNT and UNTIL. */
export function occurrences(
  event: CalendarEvent,
  from: number,
  to: number,
  zone: string,
): readonly Occurrence[] {
  const [start, end] = [instantOf(event.start, zone), instantOf(event.end, zone)];
  const rule = event.recurrence?.find((line) => line.startsWith("RRULE:"));
  if (!rule) return end > from && start < to ? [{ start, end }] : [];
  const parts = new Map(
    rule
      .slice(6)
      .split(";")
      .map((part) => part.split("=") as [string, string]),
  );
  const interval = Number(parts.get("INTERVAL") ?? 1);
  const count = Number(parts.get("COUNT") ?? most);
  const until = untilOf(parts.get("UNTIL"));
  const days = parts.get("BYDAY")?.split(",");
  const found: Occurrence[] = [];
  let seen = 0;
  for (let step = 0; step < most * 7 && seen < count; step++) {
    const at = candidate(event, start, step, parts.get("FREQ") ?? "DAILY", interval, zone, days);
    if (at === undefined) continue;
    if (at > until || at >= to) break;
    seen += 1;
    if (at + (end - start) > from) {
      found.push({
        start: at,
        end: at + (end - start),
        original: new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, ""),
      });
    }
  }
  return found;
}

function candidate(
  event: CalendarEvent,
  start: number,
  step: number,
  frequency: string,
  interval: number,
  zone: string,
  days: readonly string[] | undefined,
): number | undefined {
  const own = event.start.timeZone ?? zone;
  const local = new Date(start + offsetAt(start, own));
  if (frequency === "WEEKLY" && days) {
    const day = new Date(local.getTime() + step * dayMs);
    const week = Math.floor((step + ((local.getUTCDay() + 6) % 7)) / 7);
    return week % interval === 0 && days.includes(weekdays[day.getUTCDay()] ?? "")
      ? localInstant(day, own)
      : undefined;
  }
  const date = new Date(local);
  if (frequency === "DAILY") date.setUTCDate(date.getUTCDate() + step * interval);
  else if (frequency === "WEEKLY") date.setUTCDate(date.getUTCDate() + step * 7 * interval);
  else if (frequency === "MONTHLY") date.setUTCMonth(date.getUTCMonth() + step * interval);
  else date.setUTCFullYear(date.getUTCFullYear() + step * interval);
  return localInstant(date, own);
}

function localInstant(date: Date, zone: string): number {
  return zoned(date.toISOString().slice(0, 19), zone);
}

function untilOf(text: string | undefined): number {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(text ?? "") ?? [];
  return year === undefined
    ? Number.POSITIVE_INFINITY
    : Date.parse(`${year}-${month}-${day}T23:59:59Z`);
}

/** The instant at which a zone's clock shows a time. */
function zoned(local: string, zone: string): number {
  const guess = Date.parse(`${local}Z`);
  return guess - offsetAt(guess - offsetAt(guess, zone), zone);
}

/** Milliseconds that a zone is ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const at = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second")) -
    Math.floor(instant / 1000) * 1000
  );
}

export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
