import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { calendarByName, calendarId } from "../inputs.ts";

export const eventsDelete = defineOperation({
  id: "googlecalendar.events.delete",
  title: "Delete an event",
  kind: "destructive",
  effect: { words: "Delete {#event} from {calendarId}" },
  request: {
    method: "DELETE",
    host: "www.googleapis.com",
    path: "/calendar/v3/calendars/{calendarId}/events/{eventId}",
    defaults: { calendarId: "primary" },
    query: ["sendUpdates"],
    body: "json",
  },
  input: z.strictObject({
    calendarId,
    eventId: z.string().min(1).describe("Id of the event"),
    sendUpdates: z
      .enum(["all", "externalOnly", "none"])
      .optional()
      .describe("Who gets an email about it; the guests where they are named and nothing is said"),
  }),
  output: z.looseObject({}),
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
  repeatable: true,
  errors: { "410": "The event is deleted already." },
  words: ["delete", "cancel", "remove", "event", "meeting"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/events/delete",
});
