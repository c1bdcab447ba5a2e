const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "2 hours ago"; both times in ISO 8601 or epoch milliseconds. */
export function ago(iso: string, now: number): string {
  const past = new Date(iso).getTime() - now;
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const [unit, size] = units.find(([, length]) => Math.abs(past) >= length) ?? ["second", 1000];
  return unit === "second" ? "just now" : format.format(Math.round(past / size), unit);
}

/** "240 ms", "1.3 s". */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** "22 January 2027", where the reader is. */
export function day(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }).format(new Date(iso));
}

/** "22 January 2027 at 14:05:09", where the reader is. */
export function moment(iso: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "medium" });
  return format.format(new Date(iso));
}

/** "14:05", or "22 Jan, 14:05" where it is another day; where the reader is. */
export function shortMoment(iso: string, now: Date): string {
  const then = new Date(iso);
  const isToday = then.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat("en-GB", {
    ...(isToday ? {} : { day: "numeric", month: "short" }),
    hour: "2-digit",
    minute: "2-digit",
  }).format(then);
}

/** "Mon 30 Nov, 09:00", as the clock of a zone shows it. */
export function clock(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  })
    .format(new Date(iso))
    .replace(/^(\w+),/, "$1");
}
