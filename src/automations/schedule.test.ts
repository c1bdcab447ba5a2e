import fc from "fast-check";
import { expect, test } from "vitest";
import type { AutomationSettings } from "../contract/automation.ts";
import { maxMissed, owedBy } from "./misfire.ts";
import { nextStart, startsBetween } from "./schedule.ts";

const at = (text: string) => Date.parse(text);
const iso = (times: readonly number[]) => times.map((time) => new Date(time).toISOString());
const berlin = (cron: string) => ({ cron, timezone: "Europe/Berlin" });
const within = (schedule: Parameters<typeof startsBetween>[0], from: string, to: string) =>
  iso(startsBetween(schedule, { from: at(from), to: at(to), limit: 100 }));

test.each([
  [
    "a start that the clock skips counts after the gap, once",
    berlin("30 2 * * *"),
    ["2027-03-27T12:00:00Z", "2027-03-29T12:00:00Z"],
    ["2027-03-28T01:00:00.000Z", "2027-03-29T00:30:00.000Z"],
  ],
  [
    "one that the clock shows twice counts once",
    berlin("30 2 * * *"),
    ["2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"],
    ["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"],
  ],
  [
    "every half hour goes on through the doubled hour",
    berlin("*/30 * * * *"),
    ["2026-10-24T23:45:00Z", "2026-10-25T01:45:00Z"],
    ["00:00", "00:30", "01:00", "01:30"].map((time) => `2026-10-25T${time}:00.000Z`),
  ],
  [
    "and loses the hour that is not there",
    berlin("0 * * * *"),
    ["2027-03-28T00:00:00Z", "2027-03-28T02:00:00Z"],
    ["00:00", "01:00", "02:00"].map((time) => `2027-03-28T${time}:00.000Z`),
  ],
  [
    "a leap day comes every four years",
    { cron: "0 9 29 2 *" },
    ["2027-01-01T00:00:00Z", "2033-01-01T00:00:00Z"],
    ["2028-02-29T09:00:00.000Z", "2032-02-29T09:00:00.000Z"],
  ],
  [
    "the 31st comes in the months that have one",
    { cron: "0 9 31 * *" },
    ["2027-01-01T00:00:00Z", "2027-06-01T00:00:00Z"],
    ["01", "03", "05"].map((month) => `2027-${month}-31T09:00:00.000Z`),
  ],
  [
    "the last day of a month",
    { cron: "0 9 L * *" },
    ["2028-01-31T10:00:00Z", "2028-04-01T00:00:00Z"],
    ["2028-02-29T09:00:00.000Z", "2028-03-31T09:00:00.000Z"],
  ],
  [
    "both ends are included",
    { cron: "0 * * * *" },
    ["2027-01-01T00:00:00Z", "2027-01-01T01:00:00Z"],
    ["2027-01-01T00:00:00.000Z", "2027-01-01T01:00:00.000Z"],
  ],
] as const)("%s", (_, schedule, [from, to], expected) => {
  expect(within(schedule, from, to)).toEqual(expected);
});

test("what is no schedule, or no day, never comes", () => {
  for (const cron of ["0 0 30 2 *", "0 25 * * *", "x"]) {
    expect(nextStart({ cron }, at("2027-01-01T00:00:00Z"))).toBeUndefined();
    expect(within({ cron }, "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z")).toEqual([]);
  }
});

test("looking back finds the starts that looking forward gave", () => {
  const crons = fc.constantFrom("*/7 * * * *", "30 2 * * *", "15 */3 * * 1-5", "0 0 1,31 * *");
  const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC");
  const times = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2029-01-01T00:00:00Z") });
  fc.assert(
    fc.property(crons, zones, times, (cron, timezone, from) => {
      const schedule = { cron, timezone };
      const forward: number[] = [];
      for (let after = from; forward.length < 5;) {
        const next = nextStart(schedule, after);
        if (next === undefined) break;
        forward.push(next);
        after = next;
      }
      const to = forward.at(-1) ?? from;
      expect(startsBetween(schedule, { from: from + 1, to, limit: 5 })).toEqual(forward);
    }),
    { numRuns: 60 },
  );
});

const hourly = { cron: "0 * * * *" };
function owed(
  settings: Pick<AutomationSettings, "misfire"> & Partial<AutomationSettings>,
  [since, now]: readonly [string, string],
) {
  const automation = { id: "auto_1", settings: { overlap: "parallel" as const, ...settings } };
  return owedBy(automation, hourly, { since: at(since), now: at(now) });
}
const down = ["2027-01-01T01:00:00Z", "2027-01-01T04:30:00Z"] as const;

test("after a time without the server: nothing, the last, or all of what was missed", () => {
  expect(owed({ misfire: "once" }, down).map(({ key }) => key)).toEqual([
    "2027-01-01T04:00:00.000Z",
  ]);
  expect(owed({ misfire: "all" }, down).map(({ key }) => key)).toEqual(
    ["01", "02", "03", "04"].map((hour) => `2027-01-01T${hour}:00:00.000Z`),
  );
  expect(owed({ misfire: "skip" }, down)).toEqual([
    {
      automation: "auto_1",
      key: "2027-01-01T04:00:00.000Z",
      payload: null,
      skipped: "4 starts up to this one were missed: the server was not running.",
    },
  ]);
});

test("a start that is due now makes up for those that were missed, but where all are wanted", () => {
  const span = ["2027-01-01T01:00:00Z", "2027-01-01T03:00:20Z"] as const;
  expect(owed({ misfire: "once" }, span).map(({ key }) => key)).toEqual([
    "2027-01-01T03:00:00.000Z",
  ]);
  expect(owed({ misfire: "all" }, span)).toHaveLength(3);
});

test("of many that were missed the last hundred are caught up on", () => {
  const keys = owed({ misfire: "all" }, ["2026-01-01T00:00:00Z", "2027-01-01T00:30:00Z"]);
  expect(keys).toHaveLength(maxMissed);
  expect(keys.at(-1)?.key).toBe("2027-01-01T00:00:00.000Z");
});

test("only a start in its time is skipped while another is not over: what is caught up on waits", () => {
  const span = ["2027-01-01T01:00:00Z", "2027-01-01T03:00:20Z"] as const;
  const whys = owed({ misfire: "all", overlap: "skip" }, span).map(
    ({ skippedWhileBusy }) => skippedWhileBusy !== undefined,
  );
  expect(whys).toEqual([false, false, true]);
});
