import { z } from "zod";
import { refuse } from "../../google/sandbox/ground/refusal.ts";
import type { ContactsState, StoredPerson } from "./state.ts";

const tokenShape = z.object({
  /** When it was given out, in milliseconds since 1970. */
  issued: z.number(),
  /** How many changes there were by then. */
  serial: z.number(),
  /** How many contacts were deleted by then. */
  deleted: z.number(),
});

/** https://developers.google.com/people/api/rest/v1/people.connections/list */
const lifetimeMs = 7 * 86_400_000;

export function syncTokenOf({ serial, deleted }: ContactsState, now: number): string {
  const place = { issued: now, serial, deleted: deleted.length };
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** What changed and what went after the token was given out. */
export function changedSince(
  token: string,
  own: readonly StoredPerson[],
  { deleted }: ContactsState,
  now: number,
): { readonly changed: readonly StoredPerson[]; readonly gone: ContactsState["deleted"] } {
  const place = tokenShape.safeParse(jsonOf(token)).data;
  if (!place || place.issued <= now - lifetimeMs)
    return refuse(
      410,
      "EXPIRED_SYNC_TOKEN",
      "Sync token is expired. Clear local cache and retry call without the sync token.",
    );
  return {
    changed: own.filter(({ serial }) => serial > place.serial),
    gone: deleted.slice(place.deleted),
  };
}

function jsonOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
