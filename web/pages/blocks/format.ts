import type { Cell } from "../../../src/contract/page.ts";
import type { valueFormats } from "../../../src/contract/page-spec.ts";
import { pageViewWords } from "../../words/page-view.ts";

export type Format = (typeof valueFormats)[number];

/** How a value is shown, as blocks and columns say it. */
export interface Shown {
  readonly format: Format;
  readonly currency?: string | undefined;
}

interface Options {
  /** The reader's own where it is left out. */
  readonly locale?: string | undefined;
  /** `ticks` are short, as at the axis of a chart; `figure` leaves out the cents of a whole amount. */
  readonly use?: "cell" | "figure" | "ticks";
}

/** Stands where there is no value. */
export const nothing = "–";

const numeric: ReadonlySet<Format> = new Set(["number", "compact", "percent", "currency"]);

/** Whether its values are quantities, which stand under each other by their digits. */
export function isQuantity(format: Format): boolean {
  return numeric.has(format);
}

/** Whether its values are days or moments. */
export function isDate(format: Format): boolean {
  return format === "date" || format === "datetime";
}

/** Makes a function that writes cells out; what does not fit its format stands as it came. */
export function writerOf(
  { format, currency }: Shown,
  { locale, use = "cell" }: Options = {},
): (cell: Cell) => string {
  if (isQuantity(format)) {
    const style = new Intl.NumberFormat(locale, numberStyle(format, currency, use));
    return (cell) => {
      const value = numberOf(cell);
      return value === undefined ? plain(cell) : style.format(value);
    };
  }
  if (isDate(format)) {
    const style: Intl.DateTimeFormatOptions =
      format === "date" ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" };
    const local = new Intl.DateTimeFormat(locale, style);
    const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
    return (cell) => {
      const read = dateOf(cell);
      if (!read) return plain(cell);
      return (read.isDay || (read.isMidnight && format === "date") ? day : local).format(read.at);
    };
  }
  if (format === "boolean") {
    return (cell) => {
      const value = booleanOf(cell);
      return value === undefined ? plain(cell) : value ? pageViewWords.yes : pageViewWords.no;
    };
  }
  return plain;
}

function plain(cell: Cell): string {
  return cell === null || cell === "" ? nothing : String(cell);
}

function numberStyle(
  format: Format,
  currency: string | undefined,
  use: Options["use"],
): Intl.NumberFormatOptions {
  const short =
    use === "ticks" || format === "compact"
      ? ({ notation: "compact", maximumFractionDigits: 1 } as const)
      : {};
  if (format === "percent") return { style: "percent", maximumFractionDigits: 1 };
  if (format !== "currency") return short;
  const cents = use === "figure" ? ({ trailingZeroDisplay: "stripIfInteger" } as const) : {};
  if (currency === undefined)
    return use === "ticks" ? short : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return { style: "currency", currency, ...cents, ...short };
}

/** The number that a cell is; tools also send numbers as text. */
export function numberOf(cell: Cell): number | undefined {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : undefined;
  if (typeof cell !== "string" || !/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(cell))
    return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}

/** A moment. A day has no time of day: it is the same one wherever the reader is. */
export interface ReadDate {
  readonly at: number;
  readonly isDay: boolean;
  /** Midnight in UTC, which is how many tools write a day. */
  readonly isMidnight: boolean;
}

/** ISO 8601; Salesforce writes the offset without a colon. What has no offset is taken for UTC. */
const isoText =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
/** RFC 5322, as mail has it. */
const mailText = /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}/;
/** Fewer are seconds: as milliseconds they would lie in the first three years after 1970. */
const leastMilliseconds = 1e11;
const mostMilliseconds = 8.64e15;
const dayMs = 86_400_000;

/** The moment that a cell is: ISO 8601, a date of a mail, or seconds or milliseconds since 1970. */
export function dateOf(cell: Cell): ReadDate | undefined {
  const count = numberOf(cell);
  if (count !== undefined) {
    const at = Math.abs(count) < leastMilliseconds ? count * 1000 : count;
    return Math.abs(at) > mostMilliseconds ? undefined : readAt(at, false);
  }
  if (typeof cell !== "string") return undefined;
  const text = cell.trim();
  const [, day, time, offset = "Z"] = isoText.exec(text) ?? [];
  if (day === undefined && !mailText.test(text)) return undefined;
  const at = Date.parse(
    day === undefined
      ? text
      : time === undefined
        ? day
        : `${day}T${time}${offset.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2")}`,
  );
  return Number.isNaN(at) ? undefined : readAt(at, day !== undefined && time === undefined);
}

function readAt(at: number, isDay: boolean): ReadDate {
  return { at, isDay, isMidnight: at % dayMs === 0 };
}

/** Whether a cell says yes or no. */
export function booleanOf(cell: Cell): boolean | undefined {
  const text = String(cell).trim().toLowerCase();
  if (["true", "1", "yes"].includes(text)) return true;
  return ["false", "0", "no"].includes(text) ? false : undefined;
}

/** An address that may be opened from the page: anything else stays text. */
export function safeLink(cell: Cell): string | undefined {
  return safeAddress(cell, ["http:", "https:", "mailto:"]);
}

function safeAddress(cell: Cell, protocols: readonly string[]): string | undefined {
  if (typeof cell !== "string") return undefined;
  const address = cell.trim();
  // Without a protocol it would lead into this page.
  if (!/^[a-z][a-z\d+.-]*:/i.test(address) || !URL.canParse(address)) return undefined;
  return protocols.includes(new URL(address).protocol) ? address : undefined;
}
