/**
 * What a terminal obeys and a reader does not see: control characters but for tab and line feed,
 * line separators, direction marks, zero-width characters, tags. Joiners stay: Persian and emoji
 * are written with them.
 */
const unseen =
  /[^\P{Cc}\t\n]|[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Text of somebody else's without what it could hide or do to a terminal. */
export function plainText(text: string): string {
  return text.replaceAll(unseen, "");
}

/** The same as one line. */
export function plainLine(text: string): string {
  return plainText(text.replaceAll(/[\s\u2028\u2029]+/g, " ")).trim();
}
