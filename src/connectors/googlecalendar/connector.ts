import { defineConnector } from "../../catalog/connector.ts";
import { scopesOf } from "../google/scopes.ts";
import { events } from "./events/index.ts";
import { operations } from "./operations/index.ts";

/** Any of these lets it see what happens in a calendar. */
export const googleCalendarConnector = defineConnector({
  id: "googlecalendar",
  name: "Google Calendar",
  category: "calendar",
  description: "Create, find and change events, and see when people are free",
  // A drawing of our own.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1a73e8" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8 3v4M16 3v4"/></svg>`,
  provider: "google",
  holds: "personal",
  typical: { into: "googlecalendar.events.insert", outOf: "googlecalendar.events.list" },
  examples: [
    {
      prompt: "Create a calendar event “Team stand-up” tomorrow at 9am for 15 minutes",
      shows: "Team stand-up",
      readBack: { operation: "googlecalendar.events.list", with: {} },
    },
    { prompt: "List the next 5 events in my Google Calendar", shows: "Quarterly planning" },
    {
      prompt:
        "Create a Google Calendar event “Dentist” on 2027-01-14 from 11:00 to 11:30 Berlin time",
      shows: "Dentist",
      readBack: { operation: "googlecalendar.events.list", with: {} },
    },
    {
      prompt: "Create a new Google Calendar called “Vacation team”",
      shows: "Vacation team",
      readBack: { operation: "googlecalendar.calendarList.list", with: {} },
    },
    {
      prompt: "Add carol@example.org as a guest to the calendar event evtplanning2026",
      shows: "carol@example.org",
      readBack: { operation: "googlecalendar.events.get", with: { eventId: "evtplanning2026" } },
    },
    { prompt: "List my calendars in Google Calendar", shows: "Team" },
  ],
  events,
  // https://developers.google.com/workspace/calendar/api/guides/quota
  rateClasses: {
    calls: { limit: 600, seconds: 60, of: "the user" },
  },
  helper: { name: "google", template: "google", takes: "url" },
  scopes: scopesOf(operations),
  operations,
  words: ["google calendar", "calendar", "gcal"],
});
