import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { calendarByName, calendarId } from "../inputs.ts";

export const calendarsGet = defineOperation({
  id: "googlecalendar.calendars.get",
  title: "Read the properties of a calendar",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/calendar/v3/calendars/{calendarId}",
    defaults: { calendarId: "primary" },
    body: "query",
  },
  input: z.strictObject({ calendarId }),
  output: z.looseObject({
    id: z.string(),
    summary: z.string(),
    timeZone: z.string().nullish(),
    description: z.string().nullish(),
  }),
  scopes: anyOf(
    "calendar.calendars.readonly",
    "calendar.calendars",
    "calendar.readonly",
    "calendar",
  ),
  scopesWhen: [
    {
      input: "calendarId",
      from: ["googlecalendar.calendars.insert"],
      scopes: anyOf(
        "calendar.app.created",
        "calendar.calendars.readonly",
        "calendar.calendars",
        "calendar.readonly",
        "calendar",
      ),
    },
  ],
  lookups: { calendarId: calendarByName },
  rateLimit: { class: "calls" },
  repeatable: true,
  words: ["read", "calendar", "time zone", "properties"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/calendars/get",
});
