import { z } from "zod";
import type { Method } from "../../google/sandbox/ground/app.ts";
import { channelBody, openChannel } from "../../google/sandbox/ground/channels.ts";
import { createEventId, createHexId } from "../../google/sandbox/ground/ids.ts";
import { pageOf } from "../../google/sandbox/ground/paging.ts";
import { people } from "../../google/sandbox/ground/people.ts";
import { invalid, notFound, refuse } from "../../google/sandbox/ground/refusal.ts";
import {
  type CalendarCall,
  auth,
  calendarOf,
  eventView,
  resourceIdOf,
  seesDetails,
} from "./calendars.ts";
import type { Calendar, CalendarEvent, CalendarState } from "./state.ts";
import { changedSince, markOf, syncTokenOf } from "./sync.ts";
import { checkTimes, isZone, occurrences } from "./times.ts";

const writing = [
  "calendar",
  "calendar.app.created",
  "calendar.events",
  "calendar.events.owned",
].map(auth);
const reading = [
  ...writing,
  ...[
    "calendar.events.freebusy",
    "calendar.events.owned.readonly",
    "calendar.events.public.readonly",
    "calendar.events.readonly",
    "calendar.readonly",
  ].map(auth),
];
const base = "/calendar/v3/calendars/{calendarId}/events";
const sending = [
  "sendUpdates",
  "sendNotifications",
  "conferenceDataVersion",
  "supportsAttachments",
  "maxAttendees",
];

const timeBody = z.strictObject({
  date: z.string().nullish(),
  dateTime: z.string().nullish(),
  timeZone: z.string().nullish(),
});
const eventBody = z.looseObject({
  id: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  colorId: z.string().optional(),
  visibility: z.string().optional(),
  transparency: z.string().optional(),
  status: z.enum(["confirmed", "tentative", "cancelled"]).optional(),
  start: timeBody.optional(),
  end: timeBody.optional(),
  attendees: z
    .array(
      z.looseObject({
        email: z.string(),
        optional: z.boolean().optional(),
        displayName: z.string().optional(),
      }),
    )
    .optional(),
  recurrence: z.array(z.string()).optional(),
  reminders: z.unknown().optional(),
  extendedProperties: z.unknown().optional(),
  conferenceData: z
    .looseObject({ createRequest: z.looseObject({ requestId: z.string() }).optional() })
    .optional(),
});
type EventBody = z.output<typeof eventBody>;

function timeOf(time: z.output<typeof timeBody> | undefined) {
  const { date, dateTime, timeZone } = time ?? {};
  return {
    ...(date ? { date } : {}),
    ...(dateTime ? { dateTime } : {}),
    ...(timeZone ? { timeZone } : {}),
  };
}

function eventOf({ params }: CalendarCall, { events }: Calendar): CalendarEvent {
  const id = (params["eventId"] ?? "").replace(/_\d{8}(?:T\d{6}Z)?$/, "");
  return events.find((event) => event.id === id) ?? notFound("Not Found");
}

/** Takes what is given; guests are told only where the call says so. */
function apply(
  event: CalendarEvent,
  body: EventBody,
  call: CalendarCall,
  calendar: Calendar,
): void {
  const { start, end, attendees, conferenceData, id: _, ...rest } = body;
  const known = [
    "summary",
    "description",
    "location",
    "colorId",
    "visibility",
    "transparency",
    "status",
    "recurrence",
    "reminders",
    "extendedProperties",
  ];
  Object.assign(
    event,
    Object.fromEntries(
      Object.entries(rest).filter(([name, value]) => known.includes(name) && value !== undefined),
    ),
  );
  if (start) event.start = timeOf(start);
  if (end) event.end = timeOf(end);
  checkTimes(event.start, event.end, event.recurrence !== undefined, calendar.timeZone);
  if (attendees) {
    for (const { email } of attendees)
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) invalid("Invalid attendee email.", "invalid");
    const before = new Map((event.attendees ?? []).map((guest) => [guest.email, guest]));
    event.attendees = attendees.map(({ email, optional, displayName }) => ({
      email,
      responseStatus: before.get(email)?.responseStatus ?? "needsAction",
      ...(optional === undefined ? {} : { optional }),
      ...(displayName === undefined ? {} : { displayName }),
    }));
  }
  // Version 0 passes over what is said of a conference.
  if (conferenceData?.createRequest && call.query.get("conferenceDataVersion") === "1") {
    const code = `${createHexId(3)}-${createHexId(4)}-${createHexId(3)}`;
    event.hangoutLink = `https://meet.google.com/${code}`;
    event.conferenceData = {
      createRequest: { ...conferenceData.createRequest, status: { statusCode: "success" } },
      entryPoints: [
        { entryPointType: "video", uri: event.hangoutLink, label: `meet.google.com/${code}` },
      ],
      conferenceId: code,
    };
  }
  event.updated = new Date(call.now).toISOString();
  event.sequence += 1;
  tell(event, call);
}

/** Guests of the same domain find the event in their own calendars. */
function tell(event: CalendarEvent, { state, query, now }: CalendarCall): void {
  const guests = (event.attendees ?? []).map(({ email }) => email);
  if (query.get("sendUpdates") === "all" || query.get("sendNotifications") === "true") {
    for (const to of guests)
      state.notifications.push({
        to,
        about: event.summary ?? "",
        time: new Date(now).toISOString(),
      });
  }
  for (const person of people.filter(
    ({ email, id }) => guests.includes(email) && id !== event.organizer,
  )) {
    const calendar = state.calendars.find(({ id }) => id === person.email);
    if (!calendar) continue;
    calendar.events = [
      ...calendar.events.filter(({ id }) => id !== event.id),
      structuredClone(event),
    ];
  }
}

/** https://developers.google.com/workspace/calendar/api/guides/sync */
const restrictions = ["timeMin", "timeMax", "q", "orderBy", "updatedMin", "iCalUID"];
const weekMs = 7 * 86_400_000;

/** https://developers.google.com/workspace/calendar/api/v3/reference/events */
export const eventMethods: readonly Method<CalendarState>[] = [
  {
    id: "events.list",
    http: "GET",
    path: base,
    scopes: reading,
    query:
      "timeMin timeMax q singleEvents orderBy maxResults pageToken timeZone updatedMin syncToken showDeleted iCalUID eventTypes maxAttendees".split(
        " ",
      ),
    run(call) {
      const { query, now } = call;
      const calendar = calendarOf(call, "read", "events.list");
      const isSingle = query.get("singleEvents") === "true";
      const [min, max] = ["timeMin", "timeMax"].map((name) => instantIn(query, name));
      if (query.get("orderBy") === "startTime" && !isSingle)
        invalid("The requested ordering is not available for the particular query.", "badRequest");
      const zone = query.get("timeZone");
      if (zone !== null && !isZone(zone)) invalid("Invalid value for timeZone", "invalid");
      const token = query.get("syncToken");
      if (token !== null && restrictions.some((name) => query.has(name)))
        invalid("Sync token cannot be used with query restrictions.", "badRequest");
      const since = instantIn(query, "updatedMin");
      const isChanged = token === null ? undefined : changedSince(token, now);
      const [from, to] = [
        min ?? Number.NEGATIVE_INFINITY,
        max ?? (isSingle ? now + 2 * 365 * 86_400_000 : Number.POSITIVE_INFINITY),
      ];
      const words = query.get("q")?.toLowerCase();
      const found = calendar.events
        .filter(
          ({ status }) =>
            status !== "cancelled" || query.get("showDeleted") === "true" || token !== null,
        )
        .filter(({ updated }) => since === undefined || Date.parse(updated) >= since)
        .filter((event) => isChanged?.(event) ?? true)
        .filter(
          (event) =>
            words === undefined ||
            JSON.stringify([event.summary, event.description, event.location, event.attendees])
              .toLowerCase()
              .includes(words),
        )
        .flatMap((event) => {
          const when = occurrences(event, from, to, calendar.timeZone);
          if (isSingle) return when.map((occurrence) => ({ event, occurrence }));
          return when[0] ? [{ event, occurrence: { start: when[0].start, end: when[0].end } }] : [];
        })
        .toSorted((one, other) => one.occurrence.start - other.occurrence.start);
      const { items, nextPageToken } = pageOf(found, query, {
        size: 250,
        max: 2500,
        sizeParameter: "maxResults",
      });
      const details = seesDetails(call, calendar);
      return {
        kind: "calendar#events",
        summary: calendar.summary,
        timeZone: zone ?? calendar.timeZone,
        items: items.map(({ event, occurrence }) => {
          const view = eventView(event, calendar, occurrence);
          return details
            ? view
            : {
                kind: view.kind,
                id: view.id,
                status: view.status,
                start: view.start,
                end: view.end,
              };
        }),
        ...(nextPageToken === undefined
          ? { nextSyncToken: syncTokenOf(calendar, now) }
          : { nextPageToken }),
      };
    },
  },
  {
    id: "events.get",
    http: "GET",
    path: `${base}/{eventId}`,
    scopes: reading,
    query: ["timeZone", "maxAttendees"],
    run(call) {
      const calendar = calendarOf(call, "read", "events.get");
      return eventView(eventOf(call, calendar), calendar);
    },
  },
  {
    id: "events.insert",
    http: "POST",
    path: base,
    scopes: writing,
    query: sending,
    body: eventBody,
    changes: true,
    run(call) {
      const calendar = calendarOf(call, "write", "events.insert");
      const body = eventBody.parse(call.body);
      const { id = createEventId() } = body;
      if (!/^[0-9a-v]{5,1024}$/.test(id)) invalid("Invalid resource id value.", "invalid");
      if (calendar.events.some((event) => event.id === id))
        refuse(409, "duplicate", "The requested identifier already exists.");
      if (!body.start || !body.end)
        invalid(`Missing ${body.start ? "end" : "start"} time.`, "required");
      const event: CalendarEvent = {
        id,
        status: "confirmed",
        start: {},
        end: {},
        organizer: call.user.id,
        created: new Date(call.now).toISOString(),
        updated: "",
        sequence: -1,
      };
      apply(event, body, call, calendar);
      calendar.events.push(event);
      return eventView(event, calendar);
    },
  },
  {
    id: "events.quickAdd",
    http: "POST",
    path: `${base}/quickAdd`,
    scopes: writing,
    query: ["text", "sendUpdates", "sendNotifications"],
    changes: true,
    run(call) {
      const calendar = calendarOf(call, "write", "events.quickAdd");
      const text = call.query.get("text") || invalid("Required parameter: text", "required");
      const [, hour, minute = "0", half] = /(\d{1,2})(?::(\d{2}))?\s?(am|pm)/i.exec(text) ?? [];
      const day = new Date(call.now + (/\btomorrow\b/i.test(text) ? 86_400_000 : 0))
        .toISOString()
        .slice(0, 10);
      const clock =
        hour === undefined
          ? undefined
          : (Number(hour) % 12) + (half?.toLowerCase() === "pm" ? 12 : 0);
      const local = (hours: number) =>
        `${day}T${String(hours).padStart(2, "0")}:${minute.padStart(2, "0")}:00`;
      const timeZone = calendar.timeZone;
      const times =
        clock === undefined
          ? {
              start: { date: day },
              end: { date: new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10) },
            }
          : {
              start: { dateTime: local(clock), timeZone },
              end: { dateTime: local(Math.min(23, clock + 1)), timeZone },
            };
      const summary = text
        .replaceAll(/\b(?:today|tomorrow|at)\b|\d{1,2}(?::\d{2})?\s?(?:am|pm)/gi, "")
        .replaceAll(/\s+/g, " ")
        .trim();
      const event: CalendarEvent = {
        id: createEventId(),
        status: "confirmed",
        start: {},
        end: {},
        organizer: call.user.id,
        created: new Date(call.now).toISOString(),
        updated: "",
        sequence: -1,
      };
      apply(event, { summary, ...times }, call, calendar);
      calendar.events.push(event);
      return eventView(event, calendar);
    },
  },
  {
    id: "events.watch",
    http: "POST",
    path: `${base}/watch`,
    scopes: reading,
    body: channelBody,
    changes: true,
    run(call) {
      const { state, user, now, body, origin } = call;
      const calendar = calendarOf(call, "read", "events.watch");
      return openChannel(state.channels, channelBody.parse(body), {
        now,
        userId: user.id,
        resourceId: resourceIdOf(calendar.id),
        resourceUri: `${origin}/calendar/v3/calendars/${encodeURIComponent(calendar.id)}/events?alt=json`,
        told: markOf(calendar),
        lifetimeMs: weekMs,
        maxLifetimeMs: weekMs,
        refuseAddress: () => refuse(401, "unauthorized", "WebHook callback must be HTTPS"),
      });
    },
  },
  {
    id: "events.patch",
    http: "PATCH",
    path: `${base}/{eventId}`,
    scopes: writing,
    query: sending,
    body: eventBody,
    changes: true,
    run(call) {
      const calendar = calendarOf(call, "write", "events.patch");
      const event = eventOf(call, calendar);
      const draft = structuredClone(event);
      apply(draft, eventBody.parse(call.body), call, calendar);
      Object.assign(event, draft);
      return eventView(event, calendar);
    },
  },
  {
    id: "events.delete",
    http: "DELETE",
    path: `${base}/{eventId}`,
    scopes: writing,
    query: ["sendUpdates", "sendNotifications"],
    changes: true,
    run(call) {
      const calendar = calendarOf(call, "write", "events.delete");
      const event = eventOf(call, calendar);
      if (event.status === "cancelled") refuse(410, "deleted", "Resource has been deleted");
      event.status = "cancelled";
      event.updated = new Date(call.now).toISOString();
      tell(event, call);
    },
  },
];

function instantIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  // RFC 3339 with an offset: a time without one is refused.
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/i.test(text))
    return invalid("Bad Request", "badRequest");
  return Date.parse(text);
}

/** Whether a calendar is busy, by its events that count as such. */
export function busyTimes(calendar: Calendar, from: number, to: number) {
  return calendar.events
    .filter(({ status, transparency }) => status !== "cancelled" && transparency !== "transparent")
    .flatMap((event) => occurrences(event, from, to, calendar.timeZone))
    .toSorted((one, other) => one.start - other.start)
    .map(({ start, end }) => ({
      start: new Date(Math.max(start, from)).toISOString(),
      end: new Date(Math.min(end, to)).toISOString(),
    }));
}
