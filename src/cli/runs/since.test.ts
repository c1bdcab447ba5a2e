import { expect, test } from "vitest";
import { momentOf } from "./since.ts";

const now = Date.parse("2027-01-31T12:00:00Z");

test.each([
  ["90s", "2027-01-31T11:58:30.000Z"],
  ["30m", "2027-01-31T11:30:00.000Z"],
  ["2h", "2027-01-31T10:00:00.000Z"],
  ["7d", "2027-01-24T12:00:00.000Z"],
  ["2027-01-30", "2027-01-30T00:00:00.000Z"],
  ["2027-01-30T10:00:00+02:00", "2027-01-30T08:00:00.000Z"],
])("%s", (text, moment) => {
  expect(momentOf(text, now)).toBe(moment);
});

test.each(["", "soon", "7", "7w", "-2h", "999999999d"])("%j is no moment", (text) => {
  expect(() => momentOf(text, now)).toThrow("Write 30m");
});
