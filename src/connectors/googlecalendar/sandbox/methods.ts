import { stopBody, stopChannel } from "../../google/sandbox/ground/channels.ts";
import { z } from "zod";
import type { Method } from "../../google/sandbox/ground/app.ts";
import { createHexId } from "../../google/sandbox/ground/ids.ts";
import { pageOf } from "../../google/sandbox/ground/paging.ts";
import { invalid, notFound } from "../../google/sandbox/ground/refusal.ts";
import { auth, roleIn } from "./calendars.ts";
import { busyTimes, eventMethods } from "./events.ts";
import type { Calendar, CalendarState } from "./state.ts";

const freeBusyBody = z.strictObject({
  timeMin: z.string(),
  timeMax: z.string(),
  timeZone: z.string().optional(),
  items: z.array(z.strictObject({ id: z.string() })).max(50),
  groupExpansionMax: z.number().optional(),
  calendarExpansionMax: z.number().optional(),
});

const calendarView = ({ id, summary, description, timeZone }: Calendar) => ({
  kind: "calendar#calendar",
  id,
  summary,
  timeZone,
  ...(description === undefined ? {} : { description }),
});

/** https://developers.google.com/workspace/calendar/api/v3/reference */
export const methods: readonly Method<CalendarState>[] = [
  ...eventMethods,
  {
    id: "calendarList.list",
    http: "GET",
    path: "/calendar/v3/users/me/calendarList",
    scopes: [
      "calendar",
      "calendar.calendarlist",
      "calendar.calendarlist.readonly",
      "calendar.readonly",
    ].map(auth),
    query: ["maxResults", "minAccessRole", "pageToken", "showHidden", "showDeleted", "syncToken"],
    run({ state, user, query }) {
      const order = ["freeBusyReader", "reader", "writer", "owner"];
      const least = order.indexOf(query.get("minAccessRole") ?? "freeBusyReader");
      const listed = state.calendars.flatMap((calendar) => {
        const accessRole = roleIn(calendar, user.id);
        return accessRole && order.indexOf(accessRole) >= least ? [{ calendar, accessRole }] : [];
      });
      const { items, ...page } = pageOf(listed, query, {
        size: 100,
        max: 250,
        sizeParameter: "maxResults",
      });
      return {
        kind: "calendar#calendarList",
        ...page,
        items: items.map(({ calendar, accessRole }) => ({
          ...calendarView(calendar),
          kind: "calendar#calendarListEntry",
          accessRole,
          selected: true,
          ...(calendar.id === user.email ? { primary: true } : {}),
        })),
      };
    },
  },
  {
    id: "calendars.insert",
    http: "POST",
    path: "/calendar/v3/calendars",
    scopes: ["calendar", "calendar.app.created", "calendar.calendars"].map(auth),
    body: z.strictObject({
      summary: z.string().min(1),
      timeZone: z.string().optional(),
      description: z.string().optional(),
      location: z.string().optional(),
    }),
    changes: true,
    run({ state, user, body }) {
      const calendar: Calendar = {
        id: `${createHexId(26)}@group.calendar.google.com`,
        summary: String(body["summary"]),
        timeZone: String(body["timeZone"] ?? user.timeZone),
        ...(body["description"] === undefined ? {} : { description: String(body["description"]) }),
        owner: user.id,
        createdByApp: true,
        access: {},
        events: [],
      };
      state.calendars.push(calendar);
      return calendarView(calendar);
    },
  },
  {
    id: "calendars.get",
    http: "GET",
    path: "/calendar/v3/calendars/{calendarId}",
    scopes: [
      "calendar",
      "calendar.app.created",
      "calendar.calendars",
      "calendar.calendars.readonly",
      "calendar.readonly",
    ].map(auth),
    run({ state, user, params }) {
      const id = params["calendarId"] === "primary" ? user.email : params["calendarId"];
      const calendar = state.calendars.find(
        (one) => one.id === id && roleIn(one, user.id) !== undefined,
      );
      return calendar ? calendarView(calendar) : notFound("Not Found");
    },
  },
  {
    id: "settings.get",
    http: "GET",
    path: "/calendar/v3/users/me/settings/{setting}",
    scopes: ["calendar", "calendar.readonly", "calendar.settings.readonly"].map(auth),
    run({ user, params }) {
      const settings: Readonly<Record<string, string>> = {
        timezone: user.timeZone,
        locale: "en",
        weekStart: "1",
        format24HourTime: "true",
        defaultEventLength: "60",
      };
      const id = params["setting"] ?? "";
      return Object.hasOwn(settings, id)
        ? { kind: "calendar#setting", id, value: settings[id] }
        : notFound("Not Found");
    },
  },
  {
    id: "freebusy.query",
    http: "POST",
    path: "/calendar/v3/freeBusy",
    scopes: ["calendar", "calendar.events.freebusy", "calendar.freebusy", "calendar.readonly"].map(
      auth,
    ),
    body: freeBusyBody,
    run({ state, user, body, has }) {
      const { timeMin, timeMax, items } = freeBusyBody.parse(body);
      const [from, to] = [Date.parse(timeMin), Date.parse(timeMax)];
      if (Number.isNaN(from) || Number.isNaN(to)) invalid("Bad Request", "badRequest");
      if (to <= from) invalid("The specified time range is empty.", "timeRangeEmpty");
      const others = ["calendar", "calendar.events.freebusy", "calendar.readonly"]
        .map(auth)
        .some(has);
      const calendars = items.map(({ id }) => {
        const wanted = id === "primary" ? user.email : id;
        const calendar = state.calendars.find((one) => one.id === wanted);
        const isOwn = calendar?.owner === user.id;
        // What is wrong with one calendar stands inside a 200. Colleagues of a domain see when one is busy.
        return [
          id,
          calendar && (isOwn || others)
            ? { busy: busyTimes(calendar, from, to) }
            : { errors: [{ domain: "global", reason: "notFound" }], busy: [] },
        ];
      });
      return {
        kind: "calendar#freeBusy",
        timeMin,
        timeMax,
        calendars: Object.fromEntries(calendars),
      };
    },
  },
  {
    id: "channels.stop",
    http: "POST",
    path: "/calendar/v3/channels/stop",
    scopes: [
      "calendar",
      "calendar.app.created",
      "calendar.calendarlist",
      "calendar.calendarlist.readonly",
      "calendar.events",
      "calendar.events.freebusy",
      "calendar.events.owned",
      "calendar.events.owned.readonly",
      "calendar.events.public.readonly",
      "calendar.events.readonly",
      "calendar.readonly",
      "calendar.settings.readonly",
      "calendar.acls",
      "calendar.acls.readonly",
    ].map(auth),
    body: stopBody,
    changes: true,
    run: ({ state, body, now }) => stopChannel(state.channels, stopBody.parse(body), now),
  },
];
