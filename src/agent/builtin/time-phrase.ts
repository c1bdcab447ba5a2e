import type { Unit } from "./calendar-words.ts";

export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
}

/** What one phrase of time says: `every weekday at 9 Berlin time`, `tomorrow 9am`. */
export interface TimePhrase {
  /** Positions of its tokens: from the first, up to and without the last. */
  readonly from: number;
  readonly to: number;
  readonly every: boolean;
  /** It only describes a thing, as in `daily birthday reminders`. */
  readonly weak: boolean;
  /** It says when not: `except on sundays`. */
  readonly except: boolean;
  readonly unit: Unit | undefined;
  /** `every 15 minutes`. */
  readonly step: number | undefined;
  /** `twice a day`. */
  readonly times: number | undefined;
  readonly days: readonly number[];
  /** Weekdays as a range or a class: `mon-fri`, `on weekdays`. */
  readonly dayRange: boolean;
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  /** `first monday of the month`, `biweekly`: no five fields say that. */
  readonly beyondCron: boolean;
  readonly clocks: readonly ClockTime[];
  /** The hour of a part of the day that nobody gave an hour. */
  readonly part: number | undefined;
  /** `between 9 and 17`. */
  readonly window: readonly [from: number, to: number] | undefined;
  /** The end of `15:00 to 16:00`, on another day where it has a date. */
  readonly until: (ClockTime & { readonly date?: string }) | undefined;
  readonly timezone: string | undefined;
  readonly date: string | undefined;
  readonly daysAhead: number | undefined;
}

/** A phrase that says nothing yet. */
export const noTime: TimePhrase = {
  from: 0,
  to: 0,
  every: false,
  weak: false,
  except: false,
  unit: undefined,
  step: undefined,
  times: undefined,
  days: [],
  dayRange: false,
  daysOfMonth: [],
  months: [],
  beyondCron: false,
  clocks: [],
  part: undefined,
  window: undefined,
  until: undefined,
  timezone: undefined,
  date: undefined,
  daysAhead: undefined,
};
