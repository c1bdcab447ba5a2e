import { literalText } from "../../flow/paths.ts";
import type { Flow, FlowTrigger } from "../../flow/schema.ts";
import { units, weekdays } from "./calendar-words.ts";
import type { Change, EditContext } from "./edit-context.ts";
import { restarted } from "./event-restart.ts";
import { daysText, listOf } from "./schedule.ts";
import { isStopWord } from "./lexicon.ts";
import { timeItemAt } from "./time-items.ts";
import { zoneAt } from "./timezones.ts";
import type { TimePhrase } from "./time-phrase.ts";
import type { Request } from "./request.ts";
import { timePhrases } from "./time-phrases.ts";
import type { Token } from "./tokens.ts";

const notWords: ReadonlySet<string> = new Set(
  "not except without skip excluding nicht ausser ohne kein keine no sin excepto salvo menos pas sauf sans nao exceto sem statt anstatt instead than lieu lugar vez".split(
    " ",
  ),
);
const alsoWords: ReadonlySet<string> = new Set(
  "also too well additionally plus auch zusatzlich tambien ademas aussi egalement tambem".split(
    " ",
  ),
);
const scheduleWords: ReadonlySet<string> = new Set(
  "schedule scheduled timer cron zeitplan plan programacion horario planification calendrier agendamento".split(
    " ",
  ),
);
/** They change what starts it, or say how it differs, and name nothing else. */
const lightWords: ReadonlySet<string> = new Set(
  "make change set use move run switch put start let only just enough instead rather more longer anymore either earlier later zone timezone lieber nur noch mehr statt anstatt mach starte stelle mejor solo ya mas pon cambia plutot seulement change mets melhor so apenas muda vez lugar lieu".split(
    " ",
  ),
);
const offWords: ReadonlySet<string> = new Set(
  "stop remove drop cancel disable quita entferne enleve retire tira remova".split(" "),
);
/** `stop posting on fridays`. */
const stopWords: ReadonlySet<string> = new Set("stop pause".split(" "));
const maxStopWords = 8;
const byHand = /^(?:manual|manually|manuell|manualmente|manuellement)$/;

const automaticWords = /^(?:automatically|automatisch|automaticamente|automatiquement)$/;

/** What starts the function, where the sentence says something about that. */
export function changeTrigger(
  flow: Flow,
  { request, read, tokens }: EditContext,
): Change | undefined {
  const { trigger } = flow;
  if (isByHand(tokens) && trigger.type !== "manual")
    return changed(flow, { type: "manual" }, request);
  const phrases = timePhrases(tokens);
  const without = daysTakenOut(tokens);
  const zone = trigger.type === "schedule" ? zoneSaid(tokens) : undefined;
  const says =
    without.length > 0 ||
    read.trigger.type === "schedule" ||
    zone !== undefined ||
    phrases.some(({ daysOfMonth }) => daysOfMonth.length > 0) ||
    (read.once !== undefined && !hasTimeInput(flow, request.vocabulary.operations));
  if (
    trigger.type === "schedule" &&
    says &&
    read.trigger.type !== "webhook" &&
    read.trigger.type !== "event"
  ) {
    const next = changedSchedule(
      trigger,
      phrases,
      { without, also: tokens.some(({ norm }) => alsoWords.has(norm)), zone },
      read.trigger,
    );
    return next.cron === trigger.cron && next.timezone === trigger.timezone
      ? undefined
      : changed(flow, next, request);
  }
  return read.said ? changed(flow, request.trigger, request) : undefined;
}

function changed(flow: Flow, trigger: FlowTrigger, { vocabulary }: Request): Change {
  const said = [`it now starts ${startOf(trigger)}`];
  return { flow: restarted(flow, trigger, vocabulary), said };
}

function startOf(trigger: FlowTrigger): string {
  switch (trigger.type) {
    case "schedule":
      return `on the schedule \`${trigger.cron}\`${trigger.timezone ? ` (${trigger.timezone})` : ""}`;
    case "webhook":
      return "when your app calls it";
    case "event":
      return `at the event \`${trigger.event}\``;
    case "manual":
      return "when you run it";
  }
}

/** `no schedule any more`, `just manual`, `only when I press run`. */
export function isByHand(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm);
  const off = words.some((word) => notWords.has(word) || offWords.has(word));
  return (
    words.some((word) => byHand.test(word)) ||
    (off && words.some((word) => scheduleWords.has(word) || automaticWords.test(word)))
  );
}

/** `stop posting on fridays`, of what runs on them. */
export function takesDaysOut(tokens: readonly Token[], { trigger }: Flow): boolean {
  return (
    trigger.type === "schedule" &&
    tokens.length <= maxStopWords &&
    stopWords.has(tokens[0]?.norm ?? "") &&
    daysTakenOut(tokens).length > 0
  );
}

type ScheduleTrigger = Extract<FlowTrigger, { type: "schedule" }>;

interface DayChange {
  /** Weekdays that are taken out. */
  readonly without: readonly number[];
  /** Whether what is named comes on top. */
  readonly also: boolean;
  /** A zone that is named on its own: `use London time`. */
  readonly zone: string | undefined;
}

/** A schedule with what the phrases change, and the rest as it was: `thursday, not friday`, `at 8`. */
function changedSchedule(
  before: ScheduleTrigger,
  phrases: readonly TimePhrase[],
  { without, also, zone }: DayChange,
  read: FlowTrigger,
): ScheduleTrigger {
  const old = fieldsOf(before.cron);
  const fresh = read.type === "schedule" ? fieldsOf(read.cron) : undefined;
  const timezone = phrases.find((phrase) => phrase.timezone)?.timezone ?? zone ?? before.timezone;
  const window = phrases.find((phrase) => phrase.window)?.window;
  const { unit, step } = phrases.find(({ every, weak }) => every && !weak) ?? {
    unit: undefined,
    step: undefined,
  };
  const clocks = phrases.flatMap((phrase) => phrase.clocks);
  const named = phrases.flatMap(({ days }) => days).filter((day) => !without.includes(day));
  const dates = phrases.flatMap(({ daysOfMonth }) => daysOfMonth);
  const fields = { ...old };
  if (fresh && (unit === "minute" || unit === "hour")) {
    [fields.minute, fields.hour] = [fresh.minute, fresh.hour];
  } else if (window && /[*/-]/.test(`${old.minute}${old.hour}`)) {
    const [, hours] = old.hour.split("/");
    fields.hour = `${window[0]}-${window[1]}${hours === undefined ? "" : `/${hours}`}`;
  } else if (
    clocks.length > 0 ||
    phrases.some(({ part, times }) => part !== undefined || times !== undefined)
  ) {
    const [minute, hour] = fresh
      ? [fresh.minute, fresh.hour]
      : [
          String(clocks[0]?.minute ?? 0),
          listOf(
            clocks.length > 0
              ? clocks.map((clock) => clock.hour)
              : [phrases.find(({ part }) => part !== undefined)?.part ?? 9],
          ),
        ];
    fields.hour =
      also && minute === old.minute && /^[\d,]+$/.test(old.hour)
        ? listOf(`${old.hour},${hour}`.split(",").map(Number))
        : hour;
    fields.minute = minute;
  } else if (
    fresh &&
    /[*/-]/.test(`${old.minute}${old.hour}`) &&
    /^(?:day|week|month|weekday)$/.test(unit ?? "")
  ) {
    // every quarter of an hour becomes once a day: then an hour is needed
    [fields.minute, fields.hour] = [fresh.minute, fresh.hour];
  }
  if (dates.length > 0) {
    const kept = also && /^[\d,]+$/.test(old.day) ? old.day.split(",").map(Number) : [];
    [fields.day, fields.weekday] = [listOf([...kept, ...dates]), "*"];
    if (fresh && fresh.month !== "*") fields.month = fresh.month;
  } else if (named.length > 0) {
    const kept = also && old.weekday !== "*" ? daysIn(old.weekday) : [];
    fields.weekday = daysText([...kept, ...named].filter((day) => !without.includes(day)));
    fields.day = "*";
  } else if (without.length > 0) {
    const left = daysIn(old.weekday).filter((day) => !without.includes(day));
    if (left.length > 0) fields.weekday = daysText(left);
  } else if (fresh && /^(?:day|week|month|quarter|year)$/.test(unit ?? "")) {
    [fields.day, fields.month] = [fresh.day, fresh.month];
    fields.weekday =
      unit === "week" && /^\d$/.test(old.weekday) && step === undefined
        ? old.weekday
        : fresh.weekday;
  }
  const cron = [fields.minute, fields.hour, fields.day, fields.month, fields.weekday].join(" ");
  return { type: "schedule", cron, ...(timezone === undefined ? {} : { timezone }) };
}

function fieldsOf(cron: string) {
  const [minute = "0", hour = "9", day = "*", month = "*", weekday = "*"] = cron.split(" ");
  return { minute, hour, day, month, weekday };
}

function daysIn(field: string): readonly number[] {
  if (field === "*") return [0, 1, 2, 3, 4, 5, 6];
  return field.split(",").flatMap((part) => {
    const [first = 0, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Days after a negation: `not on weekends`. */
function daysTakenOut(tokens: readonly Token[]): readonly number[] {
  const from = tokens.findIndex(
    ({ norm, kind }) => kind === "word" && (notWords.has(norm) || stopWords.has(norm)),
  );
  if (from < 0) return [];
  return tokens.slice(from + 1, from + 6).flatMap(({ norm }) => {
    const day = weekdays.get(norm);
    if (day !== undefined) return [day];
    const unit = units.get(norm);
    return unit === "weekend" || norm === "semana" || norm === "semaine"
      ? [0, 6]
      : unit === "weekday"
        ? [1, 2, 3, 4, 5]
        : [];
  });
}

/** `use London time`: a zone and a word for time, without an hour. */
function zoneSaid(tokens: readonly Token[]): string | undefined {
  const about = tokens.some(({ norm }) =>
    /^(?:time|timezone|zone|zeit|ortszeit|zeitzone|hora|horario|heure|fuseau|fuso)$/.test(norm),
  );
  if (!about) return undefined;
  for (const index of tokens.keys()) {
    const zone = zoneAt(tokens, index);
    if (zone) return zone.timezone;
  }
  return undefined;
}

/** Whether a clause speaks of nothing but what starts the function. */
export function isAboutStart(tokens: readonly Token[]): boolean {
  return tokens.every(
    ({ kind, norm }, index) =>
      kind === "mark" ||
      isStopWord(norm) ||
      [lightWords, notWords, alsoWords, scheduleWords, offWords].some((words) => words.has(norm)) ||
      byHand.test(norm) ||
      timeItemAt(tokens, index) !== undefined,
  );
}

function hasTimeInput(
  flow: Flow,
  operations: EditContext["request"]["vocabulary"]["operations"],
): boolean {
  return flow.steps.some((step) =>
    operations.some(
      ({ id, fields }) =>
        id === step.use &&
        fields.some(
          ({ kind, name }) => kind === "time" && literalText(String(step.with[name] ?? "")) !== "",
        ),
    ),
  );
}
