import { z } from "zod";
import type { EventCall, EventGiven, EventPoll } from "../../../catalog/event.ts";
import { cursorOf, hashesIn, shortHash } from "../../../catalog/polling.ts";
import { type CalendarEvent, calendarEvent, calendarIdOf, payloadOf } from "./event.ts";

/** Starts and ends: nothing tells of them, so that the events around now are read. */

const cursorShape = z.strictObject({
  calendar: z.string(),
  /** Up to when everything was told, ISO 8601. */
  at: z.string(),
  /** Hashes of what was told and is still in sight. */
  told: z.string(),
});

const page = z.looseObject({
  items: z.array(calendarEvent).nullish(),
  nextPageToken: z.string().nullish(),
});

/** An event may be entered or moved after it began. */
const overlapMs = 5 * 60_000;
const maxTold = 100;
const defaultLeadMs = 10 * 60_000;
const maxLeadMs = 28 * 86_400_000;

const units: readonly (readonly [RegExp, number])[] = [
  [/^se[ckg]/i, 1000],
  [/^min/i, 60_000],
  [/^(?:hour|hr|stund|hora|heure)/i, 3_600_000],
  [/^(?:day|tag|dia|jour)/i, 86_400_000],
  [/^(?:week|woche|semana|semaine)/i, 604_800_000],
];

/** `minutesBefore: 15`, `hoursBefore`, `minutes`; ten minutes where nothing is said. */
function leadOf(given: EventGiven): number {
  for (const [name, value] of Object.entries(given)) {
    const unit = units.find(([pattern]) => pattern.test(name));
    const count = Number(value);
    if (unit && Number.isFinite(count)) return Math.min(Math.max(0, count * unit[1]), maxLeadMs);
  }
  return defaultLeadMs;
}

export const starting: EventPoll = edge("start", leadOf);
export const ended: EventPoll = edge("end", () => 0);

function edge(side: "start" | "end", leadFor: (given: EventGiven) => number): EventPoll {
  return {
    operations: ["googlecalendar.events.list", "googlecalendar.calendarList.list"],
    every: 60,
    async ask({ cursor, given, now, call }) {
      const before = cursorOf(cursorShape, cursor);
      const calendar = before?.calendar ?? (await calendarIdOf(given, call));
      const from = Date.parse(before?.at ?? now.toISOString()) - overlapMs;
      const until = now.getTime() + leadFor(given);
      const inSight = (await eventsBetween(calendar, from, until, call))
        .flatMap((event) => {
          const at = Date.parse(event[side]?.dateTime ?? "");
          // Whole days have no minute at which they start.
          return at > from && at <= until ? [{ event, at, id: `${event.id}@${side}:${at}` }] : [];
        })
        .toSorted((one, other) => one.at - other.at);
      const told = new Set(hashesIn(before?.told ?? ""));
      const unseen = before ? inSight.filter(({ id }) => !told.has(shortHash(id))) : [];
      const waiting = new Set(unseen.slice(maxTold));
      // As long as some wait, the next question covers the same time.
      const at = waiting.size > 0 && before ? Date.parse(before.at) : now.getTime();
      const kept = inSight.filter((one) => !waiting.has(one) && one.at > at - overlapMs);
      return {
        cursor: {
          calendar,
          at: new Date(at).toISOString(),
          told: kept.map(({ id }) => shortHash(id)).join(""),
        },
        happenings: unseen
          .slice(0, maxTold)
          .map(({ event, id }) => ({ id, payload: payloadOf(event, calendar) })),
        isMore: waiting.size > 0,
      };
    },
  };
}

/** Occurrences that end after the one and start by the other. */
async function eventsBetween(
  calendarId: string,
  from: number,
  until: number,
  call: EventCall,
): Promise<readonly CalendarEvent[]> {
  const found: CalendarEvent[] = [];
  for (let pageToken: string | undefined; ;) {
    const answer = await call("googlecalendar.events.list", {
      calendarId,
      timeMin: new Date(from).toISOString(),
      timeMax: new Date(until + 1000).toISOString(),
      maxResults: 250,
      pageToken,
    });
    const { items, nextPageToken } = page.parse(answer);
    found.push(...(items ?? []));
    if (!nextPageToken) return found;
    pageToken = nextPageToken;
  }
}
