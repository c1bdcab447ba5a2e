import { randomUUID } from "node:crypto";
import { invalid } from "./refusal.ts";

export const createId = (): string => randomUUID();

/** Ids go with and without dashes; anything else is no id. */
export function idOf(value: unknown, where: string): string {
  const hex = typeof value === "string" ? value.replaceAll("-", "").toLowerCase() : "";
  if (!/^[0-9a-f]{32}$/.test(hex))
    return invalid(`${where} should be a valid uuid, instead was \`${JSON.stringify(value)}\`.`);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Notion keeps whole minutes. */
export function stamp(now: number): string {
  return new Date(Math.floor(now / 60_000) * 60_000).toISOString();
}
