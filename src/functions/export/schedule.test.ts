import { Cron } from "croner";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cronWithNames } from "./schedule.ts";

test.each([
  ["0 9 * * 1-5", "0 9 * * MON,TUE,WED,THU,FRI"],
  ["0 9 * * *", "0 9 * * *"],
  ["0 9 1 * 0", "0 9 1 * SUN"],
  ["0 9 * * 7", "0 9 * * SUN"],
  ["0 9 * * mon-wed,5", "0 9 * * MON,TUE,WED,FRI"],
  ["0 9 * * 5-7", "0 9 * * SUN,FRI,SAT"],
  ["0 9 * * */2", "0 9 * * SUN,TUE,THU,SAT"],
  ["0 9 * * 0-6", "0 9 * * *"],
])("%s becomes %s", (cron, expected) => {
  expect(cronWithNames(cron)).toBe(expected);
});

test.each(["0 9 * * 5#2", "0 9 * * 5L", "0 9 * * 8", "0 9 * * FOO", "0 9 * * 1-2-3", "0 9 * * ,"])(
  "%s is more than the targets take",
  (cron) => {
    expect(cronWithNames(cron)).toBeUndefined();
  },
);

test("runs on the same days", () => {
  const day = fc.integer({ min: 0, max: 6 });
  const part = fc.oneof(
    day.map(String),
    fc.tuple(day, day).map(([one, other]) => `${Math.min(one, other)}-${Math.max(one, other)}`),
    fc.tuple(day, fc.integer({ min: 1, max: 7 })).map(([from, step]) => `${from}-6/${step}`),
  );
  const next = (cron: string) =>
    new Cron(cron, { timezone: "UTC" }).nextRuns(8, "2026-11-23T00:00:00Z").map(String);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
      const cron = `0 9 * * ${parts.join(",")}`;
      expect(next(cronWithNames(cron) ?? "")).toEqual(next(cron));
    }),
  );
});
