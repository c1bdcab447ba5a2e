import { randomBytes, randomInt } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** An id as Slack makes them: a letter for the kind of thing, then capitals and digits. */
export function createId(kind: string): string {
  return kind + Array.from({ length: 10 }, () => alphabet.charAt(randomInt(36))).join("");
}

/** A secret in Slack's look: `xoxb-…`. */
export function createToken(prefix: string): string {
  return prefix + randomBytes(24).toString("base64url").replaceAll(/[-_]/g, "0");
}

/** Microseconds as Slack writes them: `1712345678.000100`. */
export function formatTs(micros: number): string {
  const text = String(micros);
  return `${text.slice(0, -6)}.${text.slice(-6)}`;
}
