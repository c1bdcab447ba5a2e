import { type Token, tokenize } from "../tokens.ts";

/** A sentence in folded words with one space between them, and the way back to how it was written. */
export interface Folded {
  /** What was quoted stands as `«0»`: nothing in it is an instruction. */
  readonly text: string;
  /** As it was written, between two places of `text`. */
  raw(from: number, to: number): string;
  /** What stood in the quotes of a placeholder. */
  quoted(placeholder: string): string;
}

export function foldedOf(prompt: string): Folded {
  const tokens = tokenize(prompt).filter(({ raw }) => !/^[.!?]$/.test(raw));
  const starts: number[] = [];
  let text = "";
  tokens.forEach((token, index) => {
    if (text !== "") text += " ";
    starts.push(text.length);
    text += wordOf(token, index);
  });
  return {
    text,
    raw(from, to) {
      const inside = tokens.filter((_, index) => {
        const start = starts[index] ?? 0;
        return start >= from && start < to;
      });
      return prompt.slice(inside[0]?.start ?? 0, inside.at(-1)?.end ?? 0);
    },
    quoted: (placeholder) => tokens[Number(placeholder.slice(1, -1))]?.value ?? "",
  };
}

function wordOf({ kind, norm }: Token, index: number): string {
  if (kind === "quote") return `«${index}»`;
  if (kind === "break") return ",";
  return norm;
}
