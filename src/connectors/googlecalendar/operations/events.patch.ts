import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { calendarByName, calendarId, when } from "../inputs.ts";

export const eventsPatch = defineOperation({
  id: "googlecalendar.events.patch",
  title: "Change an event",
  kind: "write",
  effect: { words: "Change {#event} in {calendarId}", shows: "summary" },
  request: {
    method: "PATCH",
    host: "www.googleapis.com",
    path: "/calendar/v3/calendars/{calendarId}/events/{eventId}",
    defaults: { calendarId: "primary" },
    body: "json",
  },
  input: z.strictObject({
    calendarId,
    eventId: z.string().min(1).describe("Id of the event"),
    summary: z.string().optional().describe("Title of the event"),
    start: z
      .string()
      .optional()
      .describe("When it starts: 2026-12-04T15:00:00, or 2026-12-04 for a whole day"),
    end: z
      .string()
      .optional()
      .describe("When it ends, written as the start; for whole days the last day"),
    durationMinutes: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How long it takes, in place of the end; 60 minutes where neither is said"),
    timeZone: z
      .string()
      .optional()
      .describe("IANA time zone of start and end, such as Europe/Berlin"),
    description: z.string().optional().describe("Notes on the event"),
    location: z.string().optional().describe("Where it takes place"),
    attendees: z.array(z.email()).min(1).optional().describe("Addresses of the guests"),
    recurrence: z
      .array(z.string())
      .min(1)
      .optional()
      .describe("RRULE lines, such as RRULE:FREQ=WEEKLY;BYDAY=MO"),
    meet: z.boolean().optional().describe("Whether to add a Google Meet link"),
    reminderMinutes: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many minutes before to remind"),
    visibility: z
      .enum(["default", "public", "private"])
      .optional()
      .describe("Who sees the details"),
    addAttendees: z
      .array(z.email())
      .min(1)
      .optional()
      .describe("Addresses of further guests; those there are stay"),
    sendUpdates: z
      .enum(["all", "externalOnly", "none"])
      .optional()
      .describe("Who gets an email about it; the guests where they are named and nothing is said"),
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
  scopes: anyOf("calendar.events.owned", "calendar.events", "calendar"),
  scopesWhen: [
    {
      input: "calendarId",
      from: ["googlecalendar.calendars.insert"],
      scopes: anyOf("calendar.app.created", "calendar.events.owned", "calendar.events", "calendar"),
    },
    {
      input: "calendarId",
      matches: "^primary$",
      scopes: anyOf("calendar.events.owned", "calendar.events", "calendar"),
    },
    { input: "calendarId", given: true, scopes: anyOf("calendar.events", "calendar") },
  ],
  lookups: { calendarId: calendarByName },
  codeHelper: "changeEvent",
  codeParts: ["eventBody"],
  alsoCalls: [{ operation: "googlecalendar.events.get", input: "addAttendees" }],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors: {
    notFound: "There is no event with this id in the calendar.",
    conditionNotMet: "The event was changed meanwhile. Read it again.",
  },
  words: ["add", "change", "update", "move", "reschedule", "invite", "guest", "event", "meeting"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/events/patch",
});
