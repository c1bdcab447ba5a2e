import type { Token } from "./tokens.ts";

/** Zone → short names, cities and countries with one zone that the IANA list itself does not carry, folded. */
const others: Readonly<Record<string, string>> = {
  UTC: "utc|gmt|zulu|z",
  "Europe/Berlin":
    "cet|cest|mez|mesz|central european|germany|german|deutschland|munich|munchen|hamburg|frankfurt|cologne|koln|stuttgart|dusseldorf|berliner|alemania|allemagne|alemanha",
  "Europe/London": "uk|bst|england|britain|united kingdom|londres|londoner|reino unido|royaume-uni",
  "Europe/Paris": "france|french|francia|franca|frankreich|lyon|marseille|pariser",
  "Europe/Madrid": "spain|spanish|espana|espagne|spanien|espanha|barcelona|valencia|sevilla",
  "Europe/Lisbon": "portugal|lisboa|lissabon|lisbonne|porto",
  "Europe/Rome": "italy|italia|italie|italien|milan|milano|mailand|rom|roma",
  "Europe/Zurich": "switzerland|schweiz|suisse|suiza|suica|geneva|geneve|genf|basel|zurcher",
  "Europe/Vienna": "austria|osterreich|wien|wiener|viena|vienne",
  "Europe/Brussels": "belgium|bruxelles|brussel|belgique",
  "Europe/Amsterdam": "netherlands|niederlande|holland",
  "Europe/Dublin": "ireland",
  "Europe/Warsaw": "poland|warschau|varsovia",
  "Europe/Stockholm": "sweden",
  "Europe/Copenhagen": "denmark|kopenhagen",
  "Europe/Athens": "greece|eet|eest",
  "Europe/Moscow": "moskau|moscu|msk",
  "America/New_York":
    "est|edt|et|eastern|nyc|ny|boston|miami|atlanta|washington|philadelphia|nueva york",
  "America/Chicago": "cst|cdt|ct|central|dallas|houston|austin",
  "America/Denver": "mst|mdt|mt|mountain",
  "America/Los_Angeles":
    "pst|pdt|pt|pacific|la|san francisco|sf|seattle|california|bay area|san diego",
  "America/Mexico_City": "mexico|mexiko|mexique|cdmx",
  "America/Sao_Paulo": "brasilia|brazil|brasil|sao paulo|rio|rio de janeiro|brt|bresil|brasilien",
  "America/Argentina/Buenos_Aires": "buenos aires|argentina|argentine|argentinien",
  "America/Santiago": "chile",
  "America/Bogota": "colombia|kolumbien",
  "America/Lima": "peru",
  "Asia/Kolkata":
    "ist|kolkata|calcutta|india|indien|mumbai|delhi|new delhi|bangalore|bengaluru|chennai|inde",
  "Asia/Shanghai": "beijing|china|peking|chine",
  "Europe/Kyiv": "kyiv|kiev|ukraine",
  "Asia/Tokyo": "jst|japan|tokio|japon",
  "Asia/Seoul": "kst|korea",
  "Asia/Singapore": "sgt|singapur",
  "Asia/Dubai": "gst|uae|abu dhabi",
  "Asia/Jerusalem": "israel|tel aviv",
  "Australia/Sydney": "aest|aedt|canberra",
  "Pacific/Auckland": "nzst|nzdt|new zealand",
};

const byName: ReadonlyMap<string, string> = new Map([
  ...Intl.supportedValuesOf("timeZone").flatMap((zone) => {
    const city = (zone.split("/").at(-1) ?? "").toLowerCase().replaceAll("_", " ");
    return [
      [city, zone],
      [zone.toLowerCase(), zone],
    ] as const;
  }),
  ...Object.entries(others).flatMap(([zone, names]) =>
    names.split("|").map((name) => [name, zone] as const),
  ),
]);

/** Short names that are everyday words as well: they are zones only right after a time or before `time`. */
const shortNames: ReadonlySet<string> = new Set(
  "et pt ct mt la ny sf uk ist rio z central eastern mountain pacific rom".split(" "),
);
const timeWords = /^(?:time|zeit|ortszeit|timezone|zone|zeitzone|hora|heure|horario)$/;

/** The zone that starts at a position, of up to three words: `utc+2`, `new york`, `mexico`. */
export function zoneAt(
  tokens: readonly Token[],
  index: number,
): { readonly timezone: string; readonly length: number } | undefined {
  const words = tokens.slice(index, index + 3);
  const known = words.findIndex(({ kind }) => kind !== "word");
  const most = known < 0 ? words.length : known;
  for (let length = most; length > 0; length--) {
    const name = words
      .slice(0, length)
      .map(({ norm }) => norm)
      .join(" ");
    const timezone = zoneOf(name);
    if (timezone !== undefined && (!shortNames.has(name) || isBesideTime(tokens, index, length)))
      return { timezone, length };
  }
  return undefined;
}

function isBesideTime(tokens: readonly Token[], index: number, length: number): boolean {
  const before = tokens[index - 1];
  const word = tokens[index];
  const isClock =
    before?.kind === "clock" ||
    /^(?:[ap]\.?m|uhr|h|noon|midnight)$/.test(before?.norm ?? "") ||
    (before?.kind === "number" && word?.raw === word?.raw.toUpperCase());
  return isClock || timeWords.test(tokens[index + length]?.norm ?? "");
}

/** The IANA zone of a folded city, country, abbreviation or zone name; undefined where it is none. */
export function zoneOf(name: string): string | undefined {
  const [, sign, hours] = /^(?:utc|gmt)([+-])(\d{1,2})$/.exec(name) ?? [];
  // The signs are the other way round: https://data.iana.org/time-zones/tzdb/etcetera
  if (hours !== undefined) return `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}`;
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

/** Minutes that a zone's clock is ahead of UTC. */
export function offsetMinutes(instant: Date, timezone: string): number {
  return Math.round(offsetAt(instant.getTime(), timezone) / 60_000);
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
