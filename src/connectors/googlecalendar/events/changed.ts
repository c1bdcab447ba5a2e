import { z } from "zod";
import { type EventCall, EventCallError, type EventPoll } from "../../../catalog/event.ts";
import { cursorOf, hashLength, hashesIn, shortHash } from "../../../catalog/polling.ts";
import { calendarEvent, calendarIdOf, eventPayload, payloadOf } from "./event.ts";

export const changedPayload = eventPayload.extend({
  change: z.string().describe("created, updated or deleted"),
  updated: z.string().describe("When it was changed, ISO 8601"),
});

const cursorShape = z.strictObject({
  calendar: z.string(),
  syncToken: z.string(),
  pageToken: z.string().optional(),
  /** Hashes of what was told last: a token may tell it again. */
  told: z.string(),
  /** When the round of questions before this one was over, ISO 8601. */
  asked: z.string(),
});
type Cursor = z.output<typeof cursorShape>;

const page = z.looseObject({
  items: z.array(calendarEvent).nullish(),
  nextPageToken: z.string().nullish(),
  nextSyncToken: z.string().nullish(),
});

const maxTold = 500;

/** A token goes with no order and with series as such. https://developers.google.com/workspace/calendar/api/guides/sync */
const synced = { orderBy: null, singleEvents: null };

export const changed: EventPoll = {
  operations: ["googlecalendar.events.list", "googlecalendar.calendarList.list"],
  every: 60,
  async ask({ cursor, given, now, call }) {
    const before = cursorOf(cursorShape, cursor);
    const asked = now.toISOString();
    if (!before) return begin(await calendarIdOf(given, call), asked, call);
    const { calendar, syncToken, pageToken } = before;
    try {
      const answer = await call("googlecalendar.events.list", {
        ...synced,
        calendarId: calendar,
        syncToken,
        pageToken,
        maxResults: 250,
      });
      return tellPage(page.parse(answer), before, asked, "change" in given);
    } catch (error) {
      // Gone: nobody can tell what changed in between.
      if (error instanceof EventCallError && error.status === 410)
        return begin(calendar, asked, call);
      throw error;
    }
  },
};

/** Reads to the end for the token alone. */
async function begin(calendar: string, asked: string, call: EventCall) {
  const fields = "nextPageToken,nextSyncToken";
  for (let pageToken: string | undefined; ;) {
    const input = { ...synced, calendarId: calendar, maxResults: 2500, fields, pageToken };
    const answer = page.parse(await call("googlecalendar.events.list", input));
    if (answer.nextSyncToken)
      return {
        cursor: { calendar, syncToken: answer.nextSyncToken, told: "", asked },
        happenings: [],
      };
    pageToken = answer.nextPageToken ?? undefined;
    if (pageToken === undefined)
      throw new EventCallError(`${calendar} cannot be watched: no token came`, 0, null);
  }
}

function tellPage(
  { items, nextPageToken, nextSyncToken }: z.output<typeof page>,
  before: Cursor,
  asked: string,
  withDeleted: boolean,
) {
  const told = new Set(hashesIn(before.told));
  const fresh = (items ?? [])
    .map((event) => ({ event, id: `${event.id}@${event.etag ?? event.updated}` }))
    .filter(({ id }) => !told.has(shortHash(id)))
    .toSorted((one, other) => (one.event.updated ?? "").localeCompare(other.event.updated ?? ""));
  const { calendar } = before;
  const cursor: Cursor = {
    calendar,
    syncToken: nextPageToken ? before.syncToken : (nextSyncToken ?? before.syncToken),
    ...(nextPageToken ? { pageToken: nextPageToken } : {}),
    told: (before.told + fresh.map(({ id }) => shortHash(id)).join("")).slice(
      -maxTold * hashLength,
    ),
    asked: nextPageToken ? before.asked : asked,
  };
  const happenings = fresh
    .map(({ event, id }) => {
      const { created, updated, status } = event;
      const isNew = created && updated && isCreation(created, updated, before.asked);
      const change = status === "cancelled" ? "deleted" : isNew ? "created" : "updated";
      return {
        id,
        payload: { ...payloadOf(event, calendar), change, updated: updated ?? asked },
      };
    })
    .filter(({ payload }) => withDeleted || payload.change !== "deleted");
  return { cursor, happenings, isMore: Boolean(nextPageToken) };
}

/** Made since the last question, or not touched since it was made. */
function isCreation(created: string, updated: string, asked: string): boolean {
  const [from, to] = [Date.parse(created), Date.parse(updated)];
  return from > Date.parse(asked) || to - from < 2000;
}
