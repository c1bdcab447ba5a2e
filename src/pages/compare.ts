/** How values of providers compare: numbers and dates come as text as often as not. */

/** HubSpot and others send amounts as text: "1200.50". */
const numberShape = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || value.length > 60) return undefined;
  const text = value.trim();
  if (!numberShape.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** A moment, or the whole of a day; milliseconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const dayMs = 86_400_000;
/** ISO 8601; Salesforce writes the offset without a colon. What has no offset is taken for UTC. */
const dateShape =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Later seconds are taken for milliseconds: providers send both. */
const maxSeconds = 1e11;
/** What a date can be at all. */
const maxMs = 8.64e15;

export function spanOf(value: unknown): Span | undefined {
  if (typeof value !== "string" || value.length > 40) return undefined;
  const [matched, day, time, offset = "Z"] = dateShape.exec(value.trim()) ?? [];
  if (matched === undefined || day === undefined) return undefined;
  const start = Date.parse(`${day}T00:00:00Z`);
  // Date.parse takes the 31st of a shorter month for the 1st of the next.
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== day) return undefined;
  if (time === undefined) return { from: start, to: start + dayMs - 1 };
  const at = Date.parse(`${day}T${time}${offset.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2")}`);
  return Number.isNaN(at) ? undefined : { from: at, to: at };
}

/** Where a date is meant, a number is one as well: seconds or milliseconds since 1970. */
export function dateOf(value: unknown): Span | undefined {
  const span = spanOf(value);
  if (span) return span;
  const number = numberOf(value);
  if (number === undefined) return undefined;
  const at = Math.abs(number) < maxSeconds ? number * 1000 : number;
  return Math.abs(at) <= maxMs ? { from: at, to: at } : undefined;
}

type Comparison = "equals" | "not" | "contains" | "at-least" | "at-most";

/** Whether a value stands to another as it should. Neither is empty. */
export function compares(value: unknown, is: Comparison, to: unknown): boolean {
  if (is === "contains") return contains(value, to);
  if (is === "not") return !compares(value, "equals", to);
  const [a, b] = [numberOf(value), numberOf(to)];
  if (a !== undefined && b !== undefined) return holds(is, { from: a, to: a }, { from: b, to: b });
  if (spanOf(value) || spanOf(to)) {
    const [one, other] = [dateOf(value), dateOf(to)];
    if (one && other) return holds(is, one, other);
  }
  const [one, other] = [wordOf(value), wordOf(to)];
  if (is === "equals") return one === other;
  // A number is no text: "at least 5" holds for no name.
  if (a !== undefined || b !== undefined) return false;
  return is === "at-least" ? one >= other : one <= other;
}

/** A day is at most another if it began by its end, and equals whatever lies in it. */
function holds(is: "equals" | "at-least" | "at-most", one: Span, other: Span): boolean {
  if (is === "at-least") return one.from >= other.from;
  if (is === "at-most") return one.from <= other.to;
  return one.from <= other.to && other.from <= one.to;
}

/** Of a list, whether one of its entries is the part: looked up, since each row may ask for another. */
function contains(value: unknown, part: unknown): boolean {
  if (Array.isArray(value)) return wordsOf(value).has(wordOf(part));
  return wordOf(value).toLowerCase().includes(wordOf(part).toLowerCase());
}

/** What is no text is printed once, however many rows it is compared with. */
const words = new WeakMap<object, string>();
const wordsOfLists = new WeakMap<readonly unknown[], ReadonlySet<string>>();
/** Nobody looks for what stands further behind. */
const maxWord = 20_000;

function wordsOf(list: readonly unknown[]): ReadonlySet<string> {
  const known = wordsOfLists.get(list) ?? new Set(list.map(wordOf));
  wordsOfLists.set(list, known);
  return known;
}

function wordOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value).slice(0, maxWord);
  const known = words.get(value) ?? JSON.stringify(value).slice(0, maxWord);
  words.set(value, known);
  return known;
}
