import { html } from "../../../sandbox/kit/html.ts";
import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { tellChannels } from "../../google/sandbox/ground/channels.ts";
import { eventView, resourceIdOf, roleIn } from "./calendars.ts";
import { methods } from "./methods.ts";
import { seedCalendars } from "./seed.ts";
import { calendarState } from "./state.ts";
import { markOf } from "./sync.ts";
import { occurrences } from "./times.ts";

const weeksShown = 8;

export const calendarApp = defineGoogleApp({
  id: "googlecalendar",
  name: "Google Calendar",
  service: "calendar-json.googleapis.com",
  errorStyle: "reasons",
  shape: calendarState,
  seed: seedCalendars,
  methods,
  changed({ state, now }) {
    tellChannels(state.channels, now, "exists", ({ resourceId }) => {
      const calendar = state.calendars.find(({ id }) => resourceIdOf(id) === resourceId);
      return calendar ? markOf(calendar) : "";
    });
  },
  /** An agenda by day, over all calendars. */
  view({ state, user, now }) {
    const own = state.calendars.filter((calendar) => roleIn(calendar, user.id) !== undefined);
    const entries = own.flatMap((calendar) =>
      calendar.events
        .filter(({ status }) => status !== "cancelled")
        .flatMap((event) =>
          occurrences(
            event,
            now - 86_400_000,
            now + weeksShown * 7 * 86_400_000,
            calendar.timeZone,
          ).map((occurrence) => ({
            at: occurrence.start,
            calendar: calendar.id === user.email ? "" : calendar.summary,
            event: eventView(event, calendar, occurrence),
          })),
        ),
    );
    const days = Map.groupBy(
      entries.toSorted((a, b) => a.at - b.at),
      ({ at }) => new Date(at).toISOString().slice(0, 10),
    );
    return html`<h1>${own.map(({ summary }) => summary).join(", ")}</h1>
      ${Array.from(
        days,
        ([day, list]) =>
          html`<section class="card">
            <h2>${day}</h2>
            ${list.map(
              ({ event, calendar }) =>
                html`<p>
                  ${event.start.dateTime?.slice(11, 16) ?? "all day"}–${event.end.dateTime?.slice(11, 16)}
                  <strong>${event.summary}</strong>
                  <span class="quiet"
                    >${event.location} ${event.attendees?.map(({ email }) => email).join(", ")}
                    ${event.hangoutLink} ${calendar}</span
                  >
                </p>`,
            )}
          </section>`,
      )}`;
  },
});
