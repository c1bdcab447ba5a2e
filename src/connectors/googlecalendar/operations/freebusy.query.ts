import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const freebusyQuery = defineOperation({
  id: "googlecalendar.freebusy.query",
  title: "Check when people are free",
  kind: "read",
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/calendar/v3/freeBusy",
    body: "json",
  },
  input: z.strictObject({
    timeMin: z.string().min(1).describe("Start of the window, in RFC 3339 with offset"),
    timeMax: z.string().min(1).describe("End of the window, in RFC 3339 with offset"),
    items: z
      .array(z.string())
      .min(1)
      .optional()
      .describe("Addresses or calendar ids to ask about; the own calendar where left out"),
    timeZone: z.string().optional().describe("IANA time zone of the answer"),
  }),
  output: z.looseObject({
    calendars: z.record(
      z.string(),
      z.looseObject({
        busy: z.array(z.looseObject({ start: z.string(), end: z.string() })).nullish(),
      }),
    ),
  }),
  scopes: anyOf("calendar.freebusy", "calendar.events.freebusy", "calendar.readonly", "calendar"),
  scopesWhen: [
    {
      input: "items",
      given: true,
      scopes: anyOf("calendar.events.freebusy", "calendar.readonly", "calendar"),
    },
  ],
  codeHelper: "findBusyTimes",
  rateLimit: { class: "calls" },
  repeatable: true,
  words: ["free", "busy", "available", "availability", "check", "when"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query",
});
