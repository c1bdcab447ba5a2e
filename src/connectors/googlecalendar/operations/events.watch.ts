import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { calendarByName, calendarId } from "../inputs.ts";

export const eventsWatch = defineOperation({
  id: "googlecalendar.events.watch",
  title: "Start event notifications",
  kind: "write",
  effect: { words: "Start notifications about events in {calendarId}" },
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/calendar/v3/calendars/{calendarId}/events/watch",
    defaults: { calendarId: "primary" },
    body: "json",
  },
  input: z.strictObject({
    calendarId,
    id: z.string().min(1).describe("Id of the channel, of your own"),
    type: z.enum(["web_hook"]).describe("How to notify"),
    address: z.string().min(1).describe("Https address that is notified"),
    token: z.string().optional().describe("Secret that comes back with each notification"),
    expiration: z.string().optional().describe("When it ends, in milliseconds since 1970"),
  }),
  output: z.looseObject({
    id: z.string(),
    resourceId: z.string(),
    expiration: z.string().nullish(),
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
  repeatable: false,
  words: ["watch", "notify", "push", "changes", "calendar"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/events/watch",
});
