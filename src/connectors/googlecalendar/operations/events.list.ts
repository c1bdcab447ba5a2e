import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { calendarByName, calendarId, when } from "../inputs.ts";

// A series as single events, in the order of their start: only then can they be ordered.
export const eventsList = defineOperation({
  id: "googlecalendar.events.list",
  title: "List or search events",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/calendar/v3/calendars/{calendarId}/events",
    defaults: { calendarId: "primary" },
    fixedQuery: { singleEvents: "true", orderBy: "startTime" },
    body: "query",
  },
  input: z.strictObject({
    calendarId,
    q: z.string().optional().describe("Words in title, description, place or guests"),
    timeMin: z
      .string()
      .optional()
      .describe("Only events that end after this time, in RFC 3339 with offset"),
    timeMax: z
      .string()
      .optional()
      .describe("Only events that start before this time, in RFC 3339 with offset"),
    timeZone: z.string().optional().describe("IANA time zone of the answer"),
    updatedMin: z.string().optional().describe("Only events changed after this time, in RFC 3339"),
    showDeleted: z.boolean().optional().describe("Whether cancelled events count too"),
    maxResults: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 2500 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    items: z
      .array(
        z.looseObject({
          id: z.string(),
          summary: z.string().nullish(),
          description: z.string().nullish(),
          location: z.string().nullish(),
          htmlLink: z.string().nullish(),
          hangoutLink: z.string().nullish(),
          status: z.string().nullish(),
          start: when.nullish(),
          end: when.nullish(),
          attendees: z
            .array(z.looseObject({ email: z.string(), responseStatus: z.string().nullish() }))
            .nullish(),
        }),
      )
      .nullish(),
    timeZone: z.string().nullish(),
    nextPageToken: z.string().nullish(),
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
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "items",
    pageSize: "maxResults",
    maxPageSize: 2500,
  },
  shows: [
    { path: "summary", label: "Event" },
    { path: ["start.dateTime", "start.date"], label: "Start", as: "datetime" },
    { path: ["end.dateTime", "end.date"], label: "End", as: "datetime" },
    { path: "location", label: "Place" },
    { path: "htmlLink", label: "Link", as: "link" },
  ],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors: { "410": "The time window cannot be read any more. Read the list anew." },
  words: ["list", "events", "meetings", "appointments", "agenda", "schedule", "find", "search"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/events/list",
});
