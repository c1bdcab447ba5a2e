import { z } from "zod";
import { type EventCall, EventCallError, type EventGiven } from "../../../catalog/event.ts";

const time = z.looseObject({ date: z.string().nullish(), dateTime: z.string().nullish() });
const person = z.looseObject({ email: z.string().nullish(), self: z.boolean().nullish() });

/** https://developers.google.com/workspace/calendar/api/v3/reference/events#resource */
export const calendarEvent = z.looseObject({
  id: z.string(),
  /** Another one after each change. */
  etag: z.string().nullish(),
  status: z.string().nullish(),
  summary: z.string().nullish(),
  description: z.string().nullish(),
  location: z.string().nullish(),
  htmlLink: z.string().nullish(),
  hangoutLink: z.string().nullish(),
  recurringEventId: z.string().nullish(),
  created: z.string().nullish(),
  updated: z.string().nullish(),
  start: time.nullish(),
  end: time.nullish(),
  organizer: person.nullish(),
  attendees: z.array(person).nullish(),
});
export type CalendarEvent = z.output<typeof calendarEvent>;

export const eventPayload = z.object({
  id: z.string().describe("Id of the event"),
  seriesId: z.string().describe("Id of the series it belongs to; its own where there is none"),
  calendarId: z.string().describe("Calendar it stands in"),
  title: z.string().describe("Title"),
  description: z.string().describe("Description"),
  location: z.string().describe("Place"),
  start: z.string().describe("Start: a time with its offset, or a day"),
  end: z.string().describe("End, likewise; of whole days the day after the last"),
  isAllDay: z.boolean().describe("Whether it lasts whole days"),
  status: z.string().describe("confirmed, tentative or cancelled"),
  organizer: z.string().describe("Address of who made it"),
  attendees: z.array(z.string()).describe("Addresses of the guests"),
  link: z.string().describe("Address of the event in Google Calendar"),
  meetLink: z.string().describe("Address of the video call; empty where there is none"),
});

export function payloadOf(event: CalendarEvent, calendarId: string): z.output<typeof eventPayload> {
  const { start, end } = event;
  return {
    id: event.id,
    seriesId: event.recurringEventId ?? event.id,
    calendarId,
    title: event.summary ?? "",
    description: event.description ?? "",
    location: event.location ?? "",
    start: start?.dateTime ?? start?.date ?? "",
    end: end?.dateTime ?? end?.date ?? "",
    isAllDay: Boolean(start?.date),
    status: event.status ?? "confirmed",
    organizer: event.organizer?.email ?? "",
    attendees: (event.attendees ?? []).flatMap(({ email }) => email ?? []),
    link: event.htmlLink ?? "",
    meetLink: event.hangoutLink ?? "",
  };
}

const calendarList = z.looseObject({
  items: z
    .array(
      z.looseObject({
        id: z.string(),
        summary: z.string().nullish(),
        summaryOverride: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** Ids of calendars are addresses; anything else is a name, and looked up in the person's list. */
export async function calendarIdOf({ calendarId }: EventGiven, call: EventCall): Promise<string> {
  const wanted = String(calendarId ?? "").trim() || "primary";
  if (wanted === "primary" || wanted.includes("@")) return wanted;
  const answer = await call("googlecalendar.calendarList.list", { maxResults: 250 });
  const name = wanted.toLowerCase();
  const found = (calendarList.parse(answer).items ?? []).find(({ summary, summaryOverride }) =>
    [summary, summaryOverride].some((one) => one?.trim().toLowerCase() === name),
  );
  if (found) return found.id;
  throw new EventCallError(`There is no calendar "${wanted}" in the list of the account`, 0, null);
}
