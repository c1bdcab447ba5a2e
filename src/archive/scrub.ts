import { tokenShapes } from "../core/redact.ts";

/** Shorter values stand in ordinary words as well. */
const minLength = 8;

/** Any JSON with every known secret, and all that looks like a credential, blotted out of its texts. */
export function createScrubber(secrets: readonly string[]) {
  const known = secrets
    .filter((secret) => secret.length >= minLength)
    .toSorted((a, b) => b.length - a.length);
  const withoutKnown = (text: string) =>
    known.reduce((left, secret) => left.replaceAll(secret, "[redacted]"), text);
  const withoutShapes = (text: string) =>
    tokenShapes.reduce((left, shape) => left.replace(shape, "[redacted]"), text);
  /** `skipShapes` for documents of others, whose made-up examples are theirs. */
  return (value: unknown, { skipShapes = false } = {}): unknown =>
    mapTexts(value, (text) =>
      skipShapes ? withoutKnown(text) : withoutShapes(withoutKnown(text)),
    );
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [change(name), mapTexts(member, change)]),
  );
}
