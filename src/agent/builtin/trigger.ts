import type { FlowTrigger } from "../../flow/schema.ts";
import { isManual } from "./by-hand.ts";
import { isAction } from "./clauses.ts";
import { cronShape, cronTrigger } from "./cron-text.ts";
import { datePhrase } from "./dates.ts";
import { chooseEvent } from "./event-choice.ts";
import { type EventRange, eventRange, runsBefore, watchRange } from "./event-range.ts";
import { eventValues } from "./event-values.ts";
import { isAppWord, isNotice } from "./event-words.ts";
import { verbOf } from "./lexicon.ts";
import { ordersNewThing } from "./new-things.ts";
import { isBeyondCron, scheduleOf } from "./schedule.ts";
import { sourceRanges } from "./source-range.ts";
import { noTime, type TimePhrase } from "./time-phrase.ts";
import { timePhrases } from "./time-phrases.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What starts the function, and what is left of the sentence. */
export interface ReadTrigger {
  readonly trigger: FlowTrigger;
  /** Whether the sentence says it, or it is only what stands when nothing is said. */
  readonly said: boolean;
  /** The tokens that are not about what starts it. */
  readonly rest: readonly Token[];
  /** What happens in the caller's app or at a provider: the tokens of `a sale is made`. */
  readonly event: readonly Token[];
  /** The one point in time that is named, `tomorrow 9am`. */
  readonly once: TimePhrase | undefined;
  readonly assumed: readonly string[];
  /** The rhythm cannot be written as one schedule. */
  readonly beyondCron?: boolean;
  /** A tool is named that tells of no such event. */
  readonly noSuchEvent?: boolean;
}

export interface TriggerSetting {
  /** IANA name; of schedules that name none. */
  readonly timezone: string;
  readonly now: Date;
  readonly vocabulary: Vocabulary;
  /** Words before the sentence proper: `create a scheduled workflow that`. */
  readonly preamble: readonly Token[];
}

const manualWords: ReadonlySet<string> = new Set(
  "manually manuell manualmente manuellement".split(" "),
);

/** Reads what starts the function out of a sentence. */
export function readTrigger(
  prompt: string,
  tokens: readonly Token[],
  setting: TriggerSetting,
): ReadTrigger {
  const { timezone, vocabulary, preamble } = setting;
  const action = (word: string) => isAction(word, vocabulary);
  const cron = cronShape.exec(prompt);
  if (cron?.[1]?.includes("*")) return cronTrigger(cron, tokens, timezone);
  const isOrder = ordersNewThing(tokens, vocabulary);
  const range = isOrder ? undefined : eventRange(tokens, action);
  const told = range?.certain ? range : undefined;
  const outside = without(tokens, told ? [told] : []);
  const phrases = timePhrases(outside);
  const rhythms = [...phrases, ...timePhrases(preamble).filter(({ every }) => every)];
  const explicit = rhythms.some(recurs);
  const reading = { tokens, action, vocabulary };
  const happening = explicit ? undefined : toldEvent(reading, range);
  if (explicit || (!happening && isScheduled(rhythms, preamble))) {
    const known = rhythms.some((phrase) => phrase.every || recurs(phrase));
    const schedule = scheduleOf(known ? rhythms : [...rhythms, daily], timezone);
    if (schedule)
      return {
        ...schedule,
        said: true,
        rest: without(
          outside,
          phrases.map((phrase) =>
            runsBefore(outside, phrase.from) ? { ...phrase, from: phrase.from - 1 } : phrase,
          ),
        ),
        event: [],
        once: undefined,
        beyondCron: isBeyondCron(rhythms),
      };
  }
  const started = isOrder ? undefined : (happening ?? handledEvent(reading));
  const point = (left: readonly Token[]) => pointIn(prompt, left, setting);
  return started ? eventTrigger(started, setting, point) : manualTrigger(outside, point);
}

/** The sentence without what starts it, for who looks only for the rest. */
export function withoutTrigger(
  tokens: readonly Token[],
  action: (word: string) => boolean,
): readonly Token[] {
  const range = eventRange(tokens, action);
  const outside = without(tokens, range?.certain ? [range] : []);
  return without(outside, timePhrases(outside));
}

const daily: TimePhrase = { ...noTime, every: true, weak: true, unit: "day" };

const scheduledWords: ReadonlySet<string> = new Set(
  "scheduled recurring periodic periodically regularly geplante geplanter geplantes regelmassig programado programada periodico planifie planifiee agendado agendada recorrente".split(
    " ",
  ),
);

/** `daily birthday reminders`, `a scheduled workflow`: a rhythm, though nobody says when. */
function isScheduled(phrases: readonly TimePhrase[], preamble: readonly Token[]): boolean {
  return (
    phrases.some(({ every }) => every) || preamble.some(({ norm }) => scheduledWords.has(norm))
  );
}

/** Whether a phrase repeats. A day with an hour does where the sentence starts with it: `fri 17:00 post …`. */
function recurs(phrase: TimePhrase): boolean {
  if (phrase.every) return !phrase.weak;
  const { from, days, dayRange, clocks } = phrase;
  return clocks.length > 0 && days.length > 0 && (from === 0 || dayRange || days.length > 1);
}

interface Happening {
  readonly kind: "manual" | "app" | "due" | "none" | "event";
  readonly event?: ReturnType<typeof chooseEvent> & { readonly status: "chosen" };
  readonly words: readonly Token[];
  readonly rest: readonly Token[];
}

interface Reading {
  readonly tokens: readonly Token[];
  readonly action: (word: string) => boolean;
  readonly vocabulary: Vocabulary;
}

/** What the sentence says in so many words happens: `when …`, `watches … for …`. */
function toldEvent(
  { tokens, action, vocabulary }: Reading,
  range: EventRange | undefined,
): Happening | undefined {
  const ranges = [range, watchRange(tokens, action)].flatMap((one) => one ?? []);
  const words = ranges.flatMap((one) => one.words);
  const rest = without(tokens, ranges);
  if (range?.certain && isManual(range.words))
    return { kind: "manual", words: [], rest: without(tokens, [range]) };
  const found =
    ranges.length > 0 ? judged(words, rest, vocabulary, range?.certain ?? false, false) : undefined;
  return found && { ...found, words, rest };
}

/** What has to have happened for there to be the thing that is handled. */
function handledEvent({ tokens, action, vocabulary }: Reading): Happening | undefined {
  for (const source of sourceRanges(tokens, action, vocabulary)) {
    const left = without(tokens, [source]);
    const found = judged(source.words, left, vocabulary, source.certain, source.needsThing);
    if (found) return { ...found, words: source.words, rest: sent(source.kept ? tokens : left) };
  }
  const app = tokens.findIndex(({ norm }, index) => isAppWord(norm) && isFromApp(tokens, index));
  return app < 0
    ? undefined
    : { kind: "app", words: [], rest: without(tokens, [{ from: app - 2, to: app + 1 }]) };
}

/** `from my app`: the app calls with what it has. */
function isFromApp(tokens: readonly Token[], index: number): boolean {
  const [verb, from, whose] = [3, 2, 1].map((back) => tokens[index - back]?.norm ?? "");
  return (
    /^(?:from|aus|desde|depuis|do|da)$/.test(from ?? "") &&
    /^(?:my|our|the|this|meiner|unserer|mi|nuestra|mon|notre|meu|nosso)$/.test(whose ?? "") &&
    !/^(?:comes?|coming)$/.test(verb ?? "")
  );
}

/** To `get` notifications is to be sent them. */
function sent(tokens: readonly Token[]): readonly Token[] {
  const notice = tokens.findIndex(({ norm }) => isNotice(norm));
  const verb = tokens.findIndex(({ norm }) => verbOf(norm) === "read");
  return verb >= 0 && notice > verb && notice <= verb + 3
    ? tokens.map((token, index) =>
        index === verb ? { ...token, norm: "send", value: "send" } : token,
      )
    : tokens;
}

function judged(
  words: readonly Token[],
  rest: readonly Token[],
  vocabulary: Vocabulary,
  certain: boolean,
  needsThing: boolean,
): Pick<Happening, "kind" | "event"> | undefined {
  if (words.some(({ norm }) => isAppWord(norm))) return { kind: "app" };
  const event = chooseEvent(words, rest, vocabulary, needsThing);
  if (event.status === "chosen") return { kind: "event", event };
  if (!certain) return undefined;
  if (event.status === "none") return { kind: "none" };
  return { kind: isDue(words) ? "due" : "app" };
}

/** Nobody tells that a deadline comes near: it has to be looked for each day. */
function isDue(words: readonly Token[]): boolean {
  return words.some(({ norm }) =>
    /^(?:approaching|approach|approaches|overdue|due|upcoming|expiring|nears|fallig|ablauft|ablaufen|naht|vence|vencen|venza|venzan|vencer|vencem|vencido|echeance|echues?|expire|expires|expira|approche|approchent)$/.test(
      norm,
    ),
  );
}

function eventTrigger(
  { kind, event, words, rest }: Happening,
  { timezone, vocabulary }: TriggerSetting,
  point: PointReader,
): ReadTrigger {
  const once = point(rest);
  const left = once ? without(rest, [once]) : rest;
  const base = { said: true, rest: left, once, assumed: [] };
  switch (kind) {
    case "manual":
      return { ...base, trigger: { type: "manual" }, event: [] };
    case "due": {
      const schedule = scheduleOf([daily], timezone);
      return schedule
        ? { ...base, ...schedule, event: words, once: undefined }
        : { ...base, trigger: { type: "manual" }, event: words };
    }
    case "event":
      if (event) {
        const values = eventValues(event.event, words, vocabulary);
        const trigger: FlowTrigger = {
          type: "event",
          event: event.event.id,
          ...(Object.keys(values).length > 0 ? { with: { ...values } } : {}),
        };
        return { ...base, trigger, event: words };
      }
      break;
    case "none":
      return { ...base, trigger: { type: "webhook" }, event: words, noSuchEvent: true };
    case "app":
  }
  return { ...base, trigger: { type: "webhook" }, event: words };
}

function manualTrigger(outside: readonly Token[], point: PointReader): ReadTrigger {
  const once = point(outside);
  const rest = once ? without(outside, [once]) : outside;
  const manual = rest.filter(({ norm }) => !manualWords.has(norm));
  return {
    trigger: { type: "manual" },
    said: manual.length < rest.length,
    rest: manual,
    event: [],
    once,
    assumed: [],
  };
}

type PointReader = (tokens: readonly Token[]) => TimePhrase | undefined;

/** The point in time that is named: a date as people write it, or what our own phrases say. */
function pointIn(
  prompt: string,
  tokens: readonly Token[],
  { now, timezone }: TriggerSetting,
): TimePhrase | undefined {
  const own = timePhrases(tokens).find(
    ({ from, clocks, part, date, daysAhead, days, daysOfMonth }) =>
      clocks.length > 0 ||
      part !== undefined ||
      date !== undefined ||
      daysAhead !== undefined ||
      days.length > 0 ||
      (daysOfMonth.length === 1 && /^(?:on|am|el|le|dia)$/.test(tokens[from]?.norm ?? "")),
  );
  const isOwn = own?.daysAhead === 2 || own?.daysOfMonth.length === 1;
  return (
    (isOwn && own.months.length === 0 ? undefined : datePhrase(prompt, tokens, now, timezone)) ??
    own
  );
}

/** The tokens outside these ranges. */
function without(
  tokens: readonly Token[],
  ranges: readonly { readonly from: number; readonly to: number }[],
): readonly Token[] {
  return tokens.filter((_, index) => !ranges.some(({ from, to }) => index >= from && index < to));
}
