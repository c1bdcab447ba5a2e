import { units } from "./calendar-words.ts";
import { instantOf } from "./schedule.ts";
import type { Moment, Slot } from "./slots.ts";
import { localTime } from "./timezones.ts";
import type { TimePhrase } from "./time-phrase.ts";
import type { Token } from "./tokens.ts";

/** A point in time as a sentence names it. */
export interface NamedTime {
  readonly instant: Date;
  /** IANA name. */
  readonly timezone: string;
  /** Whether an hour was said, or only a day. */
  readonly hasHour: boolean;
}

/** The one point that is named, and the end of `15:00 to 16:00`. */
export function momentSlots(phrase: TimePhrase, { now, timezone }: Moment): readonly Slot[] {
  const zone = phrase.timezone ?? timezone;
  const slot = (kind: Slot["kind"], instant: Date): Slot => ({
    kind,
    value: String(Math.floor(instant.getTime() / 1000)),
    sure: true,
    of: undefined,
    before: [],
    time: { instant, timezone: zone, hasHour: phrase.hour !== undefined },
  });
  const instant = instantOf(phrase, now, timezone);
  if (!phrase.until) return [slot("time", instant)];
  const end = instantOf({ ...phrase, ...phrase.until }, now, timezone);
  // "23:45 to 00:15" ends on the next day
  const dayMs = 86_400_000;
  return [
    slot("time", instant),
    slot("end", end > instant ? end : new Date(end.getTime() + dayMs)),
  ];
}

const unitMinutes: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** `for 45 minutes`, `a 30 minute call`. */
export function durationSlots(tokens: readonly Token[]): readonly Slot[] {
  const at = tokens.findIndex(
    ({ kind }, index) =>
      kind === "number" &&
      unitMinutes[units.get(tokens[index + 1]?.norm ?? "") ?? ""] !== undefined &&
      !/^(?:last|past|next|ago)$/.test(tokens[index - 1]?.norm ?? "") &&
      tokens[index + 2]?.norm !== "ago",
  );
  const unit = units.get(tokens[at + 1]?.norm ?? "");
  const number = Number(tokens[at]?.value);
  if (at < 0 || unit === undefined) return [];
  const value = String(number * (unitMinutes[unit] ?? 1));
  return [{ kind: "duration", value, sure: true, of: undefined, before: [] }];
}

/** As an API wants a time: Unix seconds, a date, local time without offset, or RFC 3339. */
export function writeTime(
  { instant, timezone, hasHour }: NamedTime,
  kind: string | undefined,
  description: string,
): string {
  if (/unix|seconds/i.test(description)) return String(Math.floor(instant.getTime() / 1000));
  const local = localTime(instant, timezone);
  if (kind === "due" || (!hasHour && (kind === "start" || kind === "end")))
    return local.slice(0, 10);
  return kind === "start" || kind === "end" ? local : instant.toISOString().replace(".000Z", "Z");
}
