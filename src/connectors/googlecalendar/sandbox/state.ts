import { z } from "zod";
import { channelShape } from "../../google/sandbox/ground/channels.ts";

const timeShape = z.object({
  date: z.string().optional(),
  dateTime: z.string().optional(),
  timeZone: z.string().optional(),
});
export type EventTime = z.output<typeof timeShape>;

const attendeeShape = z.object({
  email: z.string(),
  displayName: z.string().optional(),
  responseStatus: z.enum(["needsAction", "accepted", "declined", "tentative"]),
  optional: z.boolean().optional(),
});

export const eventShape = z.object({
  id: z.string(),
  status: z.enum(["confirmed", "tentative", "cancelled"]),
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  colorId: z.string().optional(),
  visibility: z.string().optional(),
  transparency: z.string().optional(),
  start: timeShape,
  end: timeShape,
  attendees: z.array(attendeeShape).optional(),
  recurrence: z.array(z.string()).optional(),
  reminders: z.unknown().optional(),
  extendedProperties: z.unknown().optional(),
  hangoutLink: z.string().optional(),
  conferenceData: z.unknown().optional(),
  organizer: z.string(),
  created: z.string(),
  updated: z.string(),
  sequence: z.number(),
});
export type CalendarEvent = z.output<typeof eventShape>;

export const calendarShape = z.object({
  id: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  timeZone: z.string(),
  /** User id. */
  owner: z.string(),
  createdByApp: z.boolean(),
  /** By user id, for those who are not the owner. */
  access: z.record(z.string(), z.enum(["freeBusyReader", "reader", "writer"])),
  events: z.array(eventShape),
});
export type Calendar = z.output<typeof calendarShape>;

export const calendarState = z.object({
  calendars: z.array(calendarShape),
  channels: z.array(channelShape),
  /** Emails that Google would have sent about events. */
  notifications: z.array(z.object({ to: z.string(), about: z.string(), time: z.string() })),
});
export type CalendarState = z.output<typeof calendarState>;
