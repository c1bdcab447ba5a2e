import type { Source } from "../templates.ts";

/** Text of people in Markdown: one line, in which nothing is markup. */
export function plain(text: string): Source {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const inline = line.replaceAll(/[\\`*_[\]<>|~&$]/g, "\\$&");
  // At the beginning of a line these make a heading or a list.
  return { source: inline.replace(/^[#+=-]/, "\\$&") };
}

/** A name as code; a backtick would end it, a bar would end the cell of a table. */
export function code(text: string): Source {
  return { source: `\`${text.replaceAll(/\s+/g, " ").replaceAll(/[`|]/g, "")}\`` };
}

/** Names as code, with commas between. */
export function codes(texts: readonly string[]): Source {
  return { source: texts.map((text) => code(text).source).join(", ") };
}
