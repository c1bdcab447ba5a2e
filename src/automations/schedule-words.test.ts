import { expect, test } from "vitest";
import { clockWords, describeSchedule } from "./schedule-words.ts";

/** A Monday, 11:00 in Berlin. */
const now = new Date("2026-11-23T10:00:00Z");
const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString());

test.each([
  ["0 9 * * 1-5", "At 09:00, Monday through Friday (Europe/Berlin)"],
  ["0 9 * * *", "At 09:00, every day (Europe/Berlin)"],
  ["30 17 * * 1", "At 17:30, on Monday (Europe/Berlin)"],
  ["0 9 1 * *", "At 09:00, on day 1 of the month (Europe/Berlin)"],
  ["*/15 * * * *", "Every 15 minutes (Europe/Berlin)"],
  ["0 */2 * * *", "On the hour, every 2 hours (Europe/Berlin)"],
])("%s in words", (cron, words) => {
  expect(describeSchedule({ cron, timezone: "Europe/Berlin" }, now).words).toBe(words);
});

test("the next three starts, in the zone of the schedule", () => {
  const { next } = describeSchedule({ cron: "0 9 * * 1-5", timezone: "America/New_York" }, now);
  expect(iso(next)).toEqual([
    "2026-11-23T14:00:00.000Z",
    "2026-11-24T14:00:00.000Z",
    "2026-11-25T14:00:00.000Z",
  ]);
});

test("a clock that is put forward: the hour stays, the instant moves", () => {
  const { next } = describeSchedule(
    { cron: "0 9 * * *", timezone: "Europe/Berlin" },
    new Date("2027-03-27T00:00:00Z"),
  );
  expect(iso(next)).toEqual([
    "2027-03-27T08:00:00.000Z",
    "2027-03-28T07:00:00.000Z",
    "2027-03-29T07:00:00.000Z",
  ]);
});

test("a start that the clock skips comes after the gap", () => {
  const { next } = describeSchedule(
    { cron: "30 2 * * *", timezone: "Europe/Berlin" },
    new Date("2027-03-27T12:00:00Z"),
  );
  expect(iso(next).slice(0, 2)).toEqual(["2027-03-28T01:00:00.000Z", "2027-03-29T00:30:00.000Z"]);
});

test("a clock that is put back: a start that it shows twice comes once", () => {
  const { next } = describeSchedule(
    { cron: "30 2 * * *", timezone: "Europe/Berlin" },
    new Date("2026-10-24T12:00:00Z"),
  );
  expect(iso(next)).toEqual([
    "2026-10-25T00:30:00.000Z",
    "2026-10-26T01:30:00.000Z",
    "2026-10-27T01:30:00.000Z",
  ]);
});

test("without a zone it is UTC", () => {
  const { words, next } = describeSchedule({ cron: "0 9 * * *" }, now);
  expect(words).toContain("(UTC)");
  expect(next[0]?.toISOString()).toBe("2026-11-24T09:00:00.000Z");
});

test("a day that no calendar has never comes", () => {
  expect(describeSchedule({ cron: "0 0 30 2 *" }, now).next).toEqual([]);
});

test("what is no schedule says so", () => {
  expect(describeSchedule({ cron: "0 25 * * *" }, now)).toMatchObject({
    words: expect.stringMatching(/^Never: "0 25 \* \* \*" is no schedule/),
    next: [],
  });
});

test("an instant as the clock of a zone shows it", () => {
  expect(clockWords(now, "America/New_York")).toBe("Mon 23 Nov 2026, 05:00");
});
