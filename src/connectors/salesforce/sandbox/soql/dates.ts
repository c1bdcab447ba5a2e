const dayMs = 86_400_000;

/** From when to when, in milliseconds since 1970; the end is not part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A date, a time, or one of SOQL's words for dates, by UTC. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm */
export function spanOf(text: string, now: number): Span | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return days(Date.parse(`${text}T00:00:00Z`), 1);
  if (/^\d{4}-/.test(text)) {
    const time = Date.parse(text);
    return Number.isNaN(time) ? undefined : { start: time, end: time + 1 };
  }
  const [, name = "", given] = /^([A-Z_]+)(?::(\d+))?$/.exec(text) ?? [];
  const n = Number(given ?? 0);
  const date = new Date(now);
  const today = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const week = today - date.getUTCDay() * dayMs;
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const quarter = Math.floor(month / 3) * 3;
  const months = (first: number, count: number): Span => ({
    start: Date.UTC(year, first, 1),
    end: Date.UTC(year, first + count, 1),
  });
  const spans: Readonly<Record<string, () => Span>> = {
    TODAY: () => days(today, 1),
    YESTERDAY: () => days(today - dayMs, 1),
    TOMORROW: () => days(today + dayMs, 1),
    LAST_WEEK: () => days(week - 7 * dayMs, 7),
    THIS_WEEK: () => days(week, 7),
    NEXT_WEEK: () => days(week + 7 * dayMs, 7),
    LAST_MONTH: () => months(month - 1, 1),
    THIS_MONTH: () => months(month, 1),
    NEXT_MONTH: () => months(month + 1, 1),
    LAST_QUARTER: () => months(quarter - 3, 3),
    THIS_QUARTER: () => months(quarter, 3),
    NEXT_QUARTER: () => months(quarter + 3, 3),
    LAST_YEAR: () => months(-12, 12),
    THIS_YEAR: () => months(0, 12),
    NEXT_YEAR: () => months(12, 12),
    LAST_N_DAYS: () => days(today - n * dayMs, n + 1),
    NEXT_N_DAYS: () => days(today + dayMs, n),
    N_DAYS_AGO: () => days(today - n * dayMs, 1),
  };
  return spans[name]?.();
}

function days(start: number, count: number): Span {
  return { start, end: start + count * dayMs };
}
