import { describe, expect, test } from "vitest";
import { googleCalendarConnector } from "../../src/connectors/googlecalendar/connector.ts";
import type { FlowValue } from "../../src/flow/schema.ts";
import { type Step, createGoogleCode } from "../support/google-code.ts";
import { scopesFor } from "../support/google-scopes.ts";

const code = createGoogleCode([googleCalendarConnector], ["calendar"]);
const use = (method: string, given: Readonly<Record<string, FlowValue>> = {}): Step => [
  `googlecalendar.${method}`,
  given,
];
const insert = (given: Readonly<Record<string, FlowValue>>) =>
  code.run([use("events.insert", { summary: "Call", ...given })]);
const timeZone = "Europe/Berlin";

describe("an event", () => {
  test.each<[string, Readonly<Record<string, FlowValue>>, string, string]>([
    ["an hour where no end is said", {}, "11:00:00+01:00", "12:00:00+01:00"],
    ["as long as it takes", { durationMinutes: 90 }, "11:00:00+01:00", "12:30:00+01:00"],
    ["until its end", { end: "2027-01-14T11:05:00" }, "11:00:00+01:00", "11:05:00+01:00"],
  ])("is %s", async (_, given, start, end) => {
    const answer = await insert({ start: "2027-01-14T11:00:00", timeZone, ...given });
    expect(answer).toMatchObject({
      start: { dateTime: `2027-01-14T${start}` },
      end: { dateTime: `2027-01-14T${end}` },
    });
  });

  test("ends on the next day where it goes past midnight, with the offset it began with", async () => {
    const answer = await insert({ start: "2027-01-14T23:30:00-05:00", durationMinutes: 60 });
    expect(answer).toMatchObject({ end: { dateTime: expect.stringMatching(/T06:30:00\+01:00$/) } });
  });

  test("of whole days ends with the day that is named", async () => {
    expect(await insert({ start: "2027-02-01" })).toMatchObject({
      start: { date: "2027-02-01" },
      end: { date: "2027-02-02" },
    });
    expect(await insert({ start: "2027-02-01", end: "2027-02-03" })).toMatchObject({
      end: { date: "2027-02-04" },
    });
  });

  test("at a time without a zone is refused before it is sent", async () => {
    await expect(insert({ start: "2027-01-14T11:00:00" })).rejects.toThrow(
      "The time 2027-01-14T11:00:00 needs an offset, or a timeZone beside it.",
    );
    expect(code.sent).toEqual([]);
  });

  test("that repeats keeps its hour over the change of the clocks", async () => {
    const answer = await code.run([
      use("events.insert", {
        summary: "Stand-up",
        start: "2027-03-22T09:00:00",
        timeZone,
        durationMinutes: 15,
        recurrence: ["RRULE:FREQ=WEEKLY;COUNT=2"],
      }),
      use("events.list", {
        q: "Stand-up",
        timeMin: "2027-03-01T00:00:00Z",
        timeMax: "2027-05-01T00:00:00Z",
        singleEvents: true,
        orderBy: "startTime",
      }),
    ]);
    expect(answer).toMatchObject({
      items: [
        { start: { dateTime: "2027-03-22T09:00:00+01:00" } },
        { start: { dateTime: "2027-03-29T09:00:00+02:00" } },
      ],
    });
  });

  test("with a Meet link has one", async () => {
    const answer = await insert({ start: "2027-01-14T11:00:00Z", meet: true });
    expect(answer).toMatchObject({ hangoutLink: expect.stringMatching(/^https:\/\/meet\./) });
  });
});

test("guests join those who are there", async () => {
  const answer = await code.run([
    use("events.patch", { eventId: "evtplanning2026", addAttendees: ["carol@example.org"] }),
    use("events.get", { eventId: "evtplanning2026" }),
  ]);
  expect(answer).toMatchObject({
    summary: "Quarterly planning",
    attendees: [
      { email: "sam@example.com", responseStatus: "accepted" },
      { email: "carol@example.org" },
    ],
  });
});

test("a calendar goes by its name, an unknown one is said with those there are", async () => {
  await code.run([
    use("events.insert", { summary: "Demo", start: "2027-02-01", calendarId: "team" }),
  ]);
  expect(code.sent).toEqual([
    "GET /calendar/v3/users/me/calendarList",
    "POST /calendar/v3/calendars/team2026%40group.calendar.google.com/events",
  ]);
  const lost = insert({ start: "2027-02-01", calendarId: "Holidays" });
  await expect(lost).rejects.toThrow('There is no calendar "Holidays"');
});

test("a calendar that cannot be asked is an error, though Google answers 200", async () => {
  const window = { timeMin: "2027-01-14T00:00:00Z", timeMax: "2027-01-15T00:00:00Z" };
  const ask = (items: string[]) => code.run([use("freebusy.query", { ...window, items })]);
  expect(await ask(["primary"])).toMatchObject({ calendars: { primary: { busy: [] } } });
  await expect(ask(["nobody@example.org"])).rejects.toThrow("nobody@example.org cannot be asked");
});

test("wanted is a number of events, not of pages", async () => {
  await code.run(
    Array.from({ length: 6 }, (_, index) =>
      use("events.insert", { summary: `E${index}`, start: `2027-02-0${index + 1}` }),
    ),
  );
  const answer = await code.run([use("events.list", { maxResults: 5, q: "E" })]);
  expect(Reflect.get(Object(answer), "items")).toHaveLength(5);
});

test.each<[string, readonly string[], readonly Step[]]>([
  [
    "an event of one's own",
    ["calendar.events.owned"],
    [use("events.insert", { summary: "x", start: "2027-02-01" })],
  ],
  ["the own events", ["calendar.events.owned.readonly"], [use("events.list")]],
  [
    "a calendar by name costs a second scope",
    ["calendar.calendarlist.readonly", "calendar.events"],
    [use("events.insert", { summary: "x", start: "2027-02-01", calendarId: "Team" })],
  ],
  [
    "when somebody is busy",
    ["calendar.freebusy"],
    [use("freebusy.query", { timeMin: "2027-01-14T00:00:00Z", timeMax: "2027-01-15T00:00:00Z" })],
  ],
  ["the calendars there are", ["calendar.calendarlist.readonly"], [use("calendarList.list")]],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesFor([googleCalendarConnector], steps)).toEqual(scopes);
});
