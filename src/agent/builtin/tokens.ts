import { opensQuote, readQuote } from "./quotes.ts";
import { fold } from "./text.ts";

/** What a piece of the prompt is, by its shape alone. */
export type TokenKind =
  | "word"
  | "number"
  | "ordinal"
  | "clock"
  | "date"
  | "quote"
  | "channel"
  | "id"
  | "email"
  | "mention"
  | "emoji"
  | "timestamp"
  | "range"
  | "url"
  | "urn"
  | "soql"
  | "break"
  | "mark";

export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the prompt. */
  readonly raw: string;
  /** What it means: the text inside the quotes, the name of an emoji without colons. */
  readonly value: string;
  /** Folded `value`, for the lexicon. */
  readonly norm: string;
  readonly start: number;
  readonly end: number;
}

/** `field operator value`, as SOQL has it. */
const soqlTest = String.raw`[\w.]+\s*(?:[<>=]|[!<>]=|\sLIKE\s|\sIN\s|\sNOT\sIN\s)\s*(?:'(?:[^'\\\n]|\\.)*'|\([^()\n]*\)|[\w:.+-]+)`;
const soqlNames = String.raw`[\w.()]+(?:\s*,\s*[\w.()]+)*`;
/** In capitals, for "select a file from Drive" is none. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm */
const soql = new RegExp(
  String.raw`SELECT\s+${soqlNames}\s+FROM\s+\w+(?:\s+WHERE\s+${soqlTest}(?:\s+(?:AND|OR)\s+${soqlTest})*)?(?:\s+GROUP\s+BY\s+${soqlNames})?(?:\s+ORDER\s+BY\s+[\w.]+(?:\s+(?:ASC|DESC))?)?(?:\s+LIMIT\s+\d+)?`,
  "uy",
);

/** In the order they are tried; the first group, where there is one, is the value. */
const shapes: readonly (readonly [TokenKind, RegExp])[] = [
  ["mark", /[-=]+>/uy],
  ["break", /\s*\n\s*/uy],
  ["soql", soql],
  ["url", /https?:\/\/[^\s"'<>`]*[^\s"'<>`.,;:!?)]/uy],
  // https://www.rfc-editor.org/rfc/rfc8141
  ["urn", /urn:[a-z0-9][a-z0-9-]{0,31}:[^\s"'<>`]*[^\s"'<>`.,;:!?]/iuy],
  [
    "email",
    /[\p{L}\p{N}_%+-]+(?:\.[\p{L}\p{N}_%+-]+)*@(?:[\p{L}\p{N}][\p{L}\p{N}-]*\.)+\p{L}{2,}(?![\p{L}\p{N}])/uy,
  ],
  // An id that says itself what it is: https://www.rfc-editor.org/rfc/rfc9562
  ["urn", /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/iuy],
  ["emoji", /:([a-z0-9_+'-]*[a-z+][a-z0-9_+'-]*):/uy],
  [
    "emoji",
    /\p{Extended_Pictographic}(?:[\u{1F3FB}-\u{1F3FF}]|\uFE0F|\u200D\p{Extended_Pictographic})*/uy,
  ],
  ["channel", /#[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}_])?/uy],
  ["mention", /@[\p{L}\p{N}_](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_])?/uy],
  // A1 notation: https://developers.google.com/workspace/sheets/api/guides/concepts#cell
  [
    "range",
    /(?:'[^'\n]+'|[\p{L}\p{N}_]+)!\$?[A-Z]{1,3}\$?\d*(?::\$?[A-Z]{1,3}\$?\d*)?(?![\p{L}\d])|[A-Z]{1,3}\d{1,6}:[A-Z]{1,3}\d{0,6}(?![\p{L}\d])/uy,
  ],
  // https://www.rfc-editor.org/rfc/rfc9562#section-4
  ["word", /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\p{L}\d])/iuy],
  ["timestamp", /\d{10}\.\d{6}(?!\d)/uy],
  ["date", /\d{4}-\d{2}-\d{2}(?![\d-])/uy],
  ["clock", /\d{1,2}(?::\d{2}\s?(?:am|pm)?|\s?(?:am|pm)|h\d{2}|h)(?![\p{L}\d]|:\d)/iuy],
  ["ordinal", /(\d{1,2})(?:st|nd|rd|th|er|º|ª)(?![\p{L}\d])/iuy],
  ["id", /(?=[A-Z]*\d)[A-Z][A-Z0-9]{7,}(?![\p{L}\d_-])/uy],
  ["number", /\d+(?:[.,]\d+)*(?![\p{L}\p{N}_])/uy],
  ["word", /[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_'’./+-]*[\p{L}\p{N}\p{M}_])?/uy],
];

/** Each sign that opens and never closes costs a look through the rest; after so many they are no quotes. */
const maxUnclosedQuotes = 50;

/** The prompt as tokens. What stands in quotes is one token: nothing in it is an instruction. */
export function tokenize(prompt: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  let unclosed = 0;
  while (position < prompt.length) {
    const opens = unclosed < maxUnclosedQuotes && opensQuote(prompt, position);
    const quote = opens ? readQuote(prompt, position) : undefined;
    if (opens && !quote) unclosed += 1;
    const token = quote ?? readShape(prompt, position);
    if (token) {
      tokens.push(token);
      position = token.end;
      continue;
    }
    const raw = String.fromCodePoint(prompt.codePointAt(position) ?? 0);
    if (!/\s/u.test(raw)) tokens.push(tokenAt("mark", raw, raw, position));
    position += raw.length;
  }
  return tokens;
}

function readShape(prompt: string, position: number): Token | undefined {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = position;
    const match = shape.exec(prompt);
    if (match) return tokenAt(kind, match[0], match[1] ?? match[0], position);
  }
  return undefined;
}

/** The words as they stand in the prompt, with one space where there were any. */
export function rawOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ raw, start }, index) => (start > (tokens[index - 1]?.end ?? start) ? ` ${raw}` : raw))
    .join("");
}

export function tokenAt(kind: TokenKind, raw: string, value: string, start: number): Token {
  return { kind, raw, value, norm: fold(value), start, end: start + raw.length };
}
