import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const calendarsInsert = defineOperation({
  id: "googlecalendar.calendars.insert",
  title: "Create a calendar",
  kind: "write",
  effect: { words: "Create the calendar {summary|calendar}" },
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/calendar/v3/calendars",
    body: "json",
  },
  input: z.strictObject({
    summary: z.string().min(1).describe("Name of the calendar"),
    timeZone: z.string().optional().describe("IANA time zone of the calendar"),
    description: z.string().optional().describe("What the calendar is for"),
  }),
  output: z.looseObject({ id: z.string(), summary: z.string() }),
  scopes: anyOf("calendar.app.created", "calendar.calendars", "calendar"),
  rateLimit: { class: "calls" },
  repeatable: false,
  words: ["create", "new", "make", "calendar"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/calendars/insert",
});
