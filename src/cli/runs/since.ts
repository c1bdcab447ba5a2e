import { InvalidArgumentError } from "commander";

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads a moment: `30m`, `2h`, `7d` ago, or a date. ISO 8601. */
export function momentOf(text: string, now: number = Date.now()): string {
  const [, count, unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const date = /^\d{4}-\d\d/.test(text) ? Date.parse(text) : NaN;
  const at = count === undefined ? date : now - Number(count) * (units[unit] ?? 0);
  if (Number.isFinite(at) && Math.abs(at) < 8.64e15) return new Date(at).toISOString();
  throw new InvalidArgumentError("Write 30m, 2h, 7d, or a date such as 2027-01-31.");
}
