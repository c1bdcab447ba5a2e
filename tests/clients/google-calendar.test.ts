import { calendar, type calendar_v3 } from "@googleapis/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

function client(scopes: readonly string[] = ["calendar"], email?: string): calendar_v3.Calendar {
  const auth = google.auth(scopes, email);
  return calendar({ version: "v3", auth, rootUrl: google.rootUrl, retry: false });
}
const [team, support] = ["team2026", "support2026"].map(
  (name) => `${name}@group.calendar.google.com`,
);

/** A calendar of its own, in Berlin, for a test that writes. */
async function fresh(): Promise<string> {
  const requestBody = { summary: "Fresh", timeZone: "Europe/Berlin" };
  const { data } = await client().calendars.insert({ requestBody });
  return data.id ?? "";
}

const at = (dateTime: string, timeZone?: string) =>
  timeZone === undefined ? { dateTime } : { dateTime, timeZone };
const hour = {
  start: at("2027-01-14T11:00:00+01:00"),
  end: at("2027-01-14T12:00:00+01:00"),
};

async function insert(
  calendarId: string,
  requestBody: calendar_v3.Schema$Event,
  more: calendar_v3.Params$Resource$Events$Insert = {},
) {
  return (await client().events.insert({ calendarId, requestBody, ...more })).data;
}

async function listed(calendarId: string, query: calendar_v3.Params$Resource$Events$List = {}) {
  return (await client().events.list({ calendarId, ...query })).data;
}

describe("events", () => {
  test("have both times with the offset of their zone", async () => {
    const id = await fresh();
    const made = await insert(id, {
      summary: "Dentist",
      start: at("2027-01-14T11:00:00", "Europe/Berlin"),
      end: at("2027-07-14T11:00:00", "Europe/Berlin"),
    });
    expect(made).toMatchObject({
      status: "confirmed",
      start: { dateTime: "2027-01-14T11:00:00+01:00", timeZone: "Europe/Berlin" },
      end: { dateTime: "2027-07-14T11:00:00+02:00" },
    });
    const { data } = await client().events.get({ calendarId: id, eventId: made.id ?? "" });
    expect(data).toEqual(made);
  });

  test("of whole days have dates, the last one not counted", async () => {
    const id = await fresh();
    const days = { start: { date: "2027-02-01" }, end: { date: "2027-02-03" } };
    expect(await insert(id, days)).toMatchObject(days);
    const same = { start: { date: "2027-02-01" }, end: { date: "2027-02-01" } };
    expect(await failure(insert(id, same))).toMatchObject({
      status: 400,
      reason: "timeRangeEmpty",
    });
  });

  test.each<[string, calendar_v3.Schema$Event, string]>([
    ["no end", { start: hour.start }, "Missing end time."],
    [
      "no zone",
      { ...hour, start: at("2027-01-14T11:00:00") },
      "Missing time zone definition for start time.",
    ],
    [
      "a zone that is none",
      { ...hour, start: at("2027-01-14T11:00:00", "Berlin") },
      "Invalid time zone definition for start time.",
    ],
    [
      "a day and a time",
      { start: { date: "2027-01-14" }, end: hour.end },
      "Start and end times must either both be date or both be dateTime.",
    ],
    [
      "a guest without an address",
      { ...hour, attendees: [{ email: "sam" }] },
      "Invalid attendee email.",
    ],
    ["an id in capitals", { ...hour, id: "ABCDE" }, "Invalid resource id value."],
  ])("with %s are refused", async (_, event, message) => {
    expect(await failure(insert("primary", event))).toMatchObject({ status: 400, message });
  });

  test("with an id of the caller's are made once", async () => {
    const id = await fresh();
    await insert(id, { ...hour, id: "once12345" });
    const again = insert(id, { ...hour, id: "once12345" });
    expect(await failure(again)).toMatchObject({ status: 409, reason: "duplicate" });
  });

  test("tell guests only where they are told to", async () => {
    const id = await fresh();
    const event = { ...hour, summary: "Tell", attendees: [{ email: "sam@example.com" }] };
    await insert(id, event);
    expect(google.sandbox.state.current.apps["googlecalendar"]).toMatchObject({
      notifications: [],
    });
    await insert(id, event, { sendUpdates: "all" });
    expect(google.sandbox.state.current.apps["googlecalendar"]).toMatchObject({
      notifications: [{ to: "sam@example.com", about: "Tell" }],
    });
    const theirs = await client(["calendar"], "sam@example.com").events.list({
      calendarId: "primary",
      q: "Tell",
    });
    expect(theirs.data.items).toHaveLength(2);
  });

  test("have a Meet link with version 1 of conference data, and none without", async () => {
    const id = await fresh();
    const conferenceData = { createRequest: { requestId: "r1" } };
    const without = await insert(id, { ...hour, conferenceData });
    expect(without.hangoutLink).toBeUndefined();
    const made = await insert(id, { ...hour, conferenceData }, { conferenceDataVersion: 1 });
    expect(made.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\//);
    expect(made.conferenceData?.entryPoints?.[0]?.uri).toBe(made.hangoutLink);
  });

  test("keep what a change does not name, and the answers of guests", async () => {
    const calendarId = "primary";
    const eventId = "evtplanning2026";
    const { data } = await client().events.patch({
      calendarId,
      eventId,
      requestBody: { attendees: [{ email: "sam@example.com" }, { email: "carol@example.org" }] },
    });
    expect(data).toMatchObject({
      summary: "Quarterly planning",
      location: "Room 4",
      attendees: [
        { email: "sam@example.com", responseStatus: "accepted" },
        { email: "carol@example.org", responseStatus: "needsAction" },
      ],
    });
  });

  test("are deleted once", async () => {
    const id = await fresh();
    const { id: eventId = "" } = await insert(id, hour);
    const remove = () => client().events.delete({ calendarId: id, eventId: eventId ?? "" });
    expect((await remove()).status).toBe(204);
    expect(await failure(remove())).toMatchObject({ status: 410, reason: "deleted" });
    expect((await listed(id)).items).toEqual([]);
    expect((await listed(id, { showDeleted: true })).items).toMatchObject([
      { status: "cancelled" },
    ]);
  });

  test("are read out of a sentence", async () => {
    const { data } = await client().events.quickAdd({
      calendarId: await fresh(),
      text: "Call Ana tomorrow at 3:30pm",
    });
    expect(data.summary).toBe("Call Ana");
    expect(data.start?.dateTime).toContain("T15:30:00");
  });
});

describe("a list", () => {
  test("is of what happens between two moments, in order where each occurrence counts", async () => {
    const id = await fresh();
    const weekly = {
      summary: "Stand-up",
      start: at("2027-03-22T09:00:00", "Europe/Berlin"),
      end: at("2027-03-22T09:15:00", "Europe/Berlin"),
      recurrence: ["RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3"],
    };
    await insert(id, weekly);
    const single = await listed(id, {
      timeMin: "2027-03-01T00:00:00Z",
      timeMax: "2027-05-01T00:00:00Z",
      singleEvents: true,
      orderBy: "startTime",
    });
    // The clocks go forward between the first and the second.
    expect(single.items?.map(({ start }) => start?.dateTime)).toEqual([
      "2027-03-22T09:00:00+01:00",
      "2027-03-29T09:00:00+02:00",
      "2027-04-05T09:00:00+02:00",
    ]);
    expect(new Set(single.items?.map(({ recurringEventId }) => recurringEventId)).size).toBe(1);
    expect((await listed(id)).items).toMatchObject([{ recurrence: weekly.recurrence }]);
  });

  test("is not ordered by start without single events, and takes times with an offset only", async () => {
    const unordered = listed("primary", { orderBy: "startTime" });
    expect(await failure(unordered)).toMatchObject({ status: 400, reason: "badRequest" });
    const vague = listed("primary", { timeMin: "2027-01-01" });
    expect(await failure(vague)).toMatchObject({ status: 400 });
  });

  test("is searched by words", async () => {
    const { items } = await listed("primary", { q: "retro" });
    expect(items?.map(({ summary }) => summary)).toEqual(["Retro"]);
  });

  test("comes in pages, and ends with a token for what changes", async () => {
    const id = await fresh();
    for (const summary of ["one", "two", "three"]) await insert(id, { ...hour, summary });
    const first = await listed(id, { maxResults: 2 });
    expect(first.nextSyncToken).toBeUndefined();
    const last = await listed(id, { maxResults: 2, pageToken: first.nextPageToken ?? "" });
    const read = [...(first.items ?? []), ...(last.items ?? [])].map(({ summary }) => summary);
    expect(read).toEqual(["one", "two", "three"]);
    await insert(id, { ...hour, summary: "four" });
    const changed = await listed(id, { syncToken: last.nextSyncToken ?? "" });
    expect(changed.items?.map(({ summary }) => summary)).toContain("four");
    const stale = listed(id, { syncToken: "long-ago" });
    expect(await failure(stale)).toMatchObject({ status: 410, reason: "fullSyncRequired" });
  });
});

describe("calendars", () => {
  test("are listed with one's role in each", async () => {
    const { data } = await client(["calendar.calendarlist.readonly"]).calendarList.list();
    expect(data.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: "maya@example.com", primary: true, accessRole: "owner" }),
        expect.objectContaining({ id: team, accessRole: "writer" }),
        expect.objectContaining({ id: support, accessRole: "reader" }),
      ]),
    );
    const own = await client().calendarList.list({ minAccessRole: "writer" });
    expect(own.data.items?.map(({ id }) => id)).not.toContain(support);
  });

  test("that are only to be read are not written", async () => {
    expect(await failure(insert(support ?? "", hour))).toMatchObject({
      status: 403,
      reason: "requiredAccessLevel",
    });
    expect(await failure(insert("nowhere@group.calendar.google.com", hour))).toMatchObject({
      status: 404,
      reason: "notFound",
    });
  });

  test("say when somebody is busy, and what is wrong inside a 200", async () => {
    const id = await fresh();
    await insert(id, hour);
    await insert(id, { ...hour, transparency: "transparent" });
    const { data } = await client(["calendar.freebusy"]).freebusy.query({
      requestBody: {
        timeMin: "2027-01-14T10:30:00Z",
        timeMax: "2027-01-15T00:00:00Z",
        items: [{ id }, { id: "nobody@example.org" }],
      },
    });
    expect(data.calendars).toMatchObject({
      [id]: { busy: [{ start: "2027-01-14T10:30:00.000Z", end: "2027-01-14T11:00:00.000Z" }] },
      "nobody@example.org": { errors: [{ reason: "notFound" }] },
    });
  });

  test("know the zone of the account", async () => {
    const { data } = await client(["calendar.settings.readonly"]).settings.get({
      setting: "timezone",
    });
    expect(data.value).toMatch(/^\w+\/\w+$/);
    const none = client().settings.get({ setting: "mood" });
    expect(await failure(none)).toMatchObject({ status: 404 });
  });
});

describe("scopes", () => {
  test("for owned calendars reach those, and not what is shared", async () => {
    const own = client(["calendar.events.owned"]).events;
    const { status } = await own.insert({ calendarId: "primary", requestBody: hour });
    expect(status).toBe(200);
    const shared = own.insert({ calendarId: team ?? "", requestBody: hour });
    expect(await failure(shared)).toMatchObject({ status: 403, reason: "insufficientPermissions" });
  });

  test("that only say when show no more", async () => {
    const { data } = await client(["calendar.events.freebusy"]).events.list({
      calendarId: "primary",
      q: "retro",
    });
    expect(data.items?.[0]?.summary).toBeUndefined();
    expect(data.items?.[0]?.start?.dateTime).toBeTruthy();
  });

  test("that read do not write", async () => {
    const call = client(["calendar.readonly"]).events.quickAdd({
      calendarId: "primary",
      text: "x",
    });
    expect(await failure(call)).toMatchObject({ status: 403, reason: "insufficientPermissions" });
  });
});

test("a channel is opened once by its id, and stopped with what it answered", async () => {
  const calendarId = await fresh();
  const open = (address: string) =>
    client().events.watch({ calendarId, requestBody: { id: "c1", type: "web_hook", address } });
  expect(await failure(open("http://example.com/hook"))).toMatchObject({ status: 401 });
  const { data } = await open("https://example.com/hook");
  expect(await failure(open("https://example.com/hook"))).toMatchObject({
    status: 400,
    reason: "channelIdNotUnique",
  });
  const stop = () =>
    client().channels.stop({ requestBody: { id: "c1", resourceId: data.resourceId ?? "" } });
  expect((await stop()).status).toBe(204);
  expect(await failure(stop())).toMatchObject({ status: 404 });
});
