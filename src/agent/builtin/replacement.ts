import type { Slot } from "./slots.ts";
import type { Token } from "./tokens.ts";

const withWords: ReadonlySet<string> = new Set("with by to durch con por par".split(" "));
const replaceWords: ReadonlySet<string> = new Set(
  "replace replaces swap change ersetze ersetzen reemplaza remplace substitua troque".split(" "),
);

/** `replace "A" with "B"`: what to look for, and what to put there. */
export function replacementSlots(tokens: readonly Token[]): readonly Slot[] {
  const start = tokens.findIndex(({ norm }) => replaceWords.has(norm));
  const from = tokens.findIndex(
    ({ kind }, index) =>
      start >= 0 &&
      index > start &&
      kind === "quote" &&
      withWords.has(tokens[index + 1]?.norm ?? "") &&
      tokens[index + 2]?.kind === "quote",
  );
  const [find, replacement] = [tokens[from], tokens[from + 2]];
  if (from < 0 || !find || !replacement) return [];
  const slot = (kind: Slot["kind"], value: string): Slot => ({
    kind,
    value,
    sure: true,
    of: undefined,
    before: [],
  });
  return [slot("find", find.value), slot("replacement", replacement.value)];
}

/** Positions of the two texts, which are nothing else. */
export function replacementTokens(tokens: readonly Token[]): ReadonlySet<Token> {
  const values = replacementSlots(tokens).map(({ value }) => value);
  return new Set(tokens.filter(({ kind, value }) => kind === "quote" && values.includes(value)));
}
