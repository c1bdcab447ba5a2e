import { randomBytes } from "node:crypto";

/** As Drive makes them: `1` and 43 characters of base64url. */
export function createFileId(): string {
  return `1${randomBytes(33).toString("base64url").slice(0, 43)}`;
}

/** Lower-case hexadecimal, as Gmail's message ids (16 digits). */
export function createHexId(digits = 16): string {
  return randomBytes(Math.ceil(digits / 2))
    .toString("hex")
    .slice(0, digits);
}

/** Base32hex in lower case, as Calendar's event ids. https://developers.google.com/workspace/calendar/api/v3/reference/events */
export function createEventId(): string {
  const alphabet = "0123456789abcdefghijklmnopqrstuv";
  return Array.from(randomBytes(26), (byte) => alphabet.charAt(byte % 32)).join("");
}
