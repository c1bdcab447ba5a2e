import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** An id such as `run_01k…`: 10 characters of time, so that ids sort by age, then 80 random bits. */
export function createId(prefix: string, now: number = Date.now()): string {
  const random = Array.from(randomBytes(16), (byte) => alphabet.charAt(byte % 32)).join("");
  return `${firstIdAt(prefix, now)}${random}`;
}

/** What sorts before every id of that moment or later, and after every earlier one. */
export function firstIdAt(prefix: string, at: number): string {
  let time = "";
  for (let rest = at, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
    time = alphabet.charAt(rest % 32) + time;
  }
  return `${prefix}_${time}`;
}

/** A secret of 256 random bits in base64url: session ids, API keys, OAuth state. */
export function createSecret(): string {
  return randomBytes(32).toString("base64url");
}
