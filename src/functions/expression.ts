import { type Path, every, parseTemplate } from "../flow/paths.ts";
import type { FlowValue } from "../flow/schema.ts";
import { propertyName, stringLiteral, templateText } from "./literal.ts";

/** Source that reads a path; `amongText` where other text stands beside it. */
export type ReadPath = (path: Path, amongText?: boolean) => string;

/** A value of a flow as TypeScript source: literals encoded, paths read. */
export function expressionOf(value: FlowValue, read: ReadPath): string {
  return encode(value, (text) => textExpression(text, read));
}

/** A value as TypeScript source, every text in it as it is. */
export function literalOf(value: FlowValue): string {
  return encode(value, stringLiteral);
}

function encode(value: FlowValue, encodeText: (text: string) => string): string {
  if (typeof value === "string") return encodeText(value);
  if (Array.isArray(value)) {
    return `[${value.map((entry: FlowValue) => encode(entry, encodeText)).join(", ")}]`;
  }
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value).map(
      ([name, entry]) => `${propertyName(name)}: ${encode(entry, encodeText)}`,
    );
    return `{ ${members.join(", ")} }`;
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

function textExpression(text: string, read: ReadPath): string {
  const segments = parseTemplate(text);
  const [first] = segments;
  if (!first) return '""';
  if (segments.length === 1)
    return "literal" in first ? stringLiteral(first.literal) : read(first.path);
  const parts = segments.map((segment) =>
    "literal" in segment
      ? templateText(segment.literal)
      : `\${${read(segment.path, true)}${linesOf(segment.path)}}`,
  );
  return `\`${parts.join("")}\``;
}

/** A list in a text is a line for each entry. */
function linesOf({ keys }: Path): string {
  return keys.includes(every) ? '.join("\\n")' : "";
}
