import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { calendarByName, calendarId, when } from "../inputs.ts";

export const eventsGet = defineOperation({
  id: "googlecalendar.events.get",
  title: "Read an event",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/calendar/v3/calendars/{calendarId}/events/{eventId}",
    defaults: { calendarId: "primary" },
    body: "query",
  },
  input: z.strictObject({
    calendarId,
    eventId: z.string().min(1).describe("Id of the event"),
    timeZone: z.string().optional().describe("IANA time zone of the answer"),
  }),
  output: z.looseObject({
    id: z.string(),
    summary: z.string().nullish(),
    htmlLink: z.string().nullish(),
    status: z.string().nullish(),
    hangoutLink: z.string().nullish(),
    start: when.nullish(),
    end: when.nullish(),
  }),
  scopes: anyOf(
    "calendar.events.owned.readonly",
    "calendar.events.readonly",
    "calendar.events.owned",
    "calendar.readonly",
    "calendar.events",
    "calendar",
  ),
  scopesWhen: [
    {
      input: "calendarId",
      from: ["googlecalendar.calendars.insert"],
      scopes: anyOf(
        "calendar.app.created",
        "calendar.events.owned.readonly",
        "calendar.events.readonly",
        "calendar.events.owned",
        "calendar.readonly",
        "calendar.events",
        "calendar",
      ),
    },
    {
      input: "calendarId",
      matches: "^primary$",
      scopes: anyOf(
        "calendar.events.owned.readonly",
        "calendar.events.readonly",
        "calendar.events.owned",
        "calendar.readonly",
        "calendar.events",
        "calendar",
      ),
    },
    {
      input: "calendarId",
      given: true,
      scopes: anyOf("calendar.events.readonly", "calendar.readonly", "calendar.events", "calendar"),
    },
  ],
  lookups: { calendarId: calendarByName },
  rateLimit: { class: "calls" },
  repeatable: true,
  errors: { notFound: "There is no event with this id in the calendar." },
  words: ["read", "get", "event", "meeting", "details"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/events/get",
});
