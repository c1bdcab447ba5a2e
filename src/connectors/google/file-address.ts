import type { EventGiven } from "../../catalog/event.ts";

/** Where the id stands in the address of a file or folder, as a regular expression (source). */
export const idInAddress = String.raw`^https?://[^?#]*/(?:d|folders)/(?!e/)([\w-]+)`;

/** The file's id that a flow gives under one of these names, as such or within an address. */
export function givenFileId(given: EventGiven, names: readonly string[]): string {
  const values = names.map((name) => String(given[name] ?? "").trim());
  const value = values.find((one) => one !== "") ?? "";
  return new RegExp(idInAddress).exec(value)?.[1] ?? value;
}
