import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { calendarByName, calendarId, when } from "../inputs.ts";

export const eventsQuickAdd = defineOperation({
  id: "googlecalendar.events.quickAdd",
  title: "Create an event from a sentence",
  kind: "write",
  effect: { words: "Create {#event} in {calendarId}", shows: "text" },
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/calendar/v3/calendars/{calendarId}/events/quickAdd",
    defaults: { calendarId: "primary" },
    body: "query",
  },
  input: z.strictObject({
    calendarId,
    text: z.string().min(1).describe("The event in a sentence: Lunch with Sam tomorrow 12pm"),
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
  rateLimit: { class: "calls" },
  repeatable: false,
  words: ["quick", "add", "sentence", "event"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/events/quickAdd",
});
