import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { readChannelMessage } from "../../src/automations/channel-messages.ts";
import { createSecret } from "../../src/core/ids.ts";
import { googleCalendarConnector } from "../../src/connectors/googlecalendar/connector.ts";
import { startGoogleEvents } from "../support/google-events.ts";
import { createReceiver } from "../support/receiver.ts";

const newChannel = () => ({ id: randomUUID(), token: createSecret() });

let google: Awaited<ReturnType<typeof startGoogleEvents>>;
let receiver: Awaited<ReturnType<typeof createReceiver>> | undefined;
afterEach(async () => {
  await google.close();
  await receiver?.close();
  receiver = undefined;
});

const start = async (scopes: readonly string[] = ["calendar.events.owned.readonly"]) => {
  google = await startGoogleEvents([googleCalendarConnector], scopes);
};
const minutes = 60_000;
const events = "/calendar/v3/calendars/primary/events";
const write = ["calendar"];

/** Minutes from now. */
const at = (offset: number) => ({
  dateTime: new Date(google.clock.time + offset * minutes).toISOString(),
});
const insert = async (summary: string, from = 60_000, until = from + 30, more = {}) =>
  String(
    (await google.as(write, "POST", events, { summary, start: at(from), end: at(until), ...more }))[
      "id"
    ],
  );
const patch = (id: string, body: object) => google.as(write, "PATCH", `${events}/${id}`, body);
const brief = (payloads: readonly Readonly<Record<string, unknown>>[]) =>
  payloads.map(({ title, change }) =>
    change === undefined ? title : `${String(change)} ${String(title)}`,
  );

test("each change comes once, with what happened, and none that was before", async () => {
  await start();
  await insert("before");
  const watch = google.watch("googlecalendar.event.changed");
  expect(await watch.ask()).toEqual([]);
  // within the same millisecond as the question
  const id = await insert("Retro");
  expect(brief(await watch.ask())).toEqual(["created Retro"]);
  expect(await watch.ask()).toEqual([]);
  google.pass(10 * minutes);
  await patch(id, { summary: "Retrospective" });
  expect(brief(await watch.ask())).toEqual(["updated Retrospective"]);
  google.pass(minutes);
  await insert("made");
  google.pass(minutes);
  const made = await insert("edited at once");
  google.pass(minutes);
  await patch(made, { location: "Room 1" });
  expect(brief(await watch.ask())).toEqual(["created made", "created edited at once"]);
  await google.as(write, "DELETE", `${events}/${id}`);
  expect(await watch.ask()).toEqual([]);
});

test("what is deleted comes where it is asked for", async () => {
  await start();
  const watch = google.watch("googlecalendar.event.changed", { change: "deleted" });
  const id = await insert("Retro");
  await watch.ask();
  await insert("other");
  await google.as(write, "DELETE", `${events}/${id}`);
  expect(brief(await watch.ask())).toEqual(["deleted Retro"]);
});

test("more than one page comes whole", async () => {
  await start();
  const watch = google.watch("googlecalendar.event.changed");
  await watch.ask();
  for (let index = 0; index < 260; index++) await insert(`event ${index}`, 1000 + index);
  const told = brief(await watch.ask());
  expect(told).toHaveLength(260);
  expect(new Set(told).size).toBe(260);
  expect(await watch.ask()).toEqual([]);
});

test("a token that repeats itself is seen through, and one that has ended begins anew", async () => {
  await start();
  const watch = google.watch("googlecalendar.event.changed");
  await watch.ask();
  await insert("one");
  const { syncToken } = watch.cursor as { syncToken: string };
  expect(await watch.ask()).toHaveLength(1);
  watch.restore({ ...(watch.cursor as object), syncToken });
  expect(await watch.ask()).toEqual([]);
  google.pass(30 * 86_400_000);
  await insert("while away");
  expect(await watch.ask()).toEqual([]);
  await insert("back");
  expect(brief(await watch.ask())).toEqual(["created back"]);
});

test("filters, and calendars by name", async () => {
  await start(["calendar.readonly"]);
  const words = google.watch("googlecalendar.event.changed", {
    title: "board",
    to: "sam@example.com",
  });
  const team = google.watch("googlecalendar.event.changed", { calendarId: "Team" });
  const nowhere = google.watch("googlecalendar.event.changed", { calendarId: "Nowhere" });
  expect(await words.ask()).toEqual([]);
  expect(await team.ask()).toEqual([]);
  await expect(nowhere.ask()).rejects.toThrow('There is no calendar "Nowhere"');
  await insert("Board meeting", 10, 40, { attendees: [{ email: "sam@example.com" }] });
  await insert("Board meeting", 10, 40);
  await insert("Lunch", 10, 40, { attendees: [{ email: "sam@example.com" }] });
  expect(brief(await words.ask())).toEqual(["created Board meeting"]);
  expect(await team.ask()).toEqual([]);
});

test("a start comes once, the said time before it, and again where it is moved", async () => {
  await start();
  await insert("too late to tell", 5);
  const watch = google.watch("googlecalendar.event.starting", { minutesBefore: "15" });
  const daily = google.watch("googlecalendar.event.starting", { hoursBefore: 2 });
  expect(await watch.ask()).toEqual([]);
  expect(await daily.ask()).toEqual([]);
  const id = await insert("Retro", 30);
  expect(await watch.ask()).toEqual([]);
  expect(brief(await daily.ask())).toEqual(["Retro"]);
  google.pass(15 * minutes - 1);
  expect(await watch.ask()).toEqual([]);
  google.pass(1);
  expect(brief(await watch.ask())).toEqual(["Retro"]);
  google.pass(minutes);
  expect(await watch.ask()).toEqual([]);
  await patch(id, { start: at(60), end: at(90) });
  expect(await watch.ask()).toEqual([]);
  google.pass(45 * minutes);
  expect(brief(await watch.ask())).toEqual(["Retro"]);
  google.pass(16 * minutes);
  expect(await watch.ask()).toEqual([]);
  // entered shortly before it begins
  await insert("Quick sync", 3);
  expect(brief(await watch.ask())).toEqual(["Quick sync"]);
});

test("every occurrence of a series starts, and none is lost while nobody asked", async () => {
  await start();
  const watch = google.watch("googlecalendar.event.starting", { title: "choir" });
  const id = await insert("Choir", 60, 75, {
    start: { ...at(60), timeZone: "Europe/Berlin" },
    end: { ...at(75), timeZone: "Europe/Berlin" },
    recurrence: ["RRULE:FREQ=DAILY;COUNT=4"],
  });
  await watch.ask();
  google.pass(50 * minutes);
  expect(await watch.ask()).toMatchObject([{ title: "Choir", seriesId: id }]);
  google.pass(3 * 1440 * minutes);
  const told = await watch.ask();
  expect(told).toHaveLength(3);
  expect(new Set(told.map((one) => one["id"])).size).toBe(3);
  expect(await watch.ask()).toEqual([]);
});

test("an end comes once, also where the event is shortened", async () => {
  await start();
  const watch = google.watch("googlecalendar.event.ended");
  await insert("over", -60, -10);
  await watch.ask();
  const id = await insert("long", -30, 60);
  await insert("short", 0, 10);
  await insert("whole day", 0, 0, { start: { date: "2026-11-23" }, end: { date: "2026-11-24" } });
  google.pass(10 * minutes);
  expect(brief(await watch.ask())).toEqual(["short"]);
  google.pass(2 * minutes);
  await patch(id, { end: at(-1) });
  expect(brief(await watch.ask())).toEqual(["long"]);
  google.pass(minutes);
  expect(await watch.ask()).toEqual([]);
});

test("many starts at once come in order, each once", async () => {
  await start();
  const watch = google.watch("googlecalendar.event.starting");
  await watch.ask();
  for (let index = 0; index < 130; index++) await insert(`e${index}`, 20);
  google.pass(12 * minutes);
  const told = await watch.ask();
  expect(new Set(brief(told)).size).toBe(130);
  expect(told).toHaveLength(130);
  google.pass(minutes);
  expect(await watch.ask()).toEqual([]);
});

test("a channel tells that it is worth asking, until it is stopped or ends", async () => {
  await start();
  receiver = await createReceiver();
  const { received, address } = receiver;
  const watch = { event: google.eventOf("googlecalendar.event.changed"), given: {} };
  const channel = newChannel();
  const { state, endsAt } = await google.sources.open(watch, { ...channel, address });
  expect(endsAt.getTime() - google.clock.time).toBe(7 * 86_400_000);
  const known = { token: channel.token, resourceId: String(state["resourceId"]) };
  const arrived = async (count: number) => {
    await vi.waitFor(() => expect(received).toHaveLength(count), { timeout: 5000 });
    const headers = received[count - 1] ?? new Headers();
    expect(headers.get("x-goog-channel-id")).toBe(channel.id);
    return readChannelMessage(headers, known);
  };
  expect(await arrived(1)).toEqual({ status: "sync" });
  const id = await insert("Retro");
  expect(await arrived(2)).toEqual({ status: "changed" });
  // the next is open before the first ends
  const next = newChannel();
  const renewed = await google.sources.open(watch, { ...next, address });
  await vi.waitFor(() => expect(received).toHaveLength(3));
  await google.sources.close(watch, { id: channel.id, state });
  await patch(id, { summary: "Retrospective" });
  await vi.waitFor(() => expect(received).toHaveLength(4));
  expect(received[3]?.get("x-goog-channel-id")).toBe(next.id);
  // a read and a change elsewhere tell nothing
  await google.watch("googlecalendar.event.changed").ask();
  google.pass(renewed.endsAt.getTime() - google.clock.time);
  await insert("after the end");
  const last = newChannel();
  await google.sources.open(watch, { ...last, address });
  await vi.waitFor(() => expect(received).toHaveLength(5));
  expect(received[4]?.get("x-goog-channel-id")).toBe(last.id);
  await expect(google.sources.close(watch, { id: channel.id, state })).rejects.toThrow("404");
});
