import { createHash } from "node:crypto";
import type { Call } from "../../google/sandbox/ground/app.ts";
import { people } from "../../google/sandbox/ground/people.ts";
import { notFound, refuse } from "../../google/sandbox/ground/refusal.ts";
import { refuseScope } from "../../google/sandbox/ground/scope-check.ts";
import type { Calendar, CalendarEvent, CalendarState } from "./state.ts";
import { answeredTime, type Occurrence } from "./times.ts";

export type CalendarCall = Call<CalendarState>;
export const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;

const every = ["calendar", "calendar.events", "calendar.events.readonly", "calendar.readonly"].map(
  auth,
);
const owned = ["calendar.events.owned", "calendar.events.owned.readonly"].map(auth);

/** The calendar of a call, as far as its user and its scopes reach: owned ones, all, or what the app made. */
export function calendarOf(call: CalendarCall, need: "read" | "write", method: string): Calendar {
  const id = call.params["calendarId"] ?? "primary";
  const wanted = id === "primary" ? call.user.email : id;
  const calendar = call.state.calendars.find((one) => one.id === wanted);
  const role = calendar && roleIn(calendar, call.user.id);
  if (!calendar || !role) return notFound("Not Found");
  const isReached =
    every.some((scope) => call.has(scope)) ||
    (role === "owner" && owned.some((scope) => call.has(scope))) ||
    (calendar.createdByApp && call.has(auth("calendar.app.created"))) ||
    (need === "read" && call.has(auth("calendar.events.freebusy")));
  if (!isReached) refuseScope(method, "calendar-json.googleapis.com");
  if (need === "write" && role !== "owner" && role !== "writer")
    refuse(403, "requiredAccessLevel", "You need to have writer access to this calendar.");
  return calendar;
}

export function roleIn(
  { owner, access }: Calendar,
  userId: string,
): "owner" | "writer" | "reader" | "freeBusyReader" | undefined {
  return owner === userId ? "owner" : access[userId];
}

/** Whether the call may see more than that somebody is busy. */
export function seesDetails(call: CalendarCall, calendar: Calendar): boolean {
  return (
    [...every, ...owned, auth("calendar.app.created")].some((scope) => call.has(scope)) &&
    roleIn(calendar, call.user.id) !== "freeBusyReader"
  );
}

/** What names the events of a calendar to channels. */
export function resourceIdOf(calendarId: string): string {
  return createHash("sha256").update(calendarId).digest("base64url").slice(0, 27);
}

export function etagOf({ id, status, updated, sequence }: CalendarEvent): string {
  return `"${createHash("sha1").update(`${id}${status}${updated}${sequence}`).digest("hex").slice(0, 16)}"`;
}

/** An event as Google answers it, or one occurrence of it. */
export function eventView(event: CalendarEvent, calendar: Calendar, occurrence?: Occurrence) {
  const { organizer, start, end, recurrence, ...rest } = event;
  const person = people.find(({ id }) => id === organizer);
  const original = occurrence?.original;
  const at = (time: CalendarEvent["start"], instant: number) =>
    time.date === undefined
      ? answeredTime(
          {
            dateTime: new Date(instant).toISOString(),
            timeZone: time.timeZone ?? calendar.timeZone,
          },
          calendar.timeZone,
        )
      : { date: new Date(instant + 43_200_000).toISOString().slice(0, 10) };
  return {
    kind: "calendar#event",
    etag: etagOf(event),
    ...rest,
    id: original === undefined ? event.id : `${event.id}_${original}Z`.replace("ZZ", "Z"),
    htmlLink: `https://www.google.com/calendar/event?eid=${Buffer.from(event.id).toString("base64url")}`,
    creator: { email: person?.email, displayName: person?.name },
    organizer: { email: person?.email, displayName: person?.name },
    start:
      original === undefined || !occurrence
        ? answeredTime(start, calendar.timeZone)
        : at(start, occurrence.start),
    end:
      original === undefined || !occurrence
        ? answeredTime(end, calendar.timeZone)
        : at(end, occurrence.end),
    iCalUID: `${event.id}@google.com`,
    eventType: "default",
    ...(original === undefined
      ? recurrence
        ? { recurrence }
        : {}
      : { recurringEventId: event.id }),
  };
}
