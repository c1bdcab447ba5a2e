import type { EventFilter, EventInfo } from "../../../catalog/event.ts";
import { anyOf } from "../../google/scopes.ts";
import { changed, changedPayload } from "./changed.ts";
import { channel } from "./channel.ts";
import { ended, starting } from "./edges.ts";
import { eventPayload } from "./event.ts";

const scopes =
  anyOf(
    "calendar.events.owned.readonly",
    "calendar.events.readonly",
    "calendar.events.owned",
    "calendar.readonly",
    "calendar.events",
    "calendar",
  ).user ?? [];

const all = anyOf("calendar.events.readonly", "calendar.readonly", "calendar.events", "calendar");
const byName = (anyOf("calendar.readonly", "calendar").user ?? []).concat(
  (anyOf("calendar.events.readonly", "calendar.events").user ?? []).map((events) => [
    ...events,
    ...(anyOf("calendar.calendarlist.readonly").user ?? []).flat(),
  ]),
);
/** Other calendars than one's own may be somebody else's; a name is looked up in the list of calendars. */
const scopesWhen = [
  { given: "calendarId", matches: "@", scopes: all.user ?? [] },
  { given: "calendarId", matches: "^(?!primary$)[^@]*$", scopes: byName },
];

const filters = {
  calendarId: { description: "Calendar, by name or id; the person's own where left out" },
  id: { description: "Id of the event or of its series", in: ["id", "seriesId"] },
  title: { description: "Words in the title", in: ["title"], by: "contains" },
  name: { description: "Words in the title", in: ["title"], by: "contains" },
  subject: { description: "Words in the title", in: ["title"], by: "contains" },
  contains: {
    description: "Words in title, description or place",
    in: ["title", "description", "location"],
    by: "contains",
  },
  from: { description: "Address of who made it", in: ["organizer"] },
  to: { description: "Address of a guest", in: ["attendees"] },
  status: { description: "confirmed or tentative", in: ["status"] },
} satisfies Record<string, EventFilter>;

const common = {
  scopes,
  scopesWhen,
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/events/list",
  payload: eventPayload,
  filters,
};

export const events: readonly EventInfo[] = [
  {
    ...common,
    id: "googlecalendar.event.changed",
    title: "An event is created or changed",
    via: ["push", "polling"],
    docs: "https://developers.google.com/workspace/calendar/api/guides/push",
    words: ["invitation", "booking"],
    impliedBy: ["calendar", "gcal", "kalender", "calendario", "calendrier", "agenda"],
    payload: changedPayload,
    filters: {
      ...filters,
      change: {
        description: "created, updated or deleted; what is deleted counts only where it is said",
        in: ["change"],
        choices: ["created", "updated", "deleted"],
      },
    },
    poll: changed,
    channel,
  },
  {
    ...common,
    id: "googlecalendar.event.starting",
    title: "An event is about to start",
    via: ["polling"],
    impliedBy: ["event", "calendar", "kalender", "calendario", "calendrier", "agenda"],
    filters: {
      ...filters,
      minutesBefore: { description: "How many minutes before the start; 10 where left out" },
      hoursBefore: { description: "How many hours before the start" },
      daysBefore: { description: "How many days before the start" },
    },
    poll: starting,
  },
  {
    ...common,
    id: "googlecalendar.event.ended",
    title: "An event has ended",
    via: ["polling"],
    impliedBy: ["calendar", "kalender", "calendario", "calendrier", "agenda"],
    poll: ended,
  },
];
