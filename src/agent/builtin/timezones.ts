/** Short names and cities that the IANA list itself does not carry. */
const others: Readonly<Record<string, string>> = {
  utc: "UTC",
  gmt: "UTC",
  cet: "Europe/Berlin",
  cest: "Europe/Berlin",
  est: "America/New_York",
  edt: "America/New_York",
  et: "America/New_York",
  nyc: "America/New_York",
  cst: "America/Chicago",
  pst: "America/Los_Angeles",
  pdt: "America/Los_Angeles",
  pt: "America/Los_Angeles",
  "san francisco": "America/Los_Angeles",
  seattle: "America/Los_Angeles",
  boston: "America/New_York",
  munich: "Europe/Berlin",
  munchen: "Europe/Berlin",
  hamburg: "Europe/Berlin",
  barcelona: "Europe/Madrid",
  geneva: "Europe/Zurich",
  milan: "Europe/Rome",
  lisboa: "Europe/Lisbon",
  mumbai: "Asia/Kolkata",
  delhi: "Asia/Kolkata",
  bangalore: "Asia/Kolkata",
  beijing: "Asia/Shanghai",
};

const byName: ReadonlyMap<string, string> = new Map([
  ...Intl.supportedValuesOf("timeZone").flatMap((zone) => {
    const city = (zone.split("/").at(-1) ?? "").toLowerCase().replaceAll("_", " ");
    return [
      [city, zone],
      [zone.toLowerCase(), zone],
    ] as const;
  }),
  ...Object.entries(others),
]);

/** The IANA zone of a folded city, abbreviation or zone name; undefined where it is none. */
export function zoneOf(name: string): string | undefined {
  return byName.get(name);
}

/** What the clock of a zone shows, as `2026-12-04T15:00:00`. */
export function localTime(instant: Date, timezone: string): string {
  return new Date(instant.getTime() + offsetAt(instant.getTime(), timezone))
    .toISOString()
    .slice(0, 19);
}

/** The instant at which the clock of a zone shows this; a skipped hour counts as the hour after. */
export function zonedTime(
  wall: {
    readonly year: number;
    readonly month: number;
    readonly day: number;
    readonly hour: number;
    readonly minute: number;
  },
  timezone: string,
): Date {
  const guess = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const first = guess - offsetAt(guess, timezone);
  return new Date(guess - offsetAt(first, timezone));
}

/** Year, month (1 to 12) and day that the calendar of a zone shows. */
export function dateIn(
  instant: Date,
  timezone: string,
): { year: number; month: number; day: number; weekday: number } {
  const shifted = new Date(instant.getTime() + offsetAt(instant.getTime(), timezone));
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
  };
}

/** Milliseconds that a zone's clock is ahead of UTC. */
function offsetAt(instant: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(instant / 1000) * 1000;
}
