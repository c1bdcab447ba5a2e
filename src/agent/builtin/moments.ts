import { units } from "./calendar-words.ts";
import { instantOf } from "./schedule.ts";
import type { Moment, Slot } from "./slots.ts";
import type { Clause } from "./clauses.ts";
import { dateIn, localTime, zonedTime } from "./timezones.ts";
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
    time: {
      instant,
      timezone: zone,
      hasHour: phrase.clocks.length > 0 || phrase.part !== undefined,
    },
  });
  const instant = instantOf(phrase, now, timezone);
  if (!phrase.until) return [slot("time", instant)];
  const { date = phrase.date } = phrase.until;
  const end = instantOf({ ...phrase, date, clocks: [phrase.until] }, now, timezone);
  // "23:45 to 00:15" ends on the next day
  const dayMs = 86_400_000;
  return [
    slot("time", instant),
    slot("end", end > instant ? end : new Date(end.getTime() + dayMs)),
  ];
}

const unitMinutes: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** `for 45 minutes`, `a 30 minute call`, `30min`, `for an hour`. */
export function durationSlots(tokens: readonly Token[]): readonly Slot[] {
  for (const index of tokens.keys()) {
    const minutes = minutesAt(tokens, index);
    if (minutes !== undefined && minutes > 0)
      return [{ kind: "duration", value: String(minutes), sure: true, of: undefined, before: [] }];
  }
  return [];
}

const oneWords = /^(?:a|an|one|eine|einer|una|un|une|uma|um)$/;
const halfWords = /^(?:half|halbe|media|demi|demie|meia)$/;
const spanLeads = /^(?:for|fur|por|durante|pendant|during|takes?|lasts?|lasting)$/;

/** Minutes of a span that starts here. */
function minutesAt(tokens: readonly Token[], index: number): number | undefined {
  const token = tokens[index];
  const word = (offset: number) => tokens[index + offset]?.norm ?? "";
  const [, number, short] = /^(\d+)-?(min|mins|minutes|h|hr|hrs)$/.exec(token?.norm ?? "") ?? [];
  if (token?.kind === "word" && number !== undefined)
    return Number(number) * (short?.startsWith("h") ? 60 : 1);
  if (spanLeads.test(word(0))) {
    const at = oneWords.test(word(1)) ? 2 : 1;
    const half = halfWords.test(word(1)) || halfWords.test(word(2));
    const unit = [at, at + 1, at + 2].map(word).find((name) => units.get(name) === "hour");
    if (unit !== undefined && (at === 2 || half)) return half ? 30 : 60;
    return undefined;
  }
  const perUnit = unitMinutes[units.get(word(1)) ?? ""];
  const isSpan =
    token?.kind === "number" &&
    !/^(?:last|past|next|ago|in|en|dans|every|alle|cada|letzten|ultimas|ultimos|dernieres|derniers|vor|hace|ha)$/.test(
      word(-1),
    ) &&
    !/^(?:ago|before)$/.test(word(2));
  return isSpan && perUnit !== undefined ? Number(token.value) * perUnit : undefined;
}

const thisWords = /^(?:this|current|diese[rnsm]?|esta|este|cette|ce|essa|esse|nesta|neste)$/;
const lastSpan = /^(?:last|previous|letzte[nrms]?|pasad[ao]|derniere?|passad[ao]|ultim[ao])$/;

/** `this week`, `la semana pasada`, `yesterday`: from when and until when, for what reads. */
export function calendarSlots(
  { tokens, verbs }: Pick<Clause, "tokens" | "verbs">,
  moment: Moment,
): readonly Slot[] {
  if (!/^(?:read|search|export)?$/.test(verbs[0] ?? "")) return [];
  for (const [index, { norm }] of tokens.entries()) {
    const near = [tokens[index - 1]?.norm ?? "", tokens[index + 1]?.norm ?? ""];
    const unit = units.get(norm.replace(/'s$/, ""));
    const back = near.some((word) => lastSpan.test(word))
      ? 1
      : near.some((word) => thisWords.test(word))
        ? 0
        : undefined;
    if (/^(?:yesterday|gestern|ayer|hier|ontem)$/.test(norm)) return spanSlots("day", 1, moment);
    if (
      (unit === "week" || unit === "month") &&
      back !== undefined &&
      tokens[index - 1]?.kind !== "number"
    )
      return spanSlots(unit, back, moment);
  }
  return [];
}

/** The day, week (from Monday) or month so many back, as the calendar of the zone has it. */
function spanSlots(
  unit: "day" | "week" | "month",
  back: number,
  { now, timezone }: Moment,
): readonly Slot[] {
  const { year, month, day, weekday } = dateIn(now, timezone);
  const monday = day - ((weekday + 6) % 7);
  const startOf = (ago: number) =>
    zonedTime(
      {
        year,
        month: unit === "month" ? month - ago : month,
        day: unit === "month" ? 1 : unit === "week" ? monday - 7 * ago : day - ago,
        hour: 0,
        minute: 0,
      },
      timezone,
    );
  const bounds: readonly (readonly [Slot["kind"], Date])[] = [
    ["since", startOf(back)],
    ["until", startOf(back - 1)],
  ];
  return bounds.map(([kind, instant]) => ({
    kind,
    value: String(Math.floor(instant.getTime() / 1000)),
    sure: false,
    of: undefined,
    before: [],
    time: { instant, timezone, hasHour: true },
  }));
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
