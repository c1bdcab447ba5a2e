import { fold } from "./text.ts";
import type { Token } from "./tokens.ts";

/** Opening sign and the signs that may close it. */
const pairs: Readonly<Record<string, string>> = {
  "“": "”“",
  "„": "“”",
  "‘": "’",
  "‚": "‘’",
  "«": "»",
  "»": "«",
  "‹": "›",
  "「": "」",
  '"': '"',
  "'": "'",
  "`": "`",
};

/** Whether a quote may start here. */
export function opensQuote(prompt: string, start: number): boolean {
  return Object.hasOwn(pairs, prompt[start] ?? "") && opensHere(prompt, start);
}

/** Reads the quoted text that starts here (see {@link opensQuote}); its value is exactly what stands between the signs. */
export function readQuote(prompt: string, start: number): Token | undefined {
  if (prompt.startsWith("```", start)) {
    const end = prompt.indexOf("```", start + 3);
    if (end > 0) return quoteToken(prompt, start, end, 3);
  }
  const open = prompt[start] ?? "";
  const closers = pairs[open];
  if (closers === undefined) return undefined;
  const end =
    closers === open ? sameSignEnd(prompt, start, open) : pairedEnd(prompt, start, closers);
  return end === undefined ? undefined : quoteToken(prompt, start, end, 1);
}

/** The end of `"…"`: quotes inside that open and close again are part of the text. */
function sameSignEnd(prompt: string, start: number, sign: string): number | undefined {
  let depth = 0;
  let fallback: number | undefined;
  for (let at = prompt.indexOf(sign, start + 1); at >= 0; at = prompt.indexOf(sign, at + 1)) {
    if (closesHere(prompt, at)) {
      if (prompt[at - 1] === "\\") {
        fallback ??= at; // `\"` inside the text, unless nothing else closes it
        continue;
      }
      if (depth === 0) return at;
      depth -= 1;
      fallback = at;
    } else if (opensHere(prompt, at)) depth += 1;
    else if (sign !== "'") fallback ??= at;
  }
  return fallback;
}

function pairedEnd(prompt: string, start: number, closers: string): number | undefined {
  const apostrophe = closers.includes("’");
  let depth = 0;
  let first: number | undefined;
  for (let at = start + 1; at < prompt.length; at++) {
    const sign = prompt[at] ?? "";
    if (closers.includes(sign)) {
      if (apostrophe && !closesHere(prompt, at)) continue;
      if (depth === 0) return at;
      first ??= at;
      depth -= 1;
    } else if (sign === prompt[start]) depth += 1;
  }
  return first; // opened more often than closed
}

const wordSign = /[\p{L}\p{N}_]/u;

function opensHere(prompt: string, at: number): boolean {
  return at === 0 || !wordSign.test(prompt[at - 1] ?? "");
}

function closesHere(prompt: string, at: number): boolean {
  return !wordSign.test(prompt[at + 1] ?? "");
}

function quoteToken(prompt: string, start: number, end: number, width: number): Token {
  const inner = prompt.slice(start + width, end);
  // French sets spaces inside its signs.
  const value =
    prompt[start] === "«" ? inner.replace(/^[ \u00A0\u202F]|[ \u00A0\u202F]$/g, "") : inner;
  const raw = prompt.slice(start, end + width);
  return { kind: "quote", raw, value, norm: fold(value), start, end: start + raw.length };
}
