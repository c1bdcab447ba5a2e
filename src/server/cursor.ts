import type { z } from "zod";
import { PatchbayError } from "../core/errors.ts";

/** Where a page begins, as a word that only this server reads. */
export function cursorOf(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** Throws `request/invalid` for a cursor of another list, or of none. */
export function readCursor<Place extends readonly string[]>(
  cursor: string,
  place: z.ZodType<Place>,
): Place {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw new PatchbayError(
      "request/invalid",
      "This cursor is none of this list. Leave it out to begin at the first page.",
      { where: "cursor", cause },
    );
  }
}
