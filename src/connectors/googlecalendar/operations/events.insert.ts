import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { calendarByName, calendarId, when } from "../inputs.ts";

export const eventsInsert = defineOperation({
  id: "googlecalendar.events.insert",
  title: "Create an event",
  kind: "write",
  effect: { words: "Create {#event} in {calendarId}", shows: "summary" },
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/calendar/v3/calendars/{calendarId}/events",
    defaults: { calendarId: "primary" },
    body: "json",
  },
  input: z.strictObject({
    calendarId,
    summary: z.string().optional().describe("Title of the event"),
    start: z
      .string()
      .min(1)
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
    id: z
      .string()
      .optional()
      .describe("Id of its own, so that a repeat makes no second event: 5 to 1024 of 0-9 and a-v"),
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
  codeHelper: "createEvent",
  codeParts: ["eventBody"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors: {
    timeRangeEmpty: "The event ends before it starts.",
    duplicate: "There is an event with this id already.",
    notFound: "There is no such calendar, or it is not shared with the account.",
  },
  words: [
    "create",
    "add",
    "schedule",
    "plan",
    "put",
    "book",
    "event",
    "meeting",
    "appointment",
    "calendar",
  ],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/events/insert",
});
