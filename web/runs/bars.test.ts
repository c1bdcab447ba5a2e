import fc from "fast-check";
import { expect, test } from "vitest";
import { barsOf } from "./bars.ts";

const begun = Date.parse("2027-01-01T00:00:00.000Z");
const run = {
  id: "run_1",
  function: "pay",
  version: 1,
  status: "succeeded",
  trigger: "test",
  startedAt: new Date(begun).toISOString(),
  ms: 100,
  input: null,
  output: null,
  error: null,
  logs: [],
  calls: [],
  phases: { queue: 10, start: 20, run: 70 },
} as const;
const callAt = (after: number, ms: number) => ({
  time: new Date(begun + after).toISOString(),
  method: "GET",
  url: "https://slack.com/api/x",
  ms,
  attempts: 1,
  status: 200,
});

test("parts follow each other and calls lie where they were", () => {
  const { phases, calls } = barsOf({ ...run, logs: [], calls: [callAt(50, 25)] }, begun);
  expect(phases.map(({ name, bar }) => [name, bar.start, bar.length])).toEqual([
    ["queue", 0, 0.1],
    ["start", 0.1, 0.2],
    ["run", expect.closeTo(0.3), expect.closeTo(0.7)],
  ]);
  expect(calls).toEqual([{ start: 0.5, length: 0.25 }]);
});

test("a run that goes on, and a call without an answer, reach to now", () => {
  const { status: _, ...open } = callAt(100, 0);
  const { phases, calls } = barsOf(
    {
      ...run,
      status: "running",
      ms: null,
      logs: [],
      calls: [open],
      phases: { queue: 10, start: 20, run: 0 },
    },
    begun + 200,
  );
  expect(phases.at(-1)).toMatchObject({ name: "run", ms: 170 });
  expect(calls).toEqual([{ start: 0.5, length: 0.5 }]);
});

test("nothing lies outside of the line, whatever the clocks say", () => {
  const time = fc.integer({ min: -5_000, max: 5_000 });
  const length = fc.nat({ max: 5_000 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(time, length)),
      length,
      time,
      fc.boolean(),
      (given, ms, now, isOver) => {
        const { phases, calls } = barsOf(
          {
            ...run,
            ms: isOver ? ms : null,
            status: isOver ? "succeeded" : "running",
            logs: [],
            calls: given.map(([after, spent]) => callAt(after, spent)),
          },
          begun + now,
        );
        for (const { start, length: wide } of [...calls, ...phases.map(({ bar }) => bar)]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(wide).toBeGreaterThanOrEqual(0);
          expect(start + wide).toBeLessThanOrEqual(1.000001);
        }
      },
    ),
  );
});
