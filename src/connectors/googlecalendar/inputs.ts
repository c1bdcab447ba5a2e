import { z } from "zod";
import type { Lookup } from "../../catalog/operation.ts";

export const calendarId = z
  .string()
  .min(1)
  .optional()
  .describe("Calendar, by name or id; the person's own where left out");

/** Start or end as Google answers it: a day, or a time with its offset. */
export const when = z.looseObject({
  date: z.string().nullish(),
  dateTime: z.string().nullish(),
  timeZone: z.string().nullish(),
});

/** Ids of calendars are addresses; anything else is a name. */
export const calendarByName: readonly Lookup[] = [
  {
    via: "googlecalendar.calendarList.list",
    helper: "calendarId",
    literal: "^(?!primary$)[^@]+$",
    fromInput: false,
  },
];
