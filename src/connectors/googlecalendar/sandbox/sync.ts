import { z } from "zod";
import { refuse } from "../../google/sandbox/ground/refusal.ts";
import { etagOf } from "./calendars.ts";
import type { Calendar, CalendarEvent } from "./state.ts";

const tokenShape = z.object({
  /** When it was given out, in milliseconds since 1970. */
  issued: z.number(),
  /** The latest change, RFC 3339, and the state of what was changed then. */
  latest: z.string(),
  etags: z.array(z.string()),
});

/** Google does not say how long; some weeks by experience. */
const lifetimeMs = 28 * 86_400_000;

function placeOf({ events }: Calendar): Omit<z.output<typeof tokenShape>, "issued"> {
  const latest = events.reduce((most, { updated }) => (updated > most ? updated : most), "");
  return { latest, etags: events.filter(({ updated }) => updated === latest).map(etagOf) };
}

/** How far the calendar is, to compare. */
export function markOf(calendar: Calendar): string {
  return JSON.stringify(placeOf(calendar));
}

export function syncTokenOf(calendar: Calendar, now: number): string {
  return Buffer.from(JSON.stringify({ issued: now, ...placeOf(calendar) })).toString("base64url");
}

/** Whether an event was changed after the token was given out. */
export function changedSince(token: string, now: number): (event: CalendarEvent) => boolean {
  const place = tokenShape.safeParse(jsonOf(token)).data;
  if (!place || place.issued <= now - lifetimeMs)
    return refuse(
      410,
      "fullSyncRequired",
      "Sync token is no longer valid, a full sync is required.",
    );
  const { latest, etags } = place;
  return (event) =>
    event.updated > latest || (event.updated === latest && !etags.includes(etagOf(event)));
}

function jsonOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
