import { endOf, type Placed, runAt, trimmed } from "./time-runs.ts";
import type { Unit } from "./calendar-words.ts";
import { isAt } from "./clock-items.ts";
import { daysFrom, leadsDay } from "./day-items.ts";
import { describesThing } from "./time-items.ts";
import type { ClockTime, TimePhrase } from "./time-phrase.ts";
import type { Token } from "./tokens.ts";

const untilWords: ReadonlySet<string> = new Set(
  "to until till through - – bis a hasta ate and y et e und as".split(" "),
);

const windowLeads: ReadonlySet<string> = new Set(
  "between from von zwischen entre de desde das".split(" "),
);

/** Finds every phrase of time outside quotes. */
export function timePhrases(tokens: readonly Token[]): readonly TimePhrase[] {
  const phrases: TimePhrase[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const run = runAt(tokens, from);
    if (run.length === 0) continue;
    const phrase = readPhrase(tokens, run);
    if (phrase) phrases.push(withException(tokens, phrase));
    from = endOf(run) - 1;
  }
  return phrases;
}

/** `except`, before a phrase or one word further ahead. */
function withException(tokens: readonly Token[], phrase: TimePhrase): TimePhrase {
  const word = tokens[phrase.from - 1]?.norm ?? "";
  return /^(?:except|excluding|without|not|ausser|ohne|nicht|salvo|excepto|menos|sin|sauf|sans|exceto|sem)$/.test(
    word,
  ) && phrase.days.length > 0
    ? { ...phrase, from: phrase.from - 1, except: true }
    : phrase;
}

function readPhrase(tokens: readonly Token[], whole: readonly Placed[]): TimePhrase | undefined {
  const run = trimmed(tokens, whole);
  const [first] = run;
  if (!first || run.every(({ item }) => item.kind === "fill")) return undefined;
  const word = (at: number) => tokens[at]?.norm ?? "";
  let every = false;
  let weak = false;
  let unit: Unit | undefined;
  let step: number | undefined;
  let times: number | undefined;
  let dayRange = false;
  let beyondCron = false;
  let part: number | undefined;
  let window: TimePhrase["window"];
  let until: TimePhrase["until"];
  let timezone: string | undefined;
  let date: string | undefined;
  let daysAhead: number | undefined;
  let ofMonth = false;
  let weakDays = 0;
  let otherItems = 0;
  const days: number[] = [];
  const daysOfMonth: number[] = [];
  const months: number[] = [];
  const clocks: ClockTime[] = [];
  const fixed: ClockTime[] = [];
  // "every monday at 9 and every friday at 10" is two rhythms
  let otherDays = false;
  const addClock = (at: number, hour: number, minute: number) => {
    beyondCron ||= otherDays;
    const joined =
      untilWords.has(word(at - 1)) ||
      (word(at - 2) !== "" && untilWords.has(word(at - 2)) && isAt(word(at - 1)));
    const opened = run.find(({ at: position }) => windowLeads.has(word(position)) && position < at);
    const start = clocks.at(-1);
    if (
      joined &&
      start &&
      (opened || !/^(?:and|y|et|e|und)$/.test(word(at - 1))) &&
      !/^(?:and|y|et|und)$/.test(opened ? "" : word(at - 1))
    ) {
      until = { hour, minute };
      window = [start.hour, hour];
    } else clocks.push({ hour, minute });
  };
  for (const [order, { at, item }] of run.entries()) {
    const next = run[order + 1]?.item;
    const strong =
      every ||
      days.length > 0 ||
      part !== undefined ||
      daysAhead !== undefined ||
      date !== undefined ||
      daysOfMonth.length > 0;
    if (item.kind !== "fill" && item.kind !== "day") otherItems += 1;
    switch (item.kind) {
      case "every":
        every = true;
        break;
      case "rhythm":
        every = true;
        unit = item.unit;
        if (item.unit === undefined) beyondCron = true;
        if (word(at) === "nightly") part = 22;
        weak = describesThing(tokens, at);
        break;
      case "times":
        times = item.count;
        break;
      case "unit":
        if (times !== undefined && unit === undefined) every = true;
        if (item.unit === "month" || item.unit === "quarter") ofMonth = true;
        if (item.unit === "weekday" || item.unit === "weekend") {
          if (item.plural || /^(?:werktags|wochentags)$/.test(word(at))) every = true;
          if (item.unit === "weekend" && /^(?:am|the|le)$/.test(word(at - 1))) every = true;
          days.push(...(item.unit === "weekday" ? [1, 2, 3, 4, 5] : [0, 6]));
          dayRange = true;
        }
        // "à 9h heure de Paris": not every hour
        if (!(item.unit === "hour" && clocks.length > 0)) unit ??= item.unit;
        break;
      case "day": {
        const [day = 0] = item.days;
        otherDays ||= days.length > 0 && clocks.length > 0;
        const start = days.at(-1);
        if (item.days.length > 1) dayRange = true;
        if (
          item.days.length === 1 &&
          start !== undefined &&
          /^(?:to|through|bis|a|-|–|until|au|hasta|ate)$/.test(word(at - 1))
        ) {
          days.pop();
          days.push(...daysFrom(start, day));
          dayRange = true;
        } else days.push(...item.days);
        if (item.every) every = true;
        if (item.weak) weakDays += 1;
        break;
      }
      case "span":
        [unit, step] = ["minute", item.minutes];
        break;
      case "part":
        // "every morning at 7 and every evening at 7"
        if (part !== undefined)
          fixed.push(
            ...clocks.splice(0).map(({ hour, minute }) => ({ hour: withPart(hour, part), minute })),
          );
        part = item.hour;
        if (item.plural) every = true;
        break;
      case "clock":
        addClock(at, item.hour, item.minute);
        break;
      case "month":
        months.push(item.month);
        break;
      case "number":
        if (next?.kind === "unit") step = every && clocks.length === 0 ? item.value : step;
        else if (
          next?.kind === "month" ||
          run[order - 1]?.item.kind === "month" ||
          (next?.kind === "fill" && run[order + 2]?.item.kind === "month")
        )
          daysOfMonth.push(item.value);
        else if (
          every &&
          order > 0 &&
          run[order - 1]?.item.kind === "every" &&
          isMonthly(run, order)
        )
          daysOfMonth.push(item.value);
        else if (
          leadsDay(word(at - 1)) &&
          (every || isMonthly(run, order)) &&
          clocks.length === 0 &&
          item.value > 0 &&
          item.value <= 31
        )
          daysOfMonth.push(item.value);
        else if (
          daysOfMonth.length > 0 &&
          /^(?:and|und|y|et|e|,)$/.test(word(at - 1)) &&
          clocks.length === 0
        )
          daysOfMonth.push(item.value);
        else if (
          item.value < 24 &&
          (strong || isAt(word(at - 1)) || windowLeads.has(word(at - 1)) || clocks.length > 0)
        )
          addClock(at, item.value, 0);
        break;
      case "ordinal":
        if (every && next?.kind === "unit" && next.unit !== "month") step = item.value;
        else if (next?.kind === "day") beyondCron = true;
        else daysOfMonth.push(item.value);
        break;
      case "nth":
        if (next?.kind === "day" || (next?.kind === "unit" && next.unit === "weekday"))
          beyondCron = true;
        else daysOfMonth.push(item.value);
        break;
      case "last":
        beyondCron = true;
        every = true;
        break;
      case "date":
        date = item.date;
        break;
      case "ahead":
        daysAhead = item.days;
        part ??= item.hour;
        break;
      case "zone":
        timezone ??= item.timezone;
        break;
      case "fill":
    }
  }
  if (beyondCron && ofMonth) every = true;
  // "on the 1st and 15th", "the 1st of the month"
  if (daysOfMonth.length > 1 && months.length === 0) every = true;
  if (daysOfMonth.length > 0 && ofMonth) every = true;
  if (daysOfMonth.length > 0 && every)
    unit = unit === "quarter" || step !== undefined ? unit : "month";
  const timed = [
    ...fixed,
    ...clocks.map(({ hour, minute }) => ({ hour: withPart(hour, part), minute })),
  ];
  const isHour = part === 0 || part === 12 || daysAhead !== undefined;
  if (timed.length === 0 && part !== undefined && isHour) timed.push({ hour: part, minute: 0 });
  const rhythm =
    every &&
    (unit !== undefined ||
      days.length > 0 ||
      timed.length > 0 ||
      part !== undefined ||
      daysOfMonth.length > 0 ||
      months.length > 0 ||
      beyondCron);
  const isWeak = days.length > 0 && weakDays === days.length && weakDays < 2 && otherItems === 0;
  const says =
    rhythm ||
    days.length > 0 ||
    daysOfMonth.length > 0 ||
    (!every &&
      (timed.length > 0 || part !== undefined || date !== undefined || daysAhead !== undefined));
  if (isWeak || !says) return undefined;
  return {
    from: first.at,
    to: endOf(run),
    every: rhythm,
    weak,
    except: false,
    unit,
    step,
    times,
    days,
    dayRange,
    daysOfMonth,
    months,
    beyondCron,
    clocks: timed,
    part: timed.length > 0 ? undefined : part,
    window,
    until: until && { ...until, hour: withPart(until.hour, part) },
    timezone,
    date,
    daysAhead,
  };
}

/** `the 5 of each month`: a month is named after it. */
function isMonthly(run: readonly Placed[], order: number): boolean {
  return run
    .slice(order + 1, order + 5)
    .some(({ item }) => item.kind === "unit" && item.unit === "month");
}

/** `7 de la tarde` is 19, `2 at night` is 2. */
function withPart(hour: number, part: number | undefined): number {
  if (part === undefined || hour > 12) return hour;
  if (part === 22) return hour === 12 ? 0 : hour >= 6 ? hour + 12 : hour;
  if (part === 9) return hour === 12 ? 0 : hour;
  return (part === 15 || part === 18) && hour < 12 ? hour + 12 : hour;
}
