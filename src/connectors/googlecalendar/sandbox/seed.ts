import { people } from "../../google/sandbox/ground/people.ts";
import type { Calendar, CalendarEvent, CalendarState } from "./state.ts";

/** A calendar for everybody, one of the team's, and a few events in the days to come. */
export function seedCalendars(now: number): CalendarState {
  const [maya, sam, , jonas] = people;
  if (!maya || !sam || !jonas) throw new Error("The stand-in has nobody in it");
  const time = new Date(now).toISOString();
  const day = (ahead: number) => new Date(now + ahead * 86_400_000).toISOString().slice(0, 10);
  const event = (
    id: string,
    summary: string,
    ahead: number,
    hours: readonly [string, string],
    more: Partial<CalendarEvent> = {},
  ): CalendarEvent => ({
    id,
    status: "confirmed",
    summary,
    start: { dateTime: `${day(ahead)}T${hours[0]}:00`, timeZone: maya.timeZone },
    end: { dateTime: `${day(ahead)}T${hours[1]}:00`, timeZone: maya.timeZone },
    organizer: maya.id,
    created: time,
    updated: time,
    sequence: 0,
    ...more,
  });
  const own = people.map((person): Calendar => ({
    id: person.email,
    summary: person.email,
    timeZone: person.timeZone,
    owner: person.id,
    createdByApp: false,
    access: {},
    events:
      person === maya
        ? [
            event("evtplanning2026", "Quarterly planning", 1, ["10:00", "11:30"], {
              location: "Room 4",
              attendees: [{ email: sam.email, displayName: sam.name, responseStatus: "accepted" }],
            }),
            event("evtretro2026", "Retro", 2, ["14:00", "15:00"]),
            {
              ...event("evtholiday2026", "Day off", 6, ["00:00", "00:00"]),
              start: { date: day(6) },
              end: { date: day(7) },
            },
          ]
        : [
            event(`evtfocus${person.id.slice(-1)}`, "Focus time", 1, ["09:00", "12:00"], {
              organizer: person.id,
            }),
          ],
  }));
  const shared = (
    id: string,
    summary: string,
    owner: string,
    access: Calendar["access"],
  ): Calendar => ({
    id: `${id}@group.calendar.google.com`,
    summary,
    timeZone: maya.timeZone,
    owner,
    createdByApp: false,
    access,
    events: [],
  });
  return {
    calendars: [
      ...own,
      shared("team2026", "Team", jonas.id, { [maya.id]: "writer" }),
      shared("support2026", "Support rota", jonas.id, { [maya.id]: "reader" }),
    ],
    channels: [],
    notifications: [],
  };
}
