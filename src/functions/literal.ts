/**
 * Values as TypeScript source. What a person wrote comes out as the same text at run time, whatever
 * it holds; characters that a reader or an editor would not see are written as escapes.
 */

/**
 * Control characters, line separators, direction marks and other format characters, noncharacters
 * and lone surrogates.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u00a0\ufeff]/gu;

const shortEscapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A string literal in double quotes. */
export function stringLiteral(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replace(invisible, escapeCharacter);
  return `"${escaped}"`;
}

/** The text between the paths of a template literal. */
export function templateText(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${")
    .replace(invisible, escapeCharacter);
}

/**
 * Text inside a block comment: it cannot end the comment, and is one line. Spaces of every kind
 * become the plain one, since linters take the others for mistakes outside strings
 * (https://eslint.org/docs/latest/rules/no-irregular-whitespace).
 */
export function commentText(text: string): string {
  return text.replaceAll("*/", "*\\/").replaceAll(/\s/g, " ").replace(invisible, escapeCharacter);
}

/** A property name in an object literal. `__proto__` needs brackets to be an ordinary property. */
export function propertyName(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

function escapeCharacter(character: string): string {
  const short = shortEscapes[character];
  if (short) return short;
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
